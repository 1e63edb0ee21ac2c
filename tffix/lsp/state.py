"""Everything the server knows: open documents, the projects they belong to, and which scopes are to be looked at."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import partial

from lsprotocol import types as lsp

from tffix.cli.configfile import NAME, PYPROJECT
from tffix.cli.files import Kind, is_inside, kind
from tffix.errors import TffixError
from tffix.lsp.actions import Session
from tffix.lsp.buffers import Buffer, changed, path_of, uri_of
from tffix.lsp.convert import View, view_of
from tffix.lsp.positions import Lines
from tffix.lsp.project import Project
from tffix.lsp.scope import Scope
from tffix.lsp.settings import Settings
from tffix.source import BOM


class State:
    """The documents and projects of one session. No I/O with the client: it is told, and it answers."""

    def __init__(self) -> None:
        self.encoding: str = lsp.PositionEncodingKind.Utf16
        self.capabilities = lsp.ClientCapabilities()
        self.settings = Settings()
        self.buffers: dict[str, Buffer] = {}
        self.projects: dict[str, Project] = {}
        self._lines: tuple[str, Lines] | None = None

    def lines_of(self, text: str) -> Lines:
        """The lines of a text in the encoding of the session; of the last text they are kept."""
        if self._lines is None or self._lines[0] is not text:
            self._lines = (text, Lines(text, self.encoding))
        return self._lines[1]

    def document_of(self, path: str) -> lsp.OptionalVersionedTextDocumentIdentifier:
        """What the client calls the file at an absolute path: its own words if it is open, and the version then."""
        buffer = next((one for one in self.buffers.values() if one.path == path), None)
        uri, version = (uri_of(path), None) if buffer is None else (buffer.uri, buffer.version)
        return lsp.OptionalVersionedTextDocumentIdentifier(uri, version)

    @property
    def view(self) -> View:
        """What of the session decides how findings look."""
        return view_of(self.capabilities, self.lines_of, self.document_of)

    @property
    def session(self) -> Session:
        """What of the session decides how actions look."""
        return Session(self.view, self.capabilities)

    # Documents ------------------------------------------------------------------------------------------------------

    def opened(self, uri: str, version: int, text: str) -> list[Scope]:
        """A document was opened; the scopes that it is part of, none for one that is not looked at."""
        buffer = self.buffers[uri] = Buffer(uri, path_of(uri), version, text)
        return self._put(buffer)

    def changed(self, uri: str, version: int, changes: list[lsp.TextDocumentContentChangeEvent]) -> list[Scope]:
        """A document was changed; the scopes that it is part of."""
        buffer = self.buffers.get(uri)
        if buffer is None:
            return []
        buffer = self.buffers[uri] = changed(buffer, version, changes, self.lines_of)
        return self._put(buffer)

    def closed(self, uri: str) -> list[Scope]:
        """A document was closed: what is on disk counts again. The scopes that it is, or was, part of."""
        buffer = self.buffers.pop(uri, None)
        project = self.project_of(buffer.path) if buffer is not None and buffer.path else None
        if buffer is None or project is None:
            return []
        if project.only:
            return self._outside(project.root, project.only - {buffer.path})
        project.scopes = [scope for scope in project.scopes if scope.document != buffer.path]
        holding = self._holding(buffer.path)
        try:
            with open(buffer.path, "rb") as file:  # noqa: PTH123 - strings throughout
                text = file.read().decode("utf-8", "surrogateescape").removeprefix(BOM)
        except OSError:
            for scope in holding:
                scope.forget(buffer.path)
        else:
            for scope in holding:
                scope.update(buffer.path, text)
        return holding

    def _put(self, buffer: Buffer) -> list[Scope]:
        if not self._is_looked_at(buffer):
            return []
        project = self.project_of(buffer.path)
        if project is None:
            return self._outside(os.path.dirname(buffer.path), frozenset({buffer.path}))  # noqa: PTH120
        if project.only and buffer.path not in project.only:
            return self._outside(project.root, project.only | {buffer.path})
        # What is open is put in its place when the folder is read.
        shown = project.put(buffer) if project.is_read else None
        holding = [scope for scope in self._holding(buffer.path) if scope is not shown]
        for scope in holding:
            scope.update(buffer.path, buffer.text)
        return holding if shown is None else [shown, *holding]

    def _outside(self, directory: str, files: frozenset[str]) -> list[Scope]:
        """Have a directory that nobody opened read, because of these open files; its scopes."""
        if not files:
            del self.projects[directory]
            return []
        project = self.projects.setdefault(directory, Project(directory))
        project.only = files
        for _ in self.read(project):
            pass
        return project.scopes

    def _holding(self, path: str) -> list[Scope]:
        return [scope for project in self.projects.values() for scope in project.holding(path)]

    # Projects -------------------------------------------------------------------------------------------------------

    def project_of(self, path: str) -> Project | None:
        """The project that a file is shown in: of folders inside each other the innermost."""
        holding = [p for p in self.projects.values() if not p.only and is_inside(path, p.root)]
        outside = self.projects.get(os.path.dirname(path))  # noqa: PTH120
        return max(holding, key=lambda project: len(project.root), default=outside)

    def scope_of(self, uri: str) -> Scope | None:
        """The scope that shows findings in a document."""
        path = path_of(uri)
        project = self.project_of(path)
        return None if project is None else project.scope_of(path)

    def shown_in(self, scope: Scope) -> list[str]:
        """The files that the findings of a scope are shown in; none if it was given up for one that was read later."""
        project = self.project_with(scope)
        return [] if project is None else [path for path in scope.paths if self.project_of(path) is project]

    def project_with(self, scope: Scope) -> Project | None:
        """The project that a scope is in; None if it was given up for one that was read later."""
        return next((project for project in self.projects.values() if scope in project.scopes), None)

    def add_folder(self, uri: str) -> Project | None:
        """A folder to be read."""
        root = path_of(uri)
        if not root or not os.path.isdir(root):  # noqa: PTH112
            return None
        for path in [p for p, project in self.projects.items() if project.only and is_inside(p, root)]:
            del self.projects[path]
        project = self.projects[root] = Project(root)
        return project

    def remove_folder(self, uri: str) -> list[Scope]:
        """Forget a folder; the scopes that show from now on what it showed."""
        project = self.projects.pop(path_of(uri), None)
        if project is None:
            return []
        for buffer in list(self.buffers.values()):
            if is_inside(buffer.path, project.root):
                self._put(buffer)
        return [scope for scope in self.scopes() if any(is_inside(path, project.root) for path in scope.paths)]

    def touched(self, changes: Sequence[lsp.FileEvent]) -> list[Project]:
        """The projects to be read anew because of what happened to files."""
        is_open = {buffer.path for buffer in self.buffers.values()}
        found: dict[Project, None] = {}
        for change in changes:
            path = path_of(change.uri)
            directory, name = os.path.split(path)
            if name in (NAME, PYPROJECT):
                found |= dict.fromkeys(p for p in self.projects.values() if is_inside(p.root, directory))
            elif "/.terraform/" in change.uri or (change.type is lsp.FileChangeType.Changed and path in is_open):
                continue
            found |= dict.fromkeys(p for p in (self.project_of(path),) if p is not None)
            found |= dict.fromkeys(p for p in self.projects.values() if p.holding(path))
        return list(found)

    def read(self, project: Project) -> Iterator[int]:
        """Read a project anew. Raises ConfigError; then it has no scopes."""
        project.settings = self.settings.config
        try:
            yield from project.read(partial(self._open, project))
        except TffixError:
            project.scopes = []
            raise

    def _open(self, project: Project) -> Iterator[tuple[Buffer, bool]]:
        for buffer in self.buffers.values():
            if self._is_looked_at(buffer):
                yield buffer, self.project_of(buffer.path) is project

    def _is_looked_at(self, buffer: Buffer) -> bool:
        known = kind(buffer.path)
        return known is not None and (self.settings.markdown or known is not Kind.MARKDOWN)

    def scopes(self) -> list[Scope]:
        """All scopes, in a fixed order."""
        return [scope for _, project in sorted(self.projects.items()) for scope in project.scopes]
