"""The text of a template file for an object that was encoded with `jsonencode`, and the variables it takes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tffix import templates as t
from tffix.syntax import nodes as n
from tffix.syntax.literals import escape_template, key_name, string_value
from tffix.syntax.scanner import Mode, tokenize
from tffix.terraform.resolve import unwrap

from ._sfn_names import variable_name

# Deeper than any state machine; beyond, the rest of the object is a variable as a whole.
_DEEPEST = 100
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
# Stands for an expression that is not copied, before the name of its variable.
_PLACE = "place_of_"
# Each call has a result of its own: two of them are two variables.
_IMPURE = re.compile(r"\b(?:uuid|bcrypt|timestamp)\s*\(")
# Expressions that end on a bracket of their own: newlines inside are never the end of an item.
_BRACKETED = (
    n.FunctionCall,
    n.ObjectCons,
    n.TupleCons,
    n.ForObject,
    n.ForTuple,
    n.Parentheses,
    n.Template,
    n.Heredoc,
)


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of the template and the expression it stands for."""

    name: str
    expression: n.Expression

    @property
    def has_heredoc(self) -> bool:
        """Whether the expression holds a heredoc, whose lines must stay as they are."""
        return "<<" in self.expression.text and any(isinstance(node, n.Heredoc) for node in self.expression.walk())


@dataclass(frozen=True, slots=True)
class Template:
    """The text of the file (with line feeds), its variables in order of first use, and the comments it cannot hold."""

    text: str
    variables: tuple[Variable, ...]
    comments: tuple[str, ...]

    def arguments(self, path: str) -> str:
        """The call of `templatefile` for the expression `path`, indented as code that stands at the margin."""
        return f"templatefile({path}, {self.variables_map()})"

    def variables_map(self) -> str:
        """The second argument of that call. Heredocs have no place in it, see `parts`."""
        return t.object_({v.name: _PLACE + v.name if v.has_heredoc else _portable(v) for v in self.variables})

    def parts(self, path: str) -> tuple[str | n.Node, ...]:
        """The call as parts of a replacement: expressions that hold heredocs stay, to the letter, where they are."""
        rest = self.arguments(path)
        parts: list[str | n.Node] = []
        for variable in self.variables:
            if variable.has_heredoc:
                before, _, rest = rest.partition(_PLACE + variable.name)
                parts += [before, variable.expression]
        return (*parts, rest)


def template_of(call: n.FunctionCall, obj: n.ObjectCons) -> Template:
    """The template that reads as `obj`, which `call` encodes (directly, or by way of a local value)."""
    printer = _Printer()
    text = printer.value(obj, 0, ()) + "\n"
    spans = [(v.start, v.end) for v in printer.holes]
    holders = [call] if call.start <= obj.start and obj.end <= call.end and call.source is obj.source else [call, obj]
    comments = [comment for holder in holders for comment in comments_in(holder, spans)]
    return Template(text, tuple(printer.variables), tuple(comments))


def comments_in(node: n.Node, outside: list[tuple[int, int]] | None = None) -> Iterator[str]:
    """The comments inside a node, ready to stand on lines of their own, but for those in the intervals given."""
    text = node.text
    if "#" not in text and "//" not in text and "/*" not in text:
        return
    for token in tokenize(text, Mode.EXPRESSION):
        at = node.start + token.start
        if token.kind == "COMMENT" and not any(start <= at < end for start, end in outside or ()):
            yield _dedented(node, at, text[token.start : token.end].rstrip())


