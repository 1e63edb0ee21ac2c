"""Rule `blocks-destroy`."""

from __future__ import annotations

from tffix.rules import Fix, Level, RuleContext
from tffix.terraform import Resource, evaluate

from ._destroy_flags import DESTROYABLE, DestroySwitch, Flag, table

_CLUSTERS = "aws_db_instance aws_docdb_cluster aws_neptune_cluster aws_rds_cluster"
_GLOBAL = "aws_docdb_global_cluster aws_neptune_global_cluster aws_rds_global_cluster"


class BlocksDestroy(DestroySwitch):
    """Resource that is protected against being destroyed, or is not, whichever is the wrong one for the stack.

    ## Why is this bad?
    A stack for tests has to go when the test is over: `terraform destroy` stops half-way at a database that is
    protected, and the rest is paid for until somebody notices. In production it is the other way round: a slip in a
    plan must not take the database with it.

    ## Example
    ```toml
    [destroy]
    direction = "destroyable"
    ```
    ```hcl
    resource "aws_db_instance" "orders" {
      identifier          = "orders"
      deletion_protection = true

      lifecycle {
        prevent_destroy = true
      }
    }
    ```
    Use instead:
    ```hcl
    resource "aws_db_instance" "orders" {
      identifier          = "orders"
      deletion_protection = false
      skip_final_snapshot = true
    }
    ```
    Reviewers and linters pull in both directions here, and only you know which is right: without the option nothing
    is said. With `protected`, databases, tables, load balancers, user pools and firewalls get their protection, and a
    final snapshot; `prevent_destroy` is never added.

    What depends on an environment (`var.environment == "prod"`) is left alone. Where the value is the default of a
    variable that nobody else sets, the default changes.

    ## Fix safety
    Unsafe, in both directions: it is what the next destroy does.

    ## Options
    In the section `[destroy]`, with `force-destroy`: `direction` is `destroyable` or `protected`. Default: none.

    ## References
    AWS provider, `deletion_protection`, `skip_final_snapshot` and their like; Terraform, "The lifecycle Meta-Argument"
    """

    name = "blocks-destroy"
    subject = "Destroying"
    kept = "{} blocks a destroy."
    freed = "Nothing keeps {} from being destroyed."
    # Source: "Argument Reference" of each resource, and schemas (5.100 and 6.47).
    flags = table(
        (_CLUSTERS, Flag("deletion_protection", True, False, False)),
        (f"{_GLOBAL} aws_eks_cluster", Flag("deletion_protection", True, False, False, is_set=False)),
        ("aws_neptunegraph_graph aws_qldb_ledger", Flag("deletion_protection", True, False, True)),
        ("aws_cognito_user_pool", Flag("deletion_protection", "ACTIVE", "INACTIVE", "INACTIVE")),
        ("aws_dynamodb_table", Flag("deletion_protection_enabled", True, False, False)),
        ("aws_dsql_cluster", Flag("deletion_protection_enabled", True, False, False, is_set=False)),
        ("aws_lb aws_alb", Flag("enable_deletion_protection", True, False, False)),
        ("aws_networkfirewall_firewall", Flag("delete_protection", True, False, False)),
        ("aws_instance", Flag("disable_api_termination", True, False, False, is_set=False)),
        ("aws_emr_cluster", Flag("termination_protection", True, False, None, is_set=False)),
        (f"{_CLUSTERS} aws_redshift_cluster", Flag("skip_final_snapshot", False, True, False)),
    )

    def check_resource(self, resource: Resource, direction: str, ctx: RuleContext) -> None:
        """Look for `prevent_destroy`."""
        for block in resource.blocks("lifecycle") if direction == DESTROYABLE else ():
            attribute = block.body.get("prevent_destroy")
            if attribute is None or evaluate(attribute.expr, ctx.module) is not True:
                continue
            fix = Fix("Remove prevent_destroy", Level.UNSAFE, needs_whole_module=False)
            fix.remove(block if len(block.body.items) == 1 and "#" not in block.text else attribute)
            ctx.report(attribute, self.message(resource, direction), fix, address=resource.address)
