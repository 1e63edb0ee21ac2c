"""Pairs of resources of which one has to be there before the other, though no argument says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tffix.syntax import nodes as n
from tffix.terraform import Module, Resource
from tffix.terraform.resolve import unwrap

from ._policy_text import text_of


@dataclass(frozen=True, slots=True)
class Pair:
    """`user` needs `other` where the arguments `keys` (of the user, of the other) name the same thing.

    `reason` says what happens without, `fails` that the apply may fail for it.
    """

    user: str
    other: str
    keys: tuple[tuple[str, str], ...]
    reason: str
    fails: bool = True


_NOTIFIED = "S3 tries the destination when the notification is made, and refuses one that it may not use."
_ROLE = "A role may be used before its policies are there."
_METHOD = (("rest_api_id", "rest_api_id"), ("resource_id", "resource_id"), ("http_method", "http_method"))

# Sources: the page of each user in the documentation of the AWS provider (5.100), which says so in a note or by
# `depends_on` in its example; for functions and mappings AWS Lambda developer guide, "Execution role", and the
# provider's page of `aws_lambda_function`, "CloudWatch Logging and Permissions".
PAIRS = (
    # Functions first: what waits for a function that waits need not wait itself.
    Pair("aws_lambda_function", "aws_iam_role_policy", (("role", "role"),), _ROLE, fails=False),
    Pair("aws_lambda_function", "aws_iam_role_policy_attachment", (("role", "role"),), _ROLE, fails=False),
    Pair(
        "aws_lambda_function",
        "aws_cloudwatch_log_group",
        (("function_name", "name"),),
        "A function that runs before its log group is there makes one itself.",
        fails=False,
    ),
    Pair(
        "aws_api_gateway_integration_response",
        "aws_api_gateway_integration",
        _METHOD,
        "API Gateway refuses the response of an integration that does not exist.",
    ),
    Pair(
        "aws_api_gateway_deployment",
        "aws_api_gateway_integration",
        (("rest_api_id", "rest_api_id"),),
        "A deployment holds what is there when it is made, and methods without integration are refused.",
    ),
    Pair("aws_s3_bucket_notification", "aws_lambda_permission", (("lambda_function_arn", "function_name"),), _NOTIFIED),
    Pair("aws_s3_bucket_notification", "aws_sqs_queue_policy", (("queue_arn", "queue_url"),), _NOTIFIED),
    Pair("aws_s3_bucket_notification", "aws_sns_topic_policy", (("topic_arn", "arn"),), _NOTIFIED),
    Pair(
        "aws_cloudtrail",
        "aws_s3_bucket_policy",
        (("s3_bucket_name", "bucket"),),
        "CloudTrail tries the bucket when the trail is made.",
    ),
    Pair(
        "aws_s3_bucket_replication_configuration",
        "aws_s3_bucket_versioning",
        (("bucket", "bucket"),),
        "Replication needs versioning.",
    ),
    Pair("aws_lambda_event_source_mapping", "aws_iam_role_policy", (("function_name.role", "role"),), _ROLE),
    Pair("aws_lambda_event_source_mapping", "aws_iam_role_policy_attachment", (("function_name.role", "role"),), _ROLE),
    Pair("aws_eks_cluster", "aws_iam_role_policy_attachment", (("role_arn", "role"),), _ROLE),
    Pair("aws_eks_node_group", "aws_iam_role_policy_attachment", (("node_role_arn", "role"),), _ROLE),
    Pair(
        "aws_config_configuration_recorder_status",
        "aws_config_delivery_channel",
        (),
        "A recorder cannot start without a delivery channel.",
    ),
)
LAMBDA_LOG_GROUP = "/aws/lambda/"
_KEY = re.compile(r'\["[^"]*"\]|\[\d+\]')


def needed(pair: Pair, module: Module) -> Iterator[tuple[Resource, Resource]]:
    """The resources of a pair that belong together, the user first."""
    users = [one for one in module.resources_of(pair.user) if not one.is_overridden]
    others = module.resources_of(pair.other) if users else ()
    for user in users:
        for other in others:
            same_provider = user.provider_reference == other.provider_reference
            is_log_group = pair.other == "aws_cloudwatch_log_group"
            if is_log_group and same_provider:
                if is_log_group_of(other, user):
                    yield user, other
            elif (same_provider or pair.keys) and all(_same(user, own, other, its) for own, its in pair.keys):
                yield user, other


def is_log_group_of(group: Resource, function: Resource) -> bool:
    """Whether a log group has the name that Lambda gives that of a function."""
    module = function.module
    name, own = group["name"], function["function_name"]
    if name is None or own is None:
        return False
    value = unwrap(name)
    if isinstance(value, n.Template) and value.text.startswith(f'"{LAMBDA_LOG_GROUP}${{') and len(value.parts) == 2:
        part = value.parts[1]
        if isinstance(part, n.Interpolation):
            reference = module.reference_of(part.expression)
            if reference is not None and reference.address == function.address:
                return reference.attribute_path == ("function_name",)
    if group.repeats or function.for_each is not None:
        return False
    return text_of(name, module) == LAMBDA_LOG_GROUP + text_of(own, module)


def _same(user: Resource, own: str, other: Resource, its: str) -> bool:
    """Whether two arguments name the same thing: the same element of the module, or the same text."""
    module = user.module
    first, second = _values(user, own), _values(other, its)
    for one in first:
        for two in second:
            element = module.resolve(one)
            if isinstance(element, Resource):
                if element == module.resolve(two) and not _differ(one.text, two.text):
                    return True
            elif text_of(one, module) == text_of(two, module):
                return True
    return False


def _differ(one: str, two: str) -> bool:
    """Whether two references are to instances of one resource that are written out and differ."""
    first, second = _KEY.search(one), _KEY.search(two)
    return first is not None and second is not None and first[0] != second[0]


def _values(resource: Resource, path: str) -> list[n.Expression]:
    """The values of an argument, wherever in the block it stands; `a.b` is the argument `b` of what `a` names."""
    name, _, rest = path.partition(".")
    found = [one.expr for one in resource.body.all_attributes() if one.name == name]
    if not rest:
        return found
    named = (resource.module.resolve(one) for one in found)
    return [value for one in named if isinstance(one, Resource) and (value := one[rest]) is not None]
