"""A configuration that writes down what it is asked (see `queries`), for who checks one text after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, TypeVar, cast

from tffix.terraform.configuration import Configuration
from tffix.terraform.files import IndexedFile
from tffix.terraform.module import Module
from tffix.terraform.paths import OtherFiles
from tffix.terraform.queries import Queries, Record

_T = TypeVar("_T")

_PLAIN = (str, int, type(None), re.Pattern)
_get = object.__getattribute__

# What a module is asked for: each of these is a query.
_PROPERTIES = frozenset((
    "addresses", "all_elements", "data", "ephemerals", "has_structure_errors", "is_complete", "json_addresses",
    "json_required_providers", "locals", "modules", "other_files", "outputs", "overridden_addresses", "providers",
    "resources", "terraform_blocks", "tfvars", "variables",
))  # fmt: skip
_METHODS = frozenset((
    "attributes_matching", "attributes_mentioning", "blocks_are_known", "blocks_of", "data_of", "data_source",
    "declares", "elements_of", "file_exists", "get", "is_mentioned", "local", "module_call", "output", "provider",
    "references_to", "resource", "resources_of", "variable",
))  # fmt: skip
# These ask nothing but what is asked for here, which is written down, or look at their arguments alone.
_TRANSPARENT = frozenset(
    ("configuration", "directory", "literal_path", "memo", "reference_of", "references_in", "resolve")
)
# These tell of their argument what its own top-level item tells.
_ASIDE = frozenset({"element_at"})


class WatchedModule(Module):
    """A module whose questions are queries. What is asked otherwise makes a record incomplete."""

    def __init__(
        self,
        directory: str,
        indexed: Iterable[IndexedFile],
        paths_: Iterable[str],
        configuration: Configuration,
        queries: Queries,
    ) -> None:
        self._queries = queries
        super().__init__(directory, indexed, paths_, configuration)

    def __getattribute__(self, name: str) -> Any:
        queries: Queries = _get(self, "_queries")
        if not queries.listens or name in _TRANSPARENT or name.startswith("__"):
            return _get(self, name)
        if name in _PROPERTIES:
            return _ask(self, queries, name)
        if name in _METHODS:
            return lambda *arguments: _ask(self, queries, name, arguments)
        if name in _ASIDE:
            return lambda *arguments: queries.aside(lambda: _get(self, name)(*arguments))
        value = _get(self, name)
        queries.unknown()
        return value

    def memo(self, compute: Callable[..., _T], *arguments: Hashable) -> _T:
        """See `Module.memo`. What the function asks is written down with the value."""
        queries: Queries = _get(self, "_queries")
        cells: dict[Hashable, tuple[_T, Record]] = _get(self, "_memo")
        key = (compute, *arguments)
        cell = cells.get(key)
        if cell is None:
            record = queries.start()
            try:
                cell = cells[key] = compute(self, *arguments), record
            finally:
                queries.stop()
        if queries.listens:
            if _is_plain(arguments):
                directory = self.directory
                queries.asked((directory, key), lambda c: _cell(c, directory, key), *cell)
            else:
                queries.merge(cell[1])
        return cell[0]


class WatchedConfiguration(Configuration):
    """A configuration of watched modules: one revision of `queries`."""

    def __init__(
        self,
        sources: Mapping[str, str],
        other_files: OtherFiles | None,
        previous: Configuration | None,
        queries: Queries,
    ) -> None:
        self._queries = queries
        super().__init__(sources, other_files, previous)
        queries.begin(self)

    def _module(self, directory: str, indexed: Iterable[IndexedFile], paths: Iterable[str]) -> Module:
        return WatchedModule(directory, indexed, paths, self, self._queries)

    def __getattribute__(self, name: str) -> Any:
        queries: Queries = _get(self, "_queries")
        if not queries.listens or name in ("callers", "called") or name.startswith("__"):
            return _get(self, name)
        if name == "modules":
            # Only which there are: what is in one is asked of itself.
            queries.asked("modules", lambda c: (tuple(c.modules), None), tuple(_get(self, name)))
            return _get(self, name)
        if name == "callers_of":
            return lambda directory: queries.asked(
                ("callers", directory),
                lambda c: (c.callers_of(directory), None),
                queries.aside(lambda: _get(self, name)(directory)),
            )
        queries.unknown()
        return _get(self, name)


def _ask(module: WatchedModule, queries: Queries, name: str, arguments: tuple[Any, ...] | None = None) -> Any:
    """What a property gives, or a method with its arguments, written down."""
    directory = _get(module, "directory")
    if arguments is not None and not _is_plain(arguments):
        queries.unknown()
        return queries.aside(lambda: _get(module, name)(*arguments))
    found = queries.aside(lambda: _answer(module.configuration, directory, name, arguments))
    queries.asked((directory, name, arguments), lambda c: (_answer(c, directory, name, arguments), None), found)
    # Who asks for a generator gets an iterator.
    return iter(found) if name.startswith("attributes_") else found


def _answer(configuration: Configuration, directory: str, name: str, arguments: tuple[Any, ...] | None = None) -> Any:
    module = configuration.modules.get(directory)
    if module is None:
        return None
    found = _get(module, name)
    if arguments is not None:
        found = found(*arguments)
    return tuple(found) if isinstance(found, Iterator) else found


def _cell(configuration: Configuration, directory: str, key: tuple[Any, ...]) -> tuple[Any, Record | None]:
    module = configuration.modules.get(directory)
    if module is None:
        return None, None
    module.memo(*key)
    return cast("tuple[Any, Record]", _get(module, "_memo")[key])


def _is_plain(arguments: tuple[object, ...]) -> bool:
    """Whether arguments mean the same in every revision: texts, numbers and patterns, not elements and nodes."""
    return all(isinstance(one, _PLAIN) for one in arguments)
