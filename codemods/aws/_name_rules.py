"""What AWS, or the provider for it, takes as the name of a resource."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tffix import templates as t
from tffix.rules import Fix
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value

# How much the provider appends to a prefix: `id.UniqueIDSuffixLength` of terraform-plugin-sdk.
_GENERATED = 26
_LETTERS, _LOWER = "A-Za-z0-9", "a-z0-9"


@dataclass(frozen=True, slots=True)
class NameRule:
    """What one argument may be.

    `allowed` and `first` are the insides of character classes, of all characters and of the first one (empty: the
    same). `ends` says that no hyphen may be at the end, `is_dashed` that hyphens are not doubled either.
    """

    argument: str
    longest: int
    allowed: str
    first: str = ""
    ends: bool = False
    is_dashed: bool = False
    is_prefix: bool = False

    def begins_well(self, text: str) -> bool:
        """Whether the first character of a text may be that of a name."""
        return not self.first or re.match(rf"[{self.first}]", text) is not None

    def refused(self, text: str) -> str:
        """The characters of a text that are refused, each once, in order."""
        found = re.findall(rf"[^{self.allowed}]", text.removesuffix(".fifo"), re.ASCII)
        return "".join(dict.fromkeys(found))

    @property
    def separator(self) -> str:
        """What takes the place of a refused character."""
        return next((one for one in "-_" if not self.refused(one)), "")

    @property
    def is_lower(self) -> bool:
        """Whether capital letters are refused, and small ones are not."""
        return bool(self.refused("A")) and not self.refused("a")


def _named(
    argument: str,
    longest: int,
    allowed: str,
    first: str = "",
    *,
    ends: bool = False,
    is_dashed: bool = False,
    prefix: str = "",
) -> tuple[NameRule, ...]:
    """The rule of an argument, and that of its prefix if it has one."""
    rule = NameRule(argument, longest, allowed, first, ends or is_dashed, is_dashed)
    if not prefix:
        return (rule,)
    return rule, NameRule(prefix, longest - _GENERATED, allowed, first, is_dashed=is_dashed, is_prefix=True)


_NO_CAPITALS = "\\x00-@\\[-\\U0010ffff"
_IAM = r"\w+=,.@-"
_IDENTIFIER = (63, f"{_LOWER}-", "a-z")
# Elastic Load Balancing API reference, CreateLoadBalancer and CreateTargetGroup (Name); AWS provider (`name_prefix`).
_BALANCER = (
    NameRule("name", 32, f"{_LETTERS}-", _LETTERS, ends=True),
    NameRule("name_prefix", 6, f"{_LETTERS}-", _LETTERS, is_prefix=True),
)
BALANCERS = ("aws_lb", "aws_alb", "aws_lb_target_group", "aws_alb_target_group")

# Types -> rules. The source of each row stands behind it: the API reference of the service, and the checks of the AWS
# provider (6.x) where these are looser or stricter.
_ROWS: tuple[tuple[str, tuple[NameRule, ...]], ...] = (
    (" ".join(BALANCERS), _BALANCER),
    ("aws_elb", _named("name", 32, f"{_LETTERS}-", _LETTERS, ends=True)),  # ELB 2012-06-01, CreateLoadBalancer
    # S3 user guide, "General purpose bucket naming rules"
    ("aws_s3_bucket", _named("bucket", 63, f"{_LOWER}.-", _LOWER, ends=True, prefix="bucket_prefix")),
    # RDS, CreateDBInstance and CreateDBCluster; provider, `validIdentifier`
    ("aws_db_instance", _named("identifier", *_IDENTIFIER, is_dashed=True, prefix="identifier_prefix")),
    (
        "aws_rds_cluster_instance aws_docdb_cluster_instance aws_neptune_cluster_instance",
        _named("identifier", *_IDENTIFIER, is_dashed=True, prefix="identifier_prefix"),
    ),
    (
        "aws_rds_cluster aws_docdb_cluster aws_neptune_cluster",
        _named("cluster_identifier", *_IDENTIFIER, is_dashed=True, prefix="cluster_identifier_prefix"),
    ),
    # RDS, CreateDBInstance (DBName) and CreateDBCluster (DatabaseName)
    ("aws_db_instance", _named("db_name", 64, f"{_LETTERS}_", "A-Za-z")),
    ("aws_rds_cluster", _named("database_name", 64, f"{_LETTERS}_", "A-Za-z")),
    # RDS, CreateDBParameterGroup; provider, `validParamGroupName`
    (
        "aws_db_parameter_group aws_rds_cluster_parameter_group",
        _named("name", 255, f"{_LOWER}.-", "a-z", is_dashed=True, prefix="name_prefix"),
    ),
    # RDS, CreateOptionGroup; provider, `validOptionGroupName`
    ("aws_db_option_group", _named("name", 255, f"{_LOWER}-", "a-z", is_dashed=True, prefix="name_prefix")),
    # RDS, CreateDBSubnetGroup; provider, `validSubnetGroupName`
    (
        "aws_db_subnet_group aws_docdb_subnet_group aws_neptune_subnet_group",
        _named("name", 255, rf"{_LOWER}_ .-", prefix="name_prefix"),
    ),
    ("aws_redshift_cluster", _named("cluster_identifier", *_IDENTIFIER, is_dashed=True)),  # Redshift, CreateCluster
    # ElastiCache, CreateReplicationGroup and CreateCacheCluster; the provider makes small letters of capital ones
    ("aws_elasticache_replication_group", _named("replication_group_id", 40, f"{_LETTERS}-", "A-Za-z", is_dashed=True)),
    ("aws_elasticache_cluster", _named("cluster_id", 50, f"{_LETTERS}-", "A-Za-z", is_dashed=True)),
    ("aws_ecr_repository", _named("name", 256, f"{_LOWER}._/-", _LOWER, ends=True)),  # ECR, CreateRepository
    # OpenSearch Service, CreateDomain
    ("aws_opensearch_domain aws_elasticsearch_domain", _named("domain_name", 28, f"{_LOWER}-", "a-z")),
    ("aws_lambda_function", _named("function_name", 64, r"\w-")),  # Lambda, CreateFunction
    # IAM, CreateRole, CreateUser, CreatePolicy, CreateGroup, CreateInstanceProfile, PutRolePolicy
    ("aws_iam_role", _named("name", 64, _IAM, prefix="name_prefix")),
    ("aws_iam_user", _named("name", 64, _IAM)),
    ("aws_iam_policy aws_iam_instance_profile aws_iam_role_policy", _named("name", 128, _IAM, prefix="name_prefix")),
    ("aws_iam_group", _named("name", 128, _IAM)),
    ("aws_sqs_queue", _named("name", 80, r"\w-", prefix="name_prefix")),  # SQS, CreateQueue
    ("aws_sns_topic", _named("name", 256, r"\w-", prefix="name_prefix")),  # SNS, CreateTopic
    ("aws_dynamodb_table", _named("name", 255, r"\w.-")),  # DynamoDB, CreateTable
    ("aws_kinesis_stream", _named("name", 128, r"\w.-")),  # Kinesis, CreateStream
    ("aws_kinesis_firehose_delivery_stream", _named("name", 64, r"\w.-")),  # Firehose, CreateDeliveryStream
    ("aws_cloudwatch_event_rule", _named("name", 64, r"\w.-", prefix="name_prefix")),  # EventBridge, PutRule
    (
        "aws_scheduler_schedule",
        _named("name", 64, r"\w.-", prefix="name_prefix"),
    ),  # EventBridge Scheduler, CreateSchedule
    (
        "aws_cloudwatch_log_group",
        _named("name", 512, r"\w./#-", prefix="name_prefix"),
    ),  # CloudWatch Logs, CreateLogGroup
    ("aws_cloudwatch_dashboard", _named("dashboard_name", 255, r"\w-")),  # CloudWatch, PutDashboard
    (
        "aws_secretsmanager_secret",
        _named("name", 512, r"\w/+=.@-", prefix="name_prefix"),
    ),  # Secrets Manager, CreateSecret
    ("aws_ssm_parameter", _named("name", 2048, r"\w./-")),  # Systems Manager, PutParameter
    ("aws_sfn_state_machine", _named("name", 80, r"\w-", prefix="name_prefix")),  # Step Functions; provider
    ("aws_backup_vault", _named("name", 50, r"\w.-")),  # Backup, CreateBackupVault; provider
    ("aws_codebuild_project", _named("name", 255, r"\w-", _LETTERS)),  # CodeBuild, CreateProject; provider
    ("aws_codepipeline", _named("name", 100, r"\w.@-")),  # CodePipeline, PipelineDeclaration
    ("aws_athena_workgroup", _named("name", 128, r"\w.-")),  # Athena, CreateWorkGroup
    ("aws_athena_database", _named("name", 255, rf"{_LOWER}_")),  # provider, `name` of aws_athena_database
    ("aws_glue_catalog_database aws_glue_catalog_table", _named("name", 255, _NO_CAPITALS)),  # provider
    ("aws_eks_cluster", _named("name", 100, r"\w-", _LETTERS)),  # EKS, CreateCluster
    ("aws_ecs_cluster", _named("name", 255, r"\w-")),  # ECS, CreateCluster
    ("aws_wafv2_web_acl", _named("name", 128, r"\w-")),  # WAFV2, CreateWebACL
    ("aws_kms_alias", _named("name", 256, r"\w/-")),  # KMS, CreateAlias
    ("aws_cloudtrail", _named("name", 128, r"\w.-")),  # CloudTrail, CreateTrail
)
NAME_RULES: dict[str, tuple[NameRule, ...]] = {}
for _types, _rules in _ROWS:
    for _type in _types.split():
        NAME_RULES[_type] = (*NAME_RULES.get(_type, ()), *_rules)


def cut_off(fix: Fix, expression: n.Expression, rule: NameRule) -> None:
    """Have a name be no longer than is allowed."""
    text = string_value(expression)
    if text is not None:
        short = text[: rule.longest]
        fix.replace(expression, t.string(short.rstrip("-") if rule.ends else short))
    elif rule.ends:
        fix.replace(expression, "trimsuffix(substr(", expression, f', 0, {rule.longest}), "-")')
    else:
        fix.replace(expression, "substr(", expression, f", 0, {rule.longest})")


def too_long(expression: n.Expression, length: int, rule: NameRule) -> str:
    """What is wrong with a name of that length."""
    word = "has" if string_value(expression) is not None else "can have"
    return f"This name {word} {length} characters, and {rule.longest} are allowed."


def differs(expression: n.Expression) -> bool:
    """Whether a name differs from instance to instance: what is cut off may be what it differs in."""
    return any(isinstance(node, n.Traversal) and node.root_name in ("count", "each") for node in expression.walk())
