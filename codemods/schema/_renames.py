"""Arguments that models write and providers do not have, with what is meant.

Each row is one fact of the AWS provider's documentation: the page of the resource, or the upgrade guide that names the
old argument. `path` is the nested block (the innermost one), empty for the resource itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """What is to be done with the argument."""

    RENAME = "rename"
    DROP = "drop"
    VALUE = "value"
    """A rename where one value of the old argument has one for the new one: `values`."""

    ADVISE = "advise"
    """Report only, with `why` as what a person should know: the correction is no edit of one name."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One argument: where it stands, what it is called, what becomes of it, and why."""

    type: str
    path: str
    name: str
    action: Action
    to: str = ""
    why: str = ""
    values: tuple[str, str] = ("", "")

    @property
    def sentence(self) -> str:
        """`why` as a sentence."""
        return f"{self.why[:1].upper()}{self.why[1:]}." if self.why else ""


def _rename(type_: str, path: str, name: str, to: str, why: str = "") -> Fact:
    return Fact(type_, path, name, Action.RENAME, to, why)


def _drop(type_: str, path: str, name: str, why: str) -> Fact:
    return Fact(type_, path, name, Action.DROP, "", why)


def _advise(type_: str, path: str, name: str, why: str) -> Fact:
    return Fact(type_, path, name, Action.ADVISE, "", why)


def _value(type_: str, path: str, name: str, value: str, to: str, to_value: str) -> Fact:
    return Fact(type_, path, name, Action.VALUE, to, "", (value, to_value))


_FIREHOSE = "aws_kinesis_firehose_delivery_stream"
_REDIS = "aws_elasticache_replication_group"

