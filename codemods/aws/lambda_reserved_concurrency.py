"""Rule `lambda-reserved-concurrency`."""

from __future__ import annotations

from collections.abc import Iterator

from tffix import matchers as m
from tffix.config import Option
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.terraform import Module, Resource, evaluate
from tffix.terraform.values import is_number

from ._policy_text import addresses_in

_FUNCTION = "aws_lambda_function"
_ARGUMENT = "reserved_concurrent_executions"
# What Lambda keeps for functions without a reservation, and what a new account may have in all. Source: AWS Lambda
# developer guide, "Lambda quotas" and "Understanding Lambda function scaling".
_UNRESERVED = 100
_NEW_ACCOUNT = 10


class LambdaReservedConcurrency(Rule):
    """Concurrent executions that are reserved beyond the quota of the account, or not at all where they should be.

    ## Why is this bad?
    All functions of an account and region share a quota: 1000 by default, and as little as 10 in new accounts. 100 of
    it cannot be reserved. An apply that reserves more fails: "Specified ReservedConcurrentExecutions for function
    decreases account's UnreservedConcurrentExecution below its minimum value".

    ## Example
    ```hcl
    resource "aws_lambda_function" "orders" {
      function_name                  = "orders"
      role                           = var.role_arn
      filename                       = "orders.zip"
      handler                        = "index.handler"
      runtime                        = "python3.12"
      reserved_concurrent_executions = 150
    }
    ```
    The reservations that the text tells are added up, of all instances. With the quota of the account in the
    configuration, a sum that is too high is scaled down, each to at least 1 and to no less than what is provisioned.
    Without, sums above 100 are found, and nothing is written. With `reserve`, functions without a reservation get one.

    ## Fix safety
    Unsafe: functions are throttled sooner. Event sources with a `maximum_concurrency` above the new value would be
    throttled, and are named beside the finding.

    ## Options
    In the section `[lambda-reserved-concurrency]`: `account_concurrency`, the quota of the account; `reserve`, what
    functions without a reservation are to get.

    ## References
    AWS Lambda developer guide, "Configuring reserved concurrency for a function", "Lambda quotas"
    """

    name = "lambda-reserved-concurrency"
    subject = "Lambda"
    target = m.Module()
    severity = Severity.WARNING
    options = (
        Option("account_concurrency", int, None, "concurrent executions that the account may have"),
        Option("reserve", int, None, "what functions without a reservation reserve"),
    )

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at the reservations of a module, then at functions without one."""
        functions = [one for one in element.resources_of(_FUNCTION) if not one.is_overridden]
        for provider in dict.fromkeys(one.provider_reference for one in functions):
            # Each region has a quota of its own.
            _check_sum([one for one in functions if one.provider_reference == provider], ctx)
        reserve = ctx.options.get("reserve")
        for function in functions:
            if _ARGUMENT in function:
                continue
            needed = _provisioned(function)
            if isinstance(reserve, int):
                wanted = max(reserve, needed)
                fix = Fix(f"Reserve {wanted} concurrent executions", Level.UNSAFE)
                fix.set_attribute(function, _ARGUMENT, str(wanted), after=("timeout", "memory_size", "runtime"))
                ctx.report(function, f"{function.address} reserves no concurrent executions.", fix)
            elif needed:
                message = f"{function.address} has {needed} provisioned executions and reserves none."
                ctx.report(function, message, severity=Severity.INFO)


def _check_sum(functions: list[Resource], ctx: RuleContext) -> None:
    reserved = [
        (one, value * _instances(one))
        for one in functions
        if is_number(value := one.constant(_ARGUMENT, default=0)) and value > 0
    ]
    total = sum(value for _, value in reserved)
    quota = ctx.options.get("account_concurrency")
    limit = max(quota - _UNRESERVED, 0) if isinstance(quota, int) else _UNRESERVED
    if total <= limit:
        return
    for function, value in reserved:
        expression = function[_ARGUMENT]
        assert expression is not None
        fix = None
        wanted = max(int(value * limit / total / _instances(function)), _provisioned(function), 1)
        if isinstance(quota, int) and isinstance(expression, n.Literal) and expression.text != str(wanted):
            fix = Fix(f"Reserve {wanted}", Level.UNSAFE)
            fix.replace(expression, str(wanted))
        account = f"a new account has {_NEW_ACCOUNT} in all"
        if isinstance(quota, int):
            account = f"the account has {quota}, of which {_UNRESERVED} cannot be reserved"
        ctx.report(
            expression,
            f"The functions reserve {total} concurrent executions, and {account}.",
            fix,
            address=function.address,
            related=[(one, "would be throttled") for one in _sources_above(function, wanted)] if fix else (),
        )


def _instances(resource: Resource) -> int:
    """How many instances a resource has, as far as the text tells; else one."""
    if resource.count is not None:
        value = evaluate(resource.count, resource.module)
        return value if isinstance(value, int) and value > 0 else 1
    if resource.for_each is None:
        return 1
    value = evaluate(resource.for_each, resource.module, partial=True)
    return max(len(value), 1) if isinstance(value, list | dict) else 1


def _sources_above(function: Resource, wanted: int) -> Iterator[Resource]:
    """The event sources of a function that may start more executions than are reserved."""
    module = function.module
    for mapping in module.resources_of("aws_lambda_event_source_mapping"):
        if module.resolve(mapping["function_name"]) != function:
            continue
        for block in mapping.blocks("scaling_config"):
            most = block.body.get("maximum_concurrency")
            value = 0 if most is None else evaluate(most.expr, module)
            if is_number(value) and value > wanted:
                yield mapping


def _provisioned(function: Resource) -> int:
    """How many executions the module provisions for a function at most, as far as the text tells."""
    module, most = function.module, 0
    for type_, argument, target in (
        ("aws_lambda_provisioned_concurrency_config", "provisioned_concurrent_executions", "function_name"),
        ("aws_appautoscaling_target", "max_capacity", "resource_id"),
    ):
        for one in module.resources_of(type_):
            named = one[target]
            if named is None or function.address not in addresses_in(named, module):
                continue
            value = evaluate(one[argument], module, follow_variables=True)
            most = max(most, int(value)) if is_number(value) else most
    return most
