"""The source of a Lambda package among the files of a module: which file or directory an archive is made from."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tffix import templates as t
from tffix.terraform import Module

from ._lambda_handlers import Handler
from ._lambda_packages import Bundle, telling
from ._referenced_files import path_of

_NO_SOURCE_DIRS = frozenset({"test", "tests", "__tests__", "node_modules", ".terraform", ".git", "__pycache__", "venv"})
# Files beside a handler that do not run with it.
_BESIDE = (".md", ".txt", ".sh", ".zip", ".toml", ".yml", ".yaml", ".lock", "Makefile", "Dockerfile", ".gitignore")
# AWS Lambda developer guide, "Packaging your layer content": what a layer's archive has at its top.
_LAYER_FOLDERS = ("python", "nodejs")


@dataclass(frozen=True, slots=True)
class Found:
    """The arguments and blocks of an `archive_file`, if there is one answer; else what may be meant, if anything."""

    made_from: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


class Sources:
    """The files below a module that may be sources of its packages."""

    def __init__(self, module: Module, bundles: Sequence[Bundle]) -> None:
        self.module = module
        self.bundles = bundles

    @cached_property
    def files(self) -> list[str]:
        """The paths, from the module's directory."""
        return _files(self.module)

    def find(self, bundle: Bundle) -> Found:
        """What makes a bundle a package, or what may be meant where there is no one answer."""
        if bundle.first.is_layer:
            return self._layer(bundle)
        handlers = bundle.handlers
        if bundle.language is None or not handlers:
            return Found()
        entries: dict[str, str] = {}
        for handler in handlers:
            paths, is_clear = self._entry(bundle, handler)
            if len(paths) != 1 or not is_clear:
                return Found(unclear=tuple(paths))
            entries[handler.module + posixpath.splitext(paths[0])[1]] = paths[0]
        return Found(self._made_from(bundle, entries))

    def elsewhere(self, path: str) -> str | None:
        """The one file (or directory) below the module that has the name of a missing one, in another directory."""
        wanted = posixpath.normpath(path)
        inside = (one.partition(f"/{wanted}/") for one in self.files)
        found = list(dict.fromkeys(f"{before}/{wanted}" for before, separator, _ in inside if separator))
        found += [one for one in self.files if one.endswith(f"/{wanted}")]
        if not found:
            name = posixpath.basename(wanted)
            found = [one for one in self.files if posixpath.basename(one) == name and telling(_stem(one))]
        return found[0] if len(found) == 1 else None

    def _entry(self, bundle: Bundle, handler: Handler) -> tuple[list[str], bool]:
        """The files that a handler may be in, and whether it is clear that one of them alone would be it."""
        assert bundle.language is not None
        files = [path for path in self.files if path.endswith(bundle.language.extensions)]
        roots = {path: root for path in files if (root := _root(path, handler.module)) is not None}
        mine = [path for path, root in roots.items() if root and _is_named(root, bundle.names)]
        if mine:
            return mine, True
        common = [path for path, root in roots.items() if not any(map(telling, root.split("/")))]
        if telling(posixpath.basename(handler.module)) and roots:
            return common or list(roots), True
        # `index` says nothing: it is where nobody else may mean it.
        common = [path for path in common if not self._is_packed(path)]
        if len(common) == 1 and self._claims(bundle, handler) == 1:
            return common, True
        named = [path for path in files if telling(_stem(path)) in bundle.names and not self._is_entry(path)]
        named = [path for path in named if not self._is_packed(path)]
        if named:
            return named, len(bundle.handlers or ()) == 1
        return common, False

    def _is_packed(self, path: str) -> bool:
        """Whether an archive of the module holds a file already, so that it is the source of something else."""
        for archive in (*self.module.data_of("archive_file"), *self.module.resources_of("archive_file")):
            for name in ("source_file", "source_dir"):
                expression = archive[name]
                packed = None if expression is None else path_of(expression, self.module)
                if packed is not None and (path == packed[0] or path.startswith(packed[0] + "/")):
                    return True
            if any(path in block.text for block in archive.blocks("source")):
                return True
        return False

    def _claims(self, bundle: Bundle, handler: Handler) -> int:
        """How many packages have a handler of that name, in that language."""
        return sum(
            one.language == bundle.language and any(other.module == handler.module for other in one.handlers or ())
            for one in self.bundles
        )

    def _made_from(self, bundle: Bundle, entries: dict[str, str]) -> tuple[str, ...]:
        """An archive that has each file under the name that its handler says."""
        roots = {path.removesuffix(name).rstrip("/") for name, path in entries.items() if path.endswith(name)}
        named_right = all(path == name or path.endswith(f"/{name}") for name, path in entries.items())
        root = next(iter(roots)) if named_right and len(roots) == 1 else None
        beside = [] if root is None else [one for one in self._below(root) if one not in entries.values()]
        is_shared = not root or self._is_shared(bundle, root)
        if root is not None and len(entries) == 1 and (not beside or is_shared):
            name, path = next(iter(entries.items()))
            if "/" not in name:
                return (t.attribute("source_file", local(path)),)
        if root is not None and not is_shared:
            return self._directory(bundle, root)
        return tuple(
            t.block("source", content=f"file({local(path)})", filename=t.string(name)) for name, path in entries.items()
        )

    def _directory(self, bundle: Bundle, root: str) -> tuple[str, ...]:
        items = [t.attribute("source_dir", local(root))]
        if bundle.path.startswith(root + "/"):
            # The archive would be in itself the next time.
            items.append(t.attribute("excludes", f"[{t.string(bundle.path.removeprefix(root + '/'))}]"))
        return tuple(items)

    def _below(self, root: str) -> list[str]:
        inside = [path for path in self.files if not root or path.startswith(root + "/")]
        return [path for path in inside if not path.endswith(_BESIDE)]

    def _is_shared(self, bundle: Bundle, root: str) -> bool:
        """Whether a directory holds what belongs to others: Terraform code, sources of another package."""
        if any(path.startswith(root + "/") and path.endswith((".tf", ".tf.json")) for path in self.files):
            return True
        return len(self.bundles) > 1 and not _is_named(root, bundle.names)

    def _layer(self, bundle: Bundle) -> Found:
        roots: set[str] = set()
        for path in self.files:
            parts = path.split("/")
            for index, part in enumerate(parts[:-1]):
                if index and part in _LAYER_FOLDERS and _is_named("/".join(parts[:index]), bundle.names):
                    roots.add("/".join(parts[:index]))
                    break
        if len(roots) != 1:
            return Found(unclear=tuple(sorted(roots)))
        return Found(self._directory(bundle, roots.pop()))

    def _is_entry(self, path: str) -> bool:
        """Whether the handler of some package says that it is in a file."""
        return any(_root(path, handler.module) is not None for one in self.bundles for handler in one.handlers or ())


