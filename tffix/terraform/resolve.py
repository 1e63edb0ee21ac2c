"""From an expression that does nothing but refer to the element it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name
from tffix.terraform.elements import Element, Local
from tffix.terraform.references import RawReference, find_references
from tffix.terraform.unknown import UNKNOWN, Unknown

if TYPE_CHECKING:
    from tffix.terraform.module import Module


def unwrap(expression: n.Expression) -> n.Expression:
    """The expression inside parentheses and inside a template that is one interpolation and nothing else."""
    while True:
        if isinstance(expression, n.Parentheses):
            expression = expression.expression
        elif (
            isinstance(expression, n.Template)
            and len(expression.parts) == 1
            and isinstance(part := expression.parts[0], n.Interpolation)
        ):
            expression = part.expression
        else:
            return expression


def plain_reference(expression: n.Expression) -> RawReference | None:
    """The reference that an expression is, None for one that computes anything (splats make lists)."""
    expression = unwrap(expression)
    node: n.Expression = expression
    while not isinstance(node, n.Traversal):
        if isinstance(node, n.GetAttr):
            node = node.object
        elif isinstance(node, n.Index | n.LegacyIndex):
            node = node.collection
        elif isinstance(node, n.Parentheses):
            return None
        else:
            return None
    return next((raw for raw in find_references(expression) if raw.node is node), None)


def resolve(module: Module, expression: n.Expression | None, follow_locals: bool) -> Element | Unknown | None:
    """See `Module.resolve`."""
    if expression is None:
        return None
    seen: set[Local] = set()
    while True:
        reference = plain_reference(expression)
        element = None if reference is None else module.get(reference.address)
        if reference is None or element is None:
            return UNKNOWN
        if not isinstance(element, Local) or not follow_locals:
            return element
        if element in seen or element.is_overridden:
            return UNKNOWN
        seen.add(element)
        inner = _member(element.expr, reference)
        if inner is None:
            return UNKNOWN
        expression = inner


def _member(value: n.Expression, reference: RawReference) -> n.Expression | None:
    """What a path of names picks from an object literal; the value itself where there is no path."""
    if reference.expression.end != reference.node.end:
        return None
    names = reference.attribute_path
    if len(reference.node.steps if isinstance(reference.node, n.Traversal) else ()) != 2 + len(names):
        return None
    for index, name in enumerate(names):
        value = unwrap(value)
        if not isinstance(value, n.ObjectCons):
            # A reference goes on after the local: `local.function.arn` with `function = aws_x.y`.
            return value if plain_reference(value) is not None and index == 0 else None
        found = [item.value for item in value.items if key_name(item.key) == name]
        if len(found) != 1 or any(key_name(item.key) is None for item in value.items):
            return None
        value = found[0]
    return value
