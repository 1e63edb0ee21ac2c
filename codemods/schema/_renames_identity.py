"""Renames of arguments: keys, secrets, roles, policies, users.

Sources: the resource pages of the AWS provider, its upgrade guides for versions 3 to 6, and the names that
CloudFormation and the service's API have for the same thing.
"""

from __future__ import annotations

from ._facts import Renames

_POOL_CLIENT = {
    "user_pool": "user_pool_id",
    "client_name": "name",
    "oauth_flows": "allowed_oauth_flows",
    "oauth_scopes": "allowed_oauth_scopes",
    "allowed_scopes": "allowed_oauth_scopes",
    "auth_flows": "explicit_auth_flows",
}

IDENTITY: Renames = {
    "aws_secretsmanager_secret": {
        "kms_key_arn": "kms_key_id",
        "recovery_window": "recovery_window_in_days",
        "recovery_window_days": "recovery_window_in_days",
        "recovery_days": "recovery_window_in_days",
        "secret_name": "name",
        "replica_regions": "replica",
        "replicas": "replica",
    },
    "aws_secretsmanager_secret.replica": {"kms_key_arn": "kms_key_id", "replica_region": "region"},
    "aws_secretsmanager_secret_version": {"secret": "secret_id", "secret_value": "secret_string"},
    "aws_secretsmanager_secret_rotation": {
        "secret_arn": "secret_id",
        "lambda_arn": "rotation_lambda_arn",
        "rotation_rule": "rotation_rules",
    },
    "aws_secretsmanager_secret_rotation.rotation_rules": {
        "automatically_after": "automatically_after_days",
        "schedule": "schedule_expression",
    },
    "aws_secretsmanager_secret_policy": {"secret_id": "secret_arn", "resource_policy": "policy"},
    "aws_kms_key": {
        "key_rotation_enabled": "enable_key_rotation",
        "rotation_enabled": "enable_key_rotation",
        "key_rotation": "enable_key_rotation",
        "deletion_window": "deletion_window_in_days",
        "deletion_window_days": "deletion_window_in_days",
        "pending_window_in_days": "deletion_window_in_days",
        "key_policy": "policy",
        "enabled": "is_enabled",
        "key_spec": "customer_master_key_spec",
        "rotation_period": "rotation_period_in_days",
    },
    "aws_kms_replica_key": {"primary_key_id": "primary_key_arn", "key_policy": "policy"},
    "aws_kms_alias": {
        "key_id": "target_key_id",
        "target_key_arn": "target_key_id",
        "alias_name": "name",
        "alias": "name",
    },
    "aws_kms_grant": {"principal": "grantee_principal"},
    "aws_iam_policy_document.statement": {
        "action": "actions",
        "resource": "resources",
        "principal": "principals",
        "conditions": "condition",
        "not_action": "not_actions",
        "not_resource": "not_resources",
    },
    "aws_iam_policy_document.principals": {"identifier": "identifiers"},
    "aws_iam_policy_document.condition": {"value": "values", "operator": "test"},
    "aws_iam_role": {
        "assume_role_policy_document": "assume_role_policy",
        "trust_policy": "assume_role_policy",
        "role_name": "name",
        "permission_boundary": "permissions_boundary",
        "permissions_boundary_arn": "permissions_boundary",
        "managed_policies": "managed_policy_arns",
        "policy_arns": "managed_policy_arns",
        "inline_policies": "inline_policy",
        "max_duration": "max_session_duration",
    },
    "aws_iam_role_policy": {"role_name": "role", "role_id": "role", "policy_document": "policy", "policy_name": "name"},
    "aws_iam_role_policy_attachment": {
        "role_name": "role",
        "policy": "policy_arn",
        "policy_id": "policy_arn",
        "role_id": "role",
    },
    "aws_iam_policy_attachment": {"policy": "policy_arn", "role": "roles"},
    "aws_iam_policy": {"policy_document": "policy", "policy_name": "name"},
    "aws_iam_instance_profile": {"role_name": "role", "roles": "role", "instance_profile_name": "name"},
    "aws_iam_user": {"user_name": "name"},
    "aws_iam_user_policy_attachment": {"user_name": "user", "policy": "policy_arn"},
    "aws_iam_group_membership": {"user": "users", "group_name": "group"},
    "aws_iam_group_policy_attachment": {"group_name": "group"},
    "aws_iam_openid_connect_provider": {
        "thumbprints": "thumbprint_list",
        "client_ids": "client_id_list",
        "audiences": "client_id_list",
    },
    "aws_iam_account_password_policy": {"minimum_length": "minimum_password_length", "max_age": "max_password_age"},
    # Their resource pages: whom a permission is for is its ARN, an organizational unit or a group of everybody.
    "aws_lakeformation_permissions": {"principal_arn": "principal", "principal_identifier": "principal"},
    "aws_lakeformation_lf_tag": {"tag_key": "key", "tag_values": "values"},
    "aws_ram_principal_association": {"principal_arn": "principal"},
    "aws_vpc_endpoint_service_allowed_principal": {"principal": "principal_arn"},
    "aws_cognito_user_pool": {
        "user_pool_name": "name",
        "pool_name": "name",
        "mfa_config": "mfa_configuration",
        "schemas": "schema",
        "password_policies": "password_policy",
        "auto_verified_attribute": "auto_verified_attributes",
        "account_recovery": "account_recovery_setting",
        "lambda_triggers": "lambda_config",
        "user_pool_addons": "user_pool_add_ons",
        "software_token_mfa": "software_token_mfa_configuration",
    },
    "aws_cognito_user_pool_client": _POOL_CLIENT,
    "aws_cognito_user_pool.password_policy": {
        "min_length": "minimum_length",
        "require_number": "require_numbers",
        "require_symbol": "require_symbols",
        "temporary_password_validity": "temporary_password_validity_days",
    },
    "aws_cognito_identity_pool": {
        "name": "identity_pool_name",
        "allow_unauthenticated": "allow_unauthenticated_identities",
        "cognito_identity_provider": "cognito_identity_providers",
    },
}
