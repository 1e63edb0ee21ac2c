"""Strings of policies as text that can be compared: literal text with a hole for what is only known when applied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tffix.syntax import nodes as n
from tffix.syntax.literals import dedent, unescape, unescape_heredoc
from tffix.terraform import Module, Resource
from tffix.terraform.references import find_references
from tffix.terraform.resolve import unwrap

#: A hole begins and ends with these; between them stands the expression, without blanks and instance keys.
OPEN, CLOSE = "\ue000", "\ue001"
_HOLE = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
_INSTANCE = re.compile(r"^((?:data\.)?\w+\.[\w-]+)\[[^\]]*\]")
_MAX_DEPTH = 8

# The attributes that hold an argument of the same block, beside those of the argument's own name. Provider
# documentation, "Attribute Reference" of each resource.
_ALIASES = {
    ("aws_s3_bucket", "id"): "bucket",
    ("aws_dynamodb_table", "id"): "name",
    ("aws_cloudwatch_log_group", "id"): "name",
    ("aws_ssm_parameter", "id"): "name",
    ("aws_ecr_repository", "id"): "name",
    ("aws_iam_role", "id"): "name",
    ("aws_ecs_cluster", "id"): "",
}


def text_of(expression: n.Expression, module: Module) -> str:
    """A string expression as comparable text.

    Local values are looked into, and so are names that a resource of the module gives itself
    (`aws_s3_bucket.x.bucket` is the text of its argument). Everything else is a hole.
    """
    return _text(expression, module, 0)


def _text(expression: n.Expression, module: Module, depth: int) -> str:
    expression = unwrap(expression)
    if isinstance(expression, n.Template):
        return "".join(_part(part, module, depth, is_quoted=True) for part in expression.parts)
    if isinstance(expression, n.Heredoc):
        parts = [_part(part, module, depth, is_quoted=False) for part in expression.parts]
        return dedent("".join(parts)) if expression.is_flush else "".join(parts)
    if isinstance(expression, n.Literal):
        return expression.text
    known = _known(expression, module, depth) if depth < _MAX_DEPTH else None
    return hole(expression) if known is None else known


def _part(part: n.Node, module: Module, depth: int, *, is_quoted: bool) -> str:
    if isinstance(part, n.TemplateLiteral):
        return unescape(part.text) if is_quoted else unescape_heredoc(part.text)
    if isinstance(part, n.Interpolation):
        return _text(part.expression, module, depth + 1)
    return hole(part)


def _known(expression: n.Expression, module: Module, depth: int) -> str | None:
    """The text of what an expression refers to, None where that cannot be looked into."""
    if not isinstance(expression, n.Traversal):
        return None
    names = expression.names
    if expression.keys:
        return None
    if len(names) == 2 and names[0] == "local":
        local = module.local(names[1])
        if local is None or local.is_overridden or not _is_text(local.expr):
            return None
        return _text(local.expr, module, depth + 1)
    if len(names) != 3 or names[0] == "data":
        return None
    element = module.get(f"{names[0]}.{names[1]}")
    if not isinstance(element, Resource) or element.is_overridden or element.count or element.for_each:
        return None
    value = element[_ALIASES.get((names[0], names[2]), names[2])]
    return _text(value, module, depth + 1) if value is not None and _is_text(value) else None


def _is_text(expression: n.Expression) -> bool:
    return isinstance(unwrap(expression), n.Template | n.Traversal | n.Heredoc)


def hole(node: n.Node) -> str:
    """The hole that an expression leaves in a text."""
    text = "".join(node.text.split())
    return OPEN + _INSTANCE.sub(r"\1", text) + CLOSE


def holes(text: str) -> list[str]:
    """What stands in the holes of a text."""
    return _HOLE.findall(text)


def addresses_in(node: n.Node, module: Module) -> Iterator[str]:
    """The resources and data sources that an expression mentions, local values looked into."""
    todo, seen = [node], set[str]()
    while todo:
        for reference in find_references(todo.pop()):
            if reference.address in seen:
                continue
            seen.add(reference.address)
            local = module.local(reference.address[6:]) if reference.address.startswith("local.") else None
            if local is not None:
                todo.append(local.expr)
            else:
                yield reference.address
