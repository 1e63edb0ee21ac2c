"""DynamoDB tables with provisioned capacity, and what scales it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tffix.syntax import Block
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform import UNKNOWN, Local, Resource, Variable, evaluate
from tffix.terraform.resolve import unwrap

from ..terraform._allowed_values import allowed_values

TABLE = "aws_dynamodb_table"
TARGET = "aws_appautoscaling_target"
POLICY = "aws_appautoscaling_policy"
PROVISIONED = "PROVISIONED"
# What scales a target: policies, and a timetable.
_SCALERS = (POLICY, "aws_appautoscaling_scheduled_action")


@dataclass(frozen=True, slots=True)
class Dimension:
    """What is scaled: `of` a table or an index, reading or writing."""

    of: str
    verb: str

    @property
    def name(self) -> str:
        """The scalable dimension. Source: Application Auto Scaling API reference, RegisterScalableTarget."""
        return f"dynamodb:{self.of}:{self.verb}CapacityUnits"

    @property
    def argument(self) -> str:
        """The argument of the table or index that it scales."""
        return f"{self.verb.lower()}_capacity"

    @property
    def metric(self) -> str:
        """The metric that it follows. Source: the same, PredefinedMetricSpecification."""
        return f"DynamoDB{self.verb}CapacityUtilization"


OF_TABLE = (Dimension("table", "Read"), Dimension("table", "Write"))
OF_INDEX = (Dimension("index", "Read"), Dimension("index", "Write"))


def billing_condition(table: Resource) -> str | None:
    """When the capacity of a table is provisioned, as an expression; empty for always, None for never.

    The provider's default is PROVISIONED. A table with the locks of states (Terraform, "s3" backend, `dynamodb_table`:
    its partition key has a name of its own) is asked by one run at a time: nothing of it is to be scaled.
    """
    if table.constant("hash_key") == "LockID":
        return None
    expression, module = table["billing_mode"], table.module
    if expression is None:
        return ""
    value = evaluate(expression, module)
    if value is not UNKNOWN:
        return "" if value in (PROVISIONED, None) else None
    inner = unwrap(expression)
    variable = module.resolve(inner) if isinstance(inner, n.Traversal) else None
    allowed = allowed_values(variable) if isinstance(variable, Variable) else None
    if allowed is not None and PROVISIONED not in allowed:
        return None
    text = inner.text
    return f'{text if isinstance(inner, n.Traversal | n.FunctionCall) else f"({text})"} == "{PROVISIONED}"'


@dataclass(frozen=True, slots=True)
class Scaling:
    """What scales a table: dimensions with a policy, and those whose target has none."""

    scaled: frozenset[Dimension]
    idle: dict[Dimension, Resource]


def scaling_of(table: Resource) -> Scaling | None:
    """What of a table is scaled in its module; None where that cannot be told."""
    module = table.module
    if any(address.startswith((f"{TARGET}.", f"{POLICY}.")) for address in module.json_addresses):
        return None
    for other in module.configuration.modules.values():
        if other is not module and any(_may_be_of_dynamodb(one) for one in other.resources_of(TARGET)):
            return None  # the name of the table may be passed there
    scaled: set[Dimension] = set()
    idle: dict[Dimension, Resource] = {}
    for target in module.resources_of(TARGET):
        if not _may_be_of_dynamodb(target):
            continue
        tables = _tables(target)
        if not tables or target.is_overridden:
            return None
        if table.address not in tables:
            continue
        found = _dimensions(target)
        if found is None:
            return None
        for one in found:
            if _is_driven(target, one):
                scaled.add(one)
            else:
                idle[one] = target
    return Scaling(frozenset(scaled), {one: target for one, target in idle.items() if one not in scaled})


def _may_be_of_dynamodb(target: Resource) -> bool:
    return string_value(target["service_namespace"]) in (None, "dynamodb")


def _dimensions(target: Resource) -> tuple[Dimension, ...] | None:
    name = string_value(target["scalable_dimension"])
    return None if name is None else tuple(one for one in (*OF_TABLE, *OF_INDEX) if one.name == name)


def _tables(element: Resource) -> set[str]:
    """The addresses of the tables that the ID of a target or policy is made from, by way of local values."""
    module = element.module
    todo: list[n.Node] = [one for one in (element["resource_id"], element.for_each) if one is not None]
    found: set[str] = set()
    seen: set[str] = set()
    while todo:
        for reference in module.references_in(todo.pop()):
            one = module.get(reference.address)
            if isinstance(one, Resource) and one.type == TABLE:
                found.add(one.address)
            elif isinstance(one, Local) and one.address not in seen:
                seen.add(one.address)
                todo.append(one.expr)
    return found


def _is_driven(target: Resource, dimension: Dimension) -> bool:
    """Whether something may scale a target: a policy that names it, or one that may mean it."""
    module = target.module
    for type_ in _SCALERS:
        for one in module.resources_of(type_):
            if not _may_be_of_dynamodb(one):
                continue
            if target.address in _addresses(one):
                return True
            if string_value(one["scalable_dimension"]) not in (None, dimension.name):
                continue
            if not any(address.startswith(f"{TARGET}.") for address in _addresses(one)):
                return True
    return False


def _addresses(element: Resource) -> set[str]:
    nodes: Iterable[n.Node | None] = (element["resource_id"], element.for_each)
    return {r.address for node in nodes if node is not None for r in element.module.references_in(node)}


def value_in(place: Resource | Block, name: str) -> n.Expression | None:
    """An argument of a table, or of one of its blocks."""
    attribute = place.attribute(name) if isinstance(place, Resource) else place.body.get(name)
    return None if attribute is None else attribute.expr


def capacity_in(expression: n.Expression | None, table: Resource) -> str:
    """A capacity as a target can have it: a number, or a reference to what is the same everywhere."""
    inner = None if expression is None else unwrap(expression)
    if isinstance(inner, n.Conditional):
        branches = [inner.true_value, inner.false_value]
        given = [one for one in branches if evaluate(one, table.module) is not None]
        inner = unwrap(given[0]) if len(given) == 1 else inner
    if isinstance(inner, n.Literal) and inner.text.isdigit():
        return inner.text
    if isinstance(inner, n.Traversal) and inner.root_name in ("var", "local") and not inner.keys:
        return inner.text
    return "1"
