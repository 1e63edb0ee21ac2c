"""Rule `lb-name-length`."""

from __future__ import annotations

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform import Resource

from ._name_lengths import longest_known

# Argument -> most characters. Source: Elastic Load Balancing API reference, CreateLoadBalancer and CreateTargetGroup
# (Name); AWS provider, resources `aws_lb` and `aws_lb_target_group` (`name_prefix`).
_LIMITS = {"name": 32, "name_prefix": 6}


class LbNameLength(Rule):
    """Name of a load balancer or target group that is, or can get, too long.

    ## Why is this bad?
    Such a name has 32 characters at most, and a `name_prefix` 6. Terraform sees a name that is put together only when
    it plans: '"name" cannot be longer than 32 characters'. Here the defaults of the variables, or values that their
    validations allow, make one that is longer.

    ## Example
    ```hcl
    variable "project" {
      type    = string
      default = "inventory-management-platform"
    }

    resource "aws_lb" "web" {
      name = "${var.project}-web-alb"
    }
    ```
    Use instead:
    ```hcl
    variable "project" {
      type    = string
      default = "inventory-management-platform"
    }

    resource "aws_lb" "web" {
      name = trimsuffix(substr("${var.project}-web-alb", 0, 32), "-")
    }
    ```
    Names that differ from instance to instance are only reported, as what is cut off may be what they differ in.

    ## Fix safety
    Safe in code that was never applied: a name that is short enough stays as it is, and others are refused. Elsewhere
    unsafe, as two names may get alike.

    ## References
    Elastic Load Balancing API reference, CreateLoadBalancer and CreateTargetGroup
    """

    name = "lb-name-length"
    target = m.Resource("aws_lb", "aws_alb", "aws_lb_target_group", "aws_alb_target_group")
    severity = Severity.ERROR

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at the name of one load balancer or target group."""
        if element.is_overridden:
            return
        for name, limit in _LIMITS.items():
            expression = element[name]
            if expression is None:
                continue
            length = longest_known(expression, ctx.module)
            if length <= limit:
                continue
            word = "has" if string_value(expression) is not None else "can have"
            message = f"This name {word} {length} characters, and {limit} are allowed."
            ctx.report(expression, message, _fix(expression, name, limit, ctx), address=element.address)


def _fix(expression: n.Expression, name: str, limit: int, ctx: RuleContext) -> Fix | None:
    """The fix that cuts a name off."""
    if any(isinstance(node, n.Traversal) and node.root_name in ("count", "each") for node in expression.walk()):
        return None
    fix = Fix("Cut the name off", Level.SAFE, needs_whole_module=False, only_before_apply=True)
    text = string_value(expression)
    if text is not None:
        short = text[:limit] if name == "name_prefix" else text[:limit].rstrip("-")
        fix.replace(expression, t.string(short))
    elif name == "name_prefix":
        fix.replace(expression, "substr(", expression, f", 0, {limit})")
    else:
        fix.replace(expression, "trimsuffix(substr(", expression, f', 0, {limit}), "-")')
    return fix
