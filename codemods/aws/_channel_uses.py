"""Which arguments send to a queue, topic, stream or event bus, and which receive from it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

from tffix.syntax import Attribute
from tffix.terraform import Element, Module, Resource


class Use(Enum):
    """What a reference to a channel does with it. `EITHER` is what the text does not tell."""

    SEND = auto()
    SEND_FAILURES = auto()
    RECEIVE = auto()
    EITHER = auto()
    NONE = auto()


_NONE: dict[str, Use] = {}
# Resource type -> the arguments that use a channel; any other argument of these types does not. Source: documentation
# of the AWS provider (5.100), "Argument Reference" of each type.
_ARGUMENTS: dict[str, dict[str, Use]] = {
    "aws_appautoscaling_policy": _NONE,
    "aws_appautoscaling_target": _NONE,
    "aws_autoscaling_notification": {"topic_arn": Use.SEND},
    "aws_autoscaling_policy": _NONE,
    "aws_backup_vault_notifications": {"sns_topic_arn": Use.SEND},
    "aws_budgets_budget": {"subscriber_sns_topic_arns": Use.SEND},
    "aws_ce_anomaly_subscription": {"address": Use.SEND},
    "aws_cloudtrail": {"sns_topic_name": Use.SEND},
    "aws_cloudwatch_composite_alarm": {
        "alarm_actions": Use.SEND,
        "insufficient_data_actions": Use.SEND,
        "ok_actions": Use.SEND,
    },
    "aws_cloudwatch_dashboard": _NONE,
    "aws_cloudwatch_event_archive": {"event_source_arn": Use.RECEIVE},
    "aws_cloudwatch_event_permission": {"event_bus_name": Use.SEND},
    "aws_cloudwatch_event_rule": {"event_bus_name": Use.RECEIVE},
    "aws_cloudwatch_event_target": {"arn": Use.SEND, "event_bus_name": Use.RECEIVE},
    "aws_cloudwatch_log_subscription_filter": {"destination_arn": Use.SEND},
    "aws_cloudwatch_metric_alarm": {
        "alarm_actions": Use.SEND,
        "insufficient_data_actions": Use.SEND,
        "ok_actions": Use.SEND,
    },
    "aws_codestarnotifications_notification_rule": {"address": Use.SEND},
    "aws_config_delivery_channel": {"sns_topic_arn": Use.SEND},
    "aws_db_event_subscription": {"sns_topic": Use.SEND},
    "aws_dynamodb_kinesis_streaming_destination": {"stream_arn": Use.SEND},
    "aws_elasticache_cluster": {"notification_topic_arn": Use.SEND},
    "aws_elasticache_replication_group": {"notification_topic_arn": Use.SEND},
    "aws_iot_topic_rule": {
        "delivery_stream_name": Use.SEND,
        "queue_url": Use.SEND,
        "stream_name": Use.SEND,
        "table_name": Use.SEND,
        "target_arn": Use.SEND,
    },
    "aws_kinesis_firehose_delivery_stream": {"kinesis_stream_arn": Use.RECEIVE},
    "aws_kinesis_stream_consumer": {"stream_arn": Use.RECEIVE},
    "aws_lambda_event_source_mapping": {"destination_arn": Use.SEND_FAILURES, "event_source_arn": Use.RECEIVE},
    "aws_lambda_function": {"target_arn": Use.SEND_FAILURES, "variables": Use.EITHER},
    "aws_lambda_function_event_invoke_config": {"destination": Use.SEND},
    "aws_lambda_permission": _NONE,
    "aws_pipes_pipe": {"arn": Use.SEND_FAILURES, "source": Use.RECEIVE, "target": Use.SEND},
    "aws_s3_bucket_notification": {"queue_arn": Use.SEND, "topic_arn": Use.SEND},
    "aws_scheduler_schedule": {"arn": Use.SEND, "input": Use.SEND},
    "aws_schemas_discoverer": _NONE,
    "aws_ses_event_destination": {"stream_arn": Use.SEND, "topic_arn": Use.SEND},
    "aws_ses_identity_notification_topic": {"topic_arn": Use.SEND},
    "aws_ses_receipt_rule": {"topic_arn": Use.SEND},
    "aws_sns_topic_subscription": {
        "endpoint": Use.SEND,
        "redrive_policy": Use.SEND_FAILURES,
        "topic_arn": Use.RECEIVE,
    },
    "aws_sqs_queue": {"redrive_policy": Use.SEND_FAILURES},
    "aws_sqs_queue_redrive_allow_policy": _NONE,
    "aws_sqs_queue_redrive_policy": {"redrive_policy": Use.SEND_FAILURES},
    # What policies say is read from their statements.
    "aws_cloudwatch_event_bus_policy": _NONE,
    "aws_iam_group_policy": _NONE,
    "aws_iam_policy": _NONE,
    "aws_iam_policy_document": _NONE,
    "aws_iam_role": _NONE,
    "aws_iam_role_policy": _NONE,
    "aws_iam_user_policy": _NONE,
    "aws_kinesis_resource_policy": _NONE,
    "aws_kms_key": _NONE,
    "aws_kms_key_policy": _NONE,
    "aws_sns_topic_data_protection_policy": _NONE,
    "aws_sns_topic_policy": _NONE,
    "aws_sqs_queue_policy": _NONE,
    "aws_vpc_endpoint": _NONE,
}
_FAILURES = frozenset({"dead_letter_config", "on_failure"})
# Arguments of any resource that use nothing.
_BESIDE = frozenset({"depends_on", "replace_triggered_by", "tags"})
# Blocks that say where a resource was or is, and do nothing with it.
_BOOKKEEPING = frozenset({"moved", "removed", "import", "check"})


def uses(channel: Resource) -> Iterator[tuple[Use, Element]]:
    """What everything in the module that refers to a channel does with it, by way of local values too."""
    module, todo, seen = channel.module, [channel.address], set[str]()
    while todo:
        for reference in module.references_to(todo.pop()):
            container, attribute = reference.container, reference.attribute
            if container is None or attribute is None or container == channel:
                continue
            if container.kind != "local":
                yield _use(container, attribute), container
            elif container.address not in seen:
                seen.add(container.address)
                todo.append(container.address)


def _use(container: Element, attribute: Attribute) -> Use:
    if attribute.name in _BESIDE or getattr(container, "block_type", "") in _BOOKKEEPING:
        return Use.NONE
    # What is repeated for a channel may use it anywhere, as `each.value`.
    if attribute.name == "for_each":
        return Use.EITHER
    arguments = _ARGUMENTS.get(container.labels[0]) if container.kind in ("resource", "data") else None
    if arguments is None:
        return Use.EITHER
    use = arguments.get(attribute.name, Use.NONE)
    parent = attribute.parent.parent
    return Use.SEND_FAILURES if use is Use.SEND and parent is not None and parent.type in _FAILURES else use


def is_reusable(module: Module) -> bool:
    """Whether others call the module, or are meant to: what it puts out is theirs."""
    return bool(module.configuration.callers(module)) or "modules" in module.directory.split("/")
