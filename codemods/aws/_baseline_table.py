"""The metrics that resources are commonly watched by, with the dimensions and thresholds of an alarm on them.

Sources: CloudWatch user guide, "Recommended alarms for AWS services" (thresholds of CPU, memory, errors and status
checks; where it leaves the threshold to the workload, a count that should be zero has 0 here, and everything else
none); ElastiCache user guide, "Which metrics should I monitor?" (swap, memory); Neptune user guide, "Neptune CloudWatch
metrics". The dimensions are those of `cloudwatch_metrics.json`, their values those of `_metric_tables.py`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric with the statistic that is compared, and with the threshold, None where only the workload tells."""

    name: str
    statistic: str
    comparison: str
    threshold: str | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """A type of resources: what its option is called, what it is measured by.

    `dimension` has the value of the attribute `value`, and `title` is the attribute with a name for the resource.
    `beside` is another dimension: its name, the argument that refers to the other resource, the attribute of that.
    `is_by_name` says that the value of the dimension is a name, of which an alarm can have one for each resource.
    """

    option: str
    type: str
    namespace: str
    dimension: str
    value: str
    title: str
    metrics: tuple[Metric, ...]
    beside: tuple[str, str, str] | None = None

    @property
    def is_by_name(self) -> bool:
        """Whether one alarm can be repeated for several resources by the value of the dimension."""
        return self.value == self.title and self.beside is None

    def metric(self, name: str) -> Metric | None:
        """The metric of that name."""
        return next((one for one in self.metrics if one.name == name), None)


def _none(*names: str) -> tuple[Metric, ...]:
    """Counts that should be zero."""
    return tuple(Metric(name, "Sum", ">", "0") for name in names)


_CPU = Metric("CPUUtilization", "Average", ">", "90")
_MEMORY = Metric("FreeableMemory", "Average", "<")
_DATABASE = (
    _CPU,
    _MEMORY,
    Metric("DatabaseConnections", "Average", ">"),
    Metric("ReadLatency", "Average", ">"),
    Metric("WriteLatency", "Average", ">"),
)

SERVICES = (
    Service(
        "lambda", "aws_lambda_function", "AWS/Lambda", "FunctionName", "function_name", "function_name",
        (
            *_none("Errors", "Throttles", "DeadLetterErrors"),
            Metric("Duration", "Maximum", ">"),
            Metric("ConcurrentExecutions", "Maximum", ">"),
            Metric("IteratorAge", "Maximum", ">", "60000"),
        ),
    ),
    Service(
        "elasticache", "aws_elasticache_replication_group", "AWS/ElastiCache", "CacheClusterId", "member_clusters",
        "replication_group_id",
        (
            Metric("DatabaseMemoryUsagePercentage", "Average", ">", "80"),
            Metric("EngineCPUUtilization", "Average", ">", "90"),
            _CPU,
            _MEMORY,
            *_none("Evictions"),
            Metric("SwapUsage", "Average", ">", "52428800"),
            Metric("CurrConnections", "Average", ">"),
            Metric("ReplicationLag", "Maximum", ">"),
        ),
    ),
    Service(
        "neptune", "aws_neptune_cluster", "AWS/Neptune", "DBClusterIdentifier", "cluster_identifier",
        "cluster_identifier",
        (
            Metric("CPUUtilization", "Average", ">", "80"),
            _MEMORY,
            Metric("ClusterReplicaLag", "Maximum", ">"),
            Metric("BufferCacheHitRatio", "Average", "<", "99.9"),
            Metric("MainRequestQueuePendingRequests", "Maximum", ">"),
        ),
    ),
    Service(
        "rds", "aws_db_instance", "AWS/RDS", "DBInstanceIdentifier", "identifier", "identifier",
        (*_DATABASE, Metric("FreeStorageSpace", "Minimum", "<"), Metric("ReplicaLag", "Maximum", ">", "60")),
    ),
    Service(
        "aurora", "aws_rds_cluster", "AWS/RDS", "DBClusterIdentifier", "cluster_identifier", "cluster_identifier",
        (*_DATABASE, *_none("Deadlocks"), Metric("AuroraReplicaLag", "Maximum", ">")),
    ),
    Service(
        "dynamodb", "aws_dynamodb_table", "AWS/DynamoDB", "TableName", "name", "name",
        _none("ReadThrottleEvents", "WriteThrottleEvents", "SystemErrors"),
    ),
    Service(
        "sqs", "aws_sqs_queue", "AWS/SQS", "QueueName", "name", "name",
        (
            Metric("ApproximateAgeOfOldestMessage", "Maximum", ">"),
            Metric("ApproximateNumberOfMessagesVisible", "Maximum", ">"),
        ),
    ),
    Service("sns", "aws_sns_topic", "AWS/SNS", "TopicName", "name", "name", _none("NumberOfNotificationsFailed")),
    Service(
        "kinesis", "aws_kinesis_stream", "AWS/Kinesis", "StreamName", "name", "name",
        (
            Metric("GetRecords.IteratorAgeMilliseconds", "Maximum", ">", "60000"),
            *_none("ReadProvisionedThroughputExceeded", "WriteProvisionedThroughputExceeded"),
        ),
    ),
    Service(
        "step_functions", "aws_sfn_state_machine", "AWS/States", "StateMachineArn", "arn", "name",
        _none("ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted", "ExecutionThrottled"),
    ),
    Service(
        "load_balancer", "aws_lb", "AWS/ApplicationELB", "LoadBalancer", "arn_suffix", "name",
        (
            *_none("HTTPCode_ELB_5XX_Count", "HTTPCode_Target_5XX_Count", "RejectedConnectionCount"),
            Metric("TargetResponseTime", "Average", ">"),
        ),
    ),
    Service(
        "api_gateway", "aws_api_gateway_stage", "AWS/ApiGateway", "Stage", "stage_name", "stage_name",
        (
            Metric("5XXError", "Average", ">", "0.05"),
            Metric("4XXError", "Average", ">", "0.05"),
            Metric("Latency", "Average", ">"),
        ),
        ("ApiName", "rest_api_id", "name"),
    ),
    Service(
        "ecs", "aws_ecs_service", "AWS/ECS", "ServiceName", "name", "name",
        (Metric("CPUUtilization", "Average", ">", "80"), Metric("MemoryUtilization", "Average", ">", "80")),
        ("ClusterName", "cluster", "name"),
    ),
    Service(
        "ec2", "aws_instance", "AWS/EC2", "InstanceId", "id", "id",
        (Metric("CPUUtilization", "Average", ">", "80"), Metric("StatusCheckFailed", "Maximum", ">=", "1")),
    ),
)  # fmt: skip
