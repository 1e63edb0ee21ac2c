"""What a repair does to the lines of the files it touches, short enough to be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tffix.edits.layout import tidy
from tffix.edits.splice import TextEdit
from tffix.errors import EditError
from tffix.linediff import Change as LineChange
from tffix.linediff import changes, line_before, settled
from tffix.rules.diagnostics import LoweredFix
from tffix.source import split_lines
from tffix.syntax import parse

_MOST_LINES = 18
_FEWEST_LINES = 8


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines that a repair replaces: `removed` begin at `line` of the file; without them `added` come behind it.

    The line is None where the file of the answer has none: an earlier repair wrote the code, or it was moved.
    """

    line: int | None
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What a repair does to one file; `hidden` is how many more lines it changes than are told here."""

    path: str
    hunks: tuple[Hunk, ...]
    is_new: bool = False
    hidden: int = 0


def changes_of(
    fix: LoweredFix | None, texts: Mapping[str, str], answer: Mapping[str, str] | None = None
) -> Iterator[Change]:
    """The lines that a fix changes in texts that its edits count in; `answer` has the files that these came of."""
    if fix is None or not texts:
        return
    by_path: dict[str, list[TextEdit]] = {}
    for edit in fix.edits:
        by_path.setdefault(edit.path, []).append(edit)
    created = dict(fix.new_files)
    most = max(_MOST_LINES // len(fix.paths), _FEWEST_LINES)
    for path in fix.paths:
        before = "" if path in created else texts.get(path)
        if before is None:
            continue
        after = created[path] if path in created else _edited(path, before, by_path[path])
        found = list(_hunks(before, after))
        if answer is not None and path not in created:
            origins = changes(_bare(answer.get(path, "")), _bare(before))
            found = [replace(hunk, line=_origin(hunk, origins)) for hunk in found]
        shown, hidden = _cut(found, most)
        if shown:
            yield Change(path, tuple(shown), path in created, hidden)


def _edited(path: str, before: str, edits: Sequence[TextEdit]) -> str:
    try:
        return tidy(parse(before, path), edits).text
    except EditError:  # a bug of the rule, which the engine reports
        return before


def _hunks(before: str, after: str) -> Iterator[Hunk]:
    old, new = split_lines(before), split_lines(after)
    for i, j, k, l in settled(old, new):  # noqa: E741
        removed = tuple(line.rstrip("\r\n") for line in old[i:j])
        added = tuple(line.rstrip("\r\n") for line in new[k:l])
        if not removed:  # blank lines that set new code off say nothing
            added = tuple("\n".join(added).strip("\n").split("\n"))
        if any(line.strip() for line in (*removed, *added)):
            yield Hunk(i + 1 if removed else i, removed, added)


def _bare(text: str) -> list[str]:
    """The lines of a text without their alignment, which an earlier repair may have changed."""
    return [" ".join(line.split()) for line in split_lines(text)]


def _origin(hunk: Hunk, origins: Sequence[LineChange]) -> int | None:
    """The line of a hunk in the answer. What is only added comes behind the last line above that the answer has."""
    line = hunk.line or 0
    while not hunk.removed and line and line_before(origins, line) is None:
        line -= 1
    return line and line_before(origins, line)


def _cut(found: Iterable[Hunk], most: int) -> tuple[list[Hunk], int]:
    """The first hunks with at most so many lines, and the number of lines behind them; one line is not cut off."""
    shown: list[Hunk] = []
    hidden = 0
    for hunk in found:
        size = len(hunk.removed) + len(hunk.added)
        if size > most + 1:
            removed = hunk.removed[: max(most, 0)]
            added = hunk.added[: max(most - len(removed), 0)]
            hidden += size - len(removed) - len(added)
            hunk = replace(hunk, removed=removed, added=added)
        if hunk.removed or hunk.added:
            shown.append(hunk)
        most -= size
    return shown, hidden


def merged(told: Iterable[Change]) -> Iterator[Change]:
    """The changes of several repairs, each file and each stretch of it once; code of the draft's own last."""
    by_path: dict[str, list[Change]] = {}
    for change in told:
        by_path.setdefault(change.path, []).append(change)
    for path, found in by_path.items():
        lines = dict.fromkeys(hunk for change in found for hunk in change.hunks)
        ordered = tuple(sorted(lines, key=lambda hunk: (hunk.line is None, hunk.line or 0)))
        yield Change(path, ordered, found[0].is_new, max(change.hidden for change in found))
