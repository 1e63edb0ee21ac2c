"""Rule `event-permission-principal`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.terraform import DataSource, Resource
from tffix.terraform.resolve import plain_reference

from ._plain_data import account_id


class EventPermissionPrincipal(Rule):
    """Permission on an event bus whose principal is an ARN.

    ## Why is this bad?
    The principal of `aws_cloudwatch_event_permission` is an account: 12 digits, or `*`. The provider refuses anything
    else, a reference to the ARN of a role only when it is applied.

    ## Example
    ```hcl
    data "aws_caller_identity" "current" {}

    resource "aws_iam_role" "orders" {
      assume_role_policy = "{}"
    }

    resource "aws_cloudwatch_event_permission" "orders" {
      statement_id = "orders"
      principal    = aws_iam_role.orders.arn
    }
    ```
    Use instead:
    ```hcl
    data "aws_caller_identity" "current" {}

    resource "aws_iam_role" "orders" {
      assume_role_policy = "{}"
    }

    resource "aws_cloudwatch_event_permission" "orders" {
      statement_id = "orders"
      principal    = data.aws_caller_identity.current.account_id
    }
    ```
    In the place of the ARN of a resource of the module stands the account of the caller, in the place of an ARN that
    is written out the account in it. An organization is let in by `*` and a condition.

    ## Fix safety
    Unsafe: every principal of the account may send events to the bus, if its own policies allow it. Within one
    account these alone are enough, and the permission may as well be removed.

    ## References
    AWS provider, `aws_cloudwatch_event_permission`; EventBridge API reference, `PutPermission`
    """

    name = "event-permission-principal"
    subject = "Messages and workflows"
    target = m.Resource("aws_cloudwatch_event_permission", principal=m.Present())
    severity = Severity.ERROR

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at the principal of one permission."""
        principal = element.attribute("principal")
        if principal is None or element.is_overridden:
            return
        expression = principal.expr
        fix = Fix("Name the account", Level.UNSAFE)
        if isinstance(expression, n.Template) and expression.text.startswith('"arn:'):
            account = _account(expression)
            if account is None:
                return
            fix.replace(expression, account)
        else:
            reference = plain_reference(expression)
            holder = None if reference is None else ctx.module.get(reference.address)
            if reference is None or not isinstance(holder, Resource | DataSource):
                return
            if not reference.is_whole or reference.attribute_path != ("arn",):
                return
            if isinstance(holder, DataSource) and holder.type != "aws_caller_identity":
                return  # the account of something that is elsewhere
            fix.replace(expression, account_id(fix, ctx.module, element))
        ctx.report(expression, f"The principal of {element.address} is an ARN, not an account.", fix)


def _account(template: n.Template) -> str | None:
    """The account in an ARN, as an expression."""
    text, held = "", list[str]()
    for part in template.parts:
        if isinstance(part, n.Interpolation):
            text += f"\ue000{len(held)}\ue001"
            held.append(part.expression.text)
        elif isinstance(part, n.TemplateLiteral):
            text += part.text
        else:
            return None
    fields = text.split(":", 5)
    if len(fields) < 6 or not fields[4]:
        return None
    if fields[4].isdigit() and len(fields[4]) == 12:
        return f'"{fields[4]}"'
    if fields[4].startswith("\ue000") and fields[4].endswith("\ue001") and fields[4].count("\ue000") == 1:
        return held[int(fields[4][1:-1])]
    return None
