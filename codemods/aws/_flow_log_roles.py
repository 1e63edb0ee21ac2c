"""Roles of flow logs, which write to the log groups of these and to nothing else."""

from __future__ import annotations

from tffix.rules import Fix
from tffix.syntax import Block
from tffix.syntax import nodes as n
from tffix.terraform import Module, Output, Resource

from ._policies import Document, Statement
from ._policy_writing import NewStatement, add_statement
from ._role_policies import policies_of

# What a flow log does to its log group, what it does that takes no resource, and the arguments that name the group.
# Sources: VPC user guide, "IAM role for publishing flow logs to CloudWatch Logs"; service authorization reference,
# Amazon CloudWatch Logs; AWS provider, resource `aws_flow_log`.
_ACTIONS = frozenset({
    "logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents",
})  # fmt: skip
_WITHOUT_RESOURCE = frozenset({"logs:DescribeLogGroups"})
_DESTINATIONS = ("log_destination", "log_group_name")
# Types that give a role its policies.
_ATTACHMENTS = ("aws_iam_role_policy", "aws_iam_role_policy_attachment", "aws_iam_policy_attachment")


def flow_log_groups(document: Document, statement: Statement, module: Module) -> list[Resource]:
    """The log groups that a statement is about: those of all flow logs with the only role that has the policy.

    None where the role is anybody else's too, or where one of its log groups is not in the module.
    """
    actions = [value.text for value in statement.actions]
    if statement.effect != "Allow" or statement.conditions or statement.negated or not statement.is_whole:
        return []
    owner = document.owner
    if owner is None or not _ACTIONS.intersection(actions) or not (_ACTIONS | _WITHOUT_RESOURCE).issuperset(actions):
        return []
    holders = [role for role in module.resources_of("aws_iam_role") if _has(role, owner.address)]
    if len(holders) != 1:
        return []
    found: dict[str, Resource] = {}
    for reference in module.references_to(holders[0].address):
        user = reference.container
        if isinstance(user, Output):
            continue  # says which role it is
        if not isinstance(user, Resource):
            return []
        if user.type in _ATTACHMENTS:
            continue
        groups = [module.resolve(user[name]) for name in _DESTINATIONS if user[name] is not None]
        if user.type != "aws_flow_log" or len(groups) != 1:
            return []
        group = groups[0]
        if not isinstance(group, Resource) or group.type != "aws_cloudwatch_log_group":
            return []
        found[group.address] = group
    return list(found.values())


def keep_without_resource(fix: Fix, document: Document, statement: Statement) -> bool:
    """Have a fix give the actions that take no resource a statement of their own; false where it cannot."""
    kept = [value for value in statement.actions if value.text in _WITHOUT_RESOURCE]
    for value in kept:
        written = _list_with(value.node, statement)
        if value.node is None or written is None:
            return False
        fix.remove_element(written, value.node)
    names = tuple(value.text for value in kept)
    return not kept or add_statement(fix, document, NewStatement("DescribeLogGroups", names, ('"*"',)))


def _list_with(node: n.Expression | None, statement: Statement) -> n.TupleCons | None:
    """The list of a statement in which a string is written."""
    place = statement.node
    roots = [attribute.expr for attribute in place.body.all_attributes()] if isinstance(place, Block) else [place]
    for root in roots:
        for one in root.walk() if root is not None else ():
            if isinstance(one, n.TupleCons) and node in one.items:
                return one
    return None


def _has(role: Resource, owner: str) -> bool:
    """Whether a policy that is written in the element `owner` is one of a role's."""
    return any(
        one.document.owner is not None and one.document.owner.address == owner for one in policies_of(role).attached
    )
