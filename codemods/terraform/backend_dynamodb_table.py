"""Rule `backend-dynamodb-table`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext
from tffix.syntax import Attribute, Block
from tffix.terraform import Module, TerraformBlock
from tffix.terraform.schema_versions import Constraints, parse_constraints

from ._backends import is_table_deprecated, known_versions, version_attributes

# Terraform release notes: 1.10 brings use_lockfile.
_KNOWS_LOCKFILE = parse_constraints(">= 1.10")


class BackendDynamodbTable(Rule):
    """An `s3` backend that locks its state with a DynamoDB table.

    ## Why is this bad?
    `dynamodb_table` is deprecated since Terraform 1.11 and will be removed: the backend locks with a file beside the
    state. The table, and the permissions on it, are then needed no more.

    ## Example
    ```hcl
    terraform {
      required_version = ">= 1.10.0"

      backend "s3" {
        bucket         = "acme-state"
        key            = "orders/terraform.tfstate"
        region         = "eu-west-1"
        dynamodb_table = "acme-state-locks"
      }
    }
    ```
    Use instead:
    ```hcl
    terraform {
      required_version = ">= 1.10.0"

      backend "s3" {
        bucket       = "acme-state"
        key          = "orders/terraform.tfstate"
        region       = "eu-west-1"
        use_lockfile = true
      }
    }
    ```
    Configurations that only a Terraform older than 1.11 may run are left alone.

    ## Fix safety
    Unsafe: a Terraform that still reads the old code takes the lock in the table, and the two do not see each other.
    Whoever runs Terraform needs permission to write and delete the lock file, `KEY.tflock`.

    `use_lockfile` wants Terraform 1.10: a `required_version` that is one lower bound below is raised to that. Where it
    says something else, the fix is manual.

    ## References
    Terraform documentation, "Backend Type: s3", state locking; Terraform 1.11 upgrade notes.
    """

    name = "backend-dynamodb-table"
    subject = "Settings, providers and state"
    target = m.Terraform()

    def check(self, element: TerraformBlock, ctx: RuleContext) -> None:
        """Look at the backend of one `terraform` block."""
        for backend in element.blocks("backend"):
            table = backend.body.get("dynamodb_table")
            if table is None or backend.label_values != ("s3",):
                continue
            known = known_versions(ctx.module)
            if known is None or not is_table_deprecated(ctx.module):
                continue
            ctx.report(
                table, "dynamodb_table of the s3 backend is deprecated.", _fix(backend, table, known, ctx.module)
            )


def _fix(backend: Block, table: Attribute, known: Constraints, module: Module) -> Fix:
    assert _KNOWS_LOCKFILE is not None
    versions = version_attributes(module)
    level, title = Level.UNSAFE, "Lock the state with a file"
    raised = None
    if known.all and not _KNOWS_LOCKFILE.covers(known):
        if len(versions) == 1 and [one.operator for one in known.all] == [">="]:
            raised = versions[0]
            title += ", which needs Terraform 1.10"
        else:
            level = Level.MANUAL
    fix = Fix(title, level, needs_whole_module=False)
    if raised is not None:
        fix.replace(raised.expr, '">= 1.10.0"')
    if "use_lockfile" in backend.body:
        fix.remove(table)
        fix.set_attribute(backend, "use_lockfile", "true")
    else:
        fix.replace(table, "use_lockfile = true")
    return fix
