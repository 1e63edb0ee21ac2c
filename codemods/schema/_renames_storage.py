"""Renames of arguments: object stores, file systems, streams.

Sources: the resource pages of the AWS provider, its upgrade guides for versions 3 to 6, and the names that
CloudFormation and the service's API have for the same thing.
"""

from __future__ import annotations

from ._facts import Renames

_FIREHOSE = "aws_kinesis_firehose_delivery_stream"
_OBJECTS = {
    "compression": "compression_format",
    "kms_key_id": "kms_key_arn",
    "error_prefix": "error_output_prefix",
    "s3_bucket_arn": "bucket_arn",
    "iam_role_arn": "role_arn",
}

STORAGE: Renames = {
    # AWS provider 5.0 upgrade guide: buffering_*.
    **{
        f"{_FIREHOSE}.{path}": {
            "buffer_size": "buffering_size",
            "buffer_interval": "buffering_interval",
            "buffer_size_in_mb": "buffering_size",
            "buffering_size_in_mb": "buffering_size",
            "buffer_interval_in_seconds": "buffering_interval",
            "buffering_interval_in_seconds": "buffering_interval",
            "cloudwatch_logging": "cloudwatch_logging_options",
            **(_OBJECTS if "s3_configuration" in path else {}),
        }
        for path in (
            "elasticsearch_configuration",
            "extended_s3_configuration",
            "http_endpoint_configuration",
            "opensearch_configuration",
            "opensearchserverless_configuration",
            "s3_configuration",
            "snowflake_configuration",
            "splunk_configuration",
        )
    },
    f"{_FIREHOSE}.cloudwatch_logging_options": {"log_group": "log_group_name", "log_stream": "log_stream_name"},
    f"{_FIREHOSE}.kinesis_source_configuration": {
        "stream_arn": "kinesis_stream_arn",
        "kinesis_arn": "kinesis_stream_arn",
        "source_arn": "kinesis_stream_arn",
    },
    _FIREHOSE: {
        "destination_type": "destination",
        "kinesis_stream_source_configuration": "kinesis_source_configuration",
        "s3_configuration": "extended_s3_configuration",
        "delivery_stream_name": "name",
    },
    "aws_kinesis_stream": {
        "kms_key_arn": "kms_key_id",
        "retention_hours": "retention_period",
        "retention_period_hours": "retention_period",
        "data_retention": "retention_period",
        "shards": "shard_count",
        "enhanced_metrics": "shard_level_metrics",
        "stream_name": "name",
    },
    "aws_efs_file_system": {
        "kms_key_arn": "kms_key_id",
        "lifecycle_policies": "lifecycle_policy",
        "provisioned_throughput": "provisioned_throughput_in_mibps",
        "encryption": "encrypted",
        "token": "creation_token",
    },
    "aws_efs_mount_target": {"efs_id": "file_system_id", "security_group_ids": "security_groups"},
    "aws_efs_access_point": {"posix": "posix_user"},
    "aws_fsx_lustre_file_system": {"kms_key_arn": "kms_key_id"},
    "aws_s3_bucket": {
        "bucket_name": "bucket",
        "name": "bucket",
        "bucket_acl": "acl",
        "delete_on_destroy": "force_destroy",
        "cors_rules": "cors_rule",
        "lifecycle_rules": "lifecycle_rule",
    },
    "aws_s3_object": {"file": "source", "body": "content", "acl_policy": "acl", "object_key": "key"},
    **{
        f"aws_s3_bucket_{kind}": {"bucket_id": "bucket", "bucket_name": "bucket"}
        for kind in (
            "acl",
            "cors_configuration",
            "intelligent_tiering_configuration",
            "inventory",
            "lifecycle_configuration",
            "logging",
            "metric",
            "notification",
            "object_lock_configuration",
            "ownership_controls",
            "policy",
            "public_access_block",
            "replication_configuration",
            "server_side_encryption_configuration",
            "versioning",
            "website_configuration",
        )
    },
    "aws_s3_bucket_replication_configuration.rule": {"destination_bucket": "destination", "rule_id": "id"},
    "aws_s3_bucket_replication_configuration.destination": {
        "bucket_arn": "bucket",
        "account_id": "account",
        "replica_encryption_configuration": "encryption_configuration",
    },
    "aws_s3_bucket_replication_configuration.encryption_configuration": {
        "kms_key_id": "replica_kms_key_id",
        "kms_key_arn": "replica_kms_key_id",
        "kms_key": "replica_kms_key_id",
    },
    "aws_s3_bucket_lifecycle_configuration.noncurrent_version_expiration": {"days": "noncurrent_days"},
    "aws_s3_bucket_lifecycle_configuration.noncurrent_version_transition": {"days": "noncurrent_days"},
    "aws_s3_bucket_lifecycle_configuration.abort_incomplete_multipart_upload": {"days": "days_after_initiation"},
    "aws_s3_bucket_lifecycle_configuration.rule": {
        "expiration_days": "expiration.days",
        "noncurrent_version_expiration_days": "noncurrent_version_expiration.noncurrent_days",
        "transitions": "transition",
        "abort_incomplete_multipart_upload_days": "abort_incomplete_multipart_upload",
        "noncurrent_version_transitions": "noncurrent_version_transition",
        "filters": "filter",
    },
    "aws_s3_bucket_lifecycle_configuration.and": {"tag": "tags"},
    "aws_s3_bucket_server_side_encryption_configuration.apply_server_side_encryption_by_default": {
        "kms_key_id": "kms_master_key_id",
        "kms_key_arn": "kms_master_key_id",
        "kms_master_key_arn": "kms_master_key_id",
        "sse_kms_key_id": "kms_master_key_id",
        "algorithm": "sse_algorithm",
    },
    "aws_s3_bucket_server_side_encryption_configuration.rule": {"bucket_key": "bucket_key_enabled"},
    "aws_s3_bucket_lifecycle_configuration": {"lifecycle_rule": "rule", "rules": "rule", "lifecycle_rules": "rule"},
    "aws_s3_bucket_cors_configuration": {"cors_rules": "cors_rule", "rule": "cors_rule"},
    "aws_s3_bucket_replication_configuration": {"rules": "rule", "role_arn": "role"},
    "aws_s3_bucket_versioning": {"versioning": "versioning_configuration"},
    "aws_s3_bucket_logging": {"bucket_logging_target": "target_bucket", "prefix": "target_prefix"},
    "aws_s3_bucket_website_configuration": {"index": "index_document", "error": "error_document"},
    "aws_s3_bucket_notification": {
        "lambda_configuration": "lambda_function",
        "lambda_function_configuration": "lambda_function",
        "lambda": "lambda_function",
        "queue_configuration": "queue",
        "sqs": "queue",
        "topic_configuration": "topic",
        "sns": "topic",
        "eventbridge_enabled": "eventbridge",
        "event_bridge": "eventbridge",
    },
    "aws_s3_bucket_notification.lambda_function": {
        "function_arn": "lambda_function_arn",
        "lambda_arn": "lambda_function_arn",
    },
    "aws_s3_bucket_notification.queue": {"arn": "queue_arn", "sqs_arn": "queue_arn"},
    "aws_s3_bucket_notification.topic": {"arn": "topic_arn", "sns_arn": "topic_arn"},
    "aws_athena_workgroup": {"workgroup_name": "name"},
    "aws_athena_workgroup.result_configuration": {"location": "output_location"},
    "aws_glacier_vault": {"vault_name": "name"},
    "aws_timestreamwrite_table": {"retention": "retention_properties"},
    "aws_timestreamwrite_table.retention_properties": {
        "memory_store_retention_hours": "memory_store_retention_period_in_hours",
        "magnetic_store_retention_days": "magnetic_store_retention_period_in_days",
    },
}
