"""Rule `lambda-log-group`."""

from __future__ import annotations

from tffix import matchers as m
from tffix import templates as t
from tffix.config import Option
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.terraform import Module, Resource
from tffix.terraform.resolve import unwrap

from ._depends_on import wait_for
from ._instances import opening
from ._known_pairs import LAMBDA_LOG_GROUP, is_log_group_of
from ._policy_text import OPEN, addresses_in, text_of

_GROUP = "aws_cloudwatch_log_group"
_SHOWN = "14"


class LambdaLogGroup(Rule):
    """Lambda function whose log group is not declared.

    ## Why is this bad?
    Lambda makes the group itself when the function runs for the first time, and keeps its logs for ever: nobody sets
    how long, nobody deletes it with the function, and whoever declares it later finds that it exists.

    ## Example
    ```hcl
    resource "aws_cloudwatch_log_group" "jobs" {
      name              = "/jobs"
      retention_in_days = 30
    }

    resource "aws_lambda_function" "api" {
      function_name = "${var.prefix}-api"
      role          = var.role_arn
      filename      = "api.zip"
      handler       = "index.handler"
      runtime       = "python3.12"
    }
    ```
    Use instead:
    ```hcl
    resource "aws_cloudwatch_log_group" "jobs" {
      name              = "/jobs"
      retention_in_days = 30
    }

    resource "aws_cloudwatch_log_group" "api" {
      name              = "/aws/lambda/${var.prefix}-api"
      retention_in_days = 30
    }

    resource "aws_lambda_function" "api" {
      function_name = "${var.prefix}-api"
      role          = var.role_arn
      filename      = "api.zip"
      handler       = "index.handler"
      runtime       = "python3.12"

      depends_on = [aws_cloudwatch_log_group.api]
    }
    ```
    The name is that of the function by its own expression, not by a reference, so that the function can wait for the
    group. Logs are kept as long as those of the other groups of the module, if these agree, or as the option says;
    where neither tells, the fix is shown, and not written.

    Silent about a function that logs elsewhere (`logging_config`), and where the module declares log groups of
    functions whose names cannot be told.

    ## Fix safety
    Safe in code that was never applied. A function that has run has its group already: import it, or the apply stops.

    ## Options
    In the section `[lambda-log-group]`: `retention_in_days`, how long logs are kept; 14 days in the profile `answer`.

    ## References
    AWS Lambda developer guide, "Sending Lambda function logs to CloudWatch Logs"; AWS provider, `aws_lambda_function`,
    "CloudWatch Logging and Permissions"
    """

    name = "lambda-log-group"
    subject = "Lambda"
    target = m.Resource("aws_lambda_function")
    severity = Severity.WARNING
    after = ("name-environment-suffix",)
    options = (Option("retention_in_days", int, None, "how long the logs of functions are kept", (), int(_SHOWN)),)

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look for the log group of one function."""
        module = ctx.module
        name = element["function_name"]
        if element.is_overridden or name is None or "\n" in name.text or module.has_structure_errors:
            return
        if element.blocks("logging_config") or element.has_dynamic("logging_config"):
            return
        if any(_may_be_group_of(group, element) for group in module.resources_of(_GROUP)):
            return
        retention = _retention(module)
        if retention is None and ctx.options.get("retention_in_days") is not None:
            retention = str(ctx.options["retention_in_days"])
        level = Level.MANUAL if retention is None else Level.SAFE
        fix = Fix("Declare the log group", level, only_before_apply=True)
        group = _group(element, name, retention or _SHOWN)
        fix.insert_before(element, group)
        fix.copies(name)
        is_written = wait_for(fix, element, [group.address])
        ctx.report(element, f"The log group of {element.address} is not declared.", fix if is_written else None)


def _may_be_group_of(group: Resource, function: Resource) -> bool:
    if group.is_overridden or is_log_group_of(group, function):
        return True
    name, module = group["name"], group.module
    if name is None:
        return "name_prefix" not in group
    if function.address in addresses_in(name, module):
        return True
    text = name.text
    if group.repeats:
        # One group for each of what is not looked into.
        return LAMBDA_LOG_GROUP in text or not text.startswith('"/') or text.startswith('"/$')
    # A name that is computed as a whole may be any.
    return text_of(name, module).startswith(OPEN)


def _retention(module: Module) -> str | None:
    """How long the log groups of the module keep their logs, as they all say it."""
    found = {one.expr_text for group in module.resources_of(_GROUP) if (one := group.attribute("retention_in_days"))}
    only = found.pop() if len(found) == 1 else None
    return only if only is not None and (only.isdigit() or only.startswith(("var.", "local."))) else None


def _group(function: Resource, name: n.Expression, retention: str) -> t.Code:
    module = function.module
    value = unwrap(name)
    inner = value.text[1:-1] if isinstance(value, n.Template) else f"${{{value.text}}}"
    label, number = function.label, 1
    while module.declares(f"{_GROUP}.{label}"):
        number += 1
        label = f"{function.label}_lambda" if number == 2 else f"{function.label}_lambda_{number - 1}"
    items = [*opening(function), f'name = "{LAMBDA_LOG_GROUP}{inner}"', f"retention_in_days = {retention}"]
    tags = function["tags"]
    if tags is not None and module.reference_of(tags) is not None:
        items += ["", f"tags = {tags.text}"]
    return t.resource(_GROUP, label, items=tuple(items))
