"""How long a name that is put together can get, as far as that is known."""

from __future__ import annotations

from tffix.syntax import nodes as n
from tffix.syntax.literals import unescape
from tffix.terraform import Local, Module, Variable, evaluate
from tffix.terraform.resolve import unwrap

from ..terraform._allowed_values import allowed_values

_MAX_DEPTH = 8


def longest_known(expression: n.Expression, module: Module, depth: int = 0) -> int:
    """The length of the longest string that an expression is known to be able to have; what is not known counts 0.

    A variable has every value that its validations list, else its default where no caller sets it.
    """
    value = evaluate(expression, module)
    if isinstance(value, str | int) and not isinstance(value, bool):
        return len(str(value))
    if depth > _MAX_DEPTH:
        return 0
    inner = unwrap(expression)
    if isinstance(inner, n.Template):
        total = 0
        for part in inner.parts:
            if isinstance(part, n.TemplateLiteral):
                total += len(unescape(part.text))
            elif isinstance(part, n.Interpolation):
                total += longest_known(part.expression, module, depth + 1)
        return total
    element = module.resolve(inner, follow_locals=False) if isinstance(inner, n.Traversal) else None
    if isinstance(element, Local) and not element.is_overridden and len(getattr(inner, "names", ())) == 2:
        return longest_known(element.expr, module, depth + 1)
    return _of_variable(element) if isinstance(element, Variable) else 0


def _of_variable(variable: Variable) -> int:
    allowed = allowed_values(variable)
    if allowed:
        return max(map(len, allowed))
    if variable.is_overridden or variable.module.configuration.callers(variable.module):
        return 0
    default = evaluate(variable.default, variable.module)
    return len(default) if isinstance(default, str) else 0
