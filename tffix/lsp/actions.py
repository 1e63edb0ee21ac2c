"""Code actions: the fix of a finding, all fixes of a rule, all safe fixes, and a comment that ignores a finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lsprotocol import types as lsp

from tffix.lsp.convert import View, published_one, range_of
from tffix.lsp.edits import Changes, creates_files, workspace_edit
from tffix.lsp.scope import Scope
from tffix.rules import Level
from tffix.rules.diagnostics import Diagnostic, LoweredFix
from tffix.rules.suppressions import suppressions
from tffix.source import Source

FIX_ALL = "source.fixAll.tffix"
KINDS = (lsp.CodeActionKind.QuickFix, FIX_ALL)


@dataclass(frozen=True, slots=True)
class Session:
    """What of the session decides how an action looks."""

    view: View
    capabilities: lsp.ClientCapabilities

    @property
    def _actions(self) -> lsp.CodeActionClientCapabilities | None:
        document = self.capabilities.text_document
        return document.code_action if document else None

    @property
    def shows_disabled(self) -> bool:
        """Whether the client shows an action that cannot be taken, with the reason."""
        return bool(self._actions and self._actions.disabled_support)

    @property
    def resolves(self) -> bool:
        """Whether the client asks for the edit of an action when it is chosen."""
        support = self._actions.resolve_support if self._actions else None
        return bool(self._actions and self._actions.data_support and support and "edit" in support.properties)

    def edit(self, changes: Changes, review: str = "") -> lsp.WorkspaceEdit:
        """The workspace edit for changed files."""
        return workspace_edit(changes, self.view, self.capabilities, review)

    def can_make(self, changes: Changes) -> bool:
        """Whether the client is able to make the changes."""
        return self.creates or not creates_files(changes)

    @property
    def creates(self) -> bool:
        """Whether an edit may make new files."""
        can = self.capabilities.workspace.workspace_edit if self.capabilities.workspace else None
        return lsp.ResourceOperationKind.Create in ((can and can.resource_operations) or ())


def actions_at(
    scope: Scope, path: str, where: lsp.Range, only: list[lsp.CodeActionKind | str] | None, session: Session
) -> Iterator[lsp.CodeAction]:
    """The actions for a range of the file at an absolute path; `only` are the kinds that are asked for."""
    analysis = scope.analysis
    assert analysis is not None

    def wanted(kind: str) -> bool:
        return only is None or any(kind == one or kind.startswith(f"{one}.") for one in only)

    if wanted(lsp.CodeActionKind.QuickFix):
        here = [
            diagnostic
            for diagnostic in scope.found_in(path)
            if _touch(range_of(scope, diagnostic.location, session.view.lines_of), where)
        ]
        # Safe fixes first, then those to review, then what a person has to decide.
        for diagnostic in sorted(here, key=lambda d: (d.fix is None, str(d.fix.level if d.fix else ""), d.sort_key)):
            yield from _for_finding(scope, diagnostic, session)
    if wanted(FIX_ALL) and any(d.fix is not None and d.fix.level is Level.SAFE for d in analysis.diagnostics):
        yield from _lazy(scope, lsp.CodeAction("Fix all safe tffix findings", FIX_ALL), "", session)


def _touch(one: lsp.Range, other: lsp.Range) -> bool:
    return one.start <= other.end and other.start <= one.end


def _for_finding(scope: Scope, diagnostic: Diagnostic, session: Session) -> Iterator[lsp.CodeAction]:
    shown = [published_one(scope, diagnostic, session.view)]
    kind = lsp.CodeActionKind.QuickFix
    fix, analysis = diagnostic.fix, scope.analysis
    assert analysis is not None
    if fix is not None and fix.level is Level.MANUAL:
        if session.shows_disabled:
            reason = "tffix does not decide this: the right edit needs a value or a decision of yours."
            yield lsp.CodeAction(fix.title, kind, shown, disabled=lsp.CodeActionDisabled(reason))
    elif fix is not None and all(_is_open_to(scope, p) for p in fix.paths):
        changes = scope.written(fix)
        if changes and session.can_make(changes):
            safe = fix.level is Level.SAFE
            yield lsp.CodeAction(
                _title(fix), kind, shown, is_preferred=safe, edit=session.edit(changes, "" if safe else fix.title)
            )
        alike = [
            d for d in analysis.diagnostics if d.rule == diagnostic.rule and d.fix and d.fix.level is not Level.MANUAL
        ]
        if len(alike) > 1:
            title = f"Fix all {len(alike)} findings of {diagnostic.rule} in this configuration"
            yield from _lazy(scope, lsp.CodeAction(title, kind, shown), diagnostic.rule, session)
    ignored = _ignored(scope, diagnostic)
    if ignored is not None:
        title = f"Ignore {diagnostic.rule} here"
        yield lsp.CodeAction(title, kind, shown, edit=session.edit(scope.shown(ignored)))


def _is_open_to(scope: Scope, path: str) -> bool:
    """Whether a fix may write to a file; a new one may be created everywhere."""
    return path not in scope.task.run.read_only and path not in scope.task.run.locked


def _title(fix: LoweredFix) -> str:
    return fix.title if fix.level is Level.SAFE else f"{fix.title} (the plan may change)"


def _lazy(scope: Scope, action: lsp.CodeAction, rule: str, session: Session) -> Iterator[lsp.CodeAction]:
    """An action whose edit takes a run of the engine: made when it is chosen, if the client can ask for it then.

    One that the client may not be able to carry out is made at once, and not shown if that is so.
    """
    action.data = {"root": scope.root, "unit": scope.unit.name, "document": scope.document, "rule": rule}
    if not (session.resolves and session.creates):
        resolve(scope, action, session)
        if action.edit is None:
            return
    yield action


def resolve(scope: Scope, action: lsp.CodeAction, session: Session) -> None:
    """Give an action its edit."""
    data = action.data
    rule = str(data.get("rule", "")) if isinstance(data, Mapping) else ""
    changes = scope.fixed(Level.UNSAFE, rule) if rule else scope.fixed(Level.SAFE)
    analysis = scope.analysis
    risky = (
        rule
        and analysis
        and any(d.fix and d.fix.level is not Level.SAFE for d in analysis.diagnostics if d.rule == rule)
    )
    if session.can_make(changes):
        action.edit = session.edit(changes, action.title if risky else "")


def _ignored(scope: Scope, diagnostic: Diagnostic) -> Mapping[str, str] | None:
    """The file with a comment above the line of the finding; None where such a comment would not ignore it."""
    path, start = diagnostic.location.path, diagnostic.location.start
    if diagnostic.rule not in scope.task.rules or path not in scope.texts:
        return None
    text = scope.texts[path]
    at = text.rfind("\n", 0, start) + 1
    indent = text[at : len(text) - len(text[at:].lstrip(" \t"))]
    newline = "\r\n" if text[:at].endswith("\r\n") else "\n"
    comment = f"{indent}# tffix: ignore[{diagnostic.rule}]{newline}"
    source = Source(path, text[:at] + comment + text[at:])
    line = source.position(start + len(comment)).line
    # Inside of a heredoc or of a string it would be text.
    made = (one for one in suppressions(source) if one.location.start == at + len(indent))
    return {path: source.text} if any(one.lines and line in one.lines for one in made) else None
