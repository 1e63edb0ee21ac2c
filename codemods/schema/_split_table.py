"""Arguments and blocks that the AWS provider has as resources of their own.

Sources: the pages of both resources; the upgrade guides of version 4 (buckets) and 5 (secrets, clusters); and
CloudFormation, which has them in one resource.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Split:
    """What leaves a resource type for another, `new`.

    `links` are the arguments of the new resource that name the old one, with the attribute that each takes. `members`
    are arguments and blocks by their old name, with the new one (`block.name` in a nested block); `blocks` are blocks
    whose content is what the new resource says, within a block `around` where there is one, arguments renamed as
    `inner` says (left out where that is empty). Nothing moves without all of `needs`.
    """

    type: str
    new: str
    links: Mapping[str, str]
    members: Mapping[str, str] = field(default_factory=dict)
    blocks: tuple[str, ...] = ()
    inner: Mapping[str, str] = field(default_factory=dict)
    around: str = ""
    needs: frozenset[str] = frozenset()
    fixed: Mapping[str, str] = field(default_factory=dict)
    prefix: str = ""


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


_BUCKET = {"bucket": "id"}
_WAREHOUSE = {"cluster_identifier": "id"}
_FIREWALL = {"web_acl_arn": "web_acl_arn", "web_acl_id": "web_acl_arn", "waf_acl_arn": "web_acl_arn"}

_SPLITS = (
    Split(
        "aws_s3_bucket",
        "aws_s3_bucket_public_access_block",
        _BUCKET,
        _same("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"),
        ("public_access_block", "public_access_block_configuration"),
    ),
    Split(
        "aws_s3_bucket",
        "aws_s3_bucket_ownership_controls",
        _BUCKET,
        {"object_ownership": "rule.object_ownership"},
        ("ownership_controls",),
    ),
    Split("aws_s3_bucket", "aws_s3_bucket_versioning", _BUCKET, _same("versioning_configuration")),
    Split("aws_s3_bucket", "aws_s3_bucket_lifecycle_configuration", _BUCKET, {}, ("lifecycle_configuration",)),
    Split("aws_s3_bucket", "aws_s3_bucket_website_configuration", _BUCKET, {}, ("website_configuration",)),
    Split("aws_s3_bucket", "aws_s3_bucket_cors_configuration", _BUCKET, {}, ("cors_configuration",)),
    Split("aws_s3_bucket", "aws_s3_bucket_logging", _BUCKET, {}, ("logging_configuration", "access_logging")),
    Split(
        "aws_secretsmanager_secret",
        "aws_secretsmanager_secret_rotation",
        {"secret_id": "id"},
        _same("rotation_lambda_arn", "rotation_rules"),
        needs=frozenset({"rotation_lambda_arn"}),
    ),
    Split(
        "aws_secretsmanager_secret",
        "aws_secretsmanager_secret_version",
        {"secret_id": "id"},
        _same("secret_string", "secret_binary"),
    ),
    Split("aws_sns_topic", "aws_sns_topic_subscription", {"topic_arn": "arn"}, {}, ("subscription", "subscriptions")),
    Split(
        "aws_ecr_repository",
        "aws_ecr_lifecycle_policy",
        {"repository": "name"},
        {"lifecycle_policy": "policy", "lifecycle_policy_text": "policy"},
        ("lifecycle_policy",),
    ),
    Split(
        "aws_ecr_repository",
        "aws_ecr_repository_policy",
        {"repository": "name"},
        {"policy": "policy", "repository_policy": "policy", "repository_policy_text": "policy"},
    ),
    Split(
        "aws_kms_key",
        "aws_kms_alias",
        {"target_key_id": "key_id"},
        {"alias": "name", "alias_name": "name", "key_alias": "name"},
        prefix="alias/",
    ),
    Split(
        "aws_lambda_function",
        "aws_lambda_function_event_invoke_config",
        {"function_name": "function_name"},
        _same("maximum_retry_attempts", "maximum_event_age_in_seconds", "destination_config"),
        ("event_invoke_config",),
    ),
    Split(
        "aws_ecs_cluster",
        "aws_ecs_cluster_capacity_providers",
        {"cluster_name": "name"},
        _same("capacity_providers", "default_capacity_provider_strategy"),
    ),
    Split("aws_efs_file_system", "aws_efs_backup_policy", {"file_system_id": "id"}, _same("backup_policy")),
    Split(
        "aws_efs_file_system",
        "aws_efs_file_system_policy",
        {"file_system_id": "id"},
        {"policy": "policy", "file_system_policy": "policy"},
    ),
    Split(
        "aws_backup_vault",
        "aws_backup_vault_policy",
        {"backup_vault_name": "name"},
        {"policy": "policy", "access_policy": "policy"},
    ),
    Split(
        "aws_backup_vault",
        "aws_backup_vault_lock_configuration",
        {"backup_vault_name": "name"},
        _same("min_retention_days", "max_retention_days", "changeable_for_days"),
        ("lock_configuration",),
    ),
    Split(
        "aws_backup_vault",
        "aws_backup_vault_notifications",
        {"backup_vault_name": "name"},
        {},
        ("notifications",),
    ),
    Split("aws_dynamodb_table", "aws_dynamodb_resource_policy", {"resource_arn": "arn"}, {"resource_policy": "policy"}),
    Split(
        "aws_cloudwatch_event_rule",
        "aws_cloudwatch_event_target",
        {"rule": "name"},
        {},
        ("target", "targets"),
        inner={"id": "target_id"},
    ),
    Split("aws_iam_role", "aws_iam_role_policy", {"role": "id"}, {"policy": "policy"}),
    Split("aws_cognito_user_pool", "aws_cognito_user_pool_domain", {"user_pool_id": "id"}, _same("domain")),
    Split("aws_lb", "aws_wafv2_web_acl_association", {"resource_arn": "arn"}, _FIREWALL),
    Split("aws_api_gateway_stage", "aws_wafv2_web_acl_association", {"resource_arn": "arn"}, _FIREWALL),
    Split(
        "aws_wafv2_web_acl",
        "aws_wafv2_web_acl_logging_configuration",
        {"resource_arn": "arn"},
        _same("log_destination_configs"),
        ("logging_configuration", "logging_config"),
    ),
    Split(
        "aws_config_configuration_recorder",
        "aws_config_configuration_recorder_status",
        {"name": "name"},
        {"is_enabled": "is_enabled", "enabled": "is_enabled"},
    ),
    Split(
        "aws_api_gateway_stage",
        "aws_api_gateway_method_settings",
        {"rest_api_id": "rest_api_id", "stage_name": "stage_name"},
        {
            name: f"settings.{name}"
            for name in (
                "cache_data_encrypted",
                "cache_ttl_in_seconds",
                "caching_enabled",
                "data_trace_enabled",
                "logging_level",
                "metrics_enabled",
                "throttling_burst_limit",
                "throttling_rate_limit",
            )
        }
        | {"throttle_rate_limit": "settings.throttling_rate_limit"}
        | {"throttle_burst_limit": "settings.throttling_burst_limit"},
        ("method_settings", "settings"),
        around="settings",
        fixed={"method_path": '"*/*"'},
    ),
    Split(
        "aws_api_gateway_rest_api",
        "aws_api_gateway_rest_api_policy",
        {"rest_api_id": "id"},
        {"resource_policy": "policy"},
    ),
    # AWS provider 6.0 upgrade guide.
    Split(
        "aws_redshift_cluster", "aws_redshift_logging", {"cluster_identifier": "id"}, {}, ("logging",), {"enable": ""}
    ),
    Split("aws_redshift_cluster", "aws_redshift_snapshot_copy", _WAREHOUSE, {}, ("snapshot_copy",)),
    Split(
        "aws_db_proxy",
        "aws_db_proxy_default_target_group",
        {"db_proxy_name": "name"},
        {
            "connection_pool_config": "connection_pool_config",
            **{
                name: f"connection_pool_config.{name}"
                for name in (
                    "connection_borrow_timeout",
                    "init_query",
                    "max_connections_percent",
                    "max_idle_connections_percent",
                    "session_pinning_filters",
                )
            },
        },
    ),
    Split("aws_rds_cluster", "aws_rds_cluster_activity_stream", {"resource_arn": "arn"}, {}, ("activity_stream",)),
    Split(
        "aws_instance",
        "aws_eip_association",
        {"instance_id": "id"},
        {"eip_allocation_id": "allocation_id"},
    ),
)

BY_NAME: dict[tuple[str, str], Split] = {
    (row.type, name): row for row in _SPLITS for name in (*row.members, *row.blocks)
}
