"""Rule `sg-db-ingress-from-compute`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Block
from tffix.syntax import nodes as n
from tffix.terraform import Module, Resource

from ..terraform._dependency_graph import Vertex, dependency_graph
from ._compute_groups import GROUP, groups_of_functions, unused_group_for_functions
from ._networks import named

# Type -> the argument with its security groups. Source: AWS provider 5.100, page of each.
_DATABASES = {
    "aws_db_instance": "vpc_security_group_ids",
    "aws_docdb_cluster": "vpc_security_group_ids",
    "aws_elasticache_cluster": "security_group_ids",
    "aws_elasticache_replication_group": "security_group_ids",
    "aws_neptune_cluster": "vpc_security_group_ids",
    "aws_rds_cluster": "vpc_security_group_ids",
    "aws_redshift_cluster": "vpc_security_group_ids",
}
_SOURCES = ("cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids")


class SgDbIngressFromCompute(Rule):
    """Security group of a database whose list of groups to let in is empty.

    ## Why is this bad?
    A rule with `security_groups = []` lets in what has the database's own group, if that, and no client: every
    connection runs into its timeout.

    ## Example
    ```hcl
    resource "aws_security_group" "database" {
      name   = "database"
      vpc_id = var.vpc_id

      ingress {
        from_port       = 5432
        to_port         = 5432
        protocol        = "tcp"
        self            = true
        security_groups = []
      }
    }

    resource "aws_security_group" "lambda" {
      name   = "lambda"
      vpc_id = var.vpc_id
    }

    resource "aws_rds_cluster" "orders" {
      cluster_identifier     = "orders"
      engine                 = "aurora-postgresql"
      vpc_security_group_ids = [aws_security_group.database.id]
    }
    ```
    Use instead:
    ```hcl
    resource "aws_security_group" "database" {
      name   = "database"
      vpc_id = var.vpc_id

      ingress {
        from_port       = 5432
        to_port         = 5432
        protocol        = "tcp"
        self            = true
        security_groups = [aws_security_group.lambda.id]
      }
    }

    resource "aws_security_group" "lambda" {
      name   = "lambda"
      vpc_id = var.vpc_id
    }

    resource "aws_rds_cluster" "orders" {
      cluster_identifier     = "orders"
      engine                 = "aurora-postgresql"
      vpc_security_group_ids = [aws_security_group.database.id]
    }
    ```
    The group that is let in is the one of the module's Lambda functions, or one that is named for them and that nothing
    has yet. Where there are several, or where that group names the database's, which would be a circle, nothing is
    written.

    ## Fix safety
    Unsafe: the functions get access to the database.

    ## References
    AWS provider, `aws_security_group`; Amazon RDS user guide, "Controlling access with security groups"
    """

    name = "sg-db-ingress-from-compute"
    subject = "Networks"
    target = m.Resource(GROUP, ingress=m.Present())
    severity = Severity.WARNING
    after = ("lambda-vpc-config",)

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at one group."""
        module = ctx.module
        if element.is_overridden or module.has_structure_errors or not _has_database(element, module):
            return
        for block in element.blocks("ingress"):
            empty = _empty_list(block)
            if empty is None:
                continue
            client = _client(element, module)
            fix = None
            if client is not None:
                fix = Fix(f"Let {client.address} in", Level.UNSAFE)
                fix.replace(empty, f"[{client.address}.id]")
            ctx.report(empty, f"{element.address} lets no client of the database in.", fix, address=element.address)


def _has_database(group: Resource, module: Module) -> bool:
    return any(
        group in named(database[argument], module, GROUP)
        for type_, argument in _DATABASES.items()
        for database in module.resources_of(type_)
    )


def _empty_list(block: Block) -> n.TupleCons | None:
    """The empty list of groups of a rule that has no other source."""
    attribute = block.body.get("security_groups")
    if attribute is None or not isinstance(attribute.expr, n.TupleCons) or attribute.expr.items:
        return None
    others = [block.body.get(name) for name in _SOURCES]
    if any(other is not None and other.expr_text != "[]" for other in others):
        return None
    return attribute.expr


def _client(group: Resource, module: Module) -> Resource | None:
    groups = [one for one in groups_of_functions(module) if one != group]
    unused = unused_group_for_functions(module)
    if not groups and unused is not None:
        groups = [unused]
    if len(groups) != 1 or groups[0].repeats:
        return None
    graph = dependency_graph(module)
    return None if graph.reaches(Vertex((), groups[0].address), Vertex((), group.address)) else groups[0]
