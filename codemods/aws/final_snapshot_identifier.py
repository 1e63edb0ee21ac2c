"""Rule `final-snapshot-identifier`."""

from __future__ import annotations

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext
from tffix.syntax import nodes as n
from tffix.terraform import UNKNOWN, Resource

from ._destroy_flags import DESTROYABLE, DIRECTION, SECTION
from ._lifecycle import ignores_changes
from ._volatile import is_volatile, without_volatile_parts

_NAME = "final_snapshot_identifier"
_SKIP = "skip_final_snapshot"
_PLACES = (_SKIP, "deletion_protection", "preferred_backup_window")
# Databases that are snapshotted when they are destroyed unless `skip_final_snapshot` is set, and the argument that
# names each. Source: documentation and schemas of the AWS provider (5.100 and 6.47).
_IDENTIFIERS = {
    "aws_db_instance": "identifier",
    "aws_docdb_cluster": "cluster_identifier",
    "aws_neptune_cluster": "cluster_identifier",
    "aws_rds_cluster": "cluster_identifier",
    "aws_redshift_cluster": "cluster_identifier",
}


class FinalSnapshotIdentifier(Rule):
    """Final snapshot of a database that has no name, or another name in every plan.

    ## Why is this bad?
    A database without `skip_final_snapshot = true` cannot be destroyed without `final_snapshot_identifier`: the
    destroy stops half-way. A name with `timestamp()` in it differs in every plan, so that the plan never is empty.

    ## Example
    ```hcl
    resource "aws_db_instance" "orders" {
      identifier                = "${var.project}-orders"
      skip_final_snapshot       = false
      final_snapshot_identifier = "${var.project}-orders-final-${formatdate("YYYY-MM-DD", timestamp())}"
    }

    resource "aws_rds_cluster" "billing" {
      cluster_identifier = "${var.project}-billing"
    }
    ```
    Use instead:
    ```hcl
    resource "aws_db_instance" "orders" {
      identifier                = "${var.project}-orders"
      skip_final_snapshot       = false
      final_snapshot_identifier = "${var.project}-orders-final"
    }

    resource "aws_rds_cluster" "billing" {
      cluster_identifier        = "${var.project}-billing"
      final_snapshot_identifier = "${var.project}-billing-final-snapshot"
    }
    ```
    Read replicas have no final snapshot, and a name whose changes are ignored (`ignore_changes`) is left alone. Where
    stacks have to be destroyable, `blocks-destroy` sees to it that there is no snapshot to name.

    ## Fix safety
    Safe in code that was never applied. Elsewhere unsafe: the next apply writes the name down, and if a snapshot of
    that name exists when the database is destroyed, it has to be renamed first.

    ## Options
    In the section `[destroy]`: `direction`, see `blocks-destroy`.

    ## References
    AWS provider, `final_snapshot_identifier` of the resources; Terraform, "timestamp Function"
    """

    name = "final-snapshot-identifier"
    subject = "Databases"
    target = m.Resource(*_IDENTIFIERS)
    section = SECTION
    options = (DIRECTION,)

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at one database."""
        if element.is_overridden or "replicate_source_db" in element or ignores_changes(element, _NAME):
            return
        skipped = element.constant(_SKIP, default=False)
        expression = element[_NAME]
        if expression is not None and not m.matches(expression, m.Absent()):
            if is_volatile(expression, ctx.module):
                message = "The name of the final snapshot is another one in every plan."
                ctx.report(expression, message, _settled(expression, ctx), address=element.address)
        elif (skipped is UNKNOWN or skipped is False) and ctx.options.get("direction") != DESTROYABLE:
            will = "may be" if skipped is UNKNOWN else "is"
            message = f"A final snapshot {will} made when this is destroyed, and it has no name."
            ctx.report(element, message, _named(element))


def _settled(expression: n.Expression, ctx: RuleContext) -> Fix | None:
    """The fix that takes the time out of a name, None where that is no part of a template."""
    fix = Fix("Leave the time out of the name", Level.SAFE, needs_whole_module=False, only_before_apply=True)
    for node in expression.walk():
        if isinstance(node, n.Template) and is_volatile(node, ctx.module):
            text = without_volatile_parts(node, ctx.module)
            if text is None:
                return None
            fix.replace(node, t.expression(text))
            return fix
    return None


def _named(element: Resource) -> Fix | None:
    """The fix that names a snapshot after its database."""
    argument = _IDENTIFIERS[element.type]
    expression = element[argument]
    if expression is None:
        if element.repeats:
            return None
        text = t.string(f"{element.label.replace('_', '-')}-final-snapshot")
    elif "\n" in expression.text:
        return None
    elif isinstance(expression, n.Template):
        text = f'"{expression.text[1:-1].rstrip("-")}-final-snapshot"'
    else:
        text = f'"${{{expression.text}}}-final-snapshot"'
    fix = Fix("Name the final snapshot after the database", Level.SAFE, only_before_apply=True)
    fix.set_attribute(element, _NAME, t.expression(text), after=_PLACES)
    return fix
