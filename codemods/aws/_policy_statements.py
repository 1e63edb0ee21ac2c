"""Statements of policies, read from objects, from JSON and from the blocks of `aws_iam_policy_document`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tffix.syntax import Block
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name
from tffix.terraform import Local, Module
from tffix.terraform.resolve import unwrap

from ._policies import Condition, Principal, Statement, Value
from ._policy_text import holes, text_of

_MAX_DEPTH = 6


def object_statement(node: n.Expression, module: Module) -> Statement | None:
    node = unwrap(node)
    if not isinstance(node, n.ObjectCons):
        return None
    items = {key_name(item.key): item.value for item in node.items}
    is_whole = None not in items
    effect, sid = items.get("Effect"), items.get("Sid")
    principals, is_read = _principals(items.get("Principal") or items.get("NotPrincipal"), module)
    conditions, are_read = _conditions(items.get("Condition"), module)
    negated = frozenset(name for name in ("Action", "Resource", "Principal") if f"Not{name}" in items)
    return Statement(
        node,
        _literal(effect, module),
        _literal(sid, module),
        values_of(items.get("Action") or items.get("NotAction"), module),
        values_of(items.get("Resource") or items.get("NotResource"), module),
        principals,
        conditions,
        negated,
        is_whole and is_read and are_read and effect is not None,
    )


def _literal(expression: n.Expression | None, module: Module) -> str:
    text = "" if expression is None else text_of(expression, module)
    return "" if holes(text) else text


def values_of(expression: n.Expression | None, module: Module) -> tuple[Value, ...]:
    """The strings of an element that may be one string or a list."""
    if expression is None:
        return ()
    return tuple(_values(expression, module, 0))


def _values(expression: n.Expression, module: Module, depth: int) -> Iterator[Value]:
    inner = unwrap(expression)
    if depth < _MAX_DEPTH:
        if isinstance(inner, n.TupleCons):
            for item in inner.items:
                yield from _values(item, module, depth + 1)
            return
        if isinstance(inner, n.FunctionCall) and inner.name in ("concat", "flatten", "compact", "distinct", "toset"):
            for argument in inner.arguments:
                yield from _values(argument, module, depth + 1)
            return
        if isinstance(inner, n.Conditional):
            yield from _values(inner.true_value, module, depth + 1)
            yield from _values(inner.false_value, module, depth + 1)
            return
        local = whole_local(inner, module)
        if local is not None:
            yield from _values(local.expr, module, depth + 1)
            return
    yield Value(text_of(inner, module), inner)


def whole_local(expression: n.Expression, module: Module) -> Local | None:
    """The local value that an expression is, and no part of it."""
    names = expression.names if isinstance(expression, n.Traversal) else ()
    if len(names) != 2 or names[0] != "local" or not isinstance(expression, n.Traversal) or expression.keys:
        return None
    local = module.local(names[1])
    return None if local is None or local.is_overridden else local


def _principals(expression: n.Expression | None, module: Module) -> tuple[tuple[Principal, ...], bool]:
    if expression is None:
        return (), True
    inner = unwrap(expression)
    if not isinstance(inner, n.ObjectCons):
        value = Value(text_of(inner, module), inner)
        return (Principal("*" if value.text == "*" else "", value),), value.text == "*"
    found = [
        Principal(key_name(item.key) or "", value) for item in inner.items for value in values_of(item.value, module)
    ]
    return tuple(found), all(one.type for one in found)


def _conditions(expression: n.Expression | None, module: Module) -> tuple[tuple[Condition, ...], bool]:
    if expression is None:
        return (), True
    inner = unwrap(expression)
    if not isinstance(inner, n.ObjectCons):
        return (Condition("", "", ()),), False
    found: list[Condition] = []
    for item in inner.items:
        tests = unwrap(item.value)
        operator = key_name(item.key) or ""
        if not isinstance(tests, n.ObjectCons):
            found.append(Condition(operator, "", ()))
            continue
        for test in tests.items:
            key = key_name(test.key)
            found.append(Condition(operator, "" if key is None else key, values_of(test.value, module)))
    return tuple(found), all(one.operator and one.key for one in found)


def json_statement(one: dict[str, Any]) -> Statement:
    principal = one.get("Principal", one.get("NotPrincipal", {}))
    listed = principal.items() if isinstance(principal, dict) else [("*", principal)]
    conditions = one.get("Condition", {})
    return Statement(
        None,
        _string(one.get("Effect")),
        _string(one.get("Sid")),
        _strings(one.get("Action", one.get("NotAction"))),
        _strings(one.get("Resource", one.get("NotResource"))),
        tuple(Principal(kind, value) for kind, values in listed for value in _strings(values)),
        tuple(
            Condition(operator, key, _strings(values))
            for operator, tests in (conditions.items() if isinstance(conditions, dict) else ())
            for key, values in (tests.items() if isinstance(tests, dict) else ())
        ),
        frozenset(name for name in ("Action", "Resource", "Principal") if f"Not{name}" in one),
        is_whole=True,
    )


def _string(value: object) -> str:
    return value if isinstance(value, str) and not holes(value) else ""


def _strings(value: object) -> tuple[Value, ...]:
    listed = value if isinstance(value, list) else [] if value is None else [value]
    return tuple(Value(str(one), None) for one in listed)


def block_statement(block: Block, module: Module) -> Statement:
    def value(name: str) -> n.Expression | None:
        attribute = block.body.get(name)
        return None if attribute is None else attribute.expr

    effect = value("effect")
    principals = [
        Principal(_literal(kind.expr, module) if kind is not None else "", one)
        for name in ("principals", "not_principals")
        for inner in block.body.blocks_of(name)
        for kind in (inner.body.get("type"),)
        for one in values_of(_expression(inner, "identifiers"), module)
    ]
    conditions = [
        Condition(
            _literal(_expression(inner, "test"), module),
            _literal(_expression(inner, "variable"), module),
            values_of(_expression(inner, "values"), module),
        )
        for inner in block.body.blocks_of("condition")
    ]
    return Statement(
        block,
        "Allow" if effect is None else _literal(effect, module),
        _literal(value("sid"), module),
        values_of(value("actions") or value("not_actions"), module),
        values_of(value("resources") or value("not_resources"), module),
        tuple(principals),
        tuple(conditions),
        frozenset(
            name.capitalize()
            for name in ("action", "resource", "principal")
            if value(f"not_{name}s") is not None or block.body.blocks_of(f"not_{name}s")
        ),
        not block.body.blocks_of("dynamic"),
    )


def _expression(block: Block, name: str) -> n.Expression | None:
    attribute = block.body.get(name)
    return None if attribute is None else attribute.expr
