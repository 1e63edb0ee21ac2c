"""Findings as the protocol has them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lsprotocol import types as lsp

from tffix.lsp.pages import page_uri
from tffix.lsp.positions import Lines
from tffix.lsp.scope import Scope
from tffix.rules.diagnostics import Diagnostic, Location, Severity

#: The lines of a text, in the encoding of the session.
LinesOf = Callable[[str], Lines]

#: What a client calls the file at an absolute path, with the version if it is open.
DocumentOf = Callable[[str], lsp.OptionalVersionedTextDocumentIdentifier]

SOURCE = "tffix"
_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}


def range_of(scope: Scope, location: Location, lines_of: LinesOf) -> lsp.Range:
    """The range of a place, in its file or in the answer."""
    lines = lines_of(scope.text(location.path))
    start = scope.place(location.path, location.start)
    return lines.range(start, max(scope.place(location.path, location.end), start))


@dataclass(frozen=True, slots=True)
class View:
    """How a client counts, what it calls files, and what it shows of a finding."""

    lines_of: LinesOf
    document_of: DocumentOf
    related: bool = True
    tags: frozenset[lsp.DiagnosticTag] = frozenset(lsp.DiagnosticTag)


def view_of(client: lsp.ClientCapabilities, lines_of: LinesOf, document_of: DocumentOf) -> View:
    """The view of a client. Those that ask for findings say here, too, what they show of them."""
    document = client.text_document
    can = document.publish_diagnostics if document else None
    if can is None:
        return View(lines_of, document_of, related=False, tags=frozenset())
    tags = frozenset(can.tag_support.value_set) if can.tag_support else frozenset()
    return View(lines_of, document_of, bool(can.related_information), tags)


def published(scope: Scope, path: str, view: View) -> list[lsp.Diagnostic]:
    """The findings of a scope that are shown in the file at an absolute path."""
    return [published_one(scope, diagnostic, view) for diagnostic in scope.found_in(path)]


def published_one(scope: Scope, diagnostic: Diagnostic, view: View) -> lsp.Diagnostic:
    """One finding."""
    lines_of = view.lines_of
    rule = diagnostic.rule
    message = diagnostic.message + (f"\n{diagnostic.detail}" if diagnostic.detail else "")
    related = [
        lsp.DiagnosticRelatedInformation(
            lsp.Location(
                view.document_of(scope.absolute(one.location.path)).uri, range_of(scope, one.location, lines_of)
            ),
            one.message,
        )
        for one in diagnostic.related
        if view.related and one.location.path in scope.texts
    ]
    return lsp.Diagnostic(
        range_of(scope, diagnostic.location, lines_of),
        message,
        _SEVERITIES[diagnostic.severity],
        rule,
        _description(rule),
        SOURCE,
        [tag for tag in _tags(rule) if tag in view.tags] or None,
        related or None,
    )


def _description(rule: str) -> lsp.CodeDescription | None:
    uri = page_uri(rule)
    return None if uri is None else lsp.CodeDescription(uri)


def _tags(rule: str) -> list[lsp.DiagnosticTag]:
    """Editors grey out what nobody uses and strike through what is deprecated: the names of rules tell."""
    words = rule.split("-")
    if {"unused", "orphan"} & set(words):
        return [lsp.DiagnosticTag.Unnecessary]
    return [lsp.DiagnosticTag.Deprecated] if {"deprecated", "retired"} & set(words) else []
