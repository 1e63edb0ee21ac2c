"""Modules tied together by local module calls: the unit that is checked and fixed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType

from tffix.source import Source
from tffix.syntax import ConfigFile, parse
from tffix.syntax.literals import string_value
from tffix.terraform.elements import ModuleCall, is_local_source
from tffix.terraform.files import FileKind, IndexedFile, directory_of, join_path, kind_of
from tffix.terraform.module import Module
from tffix.terraform.paths import OtherFiles

_PARSED = frozenset({FileKind.CONFIG, FileKind.TFVARS, FileKind.TEST})
_MEMBERS = frozenset({FileKind.CONFIG, FileKind.JSON_CONFIG})


class Configuration:
    """A snapshot of the texts of several modules.

    `sources` maps paths (with `/`, relative to the root of the configuration) to texts, of every kind in
    `FileKind`. `other_files` says which files exist besides: by directory (names relative to it, those below
    it too), or for the whole tree; None where nobody looked. `previous` is the snapshot before, whose nodes must not be
    used any more: files whose text is the same are taken over with all that was parsed, and of the others the
    top-level blocks that are the same.
    """

    def __init__(
        self,
        sources: Mapping[str, str],
        other_files: OtherFiles | None = None,
        previous: Configuration | None = None,
    ) -> None:
        self.sources: Mapping[str, str] = MappingProxyType({path: sources[path] for path in sorted(sources)})
        self.other_files = other_files
        old = previous._indexed if previous is not None else {}
        self._indexed: dict[str, IndexedFile] = {}
        for path, text in self.sources.items():
            if kind_of(path) in _PARSED:
                before = old.get(path)
                if before is None or before.file.text != text:
                    before = IndexedFile(parse(Source(path, text), before=before.file if before else None))
                self._indexed[path] = before
        self.files: Mapping[str, ConfigFile] = MappingProxyType({path: one.file for path, one in self._indexed.items()})
        self.modules: Mapping[str, Module] = MappingProxyType(self._modules())

    def _modules(self) -> dict[str, Module]:
        paths: dict[str, list[str]] = {}
        for path in self.sources:
            if kind_of(path) in _MEMBERS:
                paths.setdefault(directory_of(path), []).append(path)
        return {
            directory: self._module(
                directory,
                [
                    self._indexed[path]
                    for path in paths[directory]
                    if path in self._indexed and not self._is_shadowed(path)
                ],
                paths[directory],
            )
            for directory in sorted(paths)
        }

    def _module(self, directory: str, indexed: Iterable[IndexedFile], paths: Iterable[str]) -> Module:
        return Module(directory, indexed, paths, self)

    def _is_shadowed(self, path: str) -> bool:
        """Whether a `.tofu` file stands beside the `.tf` file it would replace under OpenTofu only."""
        return path.endswith(".tofu") and path.removesuffix(".tofu") + ".tf" in self.sources

    def called(self, call: ModuleCall) -> Module | None:
        """The module that a call with a local source names, None where it is not part of the configuration."""
        source = call.local_source
        if source is None:
            return None
        return self.modules.get(join_path(call.module.directory, source.replace("\\", "/")))

    @cached_property
    def _callers(self) -> dict[str, tuple[ModuleCall, ...]]:
        callers: dict[str, list[ModuleCall]] = {}
        for module in self.modules.values():
            for call in module.modules:
                called = self.called(call)
                if called is not None:
                    callers.setdefault(called.directory, []).append(call)
        return {directory: tuple(calls) for directory, calls in callers.items()}

    def callers(self, module: Module) -> tuple[ModuleCall, ...]:
        """The calls of a module in the other modules, in order of directory, file and offset."""
        return self.callers_of(module.directory)

    def callers_of(self, directory: str) -> tuple[ModuleCall, ...]:
        """`callers` of the module in a directory."""
        return self._callers.get(directory, ())

    def __repr__(self) -> str:
        return f"<Configuration of {len(self.modules)} modules>"


def local_sources(text: str) -> list[str]:
    """The local sources (`./x`, `../x`) of the module calls in the text of a `.tf` file, in order."""
    if "module" not in text:
        return []
    found = []
    for block in parse(Source("", text)).body.blocks:
        attribute = block.body.get("source") if block.type == "module" else None
        value = None if attribute is None else string_value(attribute.expr)
        if value is not None and is_local_source(value):
            found.append(value)
    return found


__all__ = ["Configuration", "FileKind", "kind_of", "local_sources"]
