"""Whether a role is allowed what it is used for."""

from __future__ import annotations

from collections.abc import Iterator

from tffix.terraform import Resource

from ._arns import covers
from ._kms_uses import KEYS, policy_of
from ._managed_policies import managed_allows
from ._permission_edges import Edge
from ._permission_needs import Need
from ._policies import Document, Statement, allows_action, has_service, mentions
from ._policy_reading import read_document
from ._role_policies import RolePolicies, policies_of

# Policies of resources, which let a role of the account in as well as its own do: the argument that names the resource.
_RESOURCE_POLICIES = {
    "aws_sqs_queue": ("aws_sqs_queue_policy", "queue_url"),
    "aws_sns_topic": ("aws_sns_topic_policy", "arn"),
    "aws_s3_bucket": ("aws_s3_bucket_policy", "bucket"),
    "aws_secretsmanager_secret": ("aws_secretsmanager_secret_policy", "secret_arn"),
    "aws_kinesis_stream": ("aws_kinesis_resource_policy", "resource_arn"),
    "aws_dynamodb_table": ("aws_dynamodb_resource_policy", "resource_arn"),
}


def is_missing(edge: Edge) -> bool:
    """Whether it is certain that the role is not allowed what an edge needs."""
    policies = policies_of(edge.role)
    if not policies.is_whole or not all(one.document.is_whole for one in policies.attached):
        return False
    if edge.target is not None and _is_let_in(edge.target, edge.role):
        return False
    need = edge.need
    answers = [_is_allowed(policies, action, edge) for action in need.required]
    if need.any_of:
        return not any(_serves(statement, edge) for statement in _statements(policies)) and all(
            answer is False for answer in answers
        )
    return any(answer is False for answer in answers) and None not in answers


def _statements(policies: RolePolicies) -> Iterator[Statement]:
    return (statement for one in policies.attached for statement in one.document.allows)


def _is_allowed(policies: RolePolicies, action: str, edge: Edge) -> bool | None:
    answer: bool | None = False
    for name in policies.managed:
        allowed = managed_allows(name, action)
        if allowed:
            return True
        answer = None if allowed is None else answer
    for statement in _statements(policies):
        allowed = allows_action(statement, action)
        if allowed is False:
            continue
        reached = _reaches(statement, edge.target, edge.need)
        if allowed and reached:
            return True
        answer = answer if reached is False else None
    return answer


def _reaches(statement: Statement, target: Resource | None, need: Need) -> bool | None:
    """Whether the resources of a statement cover what is used."""
    if target is None:
        return True
    if "Resource" in statement.negated:
        return None
    answers = [covers(value, target, need.below) for value in statement.resources]
    return True if True in answers else (None if None in answers else False)


def _serves(statement: Statement, edge: Edge) -> bool:
    """Whether a statement may allow some action of the service on the target."""
    return (
        has_service(statement, edge.need.service) is not False
        and _reaches(statement, edge.target, edge.need) is not False
    )


def _is_let_in(target: Resource, role: Resource) -> bool:
    """Whether a policy of the target itself may let the role in."""
    if target.type in KEYS:
        held = policy_of(target)
        return held is not None and _admits(held[1], role)
    if target["policy"] is not None and target.type in _RESOURCE_POLICIES:
        return _admits(read_document(target["policy"], target), role)
    known = _RESOURCE_POLICIES.get(target.type)
    if known is None:
        return False
    type_, argument = known
    module = target.module
    for policy in module.resources_of(type_):
        named = module.resolve(policy[argument])
        if not isinstance(named, Resource) or named.address == target.address:
            document = read_document(policy["policy"], policy)
            if _admits(document, role):
                return True
    return False


def _admits(document: Document, role: Resource) -> bool:
    if not document.is_whole:
        return True
    for statement in document.allows:
        if "Principal" in statement.negated:
            return True
        via = [
            value.text for one in statement.conditions if one.key.lower() == "kms:viaservice" for value in one.values
        ]
        if via and all(text.startswith("ec2.") for text in via):
            continue  # volumes
        is_for_source = any(one.key.lower() in ("aws:sourcearn", "aws:sourceaccount") for one in statement.conditions)
        for principal in statement.principals:
            if mentions(principal.value, role.address, role.module):
                return True
            # Anybody, but on behalf of a resource that a condition names: that is a service.
            if principal.value.text == "*" and principal.type in ("*", "AWS") and not is_for_source:
                return True
            if principal.value.is_computed and principal.type != "Service" and not _is_root(principal.value.text):
                return True
    return False


def _is_root(text: str) -> bool:
    return text.endswith(".account_id\ue001")
