"""Rule `unsupported-argument`."""

from __future__ import annotations

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.terraform import BlockElement
from tffix.terraform.schema_types import BlockSchema

from ._blocks import NotEvidentError, blocks_of_value
from ._names import meant
from ._renames import BY_PLACE, Action, Fact
from ._walk import Place, places_of

_TAGS = frozenset({"tags", "tags_all"})

# Names that mean something else in every block: one of these in a block is no sign that it was meant.
_COMMON = frozenset({"arn", "enabled", "id", "key", "mode", "name", "status", "type", "value", "version"})


class UnsupportedArgument(Rule):
    """An argument that the resource type does not have.

    ## Why is this bad?
    Terraform refuses the whole configuration: `An argument named "x" is not expected here`. It says so only after
    `terraform init` has fetched the provider, and one layer at a time.

    ## Example
    ```hcl
    resource "aws_flow_log" "main" {
      vpc_id              = "vpc-0123456789abcdef0"
      traffic_type        = "ALL"
      log_destination_arn = "arn:aws:s3:::flow-logs"
    }
    ```
    Use instead:
    ```hcl
    resource "aws_flow_log" "main" {
      vpc_id          = "vpc-0123456789abcdef0"
      traffic_type    = "ALL"
      log_destination = "arn:aws:s3:::flow-logs"
    }
    ```

    ## Fix safety
    Safe, where one correction is evident: a rename that the provider's documentation knows, one misspelt name that is
    near to exactly one argument that is not set yet, `enable_x` for `x`, an argument that is all there is in one nested
    block, or tags on a type that has none. There is no plan to keep:
    Terraform refuses the configuration. Everything else is reported, with what the schema of the provider version in
    use has to say. An argument that a newer provider than ours may have is never removed.

    ## References
    `terraform providers schema -json` of the provider version that the module's constraint admits; the AWS provider's
    resource pages and upgrade guides for the renames.
    """

    name = "unsupported-argument"
    target = m.OneOf(m.Resource(), m.Data(), m.Provider())
    severity = Severity.ERROR

    def check(self, element: BlockElement, ctx: RuleContext) -> None:
        """Hold every argument of an element against the schema of its type."""
        for place in places_of(element):
            for attribute in place.unknown_attributes():
                fix, detail = _correction(place, attribute)
                message = f"{place.where} has no argument {attribute.name}."
                ctx.report(attribute, message, fix, address=element.address, detail=detail)


def _correction(place: Place, attribute: Attribute) -> tuple[Fix | None, str]:
    """The one evident correction, if there is one, and what a person should know."""
    name = attribute.name
    fact = BY_PLACE.get((place.type, place.inner, name))
    if fact is not None and fact.action is Action.DROP:
        fix = _safe(f"Remove {name}")
        fix.remove(attribute)
        return fix, fact.sentence
    if fact is not None and fact.action is Action.ADVISE:
        return None, fact.sentence
    if name in _TAGS and not place.path and place.element.kind != "provider":
        fix = _safe(f"Remove {name}, which {place.type} does not take")
        fix.remove(attribute)
        return fix, ""
    if fact is not None and fact.action is Action.VALUE:
        return _revalued(place, attribute, fact)
    wanted = meant(place, name)
    if wanted is None:
        return _elsewhere(place, attribute)
    if wanted in place.body or wanted in place.block_types():
        return None, f"Did you mean {wanted}? It is set as well."
    if wanted in place.schema.attributes:
        fix = _safe(f"Write {wanted} for {name}")
        fix.rename(attribute, wanted)
        _as_arn(fix, attribute, wanted)
        return fix, ""
    return _as_blocks(place, attribute, wanted)


def _safe(title: str) -> Fix:
    return Fix(title, Level.SAFE, needs_whole_module=False)


def _revalued(place: Place, attribute: Attribute, fact: Fact) -> tuple[Fix | None, str]:
    old, new = fact.values
    if attribute.expr_text != old or fact.to not in place.schema.attributes:
        return None, f"{fact.to} = {new} stands for {attribute.name} = {old}."
    fix = _safe(f"Write {fact.to} = {new} for {attribute.name}")
    if fact.to in place.body:
        fix = _safe(f"Remove {attribute.name}, for which {fact.to} stands")
        fix.remove(attribute)
    else:
        fix.rename(attribute, fact.to)
        fix.replace(attribute.expr, new)
    return fix, ""


def _as_arn(fix: Fix, attribute: Attribute, wanted: str) -> None:
    """A key was named by its id: the argument that takes the ARN gets that."""
    value = attribute.expr
    if wanted.endswith("_arn") and isinstance(value, n.Traversal) and value.root_name == "aws_kms_key":
        last = value.steps[-1]
        if isinstance(last, n.TraverseAttr) and last.name in ("id", "key_id"):
            fix.rename(last, "arn")


def _as_blocks(place: Place, attribute: Attribute, wanted: str) -> tuple[Fix | None, str]:
    """An argument that is near to a nested block: as that block."""
    try:
        blocks = blocks_of_value(wanted, place.schema.blocks[wanted], attribute.expr)
    except NotEvidentError as reason:
        return None, f"Did you mean the block {wanted}? {reason}"
    if not blocks:
        return None, f"Did you mean the block {wanted}?"
    fix = _safe(f"Write {wanted} blocks for {attribute.name}")
    fix.insert_after(attribute, "\n\n".join(blocks))
    fix.remove(attribute)
    return fix, ""


def _elsewhere(place: Place, attribute: Attribute) -> tuple[Fix | None, str]:
    """Where the type does have an argument of that name."""
    name = attribute.name
    found = [type_ for type_, block in place.schema.blocks.items() if _settable(block.block, name)]
    if len(found) == 1:
        return _moved_into(place, attribute, found[0]), f"It belongs in the block {'.'.join((*place.path, *found))}."
    if found:
        return None, f"The blocks {', '.join('.'.join((*place.path, type_)) for type_ in found)} have one."
    if not place.provider.is_exact or place.provider.is_stale:
        return None, f"Looked up in version {place.provider.version} of the provider; a newer one may have it."
    return None, ""


def _moved_into(place: Place, attribute: Attribute, type_: str) -> Fix | None:
    """The argument in a block that needs nothing but it; None where the block takes more thought."""
    nested = place.schema.blocks[type_]
    required = [name for name, one in nested.block.attributes.items() if one.is_settable]
    if type_ in place.block_types() or not nested.is_single or required != [attribute.name] or nested.block.blocks:
        return None
    if attribute.name in _COMMON or "<<" in attribute.expr_text:
        return None
    fix = _safe(f"Put {attribute.name} in a block {type_}")
    fix.insert_after(attribute, t.block(type_, items=(t.attribute(attribute.name, attribute.expr_text),)))
    fix.remove(attribute)
    return fix


def _settable(schema: BlockSchema, name: str) -> bool:
    return name in schema.attributes and schema.attributes[name].is_settable
