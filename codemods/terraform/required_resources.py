"""Rule `required-resources`."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import cast

from tffix import matchers as m
from tffix.config import Option, Table
from tffix.rules import Rule, RuleContext
from tffix.terraform import Module, Resource, evaluate
from tffix.terraform.values import is_number


class RequiredResources(Rule):
    """A configuration without resources that it has to have.

    ## Why is this bad?
    What was asked for is not there: the configuration applies, and the alarm, the dashboard or the store for secrets
    that everybody counts on does not exist.

    Nothing in the code tells, so what is required has to be configured.

    ## Example
    ```toml
    [required-resources]
    types = { aws_cloudwatch_event_rule = "2", "aws_ssm_parameter|aws_secretsmanager_secret" = "1" }
    ```
    ```hcl
    resource "aws_cloudwatch_event_rule" "daily" {
      schedule_expression = "rate(1 day)"
    }

    resource "aws_ssm_parameter" "limits" {
      name  = "/orders/limits"
      type  = "String"
      value = "10"
    }
    ```
    Modules that nobody calls are looked at, together with the local modules that they call. A resource with `count` or
    `for_each` counts for as many as it makes, and for enough where that is not known. Nothing is said where a module
    of another place is called, as its resources are not known.

    ## Fix safety
    There is no fix: what is in the resource is a decision.

    ## Options
    * `types`: how many resources of a type there have to be at least (a text that is no number is taken for one). The
      type may end in `*`, and several of which any will do are written with `|` between them. Default: none.
    """

    name = "required-resources"
    subject = "Answers"
    target = m.Module()
    options = (Option("types", dict, Table(), "how many resources of each type a configuration must have"),)

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Count the resources of a configuration."""
        wanted = cast("Mapping[str, str]", ctx.options.get("types") or {})
        if not wanted or element.configuration.callers(element):
            return
        resources = _resources(element)
        if not resources:
            return
        for types, text in wanted.items():
            least = int(text) if text.strip().isdecimal() else 1
            patterns = [pattern.strip() for pattern in types.split("|")]
            fitting = [one for one in resources if any(fnmatchcase(one.type, pattern) for pattern in patterns)]
            if sum(_instances(one, least) for one in fitting) < least:
                found = f"{len(fitting) or 'none'} of the {least}" if least > 1 else "no"
                message = f"There is {found} {' or '.join(patterns)} that the configuration must have."
                ctx.report(element, message, address="")


def _resources(root: Module) -> list[Resource]:
    """The resources of a module and of those that it calls; none where they are not all known."""
    found: list[Resource] = []
    todo, seen = [root], {root.directory}
    while todo:
        module = todo.pop()
        if module.has_structure_errors or any(a.count(".") == 1 for a in module.json_addresses):
            return []
        found += module.resources
        for call in module.modules:
            called = module.configuration.called(call)
            if called is None:
                return []
            if called.directory not in seen:
                seen.add(called.directory)
                todo.append(called)
    return found


def _instances(resource: Resource, enough: int) -> int:
    """How many objects a resource makes, as many as are needed where that is not known."""
    if resource.is_overridden:
        return enough
    if resource.count is not None:
        value = evaluate(resource.count, resource.module)
        return int(value) if is_number(value) else enough
    if resource.for_each is not None:
        value = evaluate(resource.for_each, resource.module)
        return len(value) if isinstance(value, list | dict) else enough
    return 1
