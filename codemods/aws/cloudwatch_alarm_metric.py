"""Rule `cloudwatch-alarm-metric`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name
from tffix.terraform import Module, Reference, Resource
from tffix.terraform.requirements import requirement_for
from tffix.terraform.schema_versions import parse_constraints, parse_version

from ._cloudwatch import ALARM, Measure, Namespace, catalogue, measures
from ._metric_repairs import better_dimensions, better_name, stream_age, throttle_events, watch_nodes
from ._metric_tables import BY_DIMENSION, HELD, NAMESPACES, Held

GROUP = "aws_elasticache_replication_group"
_NODES = (
    "ElastiCache measures each node of a replication group by itself, as a cluster with a name that ends in its number."
)


class CloudwatchAlarmMetric(Rule):
    """Alarm on a metric that AWS does not publish.

    ## Why is this bad?
    CloudWatch takes any name for a namespace, a metric and its dimensions. An alarm on what nobody publishes is made
    without complaint, stays at `INSUFFICIENT_DATA` for ever, and never tells anybody of the trouble it is there for.

    ## Example
    ```hcl
    resource "aws_dynamodb_table" "orders" {
      name             = "orders"
      hash_key         = "id"
      billing_mode     = "PAY_PER_REQUEST"
      stream_enabled   = true
      stream_view_type = "NEW_IMAGE"

      attribute {
        name = "id"
        type = "S"
      }
    }

    resource "aws_lambda_function" "orders" {
      function_name = "orders"
      role          = var.role_arn
      filename      = "orders.zip"
      handler       = "index.handler"
      runtime       = "python3.12"
    }

    resource "aws_lambda_event_source_mapping" "orders" {
      event_source_arn  = aws_dynamodb_table.orders.stream_arn
      function_name     = aws_lambda_function.orders.arn
      starting_position = "LATEST"
    }

    resource "aws_cloudwatch_metric_alarm" "stream_age" {
      alarm_name          = "orders-stream-age"
      namespace           = "AWS/Lambda"
      metric_name         = "UserErrors"
      statistic           = "Sum"
      comparison_operator = "GreaterThanThreshold"
      threshold           = 10
      period              = 60
      evaluation_periods  = 2

      dimensions = {
        FunctionName = aws_lambda_function.orders.function_name
      }
    }
    ```
    Use instead:
    ```hcl
    resource "aws_dynamodb_table" "orders" {
      name             = "orders"
      hash_key         = "id"
      billing_mode     = "PAY_PER_REQUEST"
      stream_enabled   = true
      stream_view_type = "NEW_IMAGE"

      attribute {
        name = "id"
        type = "S"
      }
    }

    resource "aws_lambda_function" "orders" {
      function_name = "orders"
      role          = var.role_arn
      filename      = "orders.zip"
      handler       = "index.handler"
      runtime       = "python3.12"
    }

    resource "aws_lambda_event_source_mapping" "orders" {
      event_source_arn  = aws_dynamodb_table.orders.stream_arn
      function_name     = aws_lambda_function.orders.arn
      starting_position = "LATEST"
    }

    resource "aws_cloudwatch_metric_alarm" "stream_age" {
      alarm_name          = "orders-stream-age"
      namespace           = "AWS/Lambda"
      metric_name         = "IteratorAge"
      statistic           = "Maximum"
      comparison_operator = "GreaterThanThreshold"
      threshold           = 60000
      period              = 60
      evaluation_periods  = 2
      treat_missing_data  = "notBreaching"

      dimensions = {
        FunctionName = aws_lambda_function.orders.function_name
      }
    }
    ```
    Looked at are the metric of the alarm and those in its `metric_query` blocks, in three steps:

    * The namespace is none of AWS (`AWS/StepFunctions` for `AWS/States`), or has no such metric. An alarm whose name or
      description speaks of an age or a stream, on a function that reads from a stream, gets `IteratorAge`; one metric
      with nearly the same name, or the metric that a common wrong name stands for, is taken instead; so is the only
      other namespace that has the metric with these dimensions (`RunningTaskCount` of `ECS/ContainerInsights`).
    * The metric has no such dimensions. A misspelt name is corrected; `Region` of CloudFront, the only target group
      of the module, and the metrics configuration of the bucket are added. What DynamoDB throttles by table is two
      metrics, and gets two alarms.
    * A dimension has the value of another attribute: the ARN of a load balancer for its suffix, the URL of a queue for
      its name, the `id` of a database instance (its resource ID since version 5 of the provider) for its identifier,
      an HTTP API for a REST API (`ApiName` for `ApiId`), a replication group for its nodes.

    Everything else is reported only. Nothing is said of other namespaces that are not in the catalogue, of custom ones,
    and of names that are not written out in the module.

    ## Fix safety
    Unsafe: the alarm is about something else than before. A threshold below a second is set to a minute when the
    alarm comes to measure an age. An alarm that is repeated for the nodes of a replication group gets their numbers
    into its name.

    ## References
    The catalogue is built by `tools/build_metrics.py` of `awslabs-cloudwatch-mcp-server` 0.3.1 (the metrics that the
    documentation of the services lists) and `@aws-cdk/aws-service-spec` 0.1.216 (dimension sets), both published by
    Amazon under Apache-2.0, and of additions with their sources in `tools/_metric_additions.py`; AWS provider, version
    5 upgrade guide, `aws_db_instance`; ElastiCache user guide, "Monitoring use with CloudWatch metrics".
    """

    name = "cloudwatch-alarm-metric"
    subject = "Monitoring"
    target = m.Resource(ALARM)

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at every metric that an alarm watches."""
        for measure in measures(element):
            namespace = catalogue().get(measure.namespace)
            if namespace is not None:
                _check(measure, namespace, ctx)
            elif measure.namespace in NAMESPACES:
                _check_namespace(measure, ctx)


