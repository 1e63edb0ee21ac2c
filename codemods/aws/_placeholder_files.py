"""Placeholders for files that a module names and that do not exist: scripts, and sources of Lambda functions."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence

from tffix.syntax import Block
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name
from tffix.terraform import DataSource, Module, Resource, evaluate

from ._lambda_handlers import Handler, Language, functions_from, language_of_file, placeholder
from ._referenced_files import FileCall

_SCRIPTS = (".sh", ".sh.tpl", ".sh.tftpl", ".sh.tmpl", ".bash")


def scripts(reads: Iterable[FileCall]) -> dict[str, str]:
    """The text of a placeholder for each missing shell script, by path; the variables of a template are named."""
    variables: dict[str, dict[str, None]] = {}
    for read in reads:
        if read.name in ("file", "templatefile", "filebase64") and read.path.endswith(_SCRIPTS):
            names = variables.setdefault(read.path, {})
            names.update(dict.fromkeys(_variables(read)))
    return {path: _script(list(names)) for path, names in variables.items()}


def _variables(read: FileCall) -> list[str]:
    values = read.call.arguments[1] if len(read.call.arguments) > 1 else None
    if not isinstance(values, n.ObjectCons):
        return []
    return [name for item in values.items if (name := key_name(item.key)) is not None]


def _script(variables: Sequence[str]) -> str:
    text = "#!/bin/bash\n# placeholder: replace with the real script\n"
    return text + (f"# variables: {', '.join(variables)}\n" if variables else "")


class Handlers:
    """Files of handlers that the archives of a module want, and that do not exist."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self._wanted: dict[str, tuple[Language, dict[str, None]]] = {}

    def want_file(self, archive: DataSource | Resource, path: str, entry: str) -> None:
        """Ask for the file at a path, which is `entry` in an archive."""
        language = language_of_file(path)
        for _, spoken, handler in functions_from(self.module, archive.address):
            if spoken == language and posixpath.splitext(entry)[0] == handler.module:
                self._add(path, spoken, handler)

    def want_read(self, read: FileCall) -> None:
        """Ask for the file that a `source` block of an archive reads."""
        archive = self.module.element_at(read.attribute.source.path, read.attribute.start)
        block = read.attribute.parent.parent
        if not isinstance(archive, DataSource | Resource) or archive.type != "archive_file":
            return
        if read.name != "file" or not isinstance(block, Block) or block.type != "source":
            return
        name = block.body.get("filename")
        entry = None if name is None else evaluate(name.expr, self.module)
        if isinstance(entry, str) and read.attribute.expr is read.call:
            self.want_file(archive, read.path, entry)

    def want_directory(self, archive: DataSource | Resource, path: str) -> list[str]:
        """Ask for the handlers in a directory that an archive is made from; their paths."""
        paths = []
        for _, language, handler in functions_from(self.module, archive.address):
            inside = f"{path}/{handler.module}{language.extensions[0]}"
            self._add(inside, language, handler)
            paths.append(inside)
        return list(dict.fromkeys(paths))

    def _add(self, path: str, language: Language, handler: Handler) -> None:
        self._wanted.setdefault(path, (language, {}))[1][handler.function] = None

    def text(self, path: str) -> str | None:
        """The text of a placeholder for a path, None where no function tells what is wanted there."""
        wanted = self._wanted.get(path)
        return None if wanted is None else placeholder(wanted[0], wanted[1])
