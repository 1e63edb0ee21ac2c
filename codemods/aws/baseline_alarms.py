"""Rule `baseline-alarms`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from tffix import matchers as m
from tffix import templates as t
from tffix.config import Option
from tffix.rules import Fix, Level, Rule, RuleContext
from tffix.terraform import Module, Resource

from ._alarm_blocks import Shape, alarm_for_each, one_alarm, shape
from ._alarm_cover import is_watched
from ._baseline_table import SERVICES, Metric, Service
from ._cloudwatch import ALARM
from ._instances import provider_argument

_WANTED = re.compile(r"\s*([^\s<>=]+)\s*(?:(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)\s*)?")
_PERIOD, _PERIODS = 300, 1
_OTHERS = ("topic", "period", "evaluation_periods")


def _help(service: Service) -> str:
    names = ", ".join(metric.name for metric in service.metrics)
    return f"metrics of each {service.type} that have an alarm, among {names}"


class BaselineAlarms(Rule):
    """A resource without an alarm that the configuration demands.

    ## Why is this bad?
    Nobody is told when the resource is in trouble: it is noticed by those who use it.

    Which metrics are to be watched, and from where on somebody has to be called, is a decision, so the rule says
    nothing until it is configured.

    ## Example
    ```toml
    [baseline-alarms]
    lambda = ["Errors"]
    elasticache = ["DatabaseMemoryUsagePercentage > 75"]
    ```
    ```hcl
    resource "aws_sns_topic" "alerts" {
      name = "alerts"
    }

    resource "aws_lambda_function" "orders" {
      function_name = "orders"
      role          = var.role_arn
      filename      = "orders.zip"
      handler       = "index.handler"
      runtime       = "python3.12"
    }

    resource "aws_elasticache_replication_group" "sessions" {
      replication_group_id = "sessions"
      description          = "Sessions of customers"
      node_type            = "cache.t4g.small"
      num_cache_clusters   = 2
    }
    ```
    Use instead:
    ```hcl
    resource "aws_sns_topic" "alerts" {
      name = "alerts"
    }

    resource "aws_lambda_function" "orders" {
      function_name = "orders"
      role          = var.role_arn
      filename      = "orders.zip"
      handler       = "index.handler"
      runtime       = "python3.12"
    }

    resource "aws_cloudwatch_metric_alarm" "lambda_orders_errors" {
      alarm_name          = "orders-errors"
      alarm_description   = "Errors of orders"
      namespace           = "AWS/Lambda"
      metric_name         = "Errors"
      statistic           = "Sum"
      comparison_operator = "GreaterThanThreshold"
      threshold           = 0
      period              = 300
      evaluation_periods  = 1
      treat_missing_data  = "notBreaching"
      alarm_actions       = [aws_sns_topic.alerts.arn]

      dimensions = {
        FunctionName = aws_lambda_function.orders.function_name
      }
    }

    resource "aws_elasticache_replication_group" "sessions" {
      replication_group_id = "sessions"
      description          = "Sessions of customers"
      node_type            = "cache.t4g.small"
      num_cache_clusters   = 2
    }

    resource "aws_cloudwatch_metric_alarm" "elasticache_sessions_database_memory_usage_percentage" {
      count = aws_elasticache_replication_group.sessions.num_cache_clusters

      alarm_name          = "sessions-database-memory-usage-percentage-${count.index + 1}"
      alarm_description   = "DatabaseMemoryUsagePercentage of sessions"
      namespace           = "AWS/ElastiCache"
      metric_name         = "DatabaseMemoryUsagePercentage"
      statistic           = "Average"
      comparison_operator = "GreaterThanThreshold"
      threshold           = 75
      period              = 300
      evaluation_periods  = 1
      alarm_actions       = [aws_sns_topic.alerts.arn]

      dimensions = {
        CacheClusterId = tolist(aws_elasticache_replication_group.sessions.member_clusters)[count.index]
      }
    }
    ```
    An alarm counts if it is on the metric and its dimensions name the resource, by a reference, by what it is repeated
    for, or by a name that may be the same; so does one without dimensions, and in a module that is called, one on the
    metric in a module that calls it.

    Functions, queues and others that are told by their name share one alarm with `for_each`; a resource that is
    repeated itself has an alarm that is repeated like it, a replication group one for each of its nodes. New alarms
    have the actions and tags on which the other alarms by the same provider agree.

    ## Fix safety
    Unsafe: the next apply makes alarms, which are paid for, and call whoever subscribes to the topic.

    ## Options
    In the section `[baseline-alarms]`, for each kind of resource a list of metrics. A metric may be followed by a
    threshold (`"Duration > 10000"`, with `>`, `>=`, `<` or `<=`); one without gets the threshold named here, and where
    there is none, because only the workload tells, the finding says so. Nothing is demanded by default.

    * `lambda` (`aws_lambda_function`): `Errors` (> 0), `Throttles` (> 0), `DeadLetterErrors` (> 0), `Duration`,
      `ConcurrentExecutions`, `IteratorAge` (> 60000).
    * `elasticache` (`aws_elasticache_replication_group`): `DatabaseMemoryUsagePercentage` (> 80),
      `EngineCPUUtilization` (> 90), `CPUUtilization` (> 90), `FreeableMemory`, `Evictions` (> 0), `SwapUsage` (>
      52428800), `CurrConnections`, `ReplicationLag`.
    * `neptune` (`aws_neptune_cluster`): `CPUUtilization` (> 80), `FreeableMemory`, `ClusterReplicaLag`,
      `BufferCacheHitRatio` (< 99.9), `MainRequestQueuePendingRequests`.
    * `rds` (`aws_db_instance`): `CPUUtilization` (> 90), `FreeableMemory`, `DatabaseConnections`, `ReadLatency`,
      `WriteLatency`, `FreeStorageSpace`, `ReplicaLag` (> 60).
    * `aurora` (`aws_rds_cluster`): `CPUUtilization` (> 90), `FreeableMemory`, `DatabaseConnections`, `ReadLatency`,
      `WriteLatency`, `Deadlocks` (> 0), `AuroraReplicaLag`.
    * `dynamodb` (`aws_dynamodb_table`): `ReadThrottleEvents` (> 0), `WriteThrottleEvents` (> 0), `SystemErrors` (>
      0).
    * `sqs` (`aws_sqs_queue`): `ApproximateAgeOfOldestMessage`, `ApproximateNumberOfMessagesVisible`.
    * `sns` (`aws_sns_topic`): `NumberOfNotificationsFailed` (> 0).
    * `kinesis` (`aws_kinesis_stream`): `GetRecords.IteratorAgeMilliseconds` (> 60000),
      `ReadProvisionedThroughputExceeded` (> 0), `WriteProvisionedThroughputExceeded` (> 0).
    * `step_functions` (`aws_sfn_state_machine`): `ExecutionsFailed` (> 0), `ExecutionsTimedOut` (> 0),
      `ExecutionsAborted` (> 0), `ExecutionThrottled` (> 0).
    * `load_balancer` (`aws_lb`): `HTTPCode_ELB_5XX_Count` (> 0), `HTTPCode_Target_5XX_Count` (> 0),
      `RejectedConnectionCount` (> 0), `TargetResponseTime`.
    * `api_gateway` (`aws_api_gateway_stage`): `5XXError` (> 0.05), `4XXError` (> 0.05), `Latency`.
    * `ecs` (`aws_ecs_service`): `CPUUtilization` (> 80), `MemoryUtilization` (> 80).
    * `ec2` (`aws_instance`): `CPUUtilization` (> 80), `StatusCheckFailed` (>= 1).
    * `topic`: whom the alarms tell: the address of an `aws_sns_topic`, a variable or local value with the ARN, or the
      ARN. Default: the actions of the other alarms, else the one topic whose label speaks of alarms or alerts, else
      nobody.
    * `period`: the seconds of one data point. Default: 300.
    * `evaluation_periods`: for how many of them the threshold is passed. Default: 1.

    ## References
    CloudWatch user guide, "Recommended alarms for AWS services"; ElastiCache user guide, "Which metrics should I
    monitor?"
    """

    name = "baseline-alarms"
    subject = "Monitoring"
    target = m.Module()
    after = ("name-environment-suffix", "literal-instance-key", "lambda-provisioned-concurrency-alias")
    options = (
        *(Option(one.option, list, (), _help(one)) for one in SERVICES),
        Option("topic", str, None, "the SNS topic that alarms tell"),
        Option("period", int, _PERIOD, "the seconds of one data point"),
        Option("evaluation_periods", int, _PERIODS, "for how many data points the threshold is passed"),
    )

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look for the alarms on all resources of a module."""
        if element.has_structure_errors:
            return
        for service in SERVICES:
            for wanted in _strings(ctx.options.get(service.option)):
                metric = _metric(service, wanted)
                if metric is None:
                    known = ", ".join(one.name for one in service.metrics)
                    message = f"The option {service.option} demands {wanted}, which is none of {known}."
                    if element.resources_of(service.type):
                        ctx.report(element, message, address="")
                    continue
                _check(element, service, metric, ctx)


