"""From an expression that does nothing but refer to the element it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name
from tffix.terraform.elements import Element
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
        else:
            return None
    return next((raw for raw in find_references(expression) if raw.node is node), None)


def final_reference(
    module: Module | None, expression: n.Expression, follow_locals: bool = True
) -> tuple[str, tuple[str, ...]] | None:
    """The address that an expression refers to and the literal names after it; None for a computed expression.

    Local values that are references themselves, or objects of references, are followed where the module is known.
    """
    seen: set[str] = set()
    rest: tuple[str, ...] = ()
    while True:
        reference = plain_reference(expression)
        if reference is None:
            return None
        address = reference.address
        path = reference.attribute_path + rest if reference.is_whole else reference.attribute_path
        local = None
        if follow_locals and module is not None and address.startswith("local."):
            local = module.local(address.removeprefix("local."))
        if local is None:
            return address, path
        if local.is_overridden or address in seen or not reference.is_whole:
            return None
        seen.add(address)
        inner, rest = _member(local.expr, path)
        if inner is None:
            return None
        expression = inner


def resolve(module: Module, expression: n.Expression | None, follow_locals: bool) -> Element | Unknown | None:
    """See `Module.resolve`."""
    if expression is None:
        return None
    found = final_reference(module, expression, follow_locals)
    element = None if found is None else module.get(found[0])
    return UNKNOWN if element is None else element


def _member(value: n.Expression, path: tuple[str, ...]) -> tuple[n.Expression | None, tuple[str, ...]]:
    """What a path of names picks from object literals, and the names that are left for what was picked."""
    for index, name in enumerate(path):
        value = unwrap(value)
        if not isinstance(value, n.ObjectCons):
            return value, path[index:]
        names = [key_name(item.key) for item in value.items]
        if names.count(name) != 1 or None in names:
            return None, ()
        value = value.items[names.index(name)].value
    return value, ()