FACTS = (
    _rename("aws_flow_log", "", "log_destination_arn", "log_destination"),
    *(
        fact
        for path in (
            "elasticsearch_configuration",
            "extended_s3_configuration",
            "http_endpoint_configuration",
            "opensearch_configuration",
            "opensearchserverless_configuration",
            "s3_backup_configuration",
            "s3_configuration",
            "snowflake_configuration",
            "splunk_configuration",
        )
        for fact in (
            # AWS provider 5.0 upgrade guide.
            _rename(_FIREHOSE, path, "buffer_size", "buffering_size"),
            _rename(_FIREHOSE, path, "buffer_interval", "buffering_interval"),
        )
    ),
    _rename("aws_api_gateway_method", "", "authorization_type", "authorization"),
    _rename("aws_apigatewayv2_route", "", "authorization", "authorization_type"),
    _rename("aws_cloudwatch_event_target", "retry_policy", "maximum_event_age", "maximum_event_age_in_seconds"),
    # AWS provider 5.0 upgrade guide.
    _rename(_REDIS, "", "replication_group_description", "description"),
    _rename(_REDIS, "", "number_cache_clusters", "num_cache_clusters"),
    _rename(_REDIS, "", "availability_zones", "preferred_cache_cluster_azs"),
    _drop(_REDIS, "", "auth_token_enabled", "authentication is on where auth_token is set"),
    *(
        _rename(type_, path, f"throttle_{what}_limit", f"throttling_{what}_limit")
        for type_, path in (
            ("aws_apigatewayv2_stage", "default_route_settings"),
            ("aws_apigatewayv2_stage", "route_settings"),
            ("aws_api_gateway_method_settings", "settings"),
        )
        for what in ("rate", "burst")
    ),
    # AWS provider 5.0 upgrade guide.
    _rename("aws_db_instance", "", "name", "db_name"),
    _rename("aws_rds_cluster", "", "db_name", "database_name"),
    _rename("aws_rds_cluster", "", "username", "master_username"),
    _rename("aws_rds_cluster", "", "password", "master_password"),
    _rename("aws_rds_cluster", "", "backup_window", "preferred_backup_window"),
    _rename("aws_rds_cluster", "", "maintenance_window", "preferred_maintenance_window"),
    _rename("aws_db_instance", "", "master_username", "username"),
    _rename("aws_db_instance", "", "master_password", "password"),
    _rename("aws_db_instance", "", "preferred_backup_window", "backup_window"),
    _rename("aws_db_instance", "", "preferred_maintenance_window", "maintenance_window"),
    _rename("aws_db_instance", "", "multi_availability_zone", "multi_az"),
    _rename("aws_dynamodb_table", "", "deletion_protection", "deletion_protection_enabled"),
    _rename("aws_eks_node_group", "", "taints", "taint"),
    _rename("aws_lb", "", "type", "load_balancer_type"),
    _rename(
        "aws_config_configuration_recorder",
        "recording_group",
        "include_global_resources",
        "include_global_resource_types",
    ),
    _rename("aws_config_delivery_channel", "", "s3_bucket", "s3_bucket_name"),
    _rename("aws_cloudwatch_log_group", "", "retention_days", "retention_in_days"),
    _rename("aws_cloudwatch_log_group", "", "kms_key_arn", "kms_key_id"),
    _rename("aws_lambda_function", "", "memory", "memory_size"),
    _rename("aws_lambda_function", "", "kms_key_id", "kms_key_arn"),
    _rename("aws_sqs_queue", "", "kms_key_id", "kms_master_key_id"),
    _rename("aws_sqs_queue", "", "message_retention_period", "message_retention_seconds"),
    _rename("aws_sqs_queue", "", "visibility_timeout", "visibility_timeout_seconds"),
    _rename("aws_sns_topic", "", "kms_key_id", "kms_master_key_id"),
    _rename("aws_efs_file_system", "", "kms_key_arn", "kms_key_id"),
    _rename("aws_neptune_cluster", "", "kms_key_id", "kms_key_arn"),
    _rename("aws_neptune_cluster", "", "storage_kms_key_id", "kms_key_arn"),
    _rename("aws_docdb_cluster", "", "kms_key_arn", "kms_key_id"),
    _rename("aws_kinesis_stream", "", "kms_key_arn", "kms_key_id"),
    _rename("aws_secretsmanager_secret", "", "kms_key_arn", "kms_key_id"),
    _rename("aws_ecr_repository", "encryption_configuration", "kms_key_id", "kms_key"),
    _rename("aws_ecr_repository", "encryption_configuration", "kms_key_arn", "kms_key"),
    _rename("aws_backup_vault", "", "kms_key_id", "kms_key_arn"),
    _rename("aws_nat_gateway", "", "eip_id", "allocation_id"),
    _rename("aws_route_table", "route", "destination_cidr_block", "cidr_block"),
    _rename("aws_route", "", "cidr_block", "destination_cidr_block"),
    _rename("aws_wafv2_web_acl_association", "", "web_acl_id", "web_acl_arn"),
    _rename("aws_sfn_state_machine", "", "role", "role_arn"),
    _rename("aws_cloudtrail", "", "kms_key_arn", "kms_key_id"),
    _rename("aws_cloudtrail", "", "cloudwatch_logs_group_arn", "cloud_watch_logs_group_arn"),
    _rename("aws_cloudtrail", "", "cloudwatch_logs_role_arn", "cloud_watch_logs_role_arn"),
    # AWS provider 5.0 upgrade guide: rotation left the secret.
    *(
        _advise("aws_secretsmanager_secret", "", name, "rotation is a resource: aws_secretsmanager_secret_rotation")
        for name in ("rotation_rules", "rotation_lambda_arn")
    ),
    *(
        _advise(
            "aws_api_gateway_stage",
            "",
            name,
            "throttling is set by aws_api_gateway_method_settings: throttling_rate_limit and throttling_burst_limit in"
            ' settings, method_path = "*/*" for every method of the stage',
        )
        for name in (
            "throttle_settings",
            "throttling_rate_limit",
            "throttling_burst_limit",
            "throttle_rate_limit",
            "throttle_burst_limit",
        )
    ),
    # Resource page: the code is an archive in `zip_file` or in S3.
    _advise(
        "aws_synthetics_canary", "", "code", "handler, zip_file, s3_bucket and s3_key stand in the resource itself"
    ),
    # AWS provider 6.0 upgrade guide; domain is in version 5 as well.
    _value("aws_eip", "", "vpc", "true", "domain", '"vpc"'),
    _advise("aws_api_gateway_deployment", "", "stage_name", "a stage is a resource of its own: aws_api_gateway_stage"),
    *(
        _advise("aws_db_proxy", "", name, "it belongs in connection_pool_config of aws_db_proxy_default_target_group")
        for name in ("max_connections_percent", "max_idle_connections_percent", "connection_borrow_timeout")
    ),
    # AWS provider 4.0 upgrade guide: the blocks of aws_s3_bucket became resources.
    _value("aws_s3_bucket_versioning", "versioning_configuration", "enabled", "true", "status", '"Enabled"'),
    _rename("aws_s3_bucket_lifecycle_configuration", "", "lifecycle_rule", "rule"),
    # The ZipFile of CloudFormation.
    *(
        _advise(
            "aws_lambda_function",
            "",
            name,
            "code comes from an archive: filename, which data.archive_file can build from the text, or s3_bucket",
        )
        for name in ("inline_code", "zip_file", "code")
    ),
)

BY_PLACE = {(fact.type, fact.path, fact.name): fact for fact in FACTS}
