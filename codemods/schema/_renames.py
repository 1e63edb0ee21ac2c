"""Arguments that models write and providers do not have, with what is meant.

Each row is one fact of the AWS provider's documentation: the page of the resource, or the upgrade guide that names the
old argument. The path is the nested block (the innermost one), empty for the resource itself.
"""

from __future__ import annotations

from tffix.syntax import Attribute

from ._facts import Action, advise, drop, renames, value
from ._renames_apis import APIS
from ._renames_clouds import CLOUDS
from ._renames_compute import COMPUTE
from ._renames_databases import DATABASES
from ._renames_identity import IDENTITY
from ._renames_network import NETWORK
from ._renames_operations import OPERATIONS
from ._renames_storage import STORAGE
from ._walk import Place

_ON = '"Enabled"'
_INSIGHTS = '{ name = "containerInsights", value = "enabled" }'

FACTS = (
    *renames(APIS),
    *renames(CLOUDS),
    *renames(COMPUTE),
    *renames(DATABASES),
    *renames(IDENTITY),
    *renames(NETWORK),
    *renames(OPERATIONS),
    *renames(STORAGE),
    # AWS provider 5.0 upgrade guide.
    drop("aws_elasticache_replication_group", "", "auth_token_enabled", "authentication is on where auth_token is set"),
    # AWS provider 5.0 upgrade guide: EC2-Classic is no more.
    *(
        drop(type_, path, name, "EC2-Classic was retired, so there is nothing to link")
        for type_, path, name in (
            ("aws_vpc", "", "enable_classiclink"),
            ("aws_vpc", "", "enable_classiclink_dns_support"),
            ("aws_default_vpc", "", "enable_classiclink"),
            ("aws_default_vpc", "", "enable_classiclink_dns_support"),
            *(
                (type_, side, name)
                for type_ in ("aws_vpc_peering_connection", "aws_vpc_peering_connection_options")
                for side in ("accepter", "requester")
                for name in ("allow_classic_link_to_remote_vpc", "allow_vpc_to_remote_classic_link")
            ),
        )
    ),
    # AWS provider 6.0 upgrade guide.
    drop("aws_api_gateway_account", "", "reset_on_delete", "the settings are reset in any case"),
    value(
        "aws_guardduty_organization_configuration",
        "",
        "auto_enable",
        "auto_enable_organization_members",
        ("true", '"NEW"'),
        ("false", '"NONE"'),
    ),
    # Upgrade guides: AWS provider 5.0, kubernetes provider 2.0.
    drop("aws", "", "skip_get_ec2_platforms", "EC2-Classic was retired, so there is nothing to ask for"),
    drop("kubernetes", "", "load_config_file", "a file is read only where config_path names one", "false"),
    # google provider 4.0 upgrade guide.
    value(
        "google_container_node_pool",
        "workload_metadata_config",
        "node_metadata",
        "mode",
        ('"GKE_METADATA_SERVER"', '"GKE_METADATA"'),
        ('"EXPOSE"', '"GCE_METADATA"'),
        ('"UNSPECIFIED"', '"MODE_UNSPECIFIED"'),
    ),
    # google provider 5.0 upgrade guide.
    value("google_secret_manager_secret", "replication", "automatic", "auto", ("true", "{}")),
    # google provider 6.0 upgrade guide.
    value(
        "google_sql_database_instance",
        "ip_configuration",
        "require_ssl",
        "ssl_mode",
        ("true", '"TRUSTED_CLIENT_CERTIFICATE_REQUIRED"'),
        ("false", '"ALLOW_UNENCRYPTED_AND_ENCRYPTED"'),
    ),
    # azurerm provider 3.0 upgrade guide: the blocks of addon_profile are there or not, soft delete is always on.
    *(
        advise("azurerm_kubernetes_cluster", block, "enabled", "what the block is about is on where the block stands")
        for block in ("ingress_application_gateway", "key_vault_secrets_provider", "oms_agent")
    ),
    drop("azurerm_key_vault", "", "soft_delete_enabled", "soft delete is always on"),
    advise(
        "azurerm_linux_web_app",
        "site_config",
        "linux_fx_version",
        "what runs is said in a block application_stack: node_version, python_version, docker_image_name",
    ),
    # Resource page: the instances of a cluster decide in how many zones it is.
    *(
        drop(type_, "", name, "the instances of the cluster decide in how many zones it is")
        for type_ in ("aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster")
        for name in ("multi_az", "multi_az_enabled")
    ),
    # AWS provider 3.0 upgrade guide.
    advise(
        "aws_cognito_user_pool",
        "admin_create_user_config",
        "unused_account_validity_days",
        "how long the password of an invitation lasts is temporary_password_validity_days in password_policy",
    ),
    # AWS provider 5.0 upgrade guide: rotation left the secret.
    *(
        advise("aws_secretsmanager_secret", "", name, "rotation is a resource: aws_secretsmanager_secret_rotation")
        for name in ("rotation_rules", "rotation_lambda_arn")
    ),
    *(
        advise(
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
    advise("aws_synthetics_canary", "", "code", "handler, zip_file, s3_bucket and s3_key stand in the resource itself"),
    # AWS provider 6.0 upgrade guide; domain is in version 5 as well.
    value("aws_eip", "", "vpc", "domain", ("true", '"vpc"')),
    # AWS provider 4.0 upgrade guide: the blocks of aws_s3_bucket became resources.
    value(
        "aws_s3_bucket_versioning",
        "versioning_configuration",
        "enabled",
        "status",
        ("true", '"Enabled"'),
        ("false", '"Suspended"'),
    ),
    value("aws_s3_bucket_lifecycle_configuration", "rule", "enabled", "status", ("true", _ON), ("false", '"Disabled"')),
    # CloudFormation's Scheme; resource page: internal.
    *(
        value(type_, "", "scheme", "internal", ('"internal"', "true"), ('"internet-facing"', "false"))
        for type_ in ("aws_lb", "aws_alb", "aws_elb")
    ),
    # Service API: the state as a word.
    value("aws_cloudwatch_event_rule", "", "enabled", "state", ("true", '"ENABLED"'), ("false", '"DISABLED"')),
    value("aws_scheduler_schedule", "", "enabled", "state", ("true", '"ENABLED"'), ("false", '"DISABLED"')),
    value("aws_macie2_account", "", "enabled", "status", ("true", '"ENABLED"'), ("false", '"PAUSED"')),
    value("aws_iam_access_key", "", "enabled", "status", ("true", '"Active"'), ("false", '"Inactive"')),
    *(
        value("aws_ecs_cluster", "", name, "setting", ("true", _INSIGHTS), ('"enabled"', _INSIGHTS))
        for name in ("container_insights", "container_insights_enabled", "enable_container_insights")
    ),
    value("aws_dynamodb_table", "", "encryption_enabled", "server_side_encryption", ("true", "{ enabled = true }")),
    value("aws_lambda_function", "", "tracing_enabled", "tracing_config", ("true", '{ mode = "Active" }')),
    value("aws_lambda_function", "", "xray_tracing_enabled", "tracing_config", ("true", '{ mode = "Active" }')),
    # The ZipFile of CloudFormation.
    *(
        advise(
            "aws_lambda_function",
            "",
            name,
            "code comes from an archive: filename, which data.archive_file can build from the text, or s3_bucket",
        )
        for name in ("inline_code", "zip_file", "code")
    ),
)

BY_PLACE = {(fact.type, fact.path, fact.name): fact for fact in FACTS}
BY_NEW: dict[tuple[str, str, str], tuple[str, ...]] = {}
"""The old names of an argument, for versions of the provider that have no new one yet."""
for _fact in FACTS:
    if _fact.action is Action.RENAME:
        _place = (_fact.type, _fact.path, _fact.to)
        BY_NEW[_place] = (*BY_NEW.get(_place, ()), _fact.name)

_ALSO = {("aws_eks_addon", "resolve_conflicts"): ("resolve_conflicts_on_create", frozenset({'"NONE"', '"OVERWRITE"'}))}
"""AWS provider 5.0 upgrade guide: arguments that became two, with the values that the second one takes as well."""


def second_of(place: Place, attribute: Attribute) -> str | None:
    """The other argument that took the place of one, where the value is one for both."""
    other, values = _ALSO.get((place.type, attribute.name), ("", frozenset[str]()))
    is_free = other in place.schema.settable_names and other not in place.body
    return other if is_free and not place.path and attribute.expr_text in values else None


_OWN_RULES = {("aws_api_gateway_deployment", "stage_name"), ("aws_api_gateway_deployment", "stage_description")}

_OF_PROVIDERS = frozenset({"count", "depends_on", "for_each", "source"})


def has_own_rule(place: Place, name: str) -> bool:
    """Whether a rule of its own is about the argument: `apigw-deployment-stage-name`, `reserved-provider-argument`."""
    is_of_provider = place.element.kind == "provider" and name in _OF_PROVIDERS
    return not place.path and (is_of_provider or (place.type, name) in _OWN_RULES)
