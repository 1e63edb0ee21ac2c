"""Rule `iam-wildcard-resource`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.terraform import Module, Resource

from ..terraform._dependency_graph import Vertex, dependency_graph
from ._flow_log_roles import flow_log_groups, keep_without_resource
from ._identity_policies import identity_documents, own_values
from ._policies import Document, Statement


@dataclass(frozen=True, slots=True)
class _Scope:
    """Actions, without the service, that take a resource of `type`: `forms` say which part of it, `{}` is the ARN."""

    type: str
    actions: tuple[str, ...]
    forms: tuple[str, ...] = ("{}",)


# Source: service authorization reference, "Actions defined by ..." of each service, column "Resource types".
# Actions that take no resource (`sqs:ListQueues`, `ecr:GetAuthorizationToken`) are in none of the rows.
_SCOPES: dict[str, tuple[_Scope, ...]] = {
    "dynamodb": (
        _Scope(
            "aws_dynamodb_table",
            (
                "BatchGetItem", "BatchWriteItem", "ConditionCheckItem", "DeleteItem", "DescribeTable", "GetItem",
                "PutItem", "UpdateItem",
            ),
        ),
        _Scope("aws_dynamodb_table", ("Query", "Scan"), ("{}", "{}/index/*")),
    ),
    "athena": (
        _Scope(
            "aws_athena_workgroup",
            ("BatchGetQueryExecution", "GetQueryExecution", "GetQueryResults", "GetWorkGroup", "ListQueryExecutions",
             "StartQueryExecution", "StopQueryExecution"),
        ),
    ),
    "codebuild": (_Scope("aws_codebuild_project", ("BatchGetBuilds", "BatchGetProjects", "StartBuild", "StopBuild")),),
    "cognito-idp": (
        _Scope(
            "aws_cognito_user_pool",
            (
                "AdminAddUserToGroup", "AdminConfirmSignUp", "AdminCreateUser", "AdminDeleteUser", "AdminDisableUser",
                "AdminEnableUser", "AdminGetUser", "AdminInitiateAuth", "AdminListGroupsForUser",
                "AdminRemoveUserFromGroup", "AdminRespondToAuthChallenge", "AdminSetUserPassword",
                "AdminUpdateUserAttributes", "AdminUserGlobalSignOut", "DescribeUserPool", "ListGroups", "ListUsers",
                "ListUsersInGroup",
            ),
        ),
    ),
    "ecr": (
        _Scope("aws_ecr_repository", ("BatchCheckLayerAvailability", "BatchGetImage", "GetDownloadUrlForLayer")),
    ),
    "elasticfilesystem": (_Scope("aws_efs_file_system", ("ClientMount", "ClientRootAccess", "ClientWrite")),),
    "events": (_Scope("aws_cloudwatch_event_bus", ("PutEvents",)),),
    "firehose": (_Scope("aws_kinesis_firehose_delivery_stream", ("PutRecord", "PutRecordBatch")),),
    "glue": (_Scope("aws_glue_job", ("BatchStopJobRun", "GetJob", "GetJobRun", "GetJobRuns", "StartJobRun")),),
    "kinesis": (
        _Scope(
            "aws_kinesis_stream",
            (
                "DescribeStream", "DescribeStreamSummary", "GetRecords", "GetShardIterator", "ListShards", "PutRecord",
                "PutRecords",
            ),
        ),
    ),
    "kms": (
        _Scope(
            "aws_kms_key",
            (
                "Decrypt", "DescribeKey", "Encrypt", "GenerateDataKey", "GenerateDataKey*", "ReEncrypt*",
                "ReEncryptFrom", "ReEncryptTo",
            ),
        ),
    ),
    "lambda": (_Scope("aws_lambda_function", ("InvokeFunction",), ("{}", "{}:*")),),
    "rds-data": (
        _Scope(
            "aws_rds_cluster",
            (
                "BatchExecuteStatement", "BeginTransaction", "CommitTransaction", "ExecuteStatement",
                "RollbackTransaction",
            ),
        ),
    ),
    "s3": (
        _Scope("aws_s3_bucket", ("GetBucketLocation", "ListBucket")),
        _Scope(
            "aws_s3_bucket",
            ("AbortMultipartUpload", "DeleteObject", "GetObject", "GetObjectVersion", "PutObject", "PutObjectAcl"),
            ("{}/*",),
        ),
    ),
    "sagemaker": (_Scope("aws_sagemaker_endpoint", ("InvokeEndpoint", "InvokeEndpointAsync")),),
    "secretsmanager": (
        _Scope("aws_secretsmanager_secret", ("DescribeSecret", "GetSecretValue", "PutSecretValue", "UpdateSecret")),
    ),
    "sns": (_Scope("aws_sns_topic", ("GetTopicAttributes", "Publish", "Subscribe")),),
    "sqs": (
        _Scope(
            "aws_sqs_queue",
            (
                "ChangeMessageVisibility", "DeleteMessage", "GetQueueAttributes", "GetQueueUrl", "ReceiveMessage",
                "SendMessage",
            ),
        ),
    ),
    "states": (_Scope("aws_sfn_state_machine", ("DescribeStateMachine", "StartExecution", "StartSyncExecution")),),
}  # fmt: skip


# How many resources a message names.
_NAMED = 5

# Resource types and arguments by which services are told to write logs to a bucket.
_LOG_WRITERS = frozenset({
    ("aws_alb", "bucket"), ("aws_cloudfront_distribution", "bucket"), ("aws_cloudtrail", "s3_bucket_name"),
    ("aws_config_delivery_channel", "s3_bucket_name"), ("aws_flow_log", "log_destination"), ("aws_lb", "bucket"),
    ("aws_s3_bucket_logging", "target_bucket"),
})  # fmt: skip


class IamWildcardResource(Rule):
    """Statement that allows actions on every resource, where the module has the one that is meant.

    ## Why is this bad?
    With `*` the role may do the same to everything of the kind in the account, also to what others own.

    ## Example
    ```hcl
    resource "aws_sns_topic" "orders" {
      name = "orders"
    }

    resource "aws_iam_role_policy" "publish" {
      role = "api"
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Effect   = "Allow"
            Action   = "sns:Publish"
            Resource = "*"
          }
        ]
      })
    }
    ```
    Use instead:
    ```hcl
    resource "aws_sns_topic" "orders" {
      name = "orders"
    }

    resource "aws_iam_role_policy" "publish" {
      role = "api"
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Effect   = "Allow"
            Action   = "sns:Publish"
            Resource = aws_sns_topic.orders.arn
          }
        ]
      })
    }
    ```
    Only statements are meant whose actions all take a resource and are written out, and that have no condition. Where
    the module has several resources of the kind, or a bucket to which a service writes logs, they are named, and
    nothing is written; where it has none, nothing is said. Log groups are named for the role of flow logs alone, which
    writes to theirs; `logs:DescribeLogGroups`, which takes no resource, gets a statement of its own.

    ## Fix safety
    Unsafe: the role may no longer use what is not in the module. Review whether it does.

    ## References
    IAM user guide, "Security best practices in IAM", least privilege; AWS service authorization reference
    """

    name = "iam-wildcard-resource"
    subject = "IAM and accounts"
    target = m.Module()
    severity = Severity.WARNING
    after = ("iam-missing-permission",)

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at the statements of identity policies."""
        for document in identity_documents(element):
            for statement in document.statements:
                values = list(own_values(document, statement))
                if len(values) == 1 and len(statement.resources) == 1 and values[0].text == "*":
                    meant = _meant(document, statement, element)
                    if values[0].node is not None and meant is not None:
                        _report(values[0].node, document, statement, meant, ctx)


