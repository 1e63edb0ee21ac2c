"""Arguments that take one of a few strings, and what else models write for them.

The values are those of the AWS provider's resource pages, which are those of the service's API. Each argument is one
whose provider refuses every other value while validating.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The strings that an argument takes. `path` is the innermost nested block; `aliases` are other words for some."""

    type: str
    path: str
    name: str
    values: tuple[str, ...]
    aliases: dict[str, str] = field(default_factory=dict)

    def meant_by(self, text: str) -> str | None:
        """The value that another spelling stands for, None where that is not evident."""
        folded = _folded(text)
        found = {value for value in self.values if _folded(value) == folded}
        found |= {value for alias, value in self.aliases.items() if _folded(alias) == folded}
        return found.pop() if len(found) == 1 else None


def _folded(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


_SSE = {"KMS": "aws:kms", "SSE-KMS": "aws:kms", "SSE-S3": "AES256", "AWS_KMS": "aws:kms"}
_CLASSES = ("GLACIER", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "DEEP_ARCHIVE", "GLACIER_IR")
_CLASS_ALIASES = {
    "GLACIER_DEEP_ARCHIVE": "DEEP_ARCHIVE",
    "ONE_ZONE_IA": "ONEZONE_IA",
    "GLACIER_INSTANT_RETRIEVAL": "GLACIER_IR",
    "GLACIER_FLEXIBLE_RETRIEVAL": "GLACIER",
}

ENUMERATIONS = (
    Enumeration(
        "aws_dynamodb_table",
        "",
        "billing_mode",
        ("PROVISIONED", "PAY_PER_REQUEST"),
        # The console's word, and the API's for other services.
        {"ON_DEMAND": "PAY_PER_REQUEST"},
    ),
    Enumeration("aws_dynamodb_table", "", "table_class", ("STANDARD", "STANDARD_INFREQUENT_ACCESS")),
    Enumeration(
        "aws_dynamodb_table",
        "attribute",
        "type",
        ("S", "N", "B"),
        {"string": "S", "number": "N", "binary": "B"},
    ),
    *(
        Enumeration("aws_dynamodb_table", path, "projection_type", ("ALL", "KEYS_ONLY", "INCLUDE"))
        for path in ("global_secondary_index", "local_secondary_index")
    ),
    Enumeration(
        "aws_cloudwatch_metric_alarm",
        "",
        "comparison_operator",
        (
            "GreaterThanOrEqualToThreshold",
            "GreaterThanThreshold",
            "LessThanThreshold",
            "LessThanOrEqualToThreshold",
            "LessThanLowerOrGreaterThanUpperThreshold",
            "LessThanLowerThreshold",
            "GreaterThanUpperThreshold",
        ),
        {
            "GreaterThan": "GreaterThanThreshold",
            "LessThan": "LessThanThreshold",
            "GreaterThanOrEqualThreshold": "GreaterThanOrEqualToThreshold",
            "LessThanOrEqualThreshold": "LessThanOrEqualToThreshold",
            "GreaterThanOrEqualTo": "GreaterThanOrEqualToThreshold",
            "LessThanOrEqualTo": "LessThanOrEqualToThreshold",
        },
    ),
    Enumeration(
        "aws_cloudwatch_metric_alarm",
        "",
        "statistic",
        ("SampleCount", "Average", "Sum", "Minimum", "Maximum"),
        {"Avg": "Average", "Min": "Minimum", "Max": "Maximum", "Count": "SampleCount"},
    ),
    Enumeration(
        "aws_cloudwatch_metric_alarm", "", "treat_missing_data", ("missing", "ignore", "breaching", "notBreaching")
    ),
    Enumeration(
        "aws_lb",
        "",
        "load_balancer_type",
        ("application", "network", "gateway"),
        {"alb": "application", "nlb": "network", "gwlb": "gateway"},
    ),
    Enumeration("aws_lb_target_group", "", "target_type", ("instance", "ip", "lambda", "alb")),
    Enumeration(
        "aws_s3_bucket_versioning",
        "versioning_configuration",
        "status",
        ("Enabled", "Suspended", "Disabled"),
    ),
    Enumeration("aws_s3_bucket_lifecycle_configuration", "rule", "status", ("Enabled", "Disabled")),
    *(
        Enumeration("aws_s3_bucket_lifecycle_configuration", path, "storage_class", _CLASSES, _CLASS_ALIASES)
        for path in ("transition", "noncurrent_version_transition")
    ),
    Enumeration(
        "aws_s3_bucket_server_side_encryption_configuration",
        "apply_server_side_encryption_by_default",
        "sse_algorithm",
        ("AES256", "aws:kms", "aws:kms:dsse"),
        _SSE,
    ),
    Enumeration(
        "aws_s3_bucket_ownership_controls",
        "rule",
        "object_ownership",
        ("BucketOwnerPreferred", "ObjectWriter", "BucketOwnerEnforced"),
    ),
    Enumeration("aws_ecs_service", "", "launch_type", ("EC2", "FARGATE", "EXTERNAL")),
    Enumeration("aws_ecs_task_definition", "", "network_mode", ("bridge", "host", "awsvpc", "none")),
    Enumeration("aws_flow_log", "", "traffic_type", ("ACCEPT", "REJECT", "ALL")),
    Enumeration(
        "aws_flow_log",
        "",
        "log_destination_type",
        ("cloud-watch-logs", "s3", "kinesis-data-firehose"),
        {"cloudwatch": "cloud-watch-logs", "firehose": "kinesis-data-firehose"},
    ),
    Enumeration(
        "aws_api_gateway_method",
        "",
        "authorization",
        ("NONE", "CUSTOM", "AWS_IAM", "COGNITO_USER_POOLS"),
        {"IAM": "AWS_IAM"},
    ),
    Enumeration("aws_api_gateway_integration", "", "type", ("HTTP", "MOCK", "AWS", "AWS_PROXY", "HTTP_PROXY"), {}),
    Enumeration("aws_apigatewayv2_api", "", "protocol_type", ("HTTP", "WEBSOCKET")),
    Enumeration("aws_lambda_function", "", "package_type", ("Zip", "Image")),
    Enumeration("aws_lambda_function", "tracing_config", "mode", ("Active", "PassThrough")),
    Enumeration("aws_lambda_event_source_mapping", "", "starting_position", ("LATEST", "TRIM_HORIZON", "AT_TIMESTAMP")),
    Enumeration(
        "aws_kinesis_stream",
        "stream_mode_details",
        "stream_mode",
        ("PROVISIONED", "ON_DEMAND"),
        {"PAY_PER_REQUEST": "ON_DEMAND"},
    ),
    Enumeration(
        "aws_sns_topic_subscription",
        "",
        "protocol",
        ("sqs", "sms", "lambda", "firehose", "application", "email", "email-json", "http", "https"),
    ),
    Enumeration(
        "aws_vpc_endpoint",
        "",
        "vpc_endpoint_type",
        ("Gateway", "GatewayLoadBalancer", "Interface", "Resource", "ServiceNetwork"),
    ),
    *(
        Enumeration(
            "aws_cloudfront_distribution",
            path,
            "viewer_protocol_policy",
            ("allow-all", "https-only", "redirect-to-https"),
            {"redirect": "redirect-to-https"},
        )
        for path in ("default_cache_behavior", "ordered_cache_behavior")
    ),
    Enumeration("aws_wafv2_web_acl", "", "scope", ("CLOUDFRONT", "REGIONAL")),
    Enumeration("aws_efs_file_system", "", "performance_mode", ("generalPurpose", "maxIO")),
    Enumeration("aws_efs_file_system", "", "throughput_mode", ("bursting", "provisioned", "elastic")),
    Enumeration("aws_eks_node_group", "", "capacity_type", ("ON_DEMAND", "SPOT", "CAPACITY_BLOCK")),
    Enumeration("aws_sfn_state_machine", "", "type", ("STANDARD", "EXPRESS")),
    Enumeration("aws_sfn_state_machine", "logging_configuration", "level", ("ALL", "ERROR", "FATAL", "OFF")),
    Enumeration("aws_ssm_parameter", "", "type", ("String", "StringList", "SecureString")),
    Enumeration(
        "aws_autoscaling_policy",
        "",
        "policy_type",
        ("SimpleScaling", "StepScaling", "TargetTrackingScaling", "PredictiveScaling"),
    ),
)

BY_ARGUMENT = {(one.type, one.path, one.name): one for one in ENUMERATIONS}
