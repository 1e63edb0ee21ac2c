"""Rule `attribute-as-block`."""

from __future__ import annotations

from collections.abc import Iterator

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Block
from tffix.terraform import BlockElement
from tffix.terraform.schema_types import AttributeSchema

from ._hoists import HOISTS
from ._walk import Place, blocks_of, places_of


class AttributeAsBlock(Rule):
    """An argument that is written as a nested block, without its `=`.

    ## Why is this bad?
    Terraform refuses the whole configuration before it plans anything: `Unsupported block type`. Old providers took
    maps as blocks, so examples of that time still do.

    ## Example
    ```hcl
    resource "aws_sns_topic" "alerts" {
      name = "alerts"

      tags {
        Team = "platform"
      }
    }
    ```
    Use instead:
    ```hcl
    resource "aws_sns_topic" "alerts" {
      name = "alerts"

      tags = {
        Team = "platform"
      }
    }
    ```

    ## Fix safety
    Safe: what stands in the block stands in the object, and Terraform accepted none of it before. Several blocks
    become a list where the argument is one. Blocks of a type that is no object, `dynamic` ones, and blocks with
    further blocks inside are reported.

    ## References
    `terraform providers schema -json` of the provider version that the module's constraint admits; Terraform 0.12
    upgrade guide, "Attributes vs. blocks".
    """

    name = "attribute-as-block"
    target = m.OneOf(m.Resource(), m.Data(), m.Provider())
    severity = Severity.ERROR

    def check(self, element: BlockElement, ctx: RuleContext) -> None:
        """Look for blocks that have the name of an argument."""
        for place in places_of(element):
            seen: set[str] = set()
            for block, schema in _written(place):
                fix, detail = (None, "") if schema.name in seen else _fix(place, block, schema)
                seen.add(schema.name)
                message = f"{place.where} takes {schema.name} as an argument, not as a block."
                ctx.report(block, message, fix, address=element.address, detail=detail)


def _written(place: Place) -> Iterator[tuple[Block, AttributeSchema]]:
    for block, type_ in blocks_of(place.body, place.element.kind, is_top=not place.path):
        schema = place.schema.attributes.get(type_)
        is_known = (place.type, type_) in HOISTS and not place.path
        if schema is not None and place.schema.nested_block(type_) is None and not is_known:
            yield block, schema


def _fix(place: Place, block: Block, schema: AttributeSchema) -> tuple[Fix | None, str]:
    name = schema.name
    if not schema.is_settable:
        return None, "The provider sets it; it cannot be written."
    if name in place.body.attributes:
        return None, "The argument is set as well."
    blocks = [one for one, other in _written(place) if other is schema]
    if any(one.type == "dynamic" or one.labels or one.body.blocks for one in blocks):
        return None, _as_what(schema)
    fix = Fix(f"Write {name} as an argument", Level.SAFE, needs_whole_module=False)
    if _is_object(schema) and len(blocks) == 1:
        fix.replace(block, f"{name} = {{", block.body, "}")
        return fix, ""
    if _is_list_of_objects(schema):
        if len(blocks) == 1:
            fix.replace(block, f"{name} = [{{", block.body, "}]")
            return fix, ""
        if all(_is_movable(one) for one in blocks):
            elements = ",\n".join(_object(one) for one in blocks)
            fix.insert_after(block, f"{name} = [\n{elements},\n]")
            for one in blocks:
                fix.remove(one)
            return fix, ""
    return None, _as_what(schema)


def _is_object(schema: AttributeSchema) -> bool:
    if schema.nested_type is not None:
        return schema.nested_type.nesting == "single"
    return schema.type == "dynamic" or (isinstance(schema.type, tuple) and schema.type[0] in ("map", "object"))


def _is_list_of_objects(schema: AttributeSchema) -> bool:
    if schema.nested_type is not None:
        return schema.nested_type.nesting in ("list", "set")
    type_ = schema.type
    return (
        isinstance(type_, tuple)
        and type_[0] in ("list", "set")
        and isinstance(type_[1], tuple)
        and type_[1][0] in ("map", "object")
    )


def _is_movable(block: Block) -> bool:
    """Whether its text may be indented anew."""
    return "<<" not in block.text


def _object(block: Block) -> str:
    """The body of a block as an object, as it reads at the start of a line."""
    source = block.source.text
    line = source[source.rfind("\n", 0, block.start) + 1 : block.start]
    return source[block.open_brace : block.end].replace(f"\n{line}", "\n") if not line.strip() else block.text


def _as_what(schema: AttributeSchema) -> str:
    if _is_object(schema):
        return f"It is one object: {schema.name} = {{…}}."
    if _is_list_of_objects(schema):
        return f"It is a list of objects: {schema.name} = [{{…}}]."
    return f"It is written {schema.name} = …."
