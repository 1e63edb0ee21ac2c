"""Texts that are not files of blocks: template files, and single expressions."""

from __future__ import annotations

from tffix.source import Source
from tffix.syntax.check import parse_fragment
from tffix.syntax.nodes import BareTemplate, Expression


class TemplateFile:
    """One parsed template file (`.tftpl`). Parsing never fails: what is wrong is in `error`."""

    __slots__ = ("body", "error", "source")

    def __init__(self, source: Source) -> None:
        node, self.error = parse_fragment(source, "template")
        self.source = source
        # What does not parse has no tree; invalid escapes are the business of quoted strings only.
        self.body = node if isinstance(node, BareTemplate) and self.error is None else None

    def __str__(self) -> str:
        return self.source.text

    def __repr__(self) -> str:
        return f"<TemplateFile {self.source.path}>"


def parse_template(source: Source | str, path: str = "") -> TemplateFile:
    """The tree of a template file, or of a text; never raises."""
    return TemplateFile(source if isinstance(source, Source) else Source(path, source))


def parse_expression(text: str, path: str = "") -> Expression:
    """The expression that `text` is; raises `tffix.errors.SyntaxError` where it is none."""
    node, error = parse_fragment(Source(path, text), "expression")
    if error is not None:
        raise error
    assert isinstance(node, Expression)
    return node


__all__ = ["TemplateFile", "parse_expression", "parse_template"]
