"""Rule `rds-class-constraint`."""

from __future__ import annotations

from typing import Any

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.terraform import UNKNOWN, Resource, evaluate

# Engine -> instance classes that Performance Insights does not support, by their beginning or whole. Sources: RDS user
# guide and Aurora user guide, "DB engine, Region, and instance class support for Performance Insights".
_SMALL = ("db.t2.micro", "db.t2.small", "db.t3.micro", "db.t3.small", "db.t4g.micro", "db.t4g.small")
_NO_INSIGHTS: dict[str, tuple[str, ...]] = {
    "mysql": _SMALL,
    "mariadb": _SMALL,
    "aurora-mysql": ("db.t2.", "db.t3.", "db.t4g.micro", "db.t4g.small"),
}
_INSIGHTS = ("performance_insights_enabled", "performance_insights_retention_period", "performance_insights_kms_key_id")

# Engine -> GiB below which gp3 storage takes neither IOPS nor throughput. Source: RDS user guide, "Amazon RDS DB
# instance storage", gp3 storage.
_GP3_FROM = {
    "mysql": 400, "mariadb": 400, "postgres": 400,
    "oracle-ee": 200, "oracle-ee-cdb": 200, "oracle-se2": 200, "oracle-se2-cdb": 200,
}  # fmt: skip
_PROVISIONED = ("iops", "storage_throughput")

# Classes that Aurora does not have, and the smallest that it has of that family. Source: Aurora user guide, "Supported
# DB engines for DB instance classes".
_AURORA_CLASSES = {
    "db.t2.micro": "db.t3.medium",
    "db.t3.micro": "db.t3.medium",
    "db.t3.small": "db.t3.medium",
    "db.t4g.micro": "db.t4g.medium",
    "db.t4g.small": "db.t4g.medium",
}
# Aurora MySQL 2, which is Aurora MySQL where no version is given, has `db.t3.small`.
_ONLY_POSTGRES = frozenset({"db.t3.small"})


class RdsClassConstraint(Rule):
    """Setting of a database that its engine, instance class or storage does not have.

    ## Why is this bad?
    RDS refuses combinations that the plan does not notice: Performance Insights on the smallest classes of MySQL and
    MariaDB and on most burstable ones of Aurora MySQL, IOPS or throughput for gp3 storage below 400 GiB, backtracking
    on Aurora PostgreSQL, and classes that Aurora does not have.

    ## Example
    ```hcl
    resource "aws_db_instance" "orders" {
      engine                       = "mysql"
      instance_class               = "db.t3.micro"
      performance_insights_enabled = true
      storage_type                 = "gp3"
      allocated_storage            = 100
      iops                         = 3000
    }
    ```
    Use instead:
    ```hcl
    resource "aws_db_instance" "orders" {
      engine            = "mysql"
      instance_class    = "db.t3.micro"
      storage_type      = "gp3"
      allocated_storage = 100
    }
    ```
    Variables are taken for their defaults where no caller sets them.

    ## Fix safety
    Safe in code that was never applied, as RDS refuses it, where a setting is removed. Elsewhere unsafe, and so is what
    depends on the default of a variable, and a larger instance class, which costs more.

    ## References
    RDS user guide, "Amazon RDS DB instance storage" and "Performance Insights"; Aurora user guide, "Backtracking an
    Aurora DB cluster" and "Aurora DB instance classes"
    """

    name = "rds-class-constraint"
    subject = "Databases"
    target = m.Resource("aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance")
    severity = Severity.ERROR

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at one database, cluster or instance of a cluster."""
        if element.is_overridden:
            return
        engine = _engine(element, ctx)
        if not isinstance(engine, str):
            return
        if element.type == "aws_rds_cluster":
            window = element.constant("backtrack_window", default=0)
            if engine == "aurora-postgresql" and window is not UNKNOWN and window != 0:
                message = "Aurora PostgreSQL has no backtracking."
                _report(element, ("backtrack_window",), message, "Remove the window", ctx)
            return
        kind = _value(element, "instance_class", ctx)
        self._check_insights(element, engine, kind, ctx)
        if element.type == "aws_db_instance":
            self._check_storage(element, engine, ctx)
        elif engine.startswith("aurora") and kind in _AURORA_CLASSES:
            if kind in _ONLY_POSTGRES and engine != "aurora-postgresql":
                return
            expression = element["instance_class"]
            assert expression is not None
            fix = None
            if expression.text == f'"{kind}"':
                fix = Fix(f"Use {_AURORA_CLASSES[kind]}", Level.UNSAFE, needs_whole_module=False)
                fix.replace(expression, f'"{_AURORA_CLASSES[kind]}"')
            ctx.report(expression, f"Aurora has no {kind}.", fix, address=element.address)

    def _check_insights(self, element: Resource, engine: str, kind: Any, ctx: RuleContext) -> None:
        if element.constant(_INSIGHTS[0], default=False) is not True or not isinstance(kind, str):
            return
        if any(kind == one or (one.endswith(".") and kind.startswith(one)) for one in _NO_INSIGHTS.get(engine, ())):
            message = f"Performance Insights does not support {engine} on {kind}."
            _report(element, _INSIGHTS, message, "Turn Performance Insights off", ctx, "instance_class", "engine")

    def _check_storage(self, element: Resource, engine: str, ctx: RuleContext) -> None:
        limit = _GP3_FROM.get(engine)
        size = _value(element, "allocated_storage", ctx)
        names = tuple(name for name in _PROVISIONED if element.constant(name) is not None)
        if limit is None or not names or element.constant("storage_type") != "gp3" or not isinstance(size, int):
            return
        if size < limit:
            message = f"gp3 storage of less than {limit} GiB takes neither IOPS nor throughput for {engine}."
            _report(element, names, message, "Leave it to the storage", ctx, "allocated_storage", "engine")


def _value(element: Resource, name: str, ctx: RuleContext) -> Any:
    """The value of an argument: that of a variable is its default where no caller sets it."""
    follow = not ctx.module.configuration.callers(ctx.module)
    return evaluate(element[name], ctx.module, follow_variables=follow)


def _engine(element: Resource, ctx: RuleContext) -> Any:
    """The engine of a database, which an instance of a cluster may have from its cluster."""
    expression = element["engine"]
    cluster = ctx.module.resolve(expression)
    if isinstance(cluster, Resource) and cluster.type == "aws_rds_cluster":
        element = cluster
    return None if element.is_overridden else _value(element, "engine", ctx)


def _report(element: Resource, names: tuple[str, ...], message: str, title: str, ctx: RuleContext, *on: str) -> None:
    """Report at the first argument; the fix removes all, unless the finding is about the default of a variable."""
    attributes = [attribute for name in names if (attribute := element.attribute(name)) is not None]
    is_fixed = all(name not in element or element.constant(name) is not UNKNOWN for name in on)
    fix = Fix(title, Level.SAFE if is_fixed else Level.UNSAFE, needs_whole_module=False, only_before_apply=is_fixed)
    for attribute in attributes:
        fix.remove(attribute)
    ctx.report(attributes[0], message, fix, address=element.address)
