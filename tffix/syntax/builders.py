"""What each production of `hcl.lark` becomes: raw tokens and nodes in, one node out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tffix.source import Source
from tffix.syntax import nodes as n
from tffix.syntax.postfix import (
    attr_splat_step,
    attr_step,
    full_splat_step,
    index_step,
    legacy_index_step,
    postfix,
)
from tffix.syntax.tokens import RawToken

# A value on the parser's stack: a token, a node, an intermediate result, or a list of these.
Value = Any
Builder = Callable[[Source, list[Value]], Value]


@dataclass(frozen=True, slots=True)
class RawAttribute:
    """An attribute as the grammar sees it."""

    name: RawToken
    equals: RawToken
    expression: n.Expression


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block as the grammar sees it."""

    type: RawToken
    labels: tuple[tuple[int, int], ...]
    open_brace: int
    close_brace: int
    items: tuple[RawAttribute | RawBlock, ...]


@dataclass(frozen=True, slots=True)
class _ForIntro:
    key: n.Identifier | None
    value: n.Identifier
    collection: n.Expression


def _expressions(values: list[Value]) -> tuple[n.Expression, ...]:
    return tuple([v for v in values if type(v) is not tuple])


def _identifier(source: Source, token: RawToken) -> n.Identifier:
    return n.Identifier(source, token[1], token[2])


def _body(source: Source, values: list[Value]) -> tuple[RawAttribute | RawBlock, ...]:
    return tuple([v for v in values if type(v) is not tuple])


def _attribute(source: Source, values: list[Value]) -> RawAttribute:
    return RawAttribute(*values)


def _block(source: Source, values: list[Value]) -> RawBlock:
    labels = []
    at = 1
    while type(values[at]) is not tuple or values[at][0] != "LBRACE":
        labels.append(values[at][1:])
        at += 1
    return RawBlock(values[0], tuple(labels), values[at][1], values[-1][1], _body(source, values[at:]))


def _conditional(source: Source, values: list[Value]) -> n.Node:
    condition, _, true_value, _, false_value = values
    return n.Conditional(source, condition.start, false_value.end, condition, true_value, false_value)


_PRECEDENCE = {
    "||": 1,
    "&&": 2,
    "==": 3,
    "!=": 3,
    "<": 4,
    ">": 4,
    "<=": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "/": 6,
    "%": 6,
}


def _operation(source: Source, values: list[Value]) -> n.Node:
    """A run of operands and operators, ordered by precedence; all operators group from the left."""
    text = source.text
    operands: list[n.Expression] = [values[0]]
    operators: list[tuple[int, int]] = []

    def reduce() -> None:
        _, at = operators.pop()
        right = operands.pop()
        left = operands.pop()
        operands.append(n.BinaryOp(source, left.start, right.end, at, left, right))

    for token, operand in zip(values[1::2], values[2::2], strict=True):
        rank = _PRECEDENCE[text[token[1] : token[2]]]
        while operators and operators[-1][0] >= rank:
            reduce()
        operators.append((rank, token[1]))
        operands.append(operand)
    while operators:
        reduce()
    return operands[0]


def _unary_op(source: Source, values: list[Value]) -> n.Node:
    return n.UnaryOp(source, values[0][1], values[1].end, values[1])


_CONSTANTS = frozenset({"true", "false", "null"})


def _name(source: Source, token: RawToken) -> n.Node:
    _, start, end = token
    if source.text[start:end] in _CONSTANTS:
        return n.Literal(source, start, end)
    return n.Traversal(source, start, end, ())


def _traversal(source: Source, token: RawToken) -> n.Node:
    return n.Traversal(source, token[1], token[2], ())


def _literal(source: Source, token: RawToken) -> n.Node:
    return n.Literal(source, token[1], token[2])


def plain_string(source: Source, start: int, end: int) -> n.Template:
    """The node of a quoted string without sequences, quotes included in the interval."""
    parts = (n.TemplateLiteral(source, start + 1, end - 1),) if end - start > 2 else ()
    return n.Template(source, start, end, parts)


def _string(source: Source, token: RawToken) -> n.Node:
    return plain_string(source, token[1], token[2])


def _word(source: Source, token: RawToken) -> RawToken:
    return token


def _words(source: Source, values: list[Value]) -> RawToken:
    return (values[0][0], values[0][1], values[-1][2])


def _parts(source: Source, values: list[Value]) -> tuple[n.TemplatePart, ...]:
    return tuple([n.TemplateLiteral(source, v[1], v[2]) if type(v) is tuple else v for v in values])


def _template(source: Source, values: list[Value]) -> n.Node:
    return n.Template(source, values[0][1], values[-1][2], _parts(source, values[1:-1]))


def _heredoc(source: Source, values: list[Value]) -> n.Node:
    return n.Heredoc(source, values[0][1], values[-1][2], _parts(source, values[1:-1]))


