"""Declarations that would become a new file, where the code has to stay in the files that there are."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import replace

from tffix.edits.splice import TextEdit
from tffix.rules.diagnostics import Diagnostic
from tffix.terraform.files import FileKind, kind_of


def gathered(diagnostic: Diagnostic, texts: Mapping[str, str], home: str) -> Diagnostic:
    """The finding with the new configuration of its fix at the end of `home`, which is one of `texts`.

    Only what would become a file of the same module goes there: other kinds of files stay files.
    """
    fix = diagnostic.fix
    if fix is None or not fix.new_files:
        return diagnostic
    folder = posixpath.dirname(home)
    moved = [(path, text) for path, text in fix.new_files if _belongs(path, folder)]
    if not moved:
        return diagnostic
    # Blank lines at the end stay below: there the text may be part of a document.
    content = len(texts[home].rstrip())
    end = texts[home].find("\n", content) + 1 or len(texts[home])
    lead = "" if not content else "\n" if texts[home][:end].endswith("\n") else "\n\n"
    title = fix.title
    edits = list(fix.edits)
    for path, text in moved:
        edits.append(TextEdit(home, end, end, lead + text, ("new file", path, text)))
        title = title.replace(posixpath.basename(path), posixpath.basename(home))
    kept = tuple(new for new in fix.new_files if new not in moved)
    return replace(diagnostic, fix=replace(fix, title=title, edits=tuple(edits), new_files=kept))


def _belongs(path: str, folder: str) -> bool:
    return kind_of(path) is FileKind.CONFIG and posixpath.dirname(path) == folder
