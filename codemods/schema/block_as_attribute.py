"""Rule `block-as-attribute`."""

from __future__ import annotations

from collections.abc import Iterator

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name
from tffix.terraform import BlockElement
from tffix.terraform.schema_types import NestedBlock

from ._blocks import NotEvidentError, blocks_of_value
from ._walk import Place, blocks_of, places_of


class BlockAsAttribute(Rule):
    """A nested block that is written as an argument, with an `=`.

    ## Why is this bad?
    Terraform refuses the whole configuration before it plans anything: `Unsupported argument`, with the question
    whether a block was meant.

    ## Example
    ```hcl
    resource "aws_api_gateway_method_settings" "all" {
      rest_api_id = "a1b2c3"
      stage_name  = "live"
      method_path = "*/*"

      settings = {
        metrics_enabled      = true
        throttling_rate_limit = 100
      }
    }
    ```
    Use instead:
    ```hcl
    resource "aws_api_gateway_method_settings" "all" {
      rest_api_id = "a1b2c3"
      stage_name  = "live"
      method_path = "*/*"

      settings {
        metrics_enabled       = true
        throttling_rate_limit = 100
      }
    }
    ```

    ## Fix safety
    Safe: an object becomes a block, each object of a list one, a `for` expression over a collection and
    `condition ? {…} : null` a `dynamic` block; nothing that was written is lost, and Terraform accepted none of it
    before. A value that comes from elsewhere (a variable, a local value, a function) is reported: which arguments
    the blocks would have is not told here. So is a block that the schema allows once and the list has several times.

    ## References
    `terraform providers schema -json` of the provider version that the module's constraint admits; Terraform language,
    "dynamic Blocks".
    """

    name = "block-as-attribute"
    target = m.OneOf(m.Resource(), m.Data(), m.Provider())
    severity = Severity.ERROR

    def check(self, element: BlockElement, ctx: RuleContext) -> None:
        """Look for arguments that have the name of a nested block."""
        for place in places_of(element):
            for attribute, schema in _written(place):
                fix, detail = _fix(place, attribute, schema)
                message = f"{place.where} takes {schema.type} as a block, not as an argument."
                ctx.report(attribute, message, fix, address=element.address, detail=detail)
            for attribute, schema in _incomplete(place):
                fix, detail = _fix(place, attribute, schema)
                message = f"{place.where} takes {schema.type} as a list of complete objects, or as blocks."
                ctx.report(attribute, message, fix, address=element.address, detail=detail)


def _written(place: Place) -> Iterator[tuple[Attribute, NestedBlock]]:
    for name, attribute in place.body.attributes.items():
        schema = place.schema.blocks.get(name)
        if schema is not None and name not in place.schema.attributes:
            yield attribute, schema


def _incomplete(place: Place) -> Iterator[tuple[Attribute, NestedBlock]]:
    """Attributes that may be written as blocks, whose objects lack members: Terraform takes no object without all."""
    for name, attribute in place.body.attributes.items():
        schema = place.schema.attributes.get(name)
        block = schema.as_block if schema is not None else None
        if block is None:
            continue
        value = attribute.expr
        if isinstance(value, n.ObjectCons):
            yield attribute, block
        elif isinstance(value, n.TupleCons) and value.items:
            written = [_keys(item) for item in value.items]
            if all(keys is not None and keys < set(block.block.attributes) for keys in written):
                yield attribute, block


def _keys(value: n.Expression) -> set[str] | None:
    if not isinstance(value, n.ObjectCons):
        return None
    return {key_name(item.key) or "" for item in value.items}


def _fix(place: Place, attribute: Attribute, schema: NestedBlock) -> tuple[Fix | None, str]:
    others = [type_ for _, type_ in blocks_of(place.body, place.element.kind, is_top=not place.path)]
    if schema.is_single and schema.type in others:
        return None, "The block is there as well."
    if schema.nesting == "map":
        return None, "Each block has a label."
    try:
        blocks = blocks_of_value(schema.type, schema, attribute.expr)
    except NotEvidentError as reason:
        return None, str(reason)
    if not blocks and schema.is_required and schema.type not in others:
        return None, "At least one block is required."
    fix = Fix(f"Write {schema.type} as a block", Level.SAFE, needs_whole_module=False)
    if not blocks:
        fix = Fix(f"Remove {schema.type}, which says nothing", Level.SAFE, needs_whole_module=False)
    else:
        fix.insert_after(attribute, "\n\n".join(blocks))
    fix.remove(attribute)
    return fix, ""
