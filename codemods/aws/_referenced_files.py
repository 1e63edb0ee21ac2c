"""Calls of functions that read a file: which file, and whether there is one."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.syntax.literals import unescape
from tffix.terraform import UNKNOWN, Module, Unknown
from tffix.terraform.resolve import plain_reference

_READERS = (
    "templatefile", "file", "filebase64", "filebase64sha256", "filebase64sha512", "filemd5", "filesha1",
    "filesha256", "filesha512",
)  # fmt: skip
_CALL = re.compile(r"\b(?:templatefile|file(?:base64|base64sha256|base64sha512|md5|sha1|sha256|sha512)?)\s*\(")
# Functions around a call that say what to do without the file.
_FALLBACKS = frozenset({"try", "can"})
_PROBE = re.compile(r"\b(?:fileexists|fileset|can)\s*\(")
# Types that write a file at plan or apply time, and the argument that names it.
_WRITERS = {"archive_file": "output_path", "local_file": "filename", "local_sensitive_file": "filename"}


@dataclass(frozen=True, slots=True)
class FileCall:
    """A call that reads a file. `path` is from the module's directory, `shown` as the module writes it."""

    call: n.FunctionCall
    attribute: Attribute
    path: str
    shown: str
    exists: bool | Unknown
    is_guarded: bool

    @property
    def name(self) -> str:
        """The name of the function."""
        return self.call.name.removeprefix("core::")

    @property
    def is_missing(self) -> bool:
        """Whether the file provably does not exist."""
        return self.exists is False


def file_calls(module: Module) -> list[FileCall]:
    """The calls of a module whose path the text proves, in file and offset order."""
    seen: set[int] = set()
    found: list[FileCall] = []
    for word in _READERS if any(_CALL.search(file.text) for file in module.files) else ():
        for attribute in module.attributes_mentioning(word):
            if id(attribute) in seen or not _CALL.search(attribute.expr_text):
                continue
            seen.add(id(attribute))
            found += _calls_in(attribute, module)
    return sorted(found, key=lambda one: (one.call.source.path, one.call.start))


def _calls_in(attribute: Attribute, module: Module) -> Iterator[FileCall]:
    stack: list[tuple[n.Node, bool]] = [(attribute.expr, False)]
    while stack:
        node, guarded = stack.pop()
        if isinstance(node, n.FunctionCall):
            if node.name.removeprefix("core::") in _READERS and node.arguments:
                read = path_of(node.arguments[0], module)
                if read is not None:
                    path, shown = read
                    yield FileCall(node, attribute, path, shown, _exists(module, path), guarded)
            guarded = guarded or node.name in _FALLBACKS
        elif isinstance(node, n.Conditional):
            guarded = guarded or _probes(node.condition, module)
        stack += [(child, guarded) for child in reversed(node.children)]


def path_of(expression: n.Expression, module: Module) -> tuple[str, str] | None:
    """A path as seen from the module's directory, and as written; None where it is not literal, or leads elsewhere.

    A path without `path.module` begins at the directory in which Terraform runs: the root module's.
    """
    shown = _rooted(expression) if _is_root(module) else None
    if shown is None:
        found = module.literal_path(expression)
        if not isinstance(found, str) or not (_is_root(module) or "path.module" in expression.text):
            return None
        shown = found
    path = posixpath.normpath(shown)
    # Outside of the module nobody has looked; `.terraform` is Terraform's own.
    if not shown or "\\" in path or path.startswith(("/", "~")) or path.split("/")[0] in (".", "..", ".terraform"):
        return None
    return path, shown


def _rooted(expression: n.Expression) -> str | None:
    """The path behind `"${path.root}/"`, None for every other expression."""
    if not isinstance(expression, n.Template) or len(expression.parts) != 2:
        return None
    root, rest = expression.parts
    is_rooted = isinstance(root, n.Interpolation) and root.expression.text == "path.root"
    return (
        unescape(rest.text[1:]) if is_rooted and isinstance(rest, n.TemplateLiteral) and rest.text[0] == "/" else None
    )


def _is_root(module: Module) -> bool:
    """Whether Terraform runs in the module's directory, as far as can be seen: nobody calls it, nor is meant to."""
    return not module.configuration.callers(module) and "modules" not in module.directory.split("/")


def _probes(condition: n.Expression, module: Module) -> bool:
    """Whether a condition asks if a file is there, itself or by way of a local value."""
    if _PROBE.search(condition.text):
        return True
    for reference in module.references_in(condition):
        local = module.local(reference.address.removeprefix("local.")) if "local." in reference.address else None
        if local is not None and _PROBE.search(local.node.expr_text):
            return True
    return False


def _exists(module: Module, path: str) -> bool | Unknown:
    exists = module.file_exists(path)
    if exists is False and _is_written(module, path):
        return UNKNOWN
    return exists


def _is_written(module: Module, path: str) -> bool:
    """Whether Terraform itself makes the file: no one can say when, but it is not missing."""
    for type_, argument in _WRITERS.items():
        for element in (*module.data_of(type_), *module.resources_of(type_)):
            expression = element[argument]
            if expression is None:
                continue
            written = path_of(expression, module)
            if written is not None and written[0] == path:
                return True
            # A path that is computed (`"${each.key}.zip"`) may be this one.
            computed = module.literal_path(expression) is UNKNOWN
            if computed and plain_reference(expression) is None and _ending(path) in expression.text:
                return True
    return False


def _ending(path: str) -> str:
    return posixpath.splitext(path)[1] or posixpath.basename(path)
