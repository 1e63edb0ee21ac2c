"""Shared by the tests of edits: one text in, one text out."""

from __future__ import annotations

from collections.abc import Callable

from tffix.edits import Edits, Lowered, lower
from tffix.edits.layout import tidy
from tffix.syntax.configfile import ConfigFile, parse
from tffix.syntax.structure import Body


def lowered(text: str, ask: Callable[[Edits, Body], object]) -> tuple[ConfigFile, Lowered]:
    """The file, and the edits of the fix that `ask` describes."""
    file = parse(text, "main.tf")
    edits = Edits()
    ask(edits, file.body)
    return file, lower(edits.semantic)


def edit(text: str, ask: Callable[[Edits, Body], object]) -> str:
    """`text` after the fix that `ask` describes; what comes out parses."""
    file, made = lowered(text, ask)
    after = tidy(file, made.edits).text
    error = parse(after).error
    assert error is None, f"{error}\n{after}"
    return after
