"""Expressions that need neither scanner nor grammar: four in five are a string, a reference, a number, a list of
these, or a string with references in it. Whatever is not quite that is left to the grammar, which is the truth: a
property test compares the two.
"""

from __future__ import annotations

import re

from tffix.source import Source
from tffix.syntax import nodes as n
from tffix.syntax import patterns as p

_NAMES = rf"{p.ASCII_IDENTIFIER}(?:\.{p.ASCII_IDENTIFIER})*+"
_ATOM = re.compile(rf"(?P<string>{p.PLAIN_STRING})|(?P<names>{_NAMES})|(?P<number>{p.NUMBER})")
_SPACE = r"(?:[ \t\n]|\r\n)*+"
_ELEMENT = rf"(?:{p.PLAIN_STRING}|{_NAMES}|{p.NUMBER}){_SPACE}"
_LIST = re.compile(rf"\[{_SPACE}(?!for(?![\w\-]))(?:{_ELEMENT}(?:,{_SPACE}{_ELEMENT})*+(?:,{_SPACE})?+)?+\]")
_TEMPLATE_STEP = re.compile(rf"({p.QUOTED_RUN})(?:\$\{{[ \t]*+({_NAMES})[ \t]*+\}})?+")
_CONSTANTS = frozenset({"true", "false", "null"})


def shortcut(source: Source, start: int, end: int) -> n.Expression | None:
    """The expression that fills `start:end`, None where only the grammar can tell."""
    text = source.text
    if not text.isascii() and not text[start:end].isascii():
        return None
    atom = _ATOM.fullmatch(text, start, end)
    if atom is not None:
        return _atom(source, start, end, atom.lastgroup)
    opening = text[start : start + 1]
    if opening == "[" and _LIST.fullmatch(text, start, end) is not None:
        found = _ATOM.finditer(text, start + 1, end - 1)
        return n.TupleCons(source, start, end, tuple([_atom(source, *m.span(), m.lastgroup) for m in found]))
    if opening == '"':
        return _template(source, start, end)
    return None


def _atom(source: Source, start: int, end: int, kind: str | None) -> n.Expression:
    if kind == "string":
        parts = (n.TemplateLiteral(source, start + 1, end - 1),) if end - start > 2 else ()
        return n.Template(source, start, end, parts)
    if kind == "names" and source.text[start:end] not in _CONSTANTS:
        return n.Traversal(source, start, end, ())
    return n.Literal(source, start, end)


def _template(source: Source, start: int, end: int) -> n.Template | None:
    """A quoted template whose interpolations are references."""
    text = source.text
    parts: list[n.TemplatePart] = []
    at, last = start + 1, end - 1
    while at < last:
        step = _TEMPLATE_STEP.match(text, at, last)
        if step is None or step.end() == at:
            return None
        stop = step.end(1)
        if stop > at:
            parts.append(n.TemplateLiteral(source, at, stop))
        at = step.end()
        if at > stop:
            reference = _atom(source, *step.span(2), "names")
            parts.append(n.Interpolation(source, stop, at, reference))
    if at != last or text[last] != '"':
        return None
    return n.Template(source, start, end, tuple(parts))
