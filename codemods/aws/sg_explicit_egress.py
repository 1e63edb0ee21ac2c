"""Rule `sg-explicit-egress`."""

from __future__ import annotations

from tffix import matchers as m
from tffix import templates as t
from tffix.config import Option
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.terraform import UNKNOWN, Module, Resource

_NONE, _VPC, _ALL = "none", "vpc", "all"
_EGRESS_RULE = "aws_vpc_security_group_egress_rule"


class SgExplicitEgress(Rule):
    """Security group that says nothing about what may leave.

    ## Why is this bad?
    AWS gives a new group a rule that lets everything out, and Terraform takes it away unless the configuration says
    otherwise: what has the group can answer, and call nobody. That is right for a database and wrong for most others,
    and the code does not tell which is meant.

    ## Example
    ```hcl
    resource "aws_security_group" "database" {
      name   = "database"
      vpc_id = var.vpc_id

      ingress {
        from_port   = 5432
        to_port     = 5432
        protocol    = "tcp"
        cidr_blocks = ["10.0.0.0/16"]
      }
    }
    ```
    With `egress = "none"` in the section `[sg-explicit-egress]`, the group gets `egress = []`, which is what it has
    already; without, this is shown, and not written. Groups whose rules are resources of their own, or whose egress
    may come from a module that is told of the group, are left alone.

    ## Fix safety
    Unsafe: with `none` the plan says so for the first time; `vpc` and `all` open the group to the VPC or to every
    address.

    ## Options
    In the section `[sg-explicit-egress]`: `egress`, what groups that say nothing are to let out: `none`, `vpc` (the
    range of the VPC, where the module declares it), or `all`.

    ## References
    AWS provider, `aws_security_group`, note on egress rules
    """

    name = "sg-explicit-egress"
    subject = "Networks"
    target = m.Resource("aws_security_group")
    severity = Severity.INFO
    options = (Option("egress", str, None, "what security groups that say nothing let out", (_NONE, _VPC, _ALL)),)

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at one group."""
        module = ctx.module
        if element.is_overridden or "egress" in element or element.blocks("egress") or element.has_dynamic("egress"):
            return
        if module.has_structure_errors or _is_ruled_elsewhere(element, module):
            return
        ctx.report(element, f"{element.address} does not say what may leave.", _fix(element, ctx.options.get("egress")))


def _is_ruled_elsewhere(group: Resource, module: Module) -> bool:
    """Whether a rule for what leaves is a resource of its own, or may be."""
    for rule in module.resources_of("aws_security_group_rule"):
        is_egress = rule.constant("type") in ("egress", UNKNOWN)
        if is_egress and module.resolve(rule["security_group_id"]) in (group, UNKNOWN):
            return True
    if any(module.resolve(rule["security_group_id"]) in (group, UNKNOWN) for rule in module.resources_of(_EGRESS_RULE)):
        return True
    is_called = bool(module.configuration.callers(module))
    for reference in module.references_to(group.address):
        container = reference.container
        if container is not None and (container.kind == "module" or (container.kind == "output" and is_called)):
            return True
    return False


def _fix(group: Resource, egress: object) -> Fix | None:
    if egress in (None, _NONE):
        # Without the option, what the group has already is shown.
        fix = Fix("Say that nothing may leave", Level.MANUAL if egress is None else Level.UNSAFE)
        fix.set_attribute(group, "egress", "[]", after=("vpc_id", "description", "name"))
        return fix
    ranges = '["0.0.0.0/0"]'
    if egress == _VPC:
        vpc = group.module.resolve(group["vpc_id"])
        if not isinstance(vpc, Resource) or vpc.repeats:
            return None
        ranges = f"[{vpc.address}.cidr_block]"
    fix = Fix("Let the group reach the VPC" if egress == _VPC else "Let the group reach every address", Level.UNSAFE)
    rule = t.block("egress", from_port="0", to_port="0", protocol='"-1"', cidr_blocks=ranges)
    ingress = group.blocks("ingress")
    if ingress:
        fix.insert_after(ingress[-1], rule)
    else:
        tags = group.attribute("tags")
        fix.insert_after(group.body.items[-1], rule) if tags is None else fix.insert_before(tags, rule)
    return fix
