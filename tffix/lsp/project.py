"""A workspace folder: the configurations in it, and the answers that are open."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from tffix.cli.configfile import config_directory, load_config
from tffix.cli.discover import discover, siblings
from tffix.cli.files import File, Found, Kind, kind, shown_path
from tffix.cli.load import Module, load
from tffix.cli.run import Wanted, select
from tffix.cli.units import Unit, units_of
from tffix.config import Config, Profile, layered
from tffix.errors import FileError
from tffix.lsp.buffers import Buffer
from tffix.lsp.scope import Scope, answer_unit, id_of
from tffix.source import Source
from tffix.terraform.configuration import local_sources


@dataclass(eq=False)
class Project:
    """A workspace folder, or the directory of files outside of all.

    `settings` are what the editor says, in the shape of a `.tffix.toml`. `only` are the files of such a directory that
    are open: they alone are shown and written, what lies beside them is read.
    """

    root: str
    settings: Mapping[str, object] = field(default_factory=dict)
    only: frozenset[str] = frozenset()
    scopes: list[Scope] = field(default_factory=list)
    errors: list[FileError] = field(default_factory=list)
    is_read: bool = False
    out_of_reach: set[tuple[str, str]] = field(default_factory=set)
    """Directories that are called from a scope, by its name, and were no part of it after everything was read anew."""

    @cached_property
    def config(self) -> Config:
        """The configuration file of the folder with the editor's settings over it. Raises ConfigError."""
        return layered(load_config(None, self.root, self.root), self.settings)

    def read(self, buffers: Callable[[], Iterable[tuple[Buffer, bool]]]) -> Iterator[int]:
        """Read everything from disk, with open documents in place of their files; yields how many scopes there are.

        The documents come each with whether it is this project that it is shown in; they are asked for again at the
        end, as they may have changed since. Raises ConfigError.
        """
        self.is_read = False
        self.__dict__.pop("config", None)
        found = discover(
            sorted(self.only) or [self.root],
            cwd=self.root,
            exclude=self.config.exclude,
            exclude_base=config_directory(self.config, self.root),
        )
        yield 0
        workspace = load(found, local_sources, texts={buffer.path: buffer.text for buffer, _ in buffers()})
        self.errors = list(workspace.errors)
        old = {id_of(scope): scope for scope in self.scopes}
        self.scopes = []
        selection = select(self.config, Wanted())
        modules = tuple(self._with_new(module, [buffer for buffer, _ in buffers()]) for module in workspace.modules)
        for unit in units_of(replace(workspace, modules=modules, documents=())):
            self.scopes.append(Scope(self.root, unit, selection))
            yield len(self.scopes)
        self.is_read = True
        for buffer, is_shown_here in buffers():
            if is_shown_here:
                self.put(buffer)
            for scope in self.holding(buffer.path):
                scope.update(buffer.path, buffer.text)
        for scope in self.scopes:
            held = {os.path.dirname(path) for path in scope.names}  # noqa: PTH120
            self.out_of_reach -= {(scope.unit.name, directory) for directory in held}
            if before := old.get(id_of(scope)):
                scope.take_over(before)

    def _with_new(self, module: Module, buffers: Iterable[Buffer]) -> Module:
        """A module with the files that are open in its directory and not on disk yet."""
        known = {file.found.path for file in module.files}
        new = []
        for buffer in buffers:
            shown, type_ = shown_path(buffer.path, self.root), kind(buffer.path)
            is_in = (posixpath.dirname(shown) or ".") == module.shown and buffer.path not in known
            if is_in and type_ is not None and type_ is not Kind.MARKDOWN:
                source = Source(shown, buffer.text)
                found = Found(shown, buffer.path, type_, module.directory.root)
                new.append(File(found, source, source.to_bytes(), os.path.realpath(buffer.path)))
        return replace(module, files=(*module.files, *new)) if new else module

    def is_apart(self, scope: Scope) -> bool:
        """Whether a scope calls modules, since an edit, that it would hold if everything were read anew."""
        missing = {(scope.unit.name, directory) for directory in scope.missing()} - self.out_of_reach
        self.out_of_reach |= missing
        return bool(missing)

    def holding(self, path: str) -> list[Scope]:
        """The configurations that the file at an absolute path is part of, if only for others to be understood."""
        return [scope for scope in self.scopes if path in scope.names]

    def put(self, buffer: Buffer) -> Scope | None:
        """Take over the text of an open document; the scope that it belongs to. Raises ConfigError."""
        known = kind(buffer.path)
        if known is None:
            return None
        scope = self.scope_of(buffer.path)
        if scope is None and known is Kind.MARKDOWN:
            scope = self._answer(buffer)
        elif scope is None:
            scope = self._beside(buffer) or self._alone(buffer)
        scope.update(buffer.path, buffer.text)
        return scope

    def scope_of(self, path: str) -> Scope | None:
        """The scope that shows findings in a file."""
        return next((scope for scope in self.scopes if scope.shows(path)), None)

    def _beside(self, buffer: Buffer) -> Scope | None:
        """The scope of the directory that a file which is not on disk yet belongs to."""
        directory = posixpath.dirname(shown_path(buffer.path, self.root))
        return next(
            (s for s in self.scopes if not s.document and any(posixpath.dirname(p) == directory for p in s.texts)), None
        )

    def _alone(self, buffer: Buffer) -> Scope:
        shown = shown_path(buffer.path, self.root)
        directory = posixpath.dirname(shown)
        beside = frozenset(siblings(os.path.dirname(buffer.path), ()))  # noqa: PTH120
        unit = Unit(directory or ".", {shown: buffer.text}, {directory: beside})
        scope = Scope(self.root, unit, select(self.config, Wanted()))
        self.scopes.append(scope)
        return scope

    def _answer(self, buffer: Buffer) -> Scope:
        shown = shown_path(buffer.path, self.root)
        unit = answer_unit(shown, buffer.path, buffer.text)
        scope = Scope(self.root, unit, select(self.config, Wanted(), Profile.ANSWER))
        self.scopes.append(scope)
        return scope
