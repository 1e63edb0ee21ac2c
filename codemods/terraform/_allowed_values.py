"""The strings that a variable may have, as its validation blocks say."""

from __future__ import annotations

import re

from tffix.syntax import nodes as n
from tffix.terraform import UNKNOWN, Module, Variable, evaluate
from tffix.terraform.resolve import unwrap

# `^(dev|prod)$`, `^(?:dev|prod)$`, `^prod$`: without both anchors, or with any other syntax, more values match.
_ALTERNATIVES = re.compile(r"\^(?:\((?:\?:)?([\w|-]+)\)|([\w-]+))\$")


def allowed_values(variable: Variable) -> frozenset[str] | None:
    """All strings that pass the validations of a variable, or more; None where they do not say.

    A validation that cannot be read this way can only forbid more, so that what the others allow stays an upper bound.
    """
    if variable.is_overridden:
        return None
    values: frozenset[str] | None = None
    for block in variable.validations:
        condition = block.body.get("condition")
        if condition is not None:
            values = _both(values, _Condition(variable.address, variable.module).values(condition.expr))
    return values


def names_address(expression: n.Expression, address: str) -> bool:
    """Whether an expression is a plain reference to `address` (`var.x`) and nothing more."""
    inner = unwrap(expression)
    return isinstance(inner, n.Traversal) and not inner.keys and ".".join(inner.names) == address


def _both(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return other if one is None else one
    return one & other


class _Condition:
    """Reads the conditions on one variable."""

    def __init__(self, address: str, module: Module) -> None:
        self.address = address
        self.module = module

    def values(self, condition: n.Expression) -> frozenset[str] | None:
        """The strings for which a condition may hold, None where they are not a list."""
        condition = unwrap(condition)
        if isinstance(condition, n.BinaryOp):
            return self._binary(condition)
        if isinstance(condition, n.FunctionCall) and not condition.expand_final:
            return self._call(condition.name, condition.arguments)
        return None

    def _binary(self, node: n.BinaryOp) -> frozenset[str] | None:
        if node.operator == "&&":
            return _both(self.values(node.left), self.values(node.right))
        if node.operator == "||":
            left, right = self.values(node.left), self.values(node.right)
            return None if left is None or right is None else left | right
        if node.operator == "==":
            for one, other in ((node.left, node.right), (node.right, node.left)):
                if self._is_variable(one):
                    return self._strings([evaluate(other, self.module)])
        if node.operator == ">" and evaluate(node.right) == 0:
            return self._matches(node.left)
        return None

    def _call(self, name: str, arguments: tuple[n.Expression, ...]) -> frozenset[str] | None:
        if name == "contains" and len(arguments) == 2 and self._is_variable(arguments[1]):
            return self._strings(evaluate(arguments[0], self.module))
        if name == "can" and len(arguments) == 1:
            call = unwrap(arguments[0])
            return self._alternatives(call, "regex") if isinstance(call, n.FunctionCall) else None
        if name in ("anytrue", "alltrue") and len(arguments) == 1:
            return self._each(arguments[0], any_is_enough=name == "anytrue")
        return None

    def _each(self, conditions: n.Expression, *, any_is_enough: bool) -> frozenset[str] | None:
        conditions = unwrap(conditions)
        if not isinstance(conditions, n.TupleCons) or not conditions.items:
            return None
        found = [self.values(item) for item in conditions.items]
        known = [values for values in found if values is not None]
        if any_is_enough:
            return frozenset().union(*known) if len(known) == len(found) else None
        return frozenset.intersection(*known) if known else None

    def _matches(self, node: n.Expression) -> frozenset[str] | None:
        """`length(regexall(pattern, var.x))`, which is compared with 0."""
        node = unwrap(node)
        if not isinstance(node, n.FunctionCall) or node.name != "length" or len(node.arguments) != 1:
            return None
        call = unwrap(node.arguments[0])
        return self._alternatives(call, "regexall") if isinstance(call, n.FunctionCall) else None

    def _alternatives(self, call: n.FunctionCall, name: str) -> frozenset[str] | None:
        if call.name != name or len(call.arguments) != 2 or not self._is_variable(call.arguments[1]):
            return None
        pattern = evaluate(call.arguments[0], self.module)
        match = _ALTERNATIVES.fullmatch(pattern) if isinstance(pattern, str) else None
        return self._strings((match[1] or match[2]).split("|")) if match else None

    def _is_variable(self, expression: n.Expression) -> bool:
        return names_address(expression, self.address)

    def _strings(self, values: object) -> frozenset[str] | None:
        if values is UNKNOWN or not isinstance(values, list) or not all(isinstance(v, str) and v for v in values):
            return None
        return frozenset(values)
