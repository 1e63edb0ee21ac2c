"""Rule `sg-create-before-destroy`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext
from tffix.terraform import Resource

from ._lifecycle import creates_before_destroy, set_lifecycle


class SgCreateBeforeDestroy(Rule):
    """Security group with a generated name that is destroyed before its replacement exists.

    ## Why is this bad?
    AWS does not delete a security group that is in use ("DependencyViolation"): a change that replaces the group waits
    until it times out. `name_prefix` gives each group a name of its own, so that the new one can exist beside the old
    one; without `create_before_destroy` that is of no use.

    ## Example
    ```hcl
    resource "aws_security_group" "web" {
      name_prefix = "web-"
      vpc_id      = var.vpc_id
    }
    ```
    Use instead:
    ```hcl
    resource "aws_security_group" "web" {
      name_prefix = "web-"
      vpc_id      = var.vpc_id

      lifecycle {
        create_before_destroy = true
      }
    }
    ```
    A group that says `create_before_destroy = false` is left alone.

    ## Fix safety
    Safe in code that was never applied. Elsewhere unsafe: a replacement that is planned already takes place in the
    other order, and so do those of resources that the group depends on.

    ## References
    AWS provider, resource `aws_security_group`, "Recreating a Security Group"; Terraform, "The lifecycle Meta-Argument"
    """

    name = "sg-create-before-destroy"
    subject = "Networks"
    target = m.Resource("aws_security_group", name_prefix=m.Present())

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at one security group."""
        if element.is_overridden or "name" in element or creates_before_destroy(element) is not None:
            return
        fix = Fix("Create the new group first", Level.SAFE, needs_whole_module=False, only_before_apply=True)
        set_lifecycle(fix, element, "create_before_destroy", "true")
        ctx.report(element, "This security group is destroyed before its replacement exists.", fix)