def _check_namespace(measure: Measure, ctx: RuleContext) -> None:
    meant = NAMESPACES[measure.namespace]
    fix = Fix(f"Watch the namespace {meant}", Level.UNSAFE, needs_whole_module=False)
    fix.set_attribute(measure.holder, "namespace", f'"{meant}"')
    ctx.report(measure.alarm, f"AWS publishes metrics in {meant}, and none in {measure.namespace}.", fix)


def _check(measure: Measure, namespace: Namespace, ctx: RuleContext) -> None:
    where = measure.attribute("metric_name")
    if where is None:
        return
    if measure.metric not in namespace.metrics:
        if namespace.is_complete:
            message = f"{measure.namespace} has no metric {measure.metric}."
            meant = stream_age(measure)
            fix, detail = meant if meant is not None else (better_name(measure), "")
            ctx.report(measure.alarm, message, fix, detail=detail, related=[(where.expr, "is not published")])
        return
    dimensions = measure.dimensions
    if dimensions is None:
        return
    allowed = namespace.sets_of(measure.metric)
    mistaken = [_check_value(measure, name, item, ctx) for name, item in dimensions.items()]
    if any(mistaken) or allowed is None or frozenset(dimensions) in allowed:
        return
    by = f"by {' and '.join(sorted(dimensions))} alone" if dimensions else "without dimensions"
    sets = sorted(sorted(one) for one in allowed)
    fix, detail = throttle_events(measure) or (
        better_dimensions(measure, dict(dimensions)),
        "; or ".join(f"by {' and '.join(one)}" if one else "without dimensions" for one in sets),
    )
    message = f"{measure.namespace} does not publish {measure.metric} {by}."
    ctx.report(measure.alarm, message, fix, detail=detail if detail.endswith(".") else f"It is published {detail}.")


def _check_value(measure: Measure, name: str, item: n.ObjectItem, ctx: RuleContext) -> bool:
    """Report a dimension with the value of something else; gives whether it is one."""
    module = ctx.module
    reference = module.reference_of(item.value)
    resource = None if reference is None else module.get(reference.address)
    if reference is None or not isinstance(resource, Resource) or len(reference.attribute_path) != 1:
        return False
    read = reference.attribute_path[0]
    row = BY_DIMENSION.get((name, resource.type))
    other = None if row is not None else _other_dimension(measure, name, resource, read)
    if name == "CacheClusterId" and resource.type == GROUP:
        if read not in ("id", "replication_group_id", "arn"):
            return False
        message = f"{measure.metric} is measured on the nodes of {resource.address}, and not on the group."
        fix, detail = watch_nodes(measure, item, reference, resource), _NODES
    elif row is not None and (read in row.wrong.split() or _is_late_id(read, row, module, resource)):
        message = f"The dimension {name} is the {row.right} of {resource.address}, and not its {read}."
        fix, detail = _read_right(reference, row, item), ""
    elif other is not None:
        message = f"{resource.address} is measured by the dimension {other.dimension}, and not by {name}."
        fix, detail = _read_right(reference, other, item), ""
    else:
        return False
    ctx.report(measure.alarm, message, fix, detail=detail, related=[(item, "matches nothing")])
    return True


def _other_dimension(measure: Measure, name: str, resource: Resource, read: str) -> Held | None:
    """The one dimension that stands for a resource, where another one is given what the resource goes by."""
    rows = [row for row in HELD if row.type == resource.type]
    if len(rows) != 1 or all(row.dimension != name for row in HELD):
        return None
    # Any other attribute may be of something else: the cluster of a service, the API of a stage.
    goes_by = {"id", "name", "arn", rows[0].right, *rows[0].wrong.split()}
    return rows[0] if read in goes_by and rows[0].dimension not in (measure.dimensions or ()) else None


def _is_late_id(read: str, row: Held, module: Module, resource: Resource) -> bool:
    """Whether `id` is another value in the version of the provider that the module gets."""
    since = parse_version(row.since)
    if read != "id" or since is None:
        return False
    requirement = requirement_for(module, resource.provider_name)
    locked = None if requirement.locked is None else parse_version(requirement.locked)
    if locked is not None:
        return locked >= since
    admitted = parse_constraints(", ".join(requirement.constraints))
    before = parse_constraints(f"< {since}")
    return admitted is not None and before is not None and not before.covers(admitted)


def _read_right(reference: Reference, row: Held, item: n.ObjectItem) -> Fix | None:
    """The fix that names the dimension of a resource, and the attribute that holds it."""
    fix = Fix(f"Read {row.right}", Level.UNSAFE, needs_whole_module=False)
    written = reference.expression.text
    prefix = written.removesuffix(f".{reference.attribute_path[0]}")
    if prefix == written:
        return None
    if key_name(item.key) != row.dimension:
        quote = '"' if isinstance(item.key, n.Template) else ""
        fix.replace(item.key, f"{quote}{row.dimension}{quote}")
    fix.replace(item.value, f"{prefix}.{row.right}")
    return fix
