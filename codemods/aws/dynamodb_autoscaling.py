"""Rule `dynamodb-autoscaling`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from tffix import matchers as m
from tffix import templates as t
from tffix.config import Option
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Block
from tffix.syntax.literals import string_value
from tffix.terraform import Resource

from ._instances import provider_argument, repetition
from ._lifecycle import ignore_changes, ignores_changes
from ._table_scaling import (
    OF_INDEX,
    OF_TABLE,
    POLICY,
    PROVISIONED,
    TABLE,
    TARGET,
    Dimension,
    Scaling,
    billing_condition,
    capacity_in,
    scaling_of,
    value_in,
)

_INDEX = "global_secondary_index"
_SHOWN = 100


class DynamodbAutoscaling(Rule):
    """DynamoDB table with provisioned capacity that nothing scales.

    ## Why is this bad?
    A fixed capacity is too much most of the time, and too little when it counts: requests beyond it are throttled.

    ## Example
    ```toml
    [dynamodb-autoscaling]
    maximum = 100
    ```
    ```hcl
    resource "aws_dynamodb_table" "orders" {
      name           = "orders"
      billing_mode   = "PROVISIONED"
      read_capacity  = 5
      write_capacity = 5
      hash_key       = "id"

      attribute {
        name = "id"
        type = "S"
      }
    }
    ```
    Use instead:
    ```hcl
    resource "aws_dynamodb_table" "orders" {
      name           = "orders"
      billing_mode   = "PROVISIONED"
      read_capacity  = 5
      write_capacity = 5
      hash_key       = "id"

      attribute {
        name = "id"
        type = "S"
      }

      lifecycle {
        ignore_changes = [read_capacity, write_capacity]
      }
    }

    resource "aws_appautoscaling_target" "orders_read" {
      max_capacity       = 100
      min_capacity       = 5
      resource_id        = "table/${aws_dynamodb_table.orders.name}"
      scalable_dimension = "dynamodb:table:ReadCapacityUnits"
      service_namespace  = "dynamodb"
    }

    resource "aws_appautoscaling_policy" "orders_read" {
      name               = "DynamoDBReadCapacityUtilization:${aws_appautoscaling_target.orders_read.resource_id}"
      policy_type        = "TargetTrackingScaling"
      resource_id        = aws_appautoscaling_target.orders_read.resource_id
      scalable_dimension = aws_appautoscaling_target.orders_read.scalable_dimension
      service_namespace  = aws_appautoscaling_target.orders_read.service_namespace

      target_tracking_scaling_policy_configuration {
        predefined_metric_specification {
          predefined_metric_type = "DynamoDBReadCapacityUtilization"
        }

        target_value = 70
      }
    }

    resource "aws_appautoscaling_target" "orders_write" {
      max_capacity       = 100
      min_capacity       = 5
      resource_id        = "table/${aws_dynamodb_table.orders.name}"
      scalable_dimension = "dynamodb:table:WriteCapacityUnits"
      service_namespace  = "dynamodb"
    }

    resource "aws_appautoscaling_policy" "orders_write" {
      name               = "DynamoDBWriteCapacityUtilization:${aws_appautoscaling_target.orders_write.resource_id}"
      policy_type        = "TargetTrackingScaling"
      resource_id        = aws_appautoscaling_target.orders_write.resource_id
      scalable_dimension = aws_appautoscaling_target.orders_write.scalable_dimension
      service_namespace  = aws_appautoscaling_target.orders_write.service_namespace

      target_tracking_scaling_policy_configuration {
        predefined_metric_specification {
          predefined_metric_type = "DynamoDBWriteCapacityUtilization"
        }

        target_value = 70
      }
    }
    ```
    A table whose billing mode is a variable, or differs from instance to instance, is scaled where it is
    `PROVISIONED`, and gets a capacity for that case where it has none. Indexes are scaled as their table is; indexes
    of tables with instances are only reported.

    Silent for a table of state locks, and where the name of the table may go to a target that cannot be seen: a module.

    ## Fix safety
    Unsafe: the capacity of the table changes with its load, and so does what it costs. Terraform ignores changes of it
    from then on; that covers everything about indexes if there are any. A table that goes from on demand to provisioned
    has to be taken out of `ignore_changes` for that one apply.

    ## Options
    * `maximum`: most capacity units; without it the fix is only shown. Default: none.
    * `minimum`: fewest capacity units. Default: those that the table has, else 1.
    * `target`: percentage of the capacity that should be in use. Default: 70.

    ## References
    Amazon DynamoDB developer guide, "Managing throughput capacity automatically with DynamoDB auto scaling"; AWS
    provider, `aws_appautoscaling_policy` and `aws_dynamodb_table`; AWS Config, `dynamodb-autoscaling-enabled`
    """

    name = "dynamodb-autoscaling"
    subject = "Databases"
    target = m.Resource(TABLE)
    severity = Severity.INFO
    options = (
        Option("maximum", int, None, "most capacity units of a table that is scaled"),
        Option("minimum", int, None, "fewest capacity units of a table that is scaled"),
        Option("target", int, 70, "percentage of the capacity that should be in use"),
    )

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at one table."""
        condition = None if element.is_overridden else billing_condition(element)
        scaling = None if condition is None else scaling_of(element)
        if condition is None or scaling is None or ctx.module.has_structure_errors:
            return
        has = "may have" if condition else "has"
        indexes = element.blocks(_INDEX)
        of_table = [one for one in OF_TABLE if one not in scaling.scaled]
        of_indexes = [one for one in OF_INDEX if one not in scaling.scaled and (indexes or element.has_dynamic(_INDEX))]
        fix = _Repair(element, condition, scaling, ctx).fix(of_table, of_indexes)
        if of_table:
            ctx.report(element, f"{element.address} {has} provisioned capacity that nothing scales.", fix)
        elif of_indexes:
            message = f"An index of {element.address} {has} provisioned capacity that nothing scales."
            ctx.report(indexes[0] if indexes else element, message, fix, address=element.address)


