"""Names of CloudWatch metrics and values of their dimensions that are taken for others.

Sources: the metrics page of each service (named in `tools/_metric_additions.py`), for what a dimension's value is; the
documentation of the AWS provider, "Attribute Reference" of each resource, for what an attribute holds.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """Of a resource `type`, `right` is the attribute with the value of the dimension, `wrong` are others.

    `since` is the version of the provider from which on `id` is wrong as well.
    """

    dimension: str
    type: str
    right: str
    wrong: str
    since: str = ""


HELD = (
    Held("ApiName", "aws_api_gateway_rest_api", "name", "id arn execution_arn"),
    Held("Stage", "aws_api_gateway_stage", "stage_name", "id arn invoke_url execution_arn"),
    Held("ApiId", "aws_apigatewayv2_api", "id", "name arn api_endpoint execution_arn"),
    Held("AutoScalingGroupName", "aws_autoscaling_group", "name", "arn"),
    Held("BucketName", "aws_s3_bucket", "id", "arn bucket_domain_name bucket_regional_domain_name"),
    Held("CacheClusterId", "aws_elasticache_cluster", "cluster_id", "arn cluster_address"),
    Held("ClusterName", "aws_ecs_cluster", "name", "arn id"),
    Held("ClusterName", "aws_eks_cluster", "name", "arn endpoint"),
    Held("DBClusterIdentifier", "aws_docdb_cluster", "cluster_identifier", "arn cluster_resource_id endpoint"),
    Held("DBClusterIdentifier", "aws_neptune_cluster", "cluster_identifier", "arn cluster_resource_id endpoint"),
    Held("DBClusterIdentifier", "aws_rds_cluster", "cluster_identifier", "arn cluster_resource_id endpoint"),
    # AWS provider, version 5 upgrade guide: the `id` of an instance is its resource ID, no longer the identifier.
    Held("DBInstanceIdentifier", "aws_db_instance", "identifier", "arn resource_id endpoint address db_name", "5.0.0"),
    Held("DBInstanceIdentifier", "aws_rds_cluster_instance", "identifier", "arn dbi_resource_id endpoint"),
    Held("DeliveryStreamName", "aws_kinesis_firehose_delivery_stream", "name", "arn id"),
    Held("DistributionId", "aws_cloudfront_distribution", "id", "arn domain_name"),
    Held("FileSystemId", "aws_efs_file_system", "id", "arn dns_name"),
    Held("FunctionName", "aws_lambda_function", "function_name", "arn invoke_arn qualified_arn"),
    Held("InstanceId", "aws_instance", "id", "arn private_ip public_ip"),
    Held("LoadBalancer", "aws_alb", "arn_suffix", "arn id name dns_name"),
    Held("LoadBalancer", "aws_lb", "arn_suffix", "arn id name dns_name"),
    Held("NatGatewayId", "aws_nat_gateway", "id", "allocation_id public_ip"),
    Held("QueueName", "aws_sqs_queue", "name", "arn id url"),
    Held("ServiceName", "aws_ecs_service", "name", "id"),
    Held("StateMachineArn", "aws_sfn_state_machine", "arn", "name"),
    Held("StreamName", "aws_kinesis_stream", "name", "arn id"),
    Held("TableName", "aws_dynamodb_table", "name", "arn stream_arn"),
    Held("TargetGroup", "aws_alb_target_group", "arn_suffix", "arn id name"),
    Held("TargetGroup", "aws_lb_target_group", "arn_suffix", "arn id name"),
    Held("TopicName", "aws_sns_topic", "name", "arn id"),
)
BY_DIMENSION = {(row.dimension, row.type): row for row in HELD}

# Names that metrics are often given -> the metric that says what the name means. Source: the same pages.
MEANT = {
    ("AWS/CodePipeline", "PipelineExecutionFailure"): "FailedPipelineExecutions",
    ("AWS/CodePipeline", "PipelineExecutionFailed"): "FailedPipelineExecutions",
    ("AWS/CodePipeline", "ExecutionsFailed"): "FailedPipelineExecutions",
    ("AWS/Kinesis", "UserRecordsThrottled"): "WriteProvisionedThroughputExceeded",
    ("AWS/Lambda", "ErrorCount"): "Errors",
    ("AWS/Lambda", "ThrottleCount"): "Throttles",
    ("AWS/RDS", "FreeMemory"): "FreeableMemory",
    ("AWS/RDS", "ConnectionCount"): "DatabaseConnections",
    ("AWS/SQS", "NumberOfMessagesVisible"): "ApproximateNumberOfMessagesVisible",
}

# Names that namespaces are given -> their own. None of these can be a custom one: `AWS/` is reserved for AWS services
# (CloudWatch user guide, "AWS services that publish CloudWatch metrics", which lists the others).
NAMESPACES = {
    "AWS/ALB": "AWS/ApplicationELB",
    "AWS/APIGateway": "AWS/ApiGateway",
    "AWS/AutoScalingGroup": "AWS/AutoScaling",
    "AWS/Aurora": "AWS/RDS",
    "AWS/DocumentDB": "AWS/DocDB",
    "AWS/EventBridge": "AWS/Events",
    "AWS/KinesisFirehose": "AWS/Firehose",
    "AWS/NLB": "AWS/NetworkELB",
    "AWS/NatGateway": "AWS/NATGateway",
    "AWS/Redis": "AWS/ElastiCache",
    "AWS/StepFunctions": "AWS/States",
    "AWS/VPCNATGateway": "AWS/NATGateway",
}
