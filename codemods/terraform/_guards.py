"""Where it depends on values whether an expression is read at all, or its error seen."""

from __future__ import annotations

from tffix.syntax import nodes as n
from tffix.terraform import Reference

_UNSURE = (n.Conditional, n.ForTuple, n.ForObject, n.ForDirective, n.IfDirective)
_CATCHING = frozenset({"try", "can"})


def is_unsure(reference: Reference) -> bool:
    """Whether a reference stands in a conditional or a `for`, or where its error is caught."""
    above = reference.module.files_by_path[reference.path].path_to(reference.expression)
    return any(
        isinstance(node, _UNSURE) or (isinstance(node, n.FunctionCall) and node.name in _CATCHING) for node in above
    )