@dataclass(slots=True)
class _Printer:
    """Prints an object as JSON and collects what is no literal."""

    variables: list[Variable] = field(default_factory=list)
    holes: list[n.Expression] = field(default_factory=list)
    _by_text: dict[str, str] = field(default_factory=dict)

    def value(self, expression: n.Expression, depth: int, path: tuple[str, ...]) -> str:
        """The JSON of an expression; `path` are the literal keys above it."""
        node = expression
        while isinstance(node, n.Parentheses):
            node = node.expression
        if isinstance(node, n.ObjectCons) and depth < _DEEPEST:
            return self._object(node, depth, path)
        if isinstance(node, n.TupleCons) and depth < _DEEPEST:
            return self._tuple(node, depth, path)
        literal = _literal(node)
        return literal if literal is not None else "${jsonencode(" + self._variable(expression, path) + ")}"

    def _object(self, node: n.ObjectCons, depth: int, path: tuple[str, ...]) -> str:
        names = [_literal_key(item.key) for item in node.items]
        same = [
            f"={name}" if name is not None else _inner(item.key).text
            for name, item in zip(names, node.items, strict=True)
        ]
        # Of equal keys Terraform takes the last value.
        last = {key: index for index, key in enumerate(same)}
        rows: list[str] = []
        for index, (item, name) in enumerate(zip(node.items, names, strict=True)):
            if last[same[index]] != index:
                continue
            if name is None:
                key = self._computed_key(_inner(item.key), path)
                rows.append(f"{key}: {self.value(item.value, depth + 1, path)}")
            else:
                rows.append(f"{_quoted(name)}: {self.value(item.value, depth + 1, (*path, name))}")
        return _block("{", rows, "}", depth)

    def _computed_key(self, key: n.Expression, path: tuple[str, ...]) -> str:
        name = self._variable(key, (*path, "key"))
        # Terraform makes a string of every key, JSON has no others.
        is_string = isinstance(key, n.Template | n.Heredoc)
        return "${jsonencode(" + (name if is_string else f"tostring({name})") + ")}"

    def _tuple(self, node: n.TupleCons, depth: int, path: tuple[str, ...]) -> str:
        rows = [self.value(item, depth + 1, path) for item in node.items]
        if "\n" not in node.text and not any(isinstance(item, n.ObjectCons | n.TupleCons) for item in node.items):
            return f"[{', '.join(rows)}]"
        return _block("[", rows, "]", depth)

    def _variable(self, expression: n.Expression, path: tuple[str, ...]) -> str:
        self.holes.append(expression)
        text = expression.text
        known = self._by_text.get(text)
        if known is not None and not _IMPURE.search(text):
            return known
        name = variable_name(expression, path, {variable.name for variable in self.variables})
        self.variables.append(Variable(name, expression))
        self._by_text[text] = name
        return name


def _block(opening: str, rows: list[str], closing: str, depth: int) -> str:
    if not rows:
        return opening + closing
    indent = "\n" + "  " * (depth + 1)
    return opening + ",".join(indent + row for row in rows) + "\n" + "  " * depth + closing


def _literal(node: n.Expression) -> str | None:
    """The JSON of a literal, None for everything else."""
    if isinstance(node, n.Literal):
        text = node.text
        return text if text in ("true", "false", "null") or _NUMBER.fullmatch(text) else None
    if isinstance(node, n.UnaryOp) and isinstance(node.operand, n.Literal) and node.operator == "-":
        text = "-" + node.operand.text
        return text if _NUMBER.fullmatch(text) else None
    if isinstance(node, n.Heredoc) and "\r" in node.text:
        return None
    value = string_value(node)
    return None if value is None else _quoted(value)


def _inner(key: n.Identifier | n.Expression) -> n.Expression:
    """The expression that a computed key is worth."""
    assert isinstance(key, n.Expression)
    return unwrap(key)


def _literal_key(key: n.Identifier | n.Expression) -> str | None:
    if isinstance(key, n.Literal) and key.text.isdigit() and str(int(key.text)) == key.text:
        return key.text
    return key_name(key)


def _quoted(value: str) -> str:
    """A string as JSON in a template file: JSON's escapes first, then the template's own."""
    return escape_template(json.dumps(value, ensure_ascii=False))


def _portable(variable: Variable) -> str:
    """An expression as it stands behind `name = ` in an object, its further lines indented by one level."""
    node = variable.expression
    text = node.text
    if "\n" in text and not isinstance(node, _BRACKETED):
        # Between brackets an expression may go on on the next line, in an item of an object it may not.
        return f"(\n    {_dedented(node, node.start, text, 2)}\n  )"
    return _dedented(node, node.start, text, 1)


def _dedented(node: n.Node, start: int, text: str, level: int = 0) -> str:
    """A piece of code that begins at `start`, its further lines indented relative to the line it begins on."""
    if "\n" not in text:
        return text
    whole = node.source.text
    line = whole[whole.rfind("\n", 0, start) + 1 : start]
    base = line[: len(line) - len(line.lstrip(" \t"))]
    first, *rest = text.replace("\r\n", "\n").split("\n")
    out = [first]
    for row in rest:
        row = row[len(base) :] if row.startswith(base) else row.lstrip(" \t")
        code = row.lstrip(" \t")
        blanks = row[: len(row) - len(code)].replace("\t", "  ")
        out.append("  " * level + blanks + code if code else "")
    return "\n".join(out)
