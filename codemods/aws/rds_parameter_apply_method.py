"""Rule `rds-parameter-apply-method`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax.literals import string_value
from tffix.terraform import Resource, evaluate

_PENDING = '"pending-reboot"'
_NAME = "apply_method"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Parameters that take effect with a restart only (apply type "static"), by the beginning of the family. Sources: RDS
# user guide, "RDS for PostgreSQL DB instance parameter list"; Aurora user guide, "Amazon Aurora PostgreSQL parameters"
# and "Aurora MySQL configuration parameters"; MySQL reference manual, "Dynamic System Variables" (what is not in it).
_POSTGRES = _words(
    "autovacuum_freeze_max_age autovacuum_max_workers autovacuum_multixact_freeze_max_age huge_pages max_connections "
    "max_files_per_process max_locks_per_transaction max_logical_replication_workers max_pred_locks_per_transaction "
    "max_prepared_transactions max_replication_slots max_wal_senders max_worker_processes pg_stat_statements.max "
    "rds.logical_replication shared_buffers shared_preload_libraries track_activity_query_size track_commit_timestamp "
    "wal_buffers"
)
_MYSQL = _words(
    "back_log enforce_gtid_consistency ft_max_word_len ft_min_word_len ft_query_expansion_limit gtid-mode gtid_mode "
    "innodb_autoinc_lock_mode innodb_buffer_pool_instances innodb_flush_method innodb_ft_max_token_size "
    "innodb_ft_min_token_size innodb_log_file_size innodb_log_files_in_group innodb_open_files innodb_page_size "
    "innodb_purge_threads innodb_read_io_threads innodb_sort_buffer_size innodb_write_io_threads "
    "lower_case_table_names performance_schema query_cache_type skip_name_resolve table_open_cache_instances "
    "thread_stack"
)
_STATIC = {
    "aurora-mysql": _MYSQL | {"binlog_format"},
    "aurora-postgresql": _POSTGRES,
    "mariadb": _MYSQL,
    "mysql": _MYSQL,
    "postgres": _POSTGRES,
}


class RdsParameterApplyMethod(Rule):
    """Database parameter that takes effect with a restart only and is to be applied at once.

    ## Why is this bad?
    `apply_method` is `immediate` unless it is set. RDS refuses that for static parameters: "cannot use immediate apply
    method for static parameter". The plan does not notice.

    ## Example
    ```hcl
    resource "aws_db_parameter_group" "orders" {
      name   = "orders"
      family = "postgres16"

      parameter {
        name  = "shared_preload_libraries"
        value = "pg_stat_statements"
      }
    }
    ```
    Use instead:
    ```hcl
    resource "aws_db_parameter_group" "orders" {
      name   = "orders"
      family = "postgres16"

      parameter {
        name         = "shared_preload_libraries"
        value        = "pg_stat_statements"
        apply_method = "pending-reboot"
      }
    }
    ```

    ## Fix safety
    Safe in code that was never applied, as RDS refuses it. Elsewhere unsafe.

    ## References
    RDS user guide, "RDS for PostgreSQL DB instance parameter list"; AWS provider, resource `aws_db_parameter_group`
    """

    name = "rds-parameter-apply-method"
    subject = "Databases"
    target = m.Resource("aws_db_parameter_group", "aws_rds_cluster_parameter_group")
    severity = Severity.ERROR

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at the parameters of one group."""
        family = element.constant("family")
        if not isinstance(family, str):
            return
        static = next((names for start, names in _STATIC.items() if family.startswith(start)), frozenset())
        for block in element.blocks("parameter"):
            name, method = block.body.get("name"), block.body.get(_NAME)
            text = None if name is None else string_value(name.expr)
            if text not in static or text is None:
                continue
            if method is not None and evaluate(method.expr, ctx.module) not in ("immediate", None):
                continue
            fix = Fix("Apply it with the next restart", Level.SAFE, needs_whole_module=False, only_before_apply=True)
            fix.set_attribute(block, _NAME, _PENDING, after="value")
            message = f"{text} takes effect with a restart only and cannot be applied at once."
            ctx.report(block, message, fix, address=element.address)
