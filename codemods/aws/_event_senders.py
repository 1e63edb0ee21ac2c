"""Services that send events to functions, queues and topics in their own name, and whether these let them.

Sources: EventBridge user guide, "Using resource-based policies for Amazon EventBridge"; S3 user guide, "Granting
permissions to publish event notification messages to a destination"; SNS developer guide, "Subscribing an Amazon SQS
queue to an Amazon SNS topic"; Lambda developer guide, "Viewing resource-based IAM policies in Lambda".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tffix.syntax import Block
from tffix.syntax import nodes as n
from tffix.terraform import Module, Resource

from ._arns import covers
from ._policies import Document, Statement, allows_action, mentions
from ._policy_reading import read_document
from ._policy_text import addresses_in

ACTIONS = {
    "aws_lambda_function": "lambda:InvokeFunction",
    "aws_sns_topic": "sns:Publish",
    "aws_sqs_queue": "sqs:SendMessage",
}
# Channel -> the resource that sets its policy, and the argument that names the channel there.
POLICIES = {"aws_sns_topic": ("aws_sns_topic_policy", "arn"), "aws_sqs_queue": ("aws_sqs_queue_policy", "queue_url")}


@dataclass(frozen=True, slots=True, eq=False)
class Sending:
    """`user` has the service `principal` send what happens at `source` to `target`.

    `reference` is the expression that names the target, `alias` the alias of the function that it names.
    """

    user: Resource
    target: Resource
    principal: str
    source: Resource
    reference: n.Expression
    alias: Resource | None = None


def sendings(module: Module) -> Iterator[Sending]:
    """What services are told to send, as far as both ends are in the module."""
    for target in module.resources_of("aws_cloudwatch_event_target"):
        if "role_arn" not in target:
            yield from _sending(target, target.block, "arn", "events.amazonaws.com", target["rule"])
    for notification in module.resources_of("aws_s3_bucket_notification"):
        for type_, argument in (
            ("lambda_function", "lambda_function_arn"),
            ("queue", "queue_arn"),
            ("topic", "topic_arn"),
        ):
            for block in notification.blocks(type_):
                yield from _sending(notification, block, argument, "s3.amazonaws.com", notification["bucket"])
    for subscription in module.resources_of("aws_sns_topic_subscription"):
        topic = subscription["topic_arn"]
        yield from _sending(subscription, subscription.block, "endpoint", "sns.amazonaws.com", topic)


def _sending(
    user: Resource, block: Block, argument: str, principal: str, source: n.Expression | None
) -> Iterator[Sending]:
    module = user.module
    attribute = block.body.get(argument)
    from_ = module.resolve(source)
    if attribute is None or user.is_overridden or not isinstance(from_, Resource) or from_.is_overridden:
        return
    target, alias = module.resolve(attribute.expr), None
    if isinstance(target, Resource) and target.type == "aws_lambda_alias":
        alias, target = target, module.resolve(target["function_name"])
    if isinstance(target, Resource) and target.type in ACTIONS and not target.is_overridden and target != from_:
        yield Sending(user, target, principal, from_, attribute.expr, alias)


def is_refused(sending: Sending) -> bool:
    """Whether it is certain that the target does not let the service send."""
    if sending.target.type == "aws_lambda_function":
        return not any(_may_permit(one, sending) for one in sending.user.module.resources_of("aws_lambda_permission"))
    found = policy_of(sending.target)
    if found is None:
        return not _has_unknown_policy(sending.target)
    return found[1].is_whole and not any(_may_admit(statement, sending) for statement in found[1].allows)


def _may_permit(permission: Resource, sending: Sending) -> bool:
    module = permission.module
    if permission.is_overridden:
        return True
    named = permission["function_name"]
    found = set(addresses_in(named, module)) if named is not None else set()
    if permission.for_each is not None:
        found |= set(addresses_in(permission.for_each, module))
    aliases = {one.address for one in module.resources_of("aws_lambda_alias") if _is_alias_of(one, sending.target)}
    functions = [address for address in found if address.startswith("aws_lambda_")]
    if functions and not ({sending.target.address} | aliases) & found:
        return False
    principal = permission.constant("principal")
    if isinstance(principal, str) and principal not in (sending.principal, "*"):
        return False
    source = permission["source_arn"]
    if source is None or sending.source.address in addresses_in(source, module):
        return True
    named_sources = [module.get(address) for address in addresses_in(source, module)]
    others = [one for one in named_sources if isinstance(one, Resource) and one.type == sending.source.type]
    return not others or permission.for_each is not None


def _is_alias_of(alias: Resource, function: Resource) -> bool:
    named = alias.module.resolve(alias["function_name"])
    return isinstance(named, Resource) and named.address == function.address


def policy_of(channel: Resource) -> tuple[Resource, Document] | None:
    """The policy of a queue or topic, and the resource that sets it."""
    if channel["policy"] is not None:
        return channel, read_document(channel["policy"], channel)
    type_, argument = POLICIES[channel.type]
    module = channel.module
    for policy in module.resources_of(type_):
        named = module.resolve(policy[argument])
        if isinstance(named, Resource) and named.address == channel.address:
            return policy, read_document(policy["policy"], policy)
    return None


def _has_unknown_policy(channel: Resource) -> bool:
    """Whether some policy of the module may be for this channel."""
    type_, argument = POLICIES[channel.type]
    module = channel.module
    policies = module.resources_of(type_)
    return any(
        policy.is_overridden or not isinstance(module.resolve(policy[argument]), Resource) for policy in policies
    )


def _may_admit(statement: Statement, sending: Sending) -> bool:
    """Whether a statement of a channel's policy may let the service in."""
    module = sending.user.module
    if "Principal" in statement.negated or "Resource" in statement.negated:
        return True
    if allows_action(statement, ACTIONS[sending.target.type]) is False:
        return False
    texts = [one.value.text for one in statement.principals]
    if not any(text in ("*", sending.principal) or "\ue000" in text for text in texts):
        return False
    if all(covers(value, sending.target) is False for value in statement.resources):
        return False
    sources = [value for one in statement.conditions if one.key.lower() == "aws:sourcearn" for value in one.values]
    others = [value for value in sources if not mentions(value, sending.source.address, module)]
    return not sources or len(others) < len(sources) or not all(_is_other(value.node, sending) for value in others)


def _is_other(node: n.Expression | None, sending: Sending) -> bool:
    """Whether a source in a condition is another resource of the same type."""
    if node is None:
        return False
    module = sending.user.module
    named = [module.get(address) for address in addresses_in(node, module)]
    return any(isinstance(one, Resource) and one.type == sending.source.type for one in named)
