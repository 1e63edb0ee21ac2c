"""Rule `rds-log-exports`."""

from __future__ import annotations

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform import Resource

_NAME = "enabled_cloudwatch_logs_exports"
_MYSQL = ("audit", "error", "general", "slowquery", "iam-db-auth-error")
# Resource type and engine -> logs that it can export. Sources: RDS user guide and Aurora user guide, "Publishing
# database logs to Amazon CloudWatch Logs" of each engine; DocumentDB developer guide, "Auditing events" and "Profiling
# operations"; Neptune user guide, "Publishing Neptune logs to CloudWatch Logs".
_LOGS: dict[str, dict[str, tuple[str, ...]]] = {
    "aws_db_instance": {
        "mysql": _MYSQL,
        "mariadb": _MYSQL,
        "postgres": ("postgresql", "upgrade", "iam-db-auth-error"),
        **dict.fromkeys(
            ("oracle-ee", "oracle-ee-cdb", "oracle-se2", "oracle-se2-cdb"),
            ("alert", "audit", "listener", "trace", "oemagent"),
        ),
        **dict.fromkeys(("sqlserver-ee", "sqlserver-se", "sqlserver-ex", "sqlserver-web"), ("agent", "error")),
    },
    "aws_rds_cluster": {
        "aurora-mysql": (*_MYSQL, "instance"),
        "aurora-postgresql": ("postgresql", "iam-db-auth-error", "instance"),
        "mysql": _MYSQL,
        "postgres": ("postgresql", "upgrade", "iam-db-auth-error"),
    },
    "aws_docdb_cluster": {"docdb": ("audit", "profiler")},
    "aws_neptune_cluster": {"neptune": ("audit", "slowquery")},
}
# What clusters are where nothing is said.
_ENGINES = {"aws_docdb_cluster": "docdb", "aws_neptune_cluster": "neptune"}
# Other names for a log, folded.
_MEANT = {
    "auditlog": "audit",
    "errorlog": "error",
    "generallog": "general",
    "postgres": "postgresql",
    "postgresqllog": "postgresql",
    "slow": "slowquery",
    "slowlog": "slowquery",
    "slowquerylog": "slowquery",
}
# The log that an engine writes everything to, for those whose other logs are asked of it.
_MAIN = "postgresql"


class RdsLogExports(Rule):
    """Log export of a database that its engine does not have.

    ## Why is this bad?
    Each engine has logs of its own: "You cannot use the log types 'error' with engine version postgres". The plan does
    not notice, the apply fails.

    ## Example
    ```hcl
    resource "aws_db_instance" "orders" {
      engine                          = "postgres"
      enabled_cloudwatch_logs_exports = ["error", "general", "slowquery"]
    }
    ```
    Use instead:
    ```hcl
    resource "aws_db_instance" "orders" {
      engine                          = "postgres"
      enabled_cloudwatch_logs_exports = ["postgresql"]
    }
    ```
    Other spellings of a log are corrected, logs that the engine does not have are left out; what PostgreSQL writes is
    all in one log, which stands for those of other engines.

    ## Fix safety
    Safe in code that was never applied, as AWS refuses it. Elsewhere unsafe: the log groups change.

    ## References
    RDS user guide, "Publishing database logs to Amazon CloudWatch Logs"; Aurora user guide; DocumentDB developer guide;
    Neptune user guide
    """

    name = "rds-log-exports"
    subject = "Databases"
    target = m.Resource(*_LOGS, enabled_cloudwatch_logs_exports=m.Present())
    severity = Severity.ERROR

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at one database."""
        engine = element.constant("engine", default=_ENGINES.get(element.type))
        logs = _LOGS[element.type].get(engine) if isinstance(engine, str) else None
        expression = element[_NAME]
        if logs is None or not isinstance(expression, n.TupleCons):
            return
        wanted: list[str] = []
        wrong: list[tuple[n.Expression, str]] = []
        for item in expression.items:
            text = string_value(item)
            if text is None:
                return
            if text in logs:
                wanted.append(text)
                continue
            wrong.append((item, text))
            meant = _meant(text, logs)
            if meant is not None:
                wanted.append(meant)
        if not wrong:
            return
        names = ", ".join(text for _, text in wrong)
        plural = "logs" if len(wrong) > 1 else "log"
        message = f"{engine} has no {plural} {names} to export."
        ctx.report(wrong[0][0], message, _fix(element, expression, wanted), address=element.address)


def _meant(text: str, logs: tuple[str, ...]) -> str | None:
    folded = "".join(character for character in text.lower() if character.isalnum())
    same = {"".join(c for c in log if c.isalnum()): log for log in logs}
    meant = same.get(folded) or _MEANT.get(folded)
    if meant in logs:
        return meant
    return _MAIN if _MAIN in logs and text in _MYSQL else None


def _fix(element: Resource, expression: n.TupleCons, wanted: list[str]) -> Fix:
    fix = Fix("Export the logs that the engine has", Level.SAFE, needs_whole_module=False, only_before_apply=True)
    names = list(dict.fromkeys(wanted))
    attribute = element.attribute(_NAME)
    if not names and attribute is not None:
        fix.remove(attribute)
    else:
        fix.replace(expression, t.expression("[" + ", ".join(map(t.string, names)) + "]"))
    return fix