def _strings(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, tuple | list) else ()


def _metric(service: Service, wanted: str) -> Metric | None:
    """The metric that the configuration demands, with its threshold if it has one."""
    read = _WANTED.fullmatch(wanted)
    found = None if read is None else service.metric(read[1])
    if read is None or found is None or read[2] is None:
        return found
    return replace(found, comparison=read[2], threshold=read[3])


def _check(module: Module, service: Service, metric: Metric, ctx: RuleContext) -> None:
    missing = [
        one
        for one in module.resources_of(service.type)
        if not one.is_overridden and not is_watched(one, service, metric.name)
    ]
    if not missing:
        return
    fixes: Mapping[Resource, Fix] = {}
    detail = "What it is measured by is not written out here, or not known when the plan is made."
    if metric.threshold is None:
        detail = f'Only the workload tells the threshold: configure it, as in "{metric.name} {metric.comparison} 100".'
    else:
        fixes = dict(_fixes(missing, service, metric, ctx))
    for resource in missing:
        message = f"{resource.address} has no alarm on {metric.name}."
        ctx.report(resource, message, fixes.get(resource), detail=detail if resource not in fixes else "")


def _fixes(
    missing: list[Resource], service: Service, metric: Metric, ctx: RuleContext
) -> Iterator[tuple[Resource, Fix]]:
    together = [one for one in missing if not one.repeats] if service.is_by_name else []
    for _, group in groupby(sorted(together, key=_provider), _provider):
        resources = list(group)
        if len(resources) > 1:
            code = alarm_for_each(resources, service, metric, _shape(resources[0], ctx))
            fix = _fix(f"Add one alarm on {metric.name} for {len(resources)} resources", code, resources[-1])
            yield from ((one, fix) for one in resources)
        else:
            yield from _single(resources[0], service, metric, ctx)
    for resource in missing:
        if resource not in together:
            yield from _single(resource, service, metric, ctx)


def _single(resource: Resource, service: Service, metric: Metric, ctx: RuleContext) -> Iterator[tuple[Resource, Fix]]:
    code = one_alarm(resource, service, metric, _shape(resource, ctx))
    if code is not None:
        yield resource, _fix(f"Add an alarm on {metric.name}", code, resource)


def _provider(resource: Resource) -> tuple[str, ...]:
    return provider_argument(resource)


def _shape(of: Resource, ctx: RuleContext) -> Shape:
    topic, period, periods = (ctx.options.get(name) for name in _OTHERS)
    return shape(
        of,
        topic if isinstance(topic, str) else None,
        period if isinstance(period, int) else _PERIOD,
        periods if isinstance(periods, int) else _PERIODS,
    )


def _fix(title: str, code: t.Code, last: Resource) -> Fix:
    """The fix that puts an alarm behind the other alarms, or behind what it is about."""
    fix = Fix(title, Level.UNSAFE)
    alarms = [one for one in last.module.resources_of(ALARM) if not one.is_overridden]
    fix.insert_after(alarms[-1] if alarms else last, code)
    return fix
