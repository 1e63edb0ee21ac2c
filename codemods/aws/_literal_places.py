"""What a string is in the expression that it stands in."""

from __future__ import annotations

from tffix.syntax import Attribute
from tffix.syntax import nodes as n


def is_compared(node: n.Template, attribute: Attribute) -> bool:
    """Whether a string is a key, what another value is compared with, or an argument of a function."""
    return any(
        (isinstance(one, n.BinaryOp) and node in (one.left, one.right))
        or (isinstance(one, n.ObjectItem) and one.key is node)
        or (isinstance(one, n.Index) and one.key is node)
        or (isinstance(one, n.FunctionCall) and node in one.arguments)
        for one in attribute.expr.walk()
    )
