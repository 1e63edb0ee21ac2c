"""Packages of Lambda functions and layers that do not exist, bundled by the file they are read from."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tffix.terraform import Module, Resource
from tffix.terraform.files import join_path

from ._lambda_handlers import Handler, Language, handler_of, language_of, language_of_layer
from ._referenced_files import FileCall, is_absent, path_of, writer_of

FUNCTION = "aws_lambda_function"
LAYER = "aws_lambda_layer_version"
# What Lambda takes, and what is source code. Source: AWS Lambda API reference, FunctionCode ("deployment package").
_ARCHIVES = (".zip", ".jar")
_SOURCES = (".py", ".js", ".mjs", ".cjs", ".ts", ".rb", ".go", ".java", ".cs")
_NO_NAME = re.compile(r"[^A-Za-z0-9_]+")
_WORD = re.compile(r"[a-z0-9]+")
# Words that say of every function or file what it is, and of none which.
_COMMON = frozenset(
    {
        "lambda", "lambdas", "function", "functions", "func", "fn", "handler", "handlers", "package", "packages",
        "deployment", "payload", "code", "src", "source", "sources", "app", "main", "index", "this", "default", "dist",
        "build", "zip", "layer", "layers", "files", "file", "placeholder", "dummy",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Package:
    """A function or layer whose `filename` names a file that does not exist.

    `read` is the call by which its `source_code_hash` reads the same file, which is what Terraform refuses.
    """

    resource: Resource
    path: str
    shown: str
    language: Language | None
    handler: Handler | None
    read: FileCall | None

    @property
    def is_layer(self) -> bool:
        """Whether it is a layer."""
        return self.resource.type == LAYER


@dataclass(frozen=True, slots=True, eq=False)
class Bundle:
    """Packages that one archive can be: read from the same file, in the same language.

    `path` is where the archive goes: the file that they name, which is another one for each language. `label` is the
    name of the archive.
    """

    packages: tuple[Package, ...]
    path: str
    label: str

    @property
    def first(self) -> Package:
        """The one that is declared first."""
        return self.packages[0]

    @property
    def language(self) -> Language | None:
        """Their language, None where it is not known."""
        return self.first.language

    @property
    def handlers(self) -> tuple[Handler, ...] | None:
        """Their handlers, None if one of them is not known."""
        found = [package.handler for package in self.packages if package.handler is not None]
        return tuple(dict.fromkeys(found)) if len(found) == len(self.packages) else None

    @property
    def names(self) -> frozenset[str]:
        """What its sources may be called after, in the form of `telling`."""
        stem, directory = posixpath.splitext(posixpath.basename(self.path))[0], posixpath.dirname(self.path)
        labels = (package.resource.label for package in self.packages)
        return frozenset(map(telling, (stem, posixpath.basename(directory), *labels))) - {""}


def telling(name: str) -> str:
    """A name without what names of functions and files have in common: `order-processor_lambda` is `orderprocessor`."""
    return "".join(word for word in _WORD.findall(name.lower()) if word not in _COMMON)


def missing_packages(module: Module, reads: Sequence[FileCall]) -> list[Package]:
    """The functions and layers of a module whose package provably does not exist, and is not built by the module."""
    return _packages(module, reads, lambda one, path: is_absent(one, path) and not path.endswith(_SOURCES))


def unpacked_packages(module: Module, reads: Sequence[FileCall]) -> list[Package]:
    """The functions and layers of a module whose package is a directory, or a source file."""
    return _packages(module, reads, lambda resource, path: is_unpacked(resource.module, path))


def is_unpacked(module: Module, path: str) -> bool:
    """Whether what is at a path is no archive: a directory, or, by its name, a source file (which may be missing)."""
    if writer_of(module, path) is not None:
        return False
    is_file = path in module.other_files or join_path(module.directory, path) in module.configuration.sources
    return path.endswith(_SOURCES) or (module.file_exists(path) is True and not is_file)


def _packages(module: Module, reads: Sequence[FileCall], is_wanted: Callable[[Resource, str], bool]) -> list[Package]:
    found = []
    for resource in (*module.resources_of(FUNCTION), *module.resources_of(LAYER)):
        filename = resource["filename"]
        if filename is None or resource.is_overridden or "s3_bucket" in resource or "image_uri" in resource:
            continue
        named = path_of(filename, module)
        if named is None or not is_wanted(resource, named[0]):
            continue
        is_function = resource.type == FUNCTION
        language = language_of(resource) if is_function else language_of_layer(resource)
        handler = handler_of(resource, language) if is_function and language is not None else None
        digest = resource.attribute("source_code_hash")
        read = next((one for one in reads if one.attribute is digest and one.path == named[0]), None)
        found.append(Package(resource, *named, language, handler, read))
    return sorted(found, key=lambda one: (one.resource.path, one.resource.start))


def bundles(module: Module, packages: Sequence[Package]) -> list[Bundle]:
    """The packages by the file and the language, each with a path and a name that no other has."""
    by_key: dict[tuple[str, str], list[Package]] = {}
    for package in packages:
        kind = LAYER if package.is_layer else package.language.name if package.language is not None else ""
        by_key.setdefault((package.path, kind), []).append(package)
    mixed = {path for path, _ in by_key if sum(other == path for other, _ in by_key) > 1}
    taken: set[str] = set()
    found = []
    for (path, kind), members in by_key.items():
        stem, extension = posixpath.splitext(path)
        if extension not in _ARCHIVES:
            path, extension = f"{stem}.zip", ".zip"
        name = members[0].resource.label if len(members) == 1 else posixpath.basename(stem)
        if path in mixed:
            suffix = "layer" if kind == LAYER else kind
            path, name = f"{stem}_{suffix}{extension}", f"{posixpath.basename(stem)}_{suffix}"
        label = _free(module, _NO_NAME.sub("_", name).strip("_"), taken)
        taken.add(label)
        found.append(Bundle(tuple(members), path, label))
    return found


def _free(module: Module, name: str, taken: set[str]) -> str:
    name = name if name[:1].isalpha() else f"lambda_{name}".rstrip("_")
    label, number = name, 1
    while label in taken or module.declares(f"data.archive_file.{label}"):
        number += 1
        label = f"{name}_{number}"
    return label
