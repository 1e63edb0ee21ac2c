"""Rule `lb-name-length`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.terraform import Resource

from ._known_names import longest_known
from ._name_rules import BALANCERS, NAME_RULES, cut_off, differs, too_long


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
    subject = "Names, regions and placeholders"
    target = m.Resource(*BALANCERS)
    severity = Severity.ERROR

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at the name of one load balancer or target group."""
        if element.is_overridden:
            return
        for rule in NAME_RULES[element.type]:
            expression = element[rule.argument]
            if expression is None:
                continue
            length = longest_known(expression, ctx.module)
            if length > rule.longest:
                fix = Fix("Cut the name off", Level.SAFE, needs_whole_module=False, only_before_apply=True)
                cut_off(fix, expression, rule)
                fitting = None if differs(expression) else fix
                ctx.report(expression, too_long(expression, length, rule), fitting, address=element.address)
