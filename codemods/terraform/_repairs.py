"""Repairs of syntax errors that have one evident reading: text edits from the first error of a file."""

from __future__ import annotations

import re
from collections.abc import Callable

from tffix.errors import SyntaxError  # noqa: A004
from tffix.syntax import ConfigFile, parse

from . import _repair_blocks as blocks
from . import _repair_values as values
from ._repair import Repair, made

_NOT_NEWLINE = re.compile(r"[^\r\n]")
_MOST_REPAIRS = 200
# Repairs in a row after which the first error of the file is still an earlier one: they lead nowhere.
_MOST_IN_VAIN = 25


def repairs(file: ConfigFile) -> list[Repair]:
    """The repairs of a file that bring the parser further.

    Each error is looked for in the text with the earlier ones repaired. The errors do not come in the order of the
    text: what the scanner refuses comes before what the grammar does, and escapes come last.
    """
    first, text, right = file.error, file.text, file.right_texts
    # What is right need not be read again and again. Its lines stay, as the details of errors count them.
    text = _NOT_NEWLINE.sub(" ", text[: file.sound_until]) + text[file.sound_until :]
    found: list[Repair] = []
    done: list[tuple[int, int, str]] = []
    best = 0
    current, error = text, first
    while error is not None and first is not None and len(found) < min(_MOST_REPAIRS, best + _MOST_IN_VAIN):
        repair, behind = _repair(current, error, right)
        if repair is None:
            break
        current = made(current, repair.edits)
        original = tuple((_back(a, done), _back(b, done), new) for a, b, new in repair.edits)
        if _overlaps(original, done):
            break
        place = _back(error.start, done), _back(error.end, done)
        found.append(Repair(SyntaxError(error.summary, error.detail, *place), original, repair.title))
        done = sorted((*done, *original))
        error = behind
        if error is None or _back(error.start, done) > first.start:
            best = len(found)
    # With fewer errors but an earlier one first, the file would seem to parse less far than before.
    return found[:best]


def _repair(text: str, error: SyntaxError, right: frozenset[str]) -> tuple[Repair | None, SyntaxError | None]:
    """The first repair of an error after which that error is gone, and the error behind it."""
    for one in _REPAIRS.get(error.summary, ()):
        repair = one(text, error)
        if repair is None:
            continue
        behind = parse(made(text, repair.edits), right=right).error
        grown = sum(len(new) - (end - start) for start, end, new in repair.edits)
        if behind is None or not repair.edits[0][0] <= behind.start < repair.edits[-1][1] + grown:
            return repair, behind
    return None, None


def _back(offset: int, edits: list[tuple[int, int, str]]) -> int:
    """Where an offset of the text with `edits` made was before them."""
    shift = 0
    for start, end, new in edits:
        if offset < start + shift + len(new):
            break
        shift += len(new) - (end - start)
    return offset - shift


def _overlaps(edits: tuple[tuple[int, int, str], ...], done: list[tuple[int, int, str]]) -> bool:
    """Whether an edit would change what an earlier one has written; the next run makes it."""
    return any(start < b and a < end for start, end, _ in edits for a, b, _ in done)


_REPAIRS: dict[str, tuple[Callable[[str, SyntaxError], Repair | None], ...]] = {
    "Argument or block definition required": (
        blocks.argument_name,
        values.expression_over_lines,
        values.prose,
    ),
    "Attribute redefined": (blocks.second_argument,),
    "Extra characters in template directive": (values.sequence,),
    "Extra characters in template interpolation": (values.sequence,),
    "Invalid block definition": (blocks.brace_below, blocks.comma_in_header, values.prose),
    "Invalid block or attribute": (
        blocks.argument_name,
        blocks.crowded_block,
        values.prose,
    ),
    "Invalid character": (
        blocks.separator_at_end,
        blocks.crowded_block,
        values.heredoc_marker,
        values.quotes,
        values.sequence,
        values.prose,
    ),
    "Invalid escape sequence": (values.escape,),
    "Invalid expression": (values.sequence, values.heredoc_marker, values.expression_over_lines),
    "Invalid multi-line string": (values.broken_string, values.forgotten_quote),
    "Invalid template directive": (values.sequence,),
    "Missing argument separator": (values.argument_separator,),
    "Missing attribute separator": (values.item_separator,),
    "Missing attribute value": (blocks.unclosed_block,),
    "Missing close bracket on index": (values.sequence,),
    "Missing false expression in conditional": (values.expression_over_lines,),
    "Missing item separator": (values.separator,),
    "Missing newline after argument": (blocks.separator_at_end, blocks.crowded_block),
    "Missing newline after block": (blocks.after_block,),
    "Unclosed configuration block": (blocks.unclosed_block,),
    "Unclosed object": (blocks.unclosed_block,),
    "Unclosed template interpolation": (values.sequence,),
    "Unexpected closing brace": (blocks.extra_brace,),
    "Unterminated heredoc": (values.heredoc_end, values.sequence),
    "Unterminated template string": (values.sequence,),
}