class _Meant(NamedTuple):
    """The resources that are meant, and how they are written; nothing where it may be one or another of them."""

    found: list[Resource]
    written: tuple[str, ...]


def _meant(document: Document, statement: Statement, module: Module) -> _Meant | None:
    scopes = _scopes(statement)
    if not scopes:
        groups = flow_log_groups(document, statement, module)
        return _Meant(groups, tuple(_written("{}:*", group) for group in groups)) if groups else None
    candidates = {scope.type: module.resources_of(scope.type) for scope in scopes}
    if not all(candidates.values()):
        return None
    single = {type_: resources[0] for type_, resources in candidates.items() if len(resources) == 1}
    written: dict[str, None] = {}
    if len(single) == len(candidates):
        written = dict.fromkeys(_written(form, single[one.type]) for one in scopes for form in _forms(one, single))
    return _Meant([resource for resources in candidates.values() for resource in resources], tuple(written))


def _report(node: n.Node, document: Document, statement: Statement, meant: _Meant, ctx: RuleContext) -> None:
    names = ", ".join(resource.address for resource in meant.found[:_NAMED])
    if len(meant.found) > _NAMED:
        names += f" and {len(meant.found) - _NAMED} more"
    fix = None
    if meant.written and _is_possible(document, meant.found):
        fix = Fix(f"Name {names}", Level.UNSAFE)
        text = ", ".join(meant.written)
        is_listed = node.source.text[: node.start].rstrip().endswith(("[", ","))
        fix.replace(node, text if len(meant.written) == 1 or is_listed else f"[{text}]")
        fix = fix if keep_without_resource(fix, document, statement) else None
    listed = ", ".join(value.text for value in statement.actions)
    message = f"{listed} on every resource: the module has {names}."
    ctx.report(node, message, fix, address="" if document.owner is None else document.owner.address)


def _scopes(statement: Statement) -> list[_Scope]:
    """The rows for the actions of a statement; none where one action is not among them."""
    if statement.effect != "Allow" or statement.conditions or statement.negated or not statement.is_whole:
        return []
    found: dict[_Scope, None] = {}
    for value in statement.actions:
        service, _, action = value.text.partition(":")
        rows = [scope for scope in _SCOPES.get(service, ()) if action in scope.actions]
        if not rows:
            return []
        found[rows[0]] = None
    return list(found)


def _forms(scope: _Scope, single: dict[str, Resource]) -> tuple[str, ...]:
    """What of a resource is named: indexes only of a table that has one."""
    if "{}/index/*" in scope.forms:
        table = single[scope.type]
        kinds = ("global_secondary_index", "local_secondary_index")
        if not any(table.blocks(kind) or table.has_dynamic(kind) for kind in kinds):
            return ("{}",)
    return scope.forms


def _written(form: str, resource: Resource) -> str:
    arn = f"{resource.address}.arn"
    return arn if form == "{}" else '"' + form.replace("{}", f"${{{arn}}}") + '"'


def _is_for_logs(bucket: Resource) -> bool:
    """Whether a service writes logs to a bucket: a role is hardly meant to write there as well."""
    return any(
        isinstance(reference.container, Resource)
        and reference.attribute is not None
        and (reference.container.type, reference.attribute.name) in _LOG_WRITERS
        for reference in bucket.module.references_to(bucket.address)
    )


def _is_possible(document: Document, found: list[Resource]) -> bool:
    """Whether the policy can name the resources: each is one, is not amended, and does not need the policy itself."""
    if any(one.repeats or one.is_overridden for one in found):
        return False
    if any(one.type == "aws_s3_bucket" and _is_for_logs(one) for one in found):
        return False
    owner = document.owner
    if owner is None:
        return False
    graph = dependency_graph(owner.module)
    return not any(graph.reaches(Vertex((), one.address), Vertex((), owner.address)) for one in found)
