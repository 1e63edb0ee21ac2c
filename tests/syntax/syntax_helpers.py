"""Trees as short text, so that a test can show a structure in one line."""

from __future__ import annotations

from tffix.syntax import Attribute, Block, Body, parse, parse_expression
from tffix.syntax import nodes as n


def shape(node: n.Node | None) -> str:
    """`1 + a.b[0]` as `(+ 1 a.b[0])`: operators and constructs in prefix form, leaves as written."""
    match node:
        case None:
            return "-"
        case n.Literal() | n.Identifier() | n.TemplateLiteral() | n.Traversal():
            return node.text
        case n.BinaryOp() | n.UnaryOp():
            return f"({' '.join((node.operator, *map(shape, node.children)))})"
        case n.Template(parts=parts):
            return f'"{"|".join(map(shape, parts))}"'
        case n.Heredoc(parts=parts):
            return f"({'<<-' if node.is_flush else '<<'}{node.marker} {'|'.join(map(shape, parts))!r})"
        case n.Interpolation():
            return f"${{{shape(node.expression)}}}"
        case n.FunctionCall():
            return f"{node.name}({', '.join(map(shape, node.arguments))}{'...' if node.expand_final else ''})"
        case n.ForTuple() | n.ForObject():
            variables = ",".join(v.name for v in (node.key_variable, node.value_variable) if v)
            key = f"{shape(node.key)}=>" if isinstance(node, n.ForObject) else ""
            dots = "..." if isinstance(node, n.ForObject) and node.is_grouping else ""
            condition = f" if {shape(node.condition)}" if node.condition else ""
            return f"(for {variables} in {shape(node.collection)}: {key}{shape(node.value)}{dots}{condition})"
        case n.IfDirective(then=then, otherwise=otherwise):
            other = "" if otherwise is None else f" else {'|'.join(map(shape, otherwise))!r}"
            return f"%(if {shape(node.condition)} {'|'.join(map(shape, then))!r}{other})"
        case n.ForDirective(body=body):
            variables = ",".join(v.name for v in (node.key, node.value) if v)
            return f"%(for {variables} in {shape(node.collection)} {'|'.join(map(shape, body))!r})"
        case Attribute():
            return f"{node.name}={shape(node.expr)}"
        case Block():
            return f"{' '.join((node.type, *node.label_values))}{{{shape(node.body)}}}"
        case Body():
            return "; ".join(map(shape, node.items))
    return f"({' '.join((type(node).__name__, *map(shape, node.children)))})"


def expression(text: str) -> str:
    """The shape of an expression, parsed alone and as the value of an attribute alike."""
    alone = shape(parse_expression(text))
    file = parse(f"x = {text}\n")
    assert file.error is None, file.error
    assert shape(file.body["x"].expr) == alone
    return alone


def body(text: str) -> str:
    """The shape of a whole file, which has to be valid."""
    file = parse(text)
    assert file.error is None, file.error
    return shape(file.body)
