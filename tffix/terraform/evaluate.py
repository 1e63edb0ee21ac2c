"""Static evaluation: the value of an expression where the text alone proves it, UNKNOWN elsewhere."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from tffix.syntax import nodes as n
from tffix.syntax.literals import dedent, key_name, unescape, unescape_heredoc
from tffix.terraform import functions
from tffix.terraform.unknown import UNKNOWN
from tffix.terraform.values import as_string, equal, is_known, is_number

if TYPE_CHECKING:
    from tffix.terraform.module import Module

_MAX_DEPTH = 100
# Stands for an interpolation while the indentation of a flush heredoc is taken off.
_PLACEHOLDER = "\ue000"


def evaluate(
    expression: n.Node | None,
    module: Module | None = None,
    *,
    follow_variables: bool = False,
    partial: bool = False,
    path_module: str | None = None,
) -> Any:
    """The value of an expression as Python values, UNKNOWN where the text does not prove it.

    Numbers are int or float, `null` is None, tuples, lists and sets are lists (sets sorted), objects and maps
    are dicts. Local values are looked up in `module`; a variable has the value of its default only with
    `follow_variables`, since callers may set another. `path_module` is the value of `path.module`.
    With `partial`, a collection may hold UNKNOWN elements; without, one of them makes the whole UNKNOWN.
    Nesting deeper than 100 levels is UNKNOWN. None as expression (absent) is UNKNOWN too.
    """
    if expression is None:
        return UNKNOWN
    value = _Evaluation(module, follow_variables, path_module).value(expression, 0)
    return value if partial or is_known(value) else UNKNOWN


class _Evaluation:
    """One evaluation: what it may look up, and the locals it is inside of."""

    def __init__(self, module: Module | None, follow_variables: bool, path_module: str | None) -> None:
        self.module = module
        self.follow_variables = follow_variables
        self.path_module = path_module
        self.open: set[str] = set()

    def value(self, node: n.Node, depth: int) -> Any:
        """The value of a node; collections may hold UNKNOWN."""
        if depth > _MAX_DEPTH:
            return UNKNOWN
        method = _METHODS.get(type(node))
        return UNKNOWN if method is None else method(self, node, depth + 1)

    def literal(self, node: n.Literal, depth: int) -> Any:
        value = node.value
        if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
            return int(value)
        return value

    def template(self, node: n.Template, depth: int) -> Any:
        if len(node.parts) == 1 and isinstance(part := node.parts[0], n.Interpolation):
            return self.value(part.expression, depth)
        texts = [unescape(p.text) if isinstance(p, n.TemplateLiteral) else "" for p in node.parts]
        return self.joined(node.parts, texts, depth)

    def heredoc(self, node: n.Heredoc, depth: int) -> Any:
        texts = [p.text if isinstance(p, n.TemplateLiteral) else _PLACEHOLDER for p in node.parts]
        whole = "".join(texts)
        if node.is_flush:
            if whole.count(_PLACEHOLDER) != sum(not isinstance(p, n.TemplateLiteral) for p in node.parts):
                return UNKNOWN
            pieces = iter(dedent(whole).split(_PLACEHOLDER))
            texts = []
            for index, part in enumerate(node.parts):
                if isinstance(part, n.TemplateLiteral):
                    texts.append(next(pieces))
                else:
                    if index == 0 or not isinstance(node.parts[index - 1], n.TemplateLiteral):
                        next(pieces)
                    texts.append("")
        return self.joined(node.parts, [unescape_heredoc(text) for text in texts], depth)

    def joined(self, parts: tuple[n.TemplatePart, ...], texts: list[str], depth: int) -> Any:
        """The string that template parts make; `texts` has the values of the literal ones."""
        texts = list(texts)
        for index, part in enumerate(parts):
            if isinstance(part, n.TemplateLiteral):
                continue
            if isinstance(part, n.Interpolation):
                if part.text.startswith("${~") and index:
                    texts[index - 1] = texts[index - 1].rstrip()
                if part.text.endswith("~}") and index + 1 < len(texts):
                    texts[index + 1] = texts[index + 1].lstrip()
        for index, part in enumerate(parts):
            if isinstance(part, n.TemplateLiteral):
                continue
            if not isinstance(part, n.Interpolation):
                return UNKNOWN
            string = as_string(self.value(part.expression, depth))
            if not isinstance(string, str):
                return UNKNOWN
            texts[index] = string
        return "".join(texts)

    def tuple(self, node: n.TupleCons, depth: int) -> Any:
        return [self.value(item, depth) for item in node.items]

    def object(self, node: n.ObjectCons, depth: int) -> Any:
        result: dict[str, Any] = {}
        for item in node.items:
            name: Any = key_name(item.key)
            if name is None:
                name = as_string(self.value(item.key, depth))
            if not isinstance(name, str):
                return UNKNOWN
            result[name] = self.value(item.value, depth)
        return result

    def parentheses(self, node: n.Parentheses, depth: int) -> Any:
        return self.value(node.expression, depth)

    def unary(self, node: n.UnaryOp, depth: int) -> Any:
        value = self.value(node.operand, depth)
        if node.operator == "-":
            return -value if is_number(value) else UNKNOWN
        return not value if isinstance(value, bool) else UNKNOWN

    def binary(self, node: n.BinaryOp, depth: int) -> Any:
        left, right = self.value(node.left, depth), self.value(node.right, depth)
        operator = node.operator
        if operator in ("&&", "||"):
            decisive = operator == "||"
            if left is decisive or right is decisive:
                return decisive
            return (not decisive) if isinstance(left, bool) and isinstance(right, bool) else UNKNOWN
        if operator in ("==", "!="):
            same = equal(left, right)
            return same if same is UNKNOWN or operator == "==" else not same
        if not is_number(left) or not is_number(right):
            return UNKNOWN
        try:
            return _arithmetic(operator, left, right)
        except (ArithmeticError, ValueError):
            return UNKNOWN

    def conditional(self, node: n.Conditional, depth: int) -> Any:
        condition = self.value(node.condition, depth)
        if condition is True:
            return self.value(node.true_value, depth)
        if condition is False:
            return self.value(node.false_value, depth)
        first, second = self.value(node.true_value, depth), self.value(node.false_value, depth)
        return first if type(first) is type(second) and equal(first, second) is True else UNKNOWN

    def call(self, node: n.FunctionCall, depth: int) -> Any:
        if node.name == "try" and not node.expand_final:
            # The first argument that has a provable value; an unprovable one before it might be the answer.
            first = self.value(node.arguments[0], depth) if node.arguments else UNKNOWN
            return first if is_known(first) else UNKNOWN
        if node.name == "coalesce" and not node.expand_final:
            return self.coalesce(node, depth)
        arguments = [self.value(argument, depth) for argument in node.arguments]
        if node.expand_final:
            if not arguments or not isinstance(arguments[-1], list):
                return UNKNOWN
            arguments += arguments.pop()
        return functions.call(node.name, arguments)

    def coalesce(self, node: n.FunctionCall, depth: int) -> Any:
        for argument in node.arguments:
            value = self.value(argument, depth)
            if value is not None and value != "":
                return value
        return UNKNOWN

    def traversal(self, node: n.Traversal, depth: int) -> Any:
        names = node.names
        if names == ("path", "module") and not node.keys and self.path_module is not None:
            return self.path_module
        if len(names) < 2 or names[0] not in ("local", "var"):
            return UNKNOWN
        value = self.named(names[0], names[1], depth)
        if value is UNKNOWN:
            return UNKNOWN
        if not node.keys:
            for name in names[2:]:
                value = functions.index(value, name)
            return value
        for step in node.steps[2:]:
            key = self.value(step.key, depth) if isinstance(step, n.TraverseIndex) else step.name
            value = functions.index(value, key)
        return value

    def named(self, root: str, name: str, depth: int) -> Any:
        """The value of `local.name` or `var.name`."""
        if self.module is None:
            return UNKNOWN
        expression: n.Expression | None = None
        if root == "local":
            local = self.module.local(name)
            if local is not None and not local.is_overridden:
                expression = local.expr
        elif self.follow_variables:
            variable = self.module.variable(name)
            if variable is not None and not variable.is_overridden:
                expression = variable.default
        key = f"{root}.{name}"
        if expression is None or key in self.open:
            return UNKNOWN
        self.open.add(key)
        try:
            return self.value(expression, depth)
        finally:
            self.open.discard(key)

    def get_attr(self, node: n.GetAttr, depth: int) -> Any:
        return functions.index(self.value(node.object, depth), node.name.name)

    def index(self, node: n.Index | n.LegacyIndex, depth: int) -> Any:
        return functions.index(self.value(node.collection, depth), self.value(node.key, depth))


def _arithmetic(operator: str, left: Any, right: Any) -> Any:
    if operator in ("<", "<=", ">", ">="):
        less, same = left < right, left == right
        return {"<": less, "<=": less or same, ">": not less and not same, ">=": not less}[operator]
    if operator == "+":
        result = left + right
    elif operator == "-":
        result = left - right
    elif operator == "*":
        result = left * right
    elif operator == "/":
        exact = isinstance(left, int) and isinstance(right, int) and right and left % right == 0
        result = left // right if exact else left / right
    else:
        # HCL's remainder has the sign of the dividend, Python's that of the divisor.
        integers = isinstance(left, int) and isinstance(right, int)
        result = int(math.copysign(abs(left) % abs(right), left)) if integers else math.fmod(left, right)
    if isinstance(result, float):
        if not math.isfinite(result):
            return UNKNOWN
        return int(result) if result.is_integer() and abs(result) < 2**53 else result
    return result


_METHODS: dict[type[n.Node], Any] = {
    n.Literal: _Evaluation.literal,
    n.Template: _Evaluation.template,
    n.Heredoc: _Evaluation.heredoc,
    n.TupleCons: _Evaluation.tuple,
    n.ObjectCons: _Evaluation.object,
    n.Parentheses: _Evaluation.parentheses,
    n.UnaryOp: _Evaluation.unary,
    n.BinaryOp: _Evaluation.binary,
    n.Conditional: _Evaluation.conditional,
    n.FunctionCall: _Evaluation.call,
    n.Traversal: _Evaluation.traversal,
    n.GetAttr: _Evaluation.get_attr,
    n.Index: _Evaluation.index,
    n.LegacyIndex: _Evaluation.index,
}
