"""Expressions that have another value in every plan."""

from __future__ import annotations

from collections.abc import Iterator

from tffix.syntax import nodes as n
from tffix.terraform import Module

# Source: Terraform, "timestamp Function", "plantimestamp Function", "uuid Function".
VOLATILE_FUNCTIONS = ("timestamp", "plantimestamp", "uuid")
_MAX_LOCALS = 5


def volatile_calls(node: n.Node) -> Iterator[n.FunctionCall]:
    """The calls in an expression that give another value each time."""
    for one in node.walk():
        if isinstance(one, n.FunctionCall) and one.name in VOLATILE_FUNCTIONS:
            yield one


def is_volatile(node: n.Node, module: Module, depth: int = 0) -> bool:
    """Whether an expression reads such a call, itself or by way of local values."""
    if next(volatile_calls(node), None) is not None:
        return True
    if depth >= _MAX_LOCALS:
        return False
    for reference in module.references_in(node):
        if reference.address.startswith("local."):
            local = module.local(reference.address.removeprefix("local."))
            if local is not None and is_volatile(local.expr, module, depth + 1):
                return True
    return False


def without_volatile_parts(template: n.Template, module: Module) -> str | None:
    """A quoted template without the interpolations that are volatile and the separators before them, as text.

    None where nothing would be left, or where it has directives.
    """
    kept: list[str] = []
    is_cut = False
    for part in template.parts:
        if isinstance(part, n.Interpolation) and is_volatile(part, module):
            if kept:
                kept[-1] = kept[-1].rstrip("-_. ") if not kept[-1].startswith("${") else kept[-1]
            is_cut = True
        elif isinstance(part, n.TemplateLiteral | n.Interpolation):
            text = part.text
            kept.append(text.lstrip("-_. ") if is_cut and not "".join(kept) else text)
        else:
            return None
    text = "".join(kept)
    return f'"{text}"' if is_cut and text else None
