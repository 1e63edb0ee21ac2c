"""Everything the server knows: open documents, the projects they belong to, and which scopes are to be looked at."""

from __future__ import annotations

import os
from collections.abc import Iterator

from lsprotocol import types as lsp

from tffix.cli.files import is_inside
from tffix.errors import TffixError
from tffix.lsp.actions import Session
from tffix.lsp.buffers import Buffer, changed, path_of
from tffix.lsp.positions import Lines
from tffix.lsp.project import Project, Scope
from tffix.lsp.settings import Settings

_MARKDOWN = (".md", ".markdown")


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

    def version_of(self, path: str) -> int | None:
        """The version of an open document."""
        buffer = next((one for one in self.buffers.values() if one.path == path), None)
        return None if buffer is None else buffer.version

    @property
    def session(self) -> Session:
        """What of the session decides how actions look."""
        return Session(self.lines_of, self.version_of, self.capabilities)

    # Documents ------------------------------------------------------------------------------------------------------

    def opened(self, uri: str, version: int, text: str) -> Scope | None:
        """A document was opened; the scope that it belongs to, None for one that is not looked at."""
        buffer = self.buffers[uri] = Buffer(uri, path_of(uri), version, text)
        return self._put(buffer)

    def changed(self, uri: str, version: int, changes: list[lsp.TextDocumentContentChangeEvent]) -> Scope | None:
        """A document was changed."""
        buffer = self.buffers.get(uri)
        if buffer is None:
            return None
        buffer = self.buffers[uri] = changed(buffer, version, changes, self.encoding)
        return self._put(buffer)

    def closed(self, uri: str) -> Scope | None:
        """A document was closed: what is on disk counts again. The scope that it was in."""
        buffer = self.buffers.pop(uri, None)
        project = self.project_of(buffer.path) if buffer is not None and buffer.path else None
        if buffer is None or project is None:
            return None
        if project.only:
            del self.projects[project.only]
            return None
        scope = project.scope_of(buffer.path)
        if scope is None or scope.document:
            return project.drop(buffer.path)
        try:
            with open(buffer.path, "rb") as file:  # noqa: PTH123 - strings throughout
                text = file.read().decode("utf-8", "surrogateescape")
        except OSError:
            return project.drop(buffer.path)
        if text != buffer.text:
            scope.update(buffer.path, text)
        return scope

    def _put(self, buffer: Buffer) -> Scope | None:
        if not buffer.path or not self._is_looked_at(buffer):
            return None
        project = self.project_of(buffer.path)
        if project is None:
            # Nobody opened its folder: its directory is read, and it alone is written.
            project = Project(os.path.dirname(buffer.path), self.settings.config, buffer.path)  # noqa: PTH120
            self.projects[buffer.path] = project
            for _ in self.read(project):
                pass
        # What is open is put in its place when the folder is read.
        return project.put(buffer) if project.is_read else None

    # Projects -------------------------------------------------------------------------------------------------------

    def project_of(self, path: str) -> Project | None:
        """The project that a file belongs to: of folders inside each other the innermost."""
        alone = self.projects.get(path)
        holding = [p for p in self.projects.values() if not p.only and is_inside(path, p.root)]
        return max(holding, key=lambda project: len(project.root), default=alone)

    def scope_of(self, uri: str) -> Scope | None:
        """The scope that shows findings in a document."""
        path = path_of(uri)
        project = self.project_of(path)
        return None if project is None else project.scope_of(path)

    def add_folder(self, uri: str) -> Project | None:
        """A folder to be read."""
        root = path_of(uri)
        if not root or not os.path.isdir(root):  # noqa: PTH112
            return None
        for path in [p for p, project in self.projects.items() if project.only and is_inside(p, root)]:
            del self.projects[path]
        project = self.projects[root] = Project(root, self.settings.config)
        return project

    def remove_folder(self, uri: str) -> list[str]:
        """Forget a folder; the paths in which findings may have been shown."""
        project = self.projects.pop(path_of(uri), None)
        return [] if project is None else sorted({path for scope in project.scopes for path in scope.paths})

    def read(self, project: Project) -> Iterator[int]:
        """Read a project anew. Raises ConfigError; then it has no scopes."""
        project.settings = self.settings.config
        mine = [b for b in self.buffers.values() if b.path and self.project_of(b.path) is project]
        try:
            yield from project.read(b for b in mine if self._is_looked_at(b))
        except TffixError:
            project.scopes = []
            raise

    def _is_looked_at(self, buffer: Buffer) -> bool:
        return self.settings.markdown or not buffer.path.lower().endswith(_MARKDOWN)

    def scopes(self) -> list[Scope]:
        """All scopes, in a fixed order."""
        return [scope for _, project in sorted(self.projects.items()) for scope in project.scopes]