def local(path: str) -> str:
    """A path from the module's directory, as an expression."""
    return '"${path.module}/' + t.string(path)[1:]


def _files(module: Module) -> list[str]:
    """The files below a module's directory, those of other modules below it left out, sorted."""
    prefix = module.directory + "/" if module.directory else ""
    sources = (path.removeprefix(prefix) for path in module.configuration.sources if path.startswith(prefix))
    below = [
        directory.removeprefix(prefix) + "/"
        for directory in module.configuration.modules
        if directory.startswith(prefix) and directory != module.directory
    ]
    return sorted(
        path
        for path in {*sources, *module.other_files}
        if not path.endswith("/")
        and not path.startswith(tuple(below))
        and not _NO_SOURCE_DIRS & set(path.split("/")[:-1])
        and not posixpath.basename(path).startswith(("test_", "."))
    )


def _root(path: str, module: str) -> str | None:
    """The directory from which the module's name leads to a file; None where it does not."""
    stem = posixpath.splitext(path)[0]
    if stem == module:
        return ""
    return stem.removesuffix(f"/{module}") if stem.endswith(f"/{module}") else None


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]


def _is_named(root: str, names: frozenset[str]) -> bool:
    """Whether a directory, or one around it, is called after one of the names."""
    return any(telling(part) in names for part in root.split("/"))
