"""Services of AWS that use a key in their own name: a key policy has to name them, IAM policies do not count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tffix.rules import Fix
from tffix.syntax import nodes as n
from tffix.terraform import Element, Module, Reference, Resource, Unknown
from tffix.terraform.resolve import plain_reference

from ._instances import own_key
from ._kms_services import (
    ALARMS,
    BUDGETS,
    DELIVERY,
    EVENTS,
    GUARDDUTY,
    LOGS,
    RDS_EVENTS,
    S3,
    SCALING,
    SNS,
    TRAIL,
    Service,
)
from ._plain_data import account_id, partition, region
from ._policies import Document, Principal
from ._policy_reading import read_document
from ._policy_text import addresses_in
from ._policy_writing import NewStatement

# How many modules the ARN of a key may pass through.
_DEPTH = 6
KEYS = ("aws_kms_key", "aws_kms_external_key", "aws_kms_replica_key")


# Resources whose own argument names the key: the next apply fails where the service may not use it.
_DIRECT = {
    ("aws_cloudwatch_log_group", "kms_key_id"): LOGS,
    ("aws_cloudtrail", "kms_key_id"): TRAIL,
    ("aws_guardduty_publishing_destination", "kms_key_arn"): GUARDDUTY,
}
# Encrypted channels, and the arguments by which services are told to send to one.
CHANNELS = {"aws_sns_topic": "kms_master_key_id", "aws_sqs_queue": "kms_master_key_id"}
_SENDERS = {
    ("aws_cloudwatch_metric_alarm", "alarm_actions"): ALARMS,
    ("aws_cloudwatch_metric_alarm", "ok_actions"): ALARMS,
    ("aws_cloudwatch_metric_alarm", "insufficient_data_actions"): ALARMS,
    ("aws_cloudwatch_composite_alarm", "alarm_actions"): ALARMS,
    ("aws_cloudwatch_composite_alarm", "ok_actions"): ALARMS,
    ("aws_cloudwatch_event_target", "arn"): EVENTS,
    ("aws_s3_bucket_notification", "topic_arn"): S3,
    ("aws_s3_bucket_notification", "queue_arn"): S3,
    ("aws_sns_topic_subscription", "endpoint"): SNS,
    ("aws_budgets_budget", "subscriber_sns_topic_arns"): BUDGETS,
    ("aws_db_event_subscription", "sns_topic"): RDS_EVENTS,
}


@dataclass(frozen=True, slots=True, eq=False)
class Use:
    """A service that uses a key, and the resources of the module because of which it does."""

    service: Service
    users: tuple[Resource, ...]
    fails_apply: bool


def key_of(expression: n.Expression | None, module: Module) -> Resource | None:
    """The key of the module that an argument names, directly or by an alias; None where there is not just one."""
    if expression is None:
        return None
    found: dict[str, Resource] = {}
    for address in addresses_in(expression, module):
        element: Element | Unknown | None = module.get(address)
        if isinstance(element, Resource) and element.type == "aws_kms_alias":
            element = module.resolve(element["target_key_id"])
        if isinstance(element, Resource) and element.type in KEYS:
            found[element.address] = element
    return next(iter(found.values())) if len(found) == 1 else None


def _key_beyond(expression: n.Expression | None, module: Module, depth: int = 0) -> Resource | None:
    """The key that an argument names, also one that a caller hands in or that a called module gives out."""
    found = key_of(expression, module)
    if found is not None or expression is None or depth > _DEPTH:
        return found
    raw = plain_reference(expression)
    if raw is None or not raw.is_whole:
        return None
    kind, _, name = raw.address.partition(".")
    configuration = module.configuration
    if kind == "var" and not raw.attribute_path:
        handed = {_key_beyond(call[name], call.module, depth + 1) for call in configuration.callers(module)}
        return handed.pop() if len(handed) == 1 else None
    call = module.module_call(name) if kind == "module" else None
    called = None if call is None else configuration.called(call)
    output = None if called is None or len(raw.attribute_path) != 1 else called.output(raw.attribute_path[0])
    return None if called is None or output is None else _key_beyond(output["value"], called, depth + 1)


def uses_of(key: Resource) -> tuple[Use, ...]:
    """The services that use a key, in order of their name."""
    found: dict[Service, dict[str, Resource]] = {}
    failing: set[Service] = set()
    for service, user, fails in _uses(key):
        found.setdefault(service, {}).setdefault(user.address, user)
        if fails:
            failing.add(service)
    ordered = sorted(found.items(), key=lambda item: item[0].name)
    return tuple(Use(service, tuple(users.values()), service in failing) for service, users in ordered)


def _uses(key: Resource) -> Iterator[tuple[Service, Resource, bool]]:
    module = key.module
    for other in module.configuration.modules.values():
        for (type_, argument), service in _DIRECT.items():
            for user in other.resources_of(type_):
                if _has_key(user, argument, key):
                    yield service, user, True
    for type_, argument in CHANNELS.items():
        for channel in module.resources_of(type_):
            if _has_key(channel, argument, key):
                for reference in module.references_to(channel.address):
                    sender = _sender(reference)
                    if sender is not None:
                        yield *sender, False
    for group in module.resources_of("aws_autoscaling_group"):
        for template in _templates(group):
            attributes = [one for one in template.body.all_attributes() if one.name == "kms_key_id"]
            if any(_key_beyond(one.expr, module) == key for one in attributes):
                yield SCALING, group, False
    for flow in module.resources_of("aws_flow_log"):
        bucket = module.resolve(flow["log_destination"])
        if isinstance(bucket, Resource) and bucket.type == "aws_s3_bucket" and _encrypts(bucket, key):
            yield DELIVERY, flow, False


def _templates(group: Resource) -> Iterator[Resource]:
    """The launch templates of the module that a group names."""
    if group.is_overridden:
        return
    for reference in group.module.references_in(group):
        element = group.module.get(reference.address)
        if isinstance(element, Resource) and element.type == "aws_launch_template" and not element.is_overridden:
            yield element


def _has_key(user: Resource, argument: str, key: Resource) -> bool:
    is_elsewhere = user.module is not key.module
    if user.is_overridden or (not is_elsewhere and user.provider_reference != key.provider_reference):
        return False
    if is_elsewhere and (user.provider is not None or key.provider is not None):
        return False  # which region either is in cannot be told
    return _key_beyond(user[argument], user.module) == key


def _sender(reference: Reference) -> tuple[Service, Resource] | None:
    """The service that a reference to a channel makes send to it."""
    container, attribute = reference.container, reference.attribute
    if not isinstance(container, Resource) or attribute is None or container.is_overridden:
        return None
    service = _SENDERS.get((container.type, attribute.name))
    if service is None or reference.attribute_path[:1] not in (("arn",), ("id",)):
        return None
    # A target that the rule reaches in the name of a role does not need the service itself.
    return None if "role_arn" in container else (service, container)


def senders_to(channel: Resource) -> tuple[str, ...]:
    """The principals of the services that are told to send to a topic or queue, sorted."""
    found = [_sender(reference) for reference in channel.module.references_to(channel.address)]
    return tuple(sorted({f"{one[0].name}.amazonaws.com" for one in found if one is not None}))


def _encrypts(bucket: Resource, key: Resource) -> bool:
    module = bucket.module
    for encryption in module.resources_of("aws_s3_bucket_server_side_encryption_configuration"):
        named = module.resolve(encryption["bucket"])
        if isinstance(named, Resource) and named.address == bucket.address:
            attributes = encryption.body.all_attributes()
            keys = [key_of(one.expr, module) for one in attributes if one.name == "kms_master_key_id"]
            return any(one is not None and one.address == key.address for one in keys)
    return False


def policy_of(key: Resource) -> tuple[Resource, Document] | None:
    """The key policy and the resource that sets it; None for a key that has only the default policy."""
    if key["policy"] is not None:
        return key, read_document(key["policy"], key)
    module = key.module
    for policy in module.resources_of("aws_kms_key_policy"):
        named = key_of(policy["key_id"], module)
        if named is not None and named.address == key.address:
            return policy, read_document(policy["policy"], policy)
    return None


def admits(document: Document, service: Service) -> bool:
    """Whether a key policy names a service, or may: what cannot be read counts."""
    if not document.is_whole:
        return True
    for statement in document.allows:
        via = [
            value.text for one in statement.conditions if one.key.lower() == "kms:viaservice" for value in one.values
        ]
        if via and not service.via:
            continue  # for principals of the account alone
        if via and not any(text.startswith((f"{service.via}.", "*", "\ue000")) for text in via):
            continue
        if "Principal" in statement.negated or any(_may_be(one, service) for one in statement.principals):
            return True
    return False


def _may_be(principal: Principal, service: Service) -> bool:
    text = principal.value.text
    if text == "*" or principal.type == "":
        return True
    if service.via:
        return _may_be_linked_role(principal)
    return principal.type == "Service" and _may_name(text, service)


def _may_be_linked_role(principal: Principal) -> bool:
    """Whether a principal may be the role by which a service acts in the account."""
    text = principal.value.text
    if "aws_iam_service_linked_role" in text or "aws-service-role" in text or "AWSServiceRole" in text:
        return True
    return principal.type == "AWS" and principal.value.is_computed and not text.endswith(".account_id\ue001")


def _may_name(text: str, service: Service) -> bool:
    return text.startswith((f"{service.name}.", "*", "\ue000"))


def _linked_role(service: Service, module: Module) -> str | None:
    """The ARN of the role by which a service acts in the account, if the module creates it."""
    for role in module.resources_of("aws_iam_service_linked_role"):
        if role.constant("aws_service_name", None) == f"{service.name}.amazonaws.com" and own_key(role) == "":
            return f"{role.address}.arn"
    return None


def statements(fix: Fix, key: Resource, service: Service) -> tuple[NewStatement, ...]:
    """What a key policy has to say for a service."""
    module = key.module
    if service.via:
        callers = {
            ("StringEquals", "kms:ViaService"): (f'"{service.via}.${{{region(fix, module, key)}}}.amazonaws.com"',)
        }
        principal = _linked_role(service, module)
        if principal is None:
            principal = '"*"'
            callers = {("StringEquals", "kms:CallerAccount"): (account_id(fix, module, key),)} | callers
        return (NewStatement(service.sid, service.actions, ('"*"',), {"AWS": (principal,)}, callers),)
    if service.is_regional:
        where = region(fix, module, key)
        principal = f'"{service.name}.${{{where}}}.amazonaws.com"'
        pattern = f'"{partition(module)}:{service.context}:${{{where}}}:${{{account_id(fix, module, key)}}}:*"'
        conditions = {("ArnLike", f"kms:EncryptionContext:aws:{service.context}:arn"): (pattern,)}
        return (_statement(service.sid, service.actions, principal, conditions),)
    principal = f'"{service.name}.amazonaws.com"'
    if service is TRAIL:
        # Only the data key is asked for with an encryption context.
        pattern = f'"{partition(module)}:cloudtrail:*:${{{account_id(fix, module, key)}}}:trail/*"'
        conditions = {("StringLike", "kms:EncryptionContext:aws:cloudtrail:arn"): (pattern,)}
        return (
            _statement("AllowCloudTrailEncrypt", ("kms:GenerateDataKey*",), principal, conditions),
            _statement("AllowCloudTrailDescribeKey", ("kms:DescribeKey",), principal, {}),
        )
    return (_statement(service.sid, service.actions, principal, {}),)


def root_statement(fix: Fix, key: Resource) -> NewStatement:
    """What the default policy of a key says: the account may use it, and manage it. Without it nobody may."""
    module = key.module
    root = f'"{partition(module)}:iam::${{{account_id(fix, module, key)}}}:root"'
    return NewStatement("EnableRootPermissions", ("kms:*",), ('"*"',), {"AWS": (root,)})


def _statement(
    sid: str, actions: tuple[str, ...], principal: str, conditions: Mapping[tuple[str, str], tuple[str, ...]]
) -> NewStatement:
    return NewStatement(sid, actions, ('"*"',), {"Service": (principal,)}, conditions)
