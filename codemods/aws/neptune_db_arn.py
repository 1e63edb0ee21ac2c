"""Rule `neptune-db-arn`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.terraform import Module, Resource
from tffix.terraform.references import find_references
from tffix.terraform.resolve import unwrap

from ._identity_policies import identity_documents, own_values
from ._plain_data import account_id, partition, region
from ._policies import Statement

# Service -> resource types, with the attribute that identifies one to it, and what stands before that. Source: service
# authorization reference, "Resource types defined by Amazon Neptune", "... by Amazon RDS IAM Authentication".
_IDS: dict[str, dict[str, tuple[str, str]]] = {
    "neptune-db": {"aws_neptune_cluster": ("cluster_resource_id", "")},
    "rds-db": {
        "aws_rds_cluster": ("cluster_resource_id", "dbuser:"),
        "aws_db_instance": ("resource_id", "dbuser:"),
    },
}


class NeptuneDbArn(Rule):
    """Database access that is granted on the ARN of the cluster instead of that of its data.

    ## Why is this bad?
    `neptune-db:*` and `rds-db:connect` are about resources of their own, which are named by the resource ID of the
    cluster or instance. The `arn` of the cluster is one of the service that manages it (`rds`): a statement with it
    is accepted, and allows nothing.

    ## Example
    ```hcl
    variable "aws_region" {
      type = string
    }

    data "aws_caller_identity" "current" {}

    resource "aws_neptune_cluster" "graph" {
      engine = "neptune"
    }

    resource "aws_iam_role_policy" "query" {
      role = "query"
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Effect   = "Allow"
            Action   = "neptune-db:*"
            Resource = "${aws_neptune_cluster.graph.arn}/*"
          }
        ]
      })
    }
    ```
    Use instead:
    ```hcl
    variable "aws_region" {
      type = string
    }

    data "aws_caller_identity" "current" {}

    resource "aws_neptune_cluster" "graph" {
      engine = "neptune"
    }

    resource "aws_iam_role_policy" "query" {
      role = "query"
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Effect   = "Allow"
            Action   = "neptune-db:*"
            Resource = "arn:aws:neptune-db:${var.aws_region}:${data.aws_caller_identity.current.account_id}:${aws_neptune_cluster.graph.cluster_resource_id}/*"
          }
        ]
      })
    }
    ```
    A statement that allows actions of other services as well is only reported: its ARN may be right for those.

    ## Fix safety
    Unsafe: the role gets the access that was meant.

    ## References
    Neptune user guide, "IAM policy for accessing Neptune data"; RDS user guide, "Creating and using an IAM policy for
    IAM database access"
    """  # noqa: E501

    name = "neptune-db-arn"
    subject = "Databases"
    target = m.Module()
    severity = Severity.ERROR
    after = ("iam-missing-permission",)

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at the resources of statements about data."""
        for document in identity_documents(element):
            for statement in document.statements:
                service, is_alone = _service(statement)
                for value in own_values(document, statement) if service else ():
                    found = _cluster(value.node, element)
                    if found is None or found[0].type not in _IDS[service] or value.node is None:
                        continue
                    cluster, instance = found
                    fix = Fix("Name the data by its resource ID", Level.UNSAFE)
                    name, before = _IDS[service][cluster.type]
                    place = f"${{{region(fix, element, cluster)}}}:${{{account_id(fix, element, cluster)}}}"
                    new = f'"{partition(element)}:{service}:{place}:{before}${{{instance}.{name}}}/*"'
                    fix.replace(value.node, new)
                    ctx.report(
                        value.node,
                        f"{value.node.text} is no resource of {service}.",
                        fix if is_alone else None,
                        address="" if document.owner is None else document.owner.address,
                    )


def _service(statement: Statement) -> tuple[str, bool]:
    """The service of a statement's actions that is about data, and whether it is the only one."""
    found = [value.text.partition(":")[0].lower() for value in statement.actions if value.is_known]
    if "Resource" in statement.negated or "Action" in statement.negated or len(found) < len(statement.actions):
        return "", False
    data = [service for service in dict.fromkeys(found) if service in _IDS]
    return (data[0], len(set(found)) == 1) if len(data) == 1 else ("", False)


def _cluster(node: n.Expression | None, module: Module) -> tuple[Resource, str] | None:
    """The database whose ARN an expression begins with, and how its instance is written."""
    if node is None:
        return None
    inner = unwrap(node)
    if isinstance(inner, n.Template):
        first = inner.parts[0] if inner.parts else None
        if not isinstance(first, n.Interpolation):
            return None
        inner = first.expression
    for raw in find_references(inner):
        element = module.get(raw.address)
        if raw.expression is inner and isinstance(element, Resource) and raw.attribute_path == ("arn",):
            return element, inner.text.removesuffix(".arn")
    return None
