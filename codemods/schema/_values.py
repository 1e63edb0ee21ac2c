"""Arguments that take one of a few values, and what else models write for them.

The strings in the table here are those of the AWS provider's resource pages, which are those of the service's API.
`enumerations.json` has the strings that version 5.100 of the provider itself lists when it refuses another one: each
argument was set to a string that no service knows, and to one of its values in the other case: `~` behind the name of
an argument says that it does not mind. What logs RDS exports is the business of `rds-log-exports`.
Each argument is one whose provider refuses every other value while validating.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from ..terraform._undeclared import near_miss

_CATALOGUE = "enumerations.json"
# What models leave out in front of a value: the words that all values of the kind begin with.
_LEFT_OUT = ("HTTP_", "AWS_")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The strings that an argument takes. `path` is the innermost nested block; `aliases` are other words for some.

    With `any_case`, they are taken in capitals or small letters alike.
    """

    type: str
    path: str
    name: str
    values: tuple[str, ...]
    aliases: dict[str, str] = field(default_factory=dict)
    any_case: bool = False

    def takes(self, text: str) -> bool:
        """Whether the argument takes a string."""
        return text in self.values or (self.any_case and text.lower() in {value.lower() for value in self.values})

    def meant_by(self, text: str) -> str | None:
        """The value that another spelling stands for, None where that is not evident."""
        folded = _folded(text)
        found = {value for value in self.values if _folded(value) == folded}
        found |= {value for alias, value in self.aliases.items() if _folded(alias) == folded}
        found |= {value for value in self.values if value in {f"{word}{text}" for word in _LEFT_OUT}}
        if found:
            return found.pop() if len(found) == 1 else None
        return near_miss(text, self.values, plural=True)


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
    Enumeration(
        "aws_cloudfront_distribution",
        "function_association",
        "event_type",
        ("viewer-request", "viewer-response", "origin-request", "origin-response"),
    ),
    Enumeration(
        "aws_cloudfront_distribution", "viewer_certificate", "ssl_support_method", ("sni-only", "vip", "static-ip")
    ),
    Enumeration("aws_cognito_user_pool", "schema", "attribute_data_type", ("String", "Number", "DateTime", "Boolean")),
    Enumeration(
        "aws_glue_crawler",
        "schema_change_policy",
        "update_behavior",
        ("LOG", "UPDATE_IN_DATABASE"),
        {"UPDATE": "UPDATE_IN_DATABASE"},
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

_BY_ARGUMENT = {(one.type, one.path, one.name): one for one in ENUMERATIONS}


@cache
def _listed() -> Mapping[str, Mapping[str, list[str]]]:
    """Type of resource -> argument behind the nested blocks it is in -> the strings that it takes."""
    found: Mapping[str, Mapping[str, list[str]]] = json.loads(
        files(__package__).joinpath(_CATALOGUE).read_text(encoding="utf-8")
    )
    return found


@lru_cache(maxsize=4096)  # every argument is asked about, and most stand in many resources
def enumeration(type_: str, path: tuple[str, ...], name: str) -> Enumeration | None:
    """The strings that an argument takes; None where it takes others, or they are not known."""
    inner = path[-1] if path else ""
    known = _BY_ARGUMENT.get((type_, inner, name))
    if known is not None:
        return known
    arguments, key = _listed().get(type_, {}), ".".join((*path, name))
    values = arguments.get(key, arguments.get(f"{key}~"))
    return None if values is None else Enumeration(type_, inner, name, tuple(values), any_case=key not in arguments)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers that an argument takes: those of a list, or all between two."""

    values: tuple[int, ...] = ()
    low: int = 0
    high: int = 0

    def nearest(self, number: float) -> int | None:
        """The number to write for one that is refused: the next larger of a list, the nearer end of a range."""
        if self.values:
            if number in self.values:
                return None
            return next((one for one in self.values if one > number), self.values[-1])
        return None if self.low <= number <= self.high else self.low if number < self.low else self.high


_RETENTION = (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653)

# Type, nested block, argument -> what it takes. Source: the messages of version 5.100 of the AWS provider.
NUMBERS: Mapping[tuple[str, str, str], Numbers] = {
    ("aws_api_gateway_authorizer", "", "authorizer_result_ttl_in_seconds"): Numbers(low=0, high=3600),
    ("aws_cloudwatch_log_group", "", "retention_in_days"): Numbers((0, *_RETENTION)),
    ("aws_cognito_user_pool", "password_policy", "minimum_length"): Numbers(low=6, high=99),
    ("aws_db_instance", "", "backup_retention_period"): Numbers(low=0, high=35),
    ("aws_db_instance", "", "monitoring_interval"): Numbers((0, 1, 5, 10, 15, 30, 60)),
    ("aws_flow_log", "", "max_aggregation_interval"): Numbers((60, 600)),
    ("aws_iam_role", "", "max_session_duration"): Numbers(low=3600, high=43200),
    ("aws_kinesis_stream", "", "retention_period"): Numbers(low=24, high=8760),
    ("aws_kms_key", "", "deletion_window_in_days"): Numbers(low=7, high=30),
    ("aws_lambda_event_source_mapping", "", "maximum_retry_attempts"): Numbers(low=-1, high=10000),
    ("aws_lb_target_group", "health_check", "healthy_threshold"): Numbers(low=2, high=10),
    ("aws_lb_target_group", "health_check", "interval"): Numbers(low=5, high=300),
    ("aws_lb_target_group", "health_check", "timeout"): Numbers(low=2, high=120),
    ("aws_lb_target_group", "health_check", "unhealthy_threshold"): Numbers(low=2, high=10),
    ("aws_route53_health_check", "", "failure_threshold"): Numbers(low=1, high=10),
    ("aws_route53_health_check", "", "request_interval"): Numbers((10, 30)),
    ("aws_sqs_queue", "", "delay_seconds"): Numbers(low=0, high=900),
    ("aws_sqs_queue", "", "message_retention_seconds"): Numbers(low=60, high=1209600),
    ("aws_sqs_queue", "", "visibility_timeout_seconds"): Numbers(low=0, high=43200),
}