def _bare_template(source: Source, values: list[Value]) -> n.Node:
    return n.BareTemplate(source, 0, len(source.text), _parts(source, values))


def _parentheses(source: Source, values: list[Value]) -> n.Node:
    return n.Parentheses(source, values[0][1], values[2][2], values[1])


def _tuple_cons(source: Source, values: list[Value]) -> n.Node:
    return n.TupleCons(source, values[0][1], values[-1][2], _expressions(values))


def _object_cons(source: Source, values: list[Value]) -> n.Node:
    items: Any = _expressions(values)
    return n.ObjectCons(source, values[0][1], values[-1][2], items)


def _object_item(source: Source, values: list[Value]) -> n.Node:
    key, _, value = values
    if (type(key) is n.Traversal and not key.keys and "." not in source.text[key.start : key.end]) or (
        type(key) is n.Literal and source.text[key.start : key.end] in _CONSTANTS
    ):
        key = n.Identifier(source, key.start, key.end)
    return n.ObjectItem(source, key.start, value.end, key, value)


def _function_call(source: Source, values: list[Value]) -> n.Node:
    name, close = values[0], values[-1]
    expand = type(values[-2]) is tuple and values[-2][0] == "ELLIPSIS"
    return n.FunctionCall(source, name[1], close[2], name[2], expand, _expressions(values))


def _for_intro(source: Source, values: list[Value]) -> _ForIntro:
    # FOR NAME IN expr [COLON], or FOR NAME COMMA NAME IN expr [COLON]
    if values[2][0] == "COMMA":
        return _ForIntro(_identifier(source, values[1]), _identifier(source, values[3]), values[5])
    return _ForIntro(None, _identifier(source, values[1]), values[3])


def _for_condition(source: Source, values: list[Value]) -> tuple[str, n.Expression]:
    return ("condition", values[1])


def _condition(values: list[Value]) -> n.Expression | None:
    last = values[-2]
    return last[1] if type(last) is tuple and last[0] == "condition" else None


def _for_tuple(source: Source, values: list[Value]) -> n.Node:
    intro = values[1]
    ends = values[0][1], values[-1][2]
    return n.ForTuple(source, *ends, intro.key, intro.value, intro.collection, values[2], _condition(values))


def _for_object(source: Source, values: list[Value]) -> n.Node:
    intro = values[1]
    key, value = values[2], values[4]
    ends = values[0][1], values[-1][2]
    return n.ForObject(source, *ends, intro.key, intro.value, intro.collection, key, value, _condition(values))


def _interpolation(source: Source, values: list[Value]) -> n.Node:
    return n.Interpolation(source, values[0][1], values[2][2], values[1])


def _template_body(source: Source, values: list[Value]) -> tuple[str, tuple[n.TemplatePart, ...]]:
    return ("body", _parts(source, values))


def _if_directive(source: Source, values: list[Value]) -> n.Node:
    bodies = [v[1] for v in values if type(v) is tuple and v[0] in ("body", "else")]
    otherwise = bodies[1] if len(bodies) > 1 else None
    return n.IfDirective(source, values[0][1], values[-1][2], values[1], bodies[0], otherwise)


def _else_part(source: Source, values: list[Value]) -> tuple[str, Any]:
    return ("else", values[-1][1])


def _for_directive(source: Source, values: list[Value]) -> n.Node:
    intro = _for_intro(source, values)
    body = next(v[1] for v in values if type(v) is tuple and v[0] == "body")
    return n.ForDirective(source, values[0][1], values[-1][2], intro.key, intro.value, intro.collection, body)


# What becomes of a rule that is one token.
LEAF_BUILDERS: dict[str, Callable[[Source, RawToken], Value]] = {
    "name": _name,
    "traversal": _traversal,
    "literal": _literal,
    "string": _string,
    "label": _word,
    "function_name": _word,
}

BUILDERS: dict[str, Builder] = {
    "body": _body,
    "attribute": _attribute,
    "block": _block,
    "label": _words,
    "conditional": _conditional,
    "operation": _operation,
    "unary_op": _unary_op,
    "postfix": postfix,
    "attr_step": attr_step,
    "index_step": index_step,
    "legacy_index_step": legacy_index_step,
    "attr_splat_step": attr_splat_step,
    "full_splat_step": full_splat_step,
    "template": _template,
    "heredoc": _heredoc,
    "bare_template": _bare_template,
    "parentheses": _parentheses,
    "tuple_cons": _tuple_cons,
    "object_cons": _object_cons,
    "object_item": _object_item,
    "function_name": _words,
    "function_call": _function_call,
    "for_intro": _for_intro,
    "for_condition": _for_condition,
    "for_tuple": _for_tuple,
    "for_object": _for_object,
    "interpolation": _interpolation,
    "template_body": _template_body,
    "if_directive": _if_directive,
    "else_part": _else_part,
    "for_directive": _for_directive,
}
