"""Rule `missing-outputs`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from tffix import matchers as m
from tffix.config import Option, Profile
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.terraform import Module, Resource

from ._backends import is_root
from ._outputs import READ, exported, new_output, place_outputs

# What is read of a configuration that has no outputs at all; roles, log groups and the like are its own affair.
_OWN_AFFAIR = frozenset({"aws_cloudwatch_log_group", "aws_iam_role"})
_USUAL = tuple(f"{type_}.{read.attribute}" for type_, read in READ.items() if type_ not in _OWN_AFFAIR)


class MissingOutputs(Rule):
    """A configuration without outputs, or without those that are wanted.

    ## Why is this bad?
    After the apply nobody knows what was made: tests, pipelines and other configurations read addresses, names and
    endpoints from the outputs, and people do as well.

    ## Example
    ```toml
    [outputs]
    required = ["aws_sqs_queue.url"]
    ```
    ```hcl
    resource "aws_sqs_queue" "orders" {
      name = "orders"
    }
    ```
    Use instead:
    ```hcl
    resource "aws_sqs_queue" "orders" {
      name = "orders"
    }

    output "orders_queue_url" {
      description = "Orders queue URL"
      value       = aws_sqs_queue.orders.url
    }
    ```
    Looked at is the module that is run, not those that others call. What is wanted is configured; in the profile
    `answer`, a configuration without any output gets the usual one for each of its resources (the endpoint of a
    database, the URL of a queue). Without configuration the rule is silent in other profiles.

    ## Fix safety
    Unsafe: the configuration has more outputs.

    ## Options
    * `required`: attributes that have to be exported, `type.attribute`: of each resource of that type. Default: none.

    ## References
    Terraform documentation, "Output Values".
    """

    name = "missing-outputs"
    subject = "Variables, outputs and modules"
    target = m.Module()
    severity = Severity.INFO
    section = "outputs"
    options = (Option("required", list, (), "attributes that have to be exported, as type.attribute"),)
    after = ("api-gateway-account-role",)

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Compare the outputs of a module with what is wanted."""
        wanted = cast("tuple[str, ...]", ctx.options.get("required") or ())
        if not wanted and (element.outputs or ctx.profile is not Profile.ANSWER):
            return
        # A module that is configured for is one that is run.
        if not is_root(element, ctx) and not (wanted and not element.configuration.callers(element)):
            return
        if any(one.startswith("output.") for one in element.json_addresses):
            return
        missing = list(_missing(element, wanted or _USUAL))
        if not missing:
            return
        if wanted:
            for resource, attribute in missing:
                code = new_output(resource, attribute)
                fix = Fix("Add an output of the resource", Level.UNSAFE)
                if code is not None:
                    place_outputs(fix, element, [code], resource)
                ctx.report(resource, f"No output has the {attribute} of {resource.address}.", fix)
            return
        codes: dict[str, str] = {}
        for resource, attribute in missing:
            code = new_output(resource, attribute, codes)
            if code is not None:
                codes[code.address] = code
        fix = Fix("Add outputs of what others read", Level.UNSAFE)
        place_outputs(fix, element, list(codes.values()), missing[0][0])
        ctx.report(element, "The configuration has no outputs.", fix)


def _missing(module: Module, wanted: tuple[str, ...]) -> Iterator[tuple[Resource, str]]:
    """Resources and attributes that no output reads, in the order of the files."""
    exports = exported(module)
    attributes: dict[str, list[str]] = {}
    for one in wanted:
        type_, _, attribute = one.partition(".")
        attributes.setdefault(type_, []).append(attribute or "id")
    for resource in module.resources:
        for attribute in attributes.get(resource.type, ()):
            # An output of the whole resource has the attribute.
            if not {attribute, ""} & exports.get(resource.address, {}).keys():
                yield resource, attribute
