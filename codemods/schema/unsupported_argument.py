"""Rule `unsupported-argument`."""

from __future__ import annotations

from dataclasses import dataclass

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute
from tffix.terraform import BlockElement
from tffix.terraform.schema_types import BlockSchema
from tffix.terraform.schema_words import did_you_mean

from ._renames import BY_PLACE, Action
from ._walk import Place, places_of

_TAGS = frozenset({"tags", "tags_all"})


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
    near to exactly one argument that is not set yet, or tags on a type that has none. There is no plan to keep:
    Terraform refuses the configuration. Everything else is reported, with what the schema of the provider version in
    use has to say. An argument that a newer provider than ours may have is never removed.

    ## References
    `terraform providers schema -json` of the provider version that the module's constraint admits; the AWS provider's
    resource pages and upgrade guides for the renames.
    """

    name = "unsupported-argument"
    target = m.OneOf(m.Resource(), m.Data())
    severity = Severity.ERROR

    def check(self, element: BlockElement, ctx: RuleContext) -> None:
        """Hold every argument of an element against the schema of its type."""
        for place in places_of(element):
            for attribute in place.unknown_attributes():
                advice = _advice(place, attribute)
                fix = None
                if advice.fix_to or advice.drop:
                    fix = Fix(advice.title, Level.SAFE, needs_whole_module=False)
                    if advice.drop:
                        fix.remove(attribute)
                    else:
                        fix.rename(attribute, advice.fix_to)
                message = f"{place.where} has no argument {attribute.name}."
                ctx.report(attribute, message, fix, address=element.address, detail=advice.detail)


@dataclass(frozen=True, slots=True)
class _Advice:
    """What to do about one argument: a new name, or removal, or neither; and what a person should know."""

    fix_to: str = ""
    drop: bool = False
    title: str = ""
    detail: str = ""


def _advice(place: Place, attribute: Attribute) -> _Advice:
    name = attribute.name
    inner = place.path[-1] if place.path else ""
    fact = BY_PLACE.get((place.type, inner, name))
    if fact is not None and fact.action is Action.DROP:
        return _Advice(drop=True, title=f"Remove {name}", detail=f"{fact.why[:1].upper()}{fact.why[1:]}.")
    if fact is not None and fact.action is Action.ADVISE:
        return _Advice(detail=f"{fact.why[:1].upper()}{fact.why[1:]}.")
    if fact is not None and fact.to in place.schema.attributes:
        return _renamed(place, name, fact.to)
    if name in _TAGS and not place.path:
        return _Advice(drop=True, title=f"Remove {name}, which {place.type} does not take")
    wanted = did_you_mean(name, place.schema.settable_names)
    if wanted is not None and wanted in place.schema.attributes:
        return _renamed(place, name, wanted)
    return _Advice(detail=_elsewhere(place, name))


def _renamed(place: Place, name: str, to: str) -> _Advice:
    if to in place.body:
        return _Advice(detail=f"Did you mean {to}? It is set as well.")
    return _Advice(fix_to=to, title=f"Write {to} for {name}")


def _elsewhere(place: Place, name: str) -> str:
    """Where the type does have an argument of that name, in one sentence; empty where it has not."""
    found = [
        ".".join((*place.path, type_)) for type_, block in place.schema.blocks.items() if _settable(block.block, name)
    ]
    if len(found) == 1:
        return f"It belongs in the block {found[0]}."
    if found:
        return f"The blocks {', '.join(found)} have one."
    if not place.provider.is_exact or place.provider.is_stale:
        return f"Looked up in version {place.provider.version} of the provider; a newer one may have it."
    return ""


def _settable(schema: BlockSchema, name: str) -> bool:
    return name in schema.attributes and schema.attributes[name].is_settable