class _Repair:
    """The fixes for one table."""

    def __init__(self, table: Resource, condition: str, scaling: Scaling, ctx: RuleContext) -> None:
        self.table = table
        self.condition = condition
        self.scaling = scaling
        self.options = {name: cast("int | None", ctx.options.get(name)) for name in ("minimum", "maximum", "target")}

    def fix(self, of_table: Sequence[Dimension], of_indexes: Sequence[Dimension]) -> Fix | None:
        """The fix for what is missing; None where instances differ in a way that is no key, or nothing can be done."""
        table = self.table
        if not self._can_scale_indexes():
            of_indexes = ()
        if not (of_table or of_indexes) or "\n" in self.condition or "count." in self.condition:
            return None
        fix = Fix("Scale the capacity", Level.MANUAL if self.options["maximum"] is None else Level.UNSAFE)
        for one in of_table:
            if one.argument not in table:
                minimum = str(self.options["minimum"] or 1)
                value = f"{self.condition} ? {minimum} : null" if self.condition else minimum
                fix.set_attribute(table, one.argument, value, after=("read_capacity", "billing_mode"))
        ignored = [*(one.argument for one in of_table), *([_INDEX] if of_indexes else [])]
        ignore_changes(fix, table, [name for name in ignored if not ignores_changes(table, name)])
        self._declare(fix, of_table, self._repetition(), self._minimum(of_table, [table]), "")
        blocks = table.blocks(_INDEX)
        keys = f"toset([{', '.join(t.string(name) for name in map(_index_name, blocks) if name)}])"
        repeats = f"for_each = {self.condition} ? {keys} : toset([])" if self.condition else f"for_each = {keys}"
        self._declare(fix, of_indexes, repeats, self._minimum(of_indexes, blocks), "/index/${each.key}")
        return fix

    def _can_scale_indexes(self) -> bool:
        """Whether the indexes are listed, by literal names, in a table without instances."""
        table = self.table
        if table.repeats or table.has_dynamic(_INDEX):
            return False
        return all(_index_name(block) for block in table.blocks(_INDEX))

    def _repetition(self) -> str:
        """How often the target of a table is there."""
        address, condition = self.table.address, self.condition
        if self.table.for_each is not None:
            every = f'{{ for key, table in {address} : key => table if table.billing_mode == "{PROVISIONED}" }}'
            return f"for_each = {every if condition else address}"
        if self.table.count is not None:
            return f"count = {condition} ? length({address}) : 0" if condition else f"count = length({address})"
        return f"count = {condition} ? 1 : 0" if condition else ""

    def _minimum(self, missing: Sequence[Dimension], places: Sequence[Resource | Block]) -> dict[Dimension, str]:
        """The least capacity: what is configured, else what the author gave it."""
        configured, maximum = self.options["minimum"], self.options["maximum"] or _SHOWN
        found = {}
        for one in missing:
            values = {capacity_in(value_in(place, one.argument), self.table) for place in places}
            text = str(configured) if configured is not None else values.pop() if len(values) == 1 else "1"
            found[one] = str(min(int(text), maximum)) if text.isdigit() else text
        return found

    def _declare(
        self, fix: Fix, missing: Sequence[Dimension], repeats: str, minimum: dict[Dimension, str], below: str
    ) -> None:
        """Put targets and policies behind the table."""
        table = self.table
        opening = [*([repeats] if repeats else []), *provider_argument(table)]
        opening += [""] if opening else []
        name = f"{table.address}.name"
        if table.for_each is not None:
            name = "each.value.name"
        elif table.count is not None:
            name = f"{table.address}[count.index].name"
        for one in missing:
            target = self.scaling.idle.get(one)
            if target is None:
                items = (
                    *opening,
                    f"max_capacity = {self.options['maximum'] or _SHOWN}",
                    f"min_capacity = {minimum[one]}",
                    f'resource_id = "table/${{{name}}}{below}"',
                    f'scalable_dimension = "{one.name}"',
                    'service_namespace = "dynamodb"',
                )
                code = t.resource(TARGET, self._label(TARGET, one), items=items)
                fix.insert_after(table, code)
                fix.insert_after(table, self._policy(one, code.address, repeats))
            else:
                fix.insert_after(target, self._policy(one, target.address, "".join(repetition(target))))

    def _policy(self, one: Dimension, target: str, repeats: str) -> t.Code:
        key, opening = "", list(provider_argument(self.table))
        if repeats.startswith("for_each"):
            key, opening = "[each.key]", [f"for_each = {target}", *opening]
        elif repeats:
            key, opening = "[count.index]", [f"count = length({target})", *opening]
        opening += [""] if opening else []
        instance = f"{target}{key}"
        tracking = t.block(
            "target_tracking_scaling_policy_configuration",
            items=(
                t.block("predefined_metric_specification", predefined_metric_type=f'"{one.metric}"'),
                "",
                f"target_value = {self.options['target']}",
            ),
        )
        items = (
            *opening,
            f'name = "{one.metric}:${{{instance}.resource_id}}"',
            'policy_type = "TargetTrackingScaling"',
            *(f"{name} = {instance}.{name}" for name in ("resource_id", "scalable_dimension", "service_namespace")),
            tracking,
        )
        return t.resource(POLICY, self._label(POLICY, one), items=items)

    def _label(self, type_: str, one: Dimension) -> str:
        base = f"{self.table.label}_{'index_' if one.of == 'index' else ''}{one.verb.lower()}"
        label, number = base, 1
        while self.table.module.declares(f"{type_}.{label}"):
            number += 1
            label = f"{base}_{number}"
        return label


def _index_name(block: Block) -> str | None:
    return string_value(value_in(block, "name"))
