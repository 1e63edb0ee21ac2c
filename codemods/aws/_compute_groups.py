"""Security groups that are meant for Lambda functions, and those that functions have."""

from __future__ import annotations

import re

from tffix.terraform import Module, Resource

from ._networks import named

GROUP = "aws_security_group"
FUNCTION = "aws_lambda_function"
_RULES = frozenset(
    {"aws_security_group_rule", "aws_vpc_security_group_egress_rule", "aws_vpc_security_group_ingress_rule"}
)
_MEANT = re.compile(r"(?:^|_)(?:lambdas?|functions?)(?:_|$)")


def functions_of(module: Module) -> tuple[Resource, ...]:
    """The functions of a module whose text tells what they are."""
    return tuple(one for one in module.resources_of(FUNCTION) if not one.is_overridden)


def groups_of_functions(module: Module) -> tuple[Resource, ...]:
    """The security groups that functions of the module have."""
    found: dict[Resource, None] = {}
    for function in functions_of(module):
        for block in function.blocks("vpc_config"):
            groups = block.body.get("security_group_ids")
            if groups is not None:
                found.update(dict.fromkeys(named(groups.expr, module, GROUP)))
    return tuple(found)


def unused_group_for_functions(module: Module) -> Resource | None:
    """The one security group that is named for functions and that nothing has, None where there is no such one."""
    meant = [
        group
        for group in module.resources_of(GROUP)
        if _MEANT.search(group.label.replace("-", "_")) and not group.is_overridden and not _has_user(group, module)
    ]
    only = meant[0] if len(meant) == 1 else None
    return only if only is not None and not only.repeats else None


def _has_user(group: Resource, module: Module) -> bool:
    """Whether anything but rules of security groups names a group."""
    for reference in module.references_to(group.address):
        container = reference.container
        if container is not None and container.kind == "output":
            if module.configuration.callers(module):
                return True
            continue
        if not isinstance(container, Resource) or container.type not in (GROUP, *_RULES):
            return True
    return False
