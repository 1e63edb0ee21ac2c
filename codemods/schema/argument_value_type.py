"""Rule `argument-value-type`."""

from __future__ import annotations

from collections.abc import Iterator

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform import BlockElement
from tffix.terraform.schema_types import AttributeSchema, type_text

from ._fit import type_of
from ._walk import Place, places_of
from ._wholes import named, whole_resource

_PRIMITIVES = ("string", "number", "bool")
# AWS provider, resource pages: arguments that are JSON documents.
_DOCUMENTS = frozenset(
    {"access_policies", "access_policy", "assume_role_policy", "container_definitions", "container_properties"}
    | {"dashboard_body", "definition", "delivery_policy", "ecs_properties", "event_pattern", "filter_policy"}
    | {"inline_policy", "input", "input_parameters", "lifecycle_policy", "message_attributes", "node_properties"}
    | {"permissions_policy", "policy", "policy_document", "policy_text", "redrive_allow_policy", "redrive_policy"}
    | {"resource_policy", "secret_string"}
)
# The same where the name says something else elsewhere: type of the resource, argument.
_DOCUMENTS_OF = frozenset(
    {
        ("aws_api_gateway_stage", "format"),
        ("aws_apigatewayv2_stage", "format"),
        ("aws_glue_crawler", "configuration"),
        ("aws_lambda_event_source_mapping", "pattern"),
        ("aws_pipes_pipe", "pattern"),
    }
)


class ArgumentValueType(Rule):
    """A value whose type cannot become the one that the argument takes: one string for a list, an object for JSON text.

    ## Why is this bad?
    Terraform refuses the whole configuration before it plans anything: `Inappropriate value for attribute`, with the
    type that the argument takes.

    ## Example
    ```hcl
    resource "aws_sns_topic" "alerts" {
      name = "alerts"
    }

    resource "aws_cloudwatch_metric_alarm" "errors" {
      alarm_name          = "errors"
      comparison_operator = "GreaterThanThreshold"
      evaluation_periods  = 1
      alarm_actions       = aws_sns_topic.alerts.arn
    }
    ```
    Use instead:
    ```hcl
    resource "aws_sns_topic" "alerts" {
      name = "alerts"
    }

    resource "aws_cloudwatch_metric_alarm" "errors" {
      alarm_name          = "errors"
      comparison_operator = "GreaterThanThreshold"
      evaluation_periods  = 1
      alarm_actions       = [aws_sns_topic.alerts.arn]
    }
    ```

    ## Fix safety
    Safe: a single value becomes a list of one, a list of one the value, and an object or list the JSON text that the
    argument takes; Terraform accepted none of it before. Values whose type the text does not tell are left alone.

    ## References
    `terraform providers schema -json` of the provider version that the module's constraint admits; Terraform language,
    "Type conversion".
    """

    name = "argument-value-type"
    target = m.OneOf(m.Resource(), m.Data(), m.Provider())
    severity = Severity.ERROR

    def check(self, element: BlockElement, ctx: RuleContext) -> None:
        """Hold the values of an element against the types of its arguments."""
        for place in places_of(element):
            for attribute, schema in _settable(place):
                found = _mismatch(attribute.expr, schema, element)
                if found is None or schema.type is None:
                    continue
                fix, what = found
                message = f"{place.where} takes {type_text(schema.type)} as {schema.name}, not {what}."
                ctx.report(attribute, message, fix, address=element.address)


def _settable(place: Place) -> Iterator[tuple[Attribute, AttributeSchema]]:
    for name, attribute in place.body.attributes.items():
        schema = place.schema.attributes.get(name)
        if schema is not None and schema.is_settable and schema.nested_type is None and not schema.accepts_blocks:
            yield attribute, schema


def _mismatch(value: n.Expression, schema: AttributeSchema, element: BlockElement) -> tuple[Fix | None, str] | None:
    """What the value is and how it would fit; None where it fits, or nothing is known."""
    wanted, module = schema.type, element.module
    if isinstance(wanted, tuple) and wanted[0] in ("list", "set") and wanted[1] in _PRIMITIVES:
        items = value.items if wanted[1] == "string" and isinstance(value, n.TupleCons) else ()
        wholes = [item for item in items if whole_resource(item, module) is not None]
        if wholes:
            return named(wholes, schema.name, element), "a whole resource"
        if type_of(value, module) not in _PRIMITIVES and _type_of_each(value, element) is None:
            return None
        fix = _safe("Write a list of one")
        fix.replace(value, "[", value, "]")
        return fix, "one value"
    if wanted not in _PRIMITIVES:
        return None
    if wanted == "string" and whole_resource(value, module) is not None:
        return named([value], schema.name, element), "a whole resource"
    if wanted == "bool" and (switch := _switch(value)) is not None:
        fix = _safe(f"Write {switch}")
        fix.replace(value, switch)
        return fix, value.text
    if isinstance(value, n.TupleCons | n.ObjectCons | n.ForTuple | n.ForObject):
        is_document = schema.name in _DOCUMENTS or (element.labels[0], schema.name) in _DOCUMENTS_OF
        if wanted == "string" and is_document:
            fix = _safe("Write it as JSON")
            fix.replace(value, "jsonencode(", value, ")")
            return fix, "an object or a list"
        if isinstance(value, n.TupleCons) and len(value.items) == 1 and _is_single(value.items[0]):
            fix = _safe("Write the value alone")
            fix.replace(value, value.items[0])
            return fix, "a list"
        return None, "an object" if isinstance(value, n.ObjectCons | n.ForObject) else "a list"
    return None


def _type_of_each(value: n.Expression, element: BlockElement) -> str | None:
    """The type of `each.key`, of `each.value` where `toset()` made it, and of `count.index`."""
    names = value.names if isinstance(value, n.Traversal) and not value.keys else ()
    if names == ("count", "index"):
        return "number"
    made = element.for_each
    is_set = isinstance(made, n.FunctionCall) and made.name == "toset"
    return "string" if names == ("each", "key") or (names == ("each", "value") and is_set) else None


def _switch(value: n.Expression) -> str | None:
    """`true` or `false` for a word that says so and that Terraform does not convert."""
    text = string_value(value) if isinstance(value, n.Template) else None
    return _SWITCHES.get(text.lower()) if text is not None else None


_SWITCHES = {
    **dict.fromkeys(("enabled", "enable", "yes", "on", "active"), "true"),
    **dict.fromkeys(("disabled", "disable", "no", "off", "inactive", "suspended"), "false"),
}


def _is_single(value: n.Expression) -> bool:
    return isinstance(value, n.Template | n.Literal | n.Traversal)


def _safe(title: str) -> Fix:
    return Fix(title, Level.SAFE, needs_whole_module=False)
