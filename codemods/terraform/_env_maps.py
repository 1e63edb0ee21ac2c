"""Maps keyed by environment: local values with one entry for each value of a variable, and how they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name
from tffix.terraform import UNKNOWN, Local, Module, Variable, evaluate
from tffix.terraform.resolve import unwrap
from tffix.terraform.values import kind

from ._allowed_values import allowed_values, names_address

SCALARS = frozenset({"number", "string", "bool"})
_ENVIRONMENTS = frozenset(
    {"dev", "develop", "development", "integration", "int", "live", "local", "nonprod", "perf", "performance"}
    | {"preprod", "preview", "pre-prod", "prd", "prod", "production", "qa", "sandbox", "sit", "stage", "staging"}
    | {"stg", "test", "testing", "tst", "uat"}
)
_ENVIRONMENT_VARIABLES = frozenset(
    {"env", "env_name", "environment", "environment_name", "environment_suffix", "env_suffix", "stage", "stage_name"}
    | {"deployment_environment", "deploy_env", "target_environment", "app_env", "app_environment"}
)


@dataclass(frozen=True, slots=True)
class Column:
    """One scalar for each environment: of a map of scalars (`field` is empty), or one field of a map of objects.

    `kind` is `number`, `string` or `bool`; `values` has those that the text proves, by environment. `node` is where
    the column begins: the local value, or the field in the first of the objects.
    """

    field: str
    kind: str
    values: Mapping[str, Any]
    node: n.Node


@dataclass(frozen=True, slots=True)
class KeyedMap:
    """A local value that is an object with literal keys, and its columns."""

    local: Local
    keys: tuple[str, ...]
    columns: tuple[Column, ...]


def may_be_map(local: Local) -> bool:
    """Whether a local value begins as an object does; its expression is not opened."""
    return local.attribute.expr_text.startswith(("{", "tomap("))


def keyed_maps(module: Module) -> Iterator[KeyedMap]:
    """The local values of a module that are objects with literal keys and scalars, or objects of scalars, in them."""
    labels = [local.label for local in module.locals]
    for local in module.locals:
        if not may_be_map(local) or local.is_overridden:
            continue
        object_ = _object(local.attribute.expr)
        keys = [key_name(item.key) for item in object_.items] if object_ is not None else []
        names = [key for key in keys if key is not None]
        if object_ is None or not names or len(set(names)) < len(keys) or labels.count(local.label) > 1:
            continue
        rows = {name: item.value for name, item in zip(names, object_.items, strict=True)}
        objects = {name: _object(value) for name, value in rows.items()}
        has_objects = all(value is not None for value in objects.values())
        columns = tuple(_fields(objects, module)) if has_objects else _scalars("", rows, local.node, module)
        yield KeyedMap(local, tuple(names), columns)


def _object(expression: n.Expression) -> n.ObjectCons | None:
    expression = unwrap(expression)
    if isinstance(expression, n.FunctionCall) and expression.name == "tomap" and len(expression.arguments) == 1:
        expression = unwrap(expression.arguments[0])
    return expression if isinstance(expression, n.ObjectCons) else None


def _fields(objects: Mapping[str, n.ObjectCons | None], module: Module) -> Iterator[Column]:
    """The fields that every object has once."""
    tables = []
    for object_ in objects.values():
        assert object_ is not None
        names = [key_name(item.key) for item in object_.items]
        tables.append({name: i for name, i in zip(names, object_.items, strict=True) if names.count(name) == 1})
    for field in tables[0]:
        if field is not None and all(field in table for table in tables):
            cells = {name: table[field].value for name, table in zip(objects, tables, strict=True)}
            yield from _scalars(field, cells, tables[0][field], module)


def _scalars(field: str, cells: Mapping[str, n.Expression], node: n.Node, module: Module) -> tuple[Column, ...]:
    """The column of some cells; none where they are not provably all of one scalar kind."""
    values = {name: evaluate(cell, module) for name, cell in cells.items()}
    kinds = {_kind(cells[name], values[name], module) for name in cells}
    only = kinds.pop() if len(kinds) == 1 else ""
    known = {name: value for name, value in values.items() if value is not UNKNOWN}
    return (Column(field, only, known, node),) if only in SCALARS else ()


def _kind(cell: n.Expression, value: Any, module: Module) -> str:
    """The kind of a value that is never null; empty where the text does not say."""
    if value is not UNKNOWN:
        return kind(value)
    inner = unwrap(cell)
    if isinstance(inner, n.Template):
        return "string"
    variable = module.get(".".join(inner.names)) if isinstance(inner, n.Traversal) and not inner.keys else None
    if isinstance(variable, Variable) and variable.is_nullable is False:
        return variable.type_text or ""
    return ""


# The variable that chooses -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Selector:
    """A variable that may choose an entry of a map, and the values it may have (None where nobody says)."""

    variable: Variable
    allowed: frozenset[str] | None


def selectors(module: Module) -> tuple[Selector, ...]:
    """The variables with known values, and those that are named as an environment is."""
    found = (Selector(variable, allowed_values(variable)) for variable in module.variables)
    return tuple(s for s in found if s.allowed is not None or s.variable.label in _ENVIRONMENT_VARIABLES)


def is_environment(variable: Variable) -> bool:
    """Whether a variable is named as an environment is."""
    return variable.label in _ENVIRONMENT_VARIABLES


def are_environments(keys: tuple[str, ...]) -> bool:
    """Whether keys are names of environments."""
    return len(keys) > 1 and all(key.lower() in _ENVIRONMENTS for key in keys)


def is_near(keys: tuple[str, ...], selector: Selector) -> bool:
    """Whether keys are meant for a variable although they are not exactly what it may be."""
    if is_environment(selector.variable) and are_environments(keys):
        return True
    allowed = selector.allowed or frozenset()
    common = allowed & set(keys)
    return len(common) > 1 and 2 * len(common) >= len(allowed | set(keys))


# How the module reads its maps -------------------------------------------------------------------------------------


def readings(variable: Variable) -> tuple[int, int]:
    """How often the module reads local maps by a variable with `lookup(local.x, var.env)`, with `local.x[var.env]`."""
    lookups = indexes = 0
    seen: set[int] = set()
    for reference in variable.module.references_to(variable.address):
        attribute = reference.attribute
        if attribute is None or id(attribute) in seen:
            continue
        seen.add(id(attribute))
        for node in attribute.expr.walk():
            if isinstance(node, n.Index) and _is_local(node.collection):
                indexes += names_address(node.key, variable.address)
            elif isinstance(node, n.FunctionCall) and node.name == "lookup" and len(node.arguments) > 1:
                lookups += _is_local(node.arguments[0]) and names_address(node.arguments[1], variable.address)
    return lookups, indexes


def _is_local(expression: n.Expression) -> bool:
    inner = unwrap(expression)
    return isinstance(inner, n.Traversal) and inner.root_name == "local"
