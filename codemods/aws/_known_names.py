"""What a name that is put together can be, as far as that is known."""

from __future__ import annotations

from tffix.syntax import nodes as n
from tffix.syntax.literals import unescape
from tffix.terraform import Local, Module, Variable, evaluate
from tffix.terraform.resolve import unwrap

from ..terraform._allowed_values import allowed_values

_MAX_DEPTH = 8


def known_parts(expression: n.Expression, module: Module, depth: int = 0) -> list[tuple[str, ...]]:
    """The parts of a string one after the other, each with the values it can have; empty where these are not known.

    A variable has every value that its validations list, else its default where neither a caller nor a file of values
    sets it.
    """
    value = evaluate(expression, module)
    if isinstance(value, str | int) and not isinstance(value, bool):
        return [(str(value),)]
    if depth > _MAX_DEPTH:
        return [()]
    inner = unwrap(expression)
    if isinstance(inner, n.Template):
        parts: list[tuple[str, ...]] = []
        for part in inner.parts:
            if isinstance(part, n.TemplateLiteral):
                parts.append((unescape(part.text),))
            elif isinstance(part, n.Interpolation):
                parts += known_parts(part.expression, module, depth + 1)
            else:
                parts.append(())
        return parts
    element = module.resolve(inner, follow_locals=False) if isinstance(inner, n.Traversal) else None
    if isinstance(element, Local) and not element.is_overridden and len(getattr(inner, "names", ())) == 2:
        return known_parts(element.expr, module, depth + 1)
    return [_of_variable(element) if isinstance(element, Variable) else ()]


def longest_known(expression: n.Expression, module: Module) -> int:
    """The length of the longest string that an expression is known to be able to have; what is not known counts 0."""
    return sum(max(map(len, values), default=0) for values in known_parts(expression, module))


def _of_variable(variable: Variable) -> tuple[str, ...]:
    allowed = allowed_values(variable)
    if allowed:
        return tuple(sorted(allowed))
    if variable.is_overridden or variable.module.configuration.callers(variable.module):
        return ()
    if any(variable.label in file.body for file in variable.module.tfvars):
        return ()
    default = evaluate(variable.default, variable.module)
    return (default,) if isinstance(default, str) else ()
