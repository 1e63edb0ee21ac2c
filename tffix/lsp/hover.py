"""What hovering over a finding shows: the documentation of its rule."""

from __future__ import annotations

from lsprotocol import types as lsp

from tffix.cli.explain import page
from tffix.errors import UnknownRuleError
from tffix.lsp.convert import LinesOf, range_of
from tffix.lsp.scope import Scope


def hover_at(scope: Scope, path: str, position: lsp.Position, lines_of: LinesOf) -> lsp.Hover | None:
    """The pages of the rules whose findings lie at a position of the file at an absolute path."""
    pages: dict[str, lsp.Range] = {}
    for diagnostic in scope.found_in(path):
        where = range_of(scope, diagnostic.location, lines_of)
        if where.start <= position <= where.end:
            pages.setdefault(diagnostic.rule, where)
    texts = []
    for rule in pages:
        try:
            texts.append(page(rule))
        except UnknownRuleError:
            continue
    if not texts:
        return None
    text = "\n\n---\n\n".join(texts)
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, text), next(iter(pages.values())))
