"""Two versions of a file side by side on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from tffix.linediff import settled
from tffix.output.page_code import Piece, coloured
from tffix.responses.report import FileChange
from tffix.source import split_lines

_CONTEXT = 3
_FEWEST_HIDDEN = 4


@dataclass(frozen=True, slots=True)
class _Row:
    """A line on the left and one on the right, by their 0-based numbers; None where a side has none."""

    old: int | None
    new: int | None


def diff_table(change: FileChange, index: int, found: Mapping[int, Sequence[int]]) -> Iterator[str]:
    """The table of one file. `found` maps 1-based lines of the old text to numbers of findings.

    The line `n` of the old text has the id `f<index>-l<n>`.
    """
    old, new = change.before or "", change.after or ""
    old_lines, new_lines = split_lines(old), split_lines(new)
    left, right = coloured(old, change.path), coloured(new, change.path)
    rows, changed = _rows(old_lines, new_lines)
    visible = _visible(rows, changed, found)
    yield '<table class="diff"><colgroup><col class="no"><col class="sign-head"><col><col class="no">'
    yield '<col class="sign-head"><col></colgroup><thead hidden><tr><th>Line</th><th></th><th>Answer</th>'
    yield "<th>Line</th><th></th><th>Draft</th></tr></thead>"
    for shown, group in groupby(range(len(rows)), key=visible.__getitem__):
        stretch = list(group)
        if not shown:
            told = f"Show {len(stretch)} unchanged lines"
            yield f'<tbody class="gap"><tr><td class="gap" colspan="6"><button type="button" hidden>{told}</button>'
            yield "</td></tr></tbody>"
        yield "<tbody>" if shown else "<tbody hidden>"
        for at in stretch:
            yield _line(rows[at], at in changed, left, right, index, found)
        yield "</tbody>"
    yield "</table>"


def _rows(old: Sequence[str], new: Sequence[str]) -> tuple[list[_Row], frozenset[int]]:
    """The rows of the table, and which of them are changes: lines that replace each other stand side by side."""
    rows: list[_Row] = []
    changed: set[int] = set()
    at = new_at = 0
    for start, end, new_start, new_end in [*settled(old, new), (len(old), len(old), len(new), len(new))]:
        rows += [_Row(i, k) for i, k in zip(range(at, start), range(new_at, new_start), strict=True)]
        removed, added = end - start, new_end - new_start
        for step in range(max(removed, added)):
            changed.add(len(rows))
            rows.append(_Row(start + step if step < removed else None, new_start + step if step < added else None))
        at, new_at = end, new_end
    return rows, frozenset(changed)


def _visible(rows: Sequence[_Row], changed: Iterable[int], found: Mapping[int, object]) -> list[bool]:
    """Which rows are shown at once: changes and findings with the lines around them."""
    visible = [False] * len(rows)
    marks = [*changed, *(i for i, row in enumerate(rows) if row.old is not None and row.old + 1 in found)]
    for at in marks:
        for near in range(max(at - _CONTEXT, 0), min(at + _CONTEXT + 1, len(rows))):
            visible[near] = True
    for shown, group in groupby(range(len(rows)), key=list(visible).__getitem__):
        stretch = list(group)
        if not shown and len(stretch) < _FEWEST_HIDDEN:
            for at in stretch:
                visible[at] = True
    return visible


def _line(
    row: _Row,
    is_changed: bool,
    left: Sequence[Sequence[Piece]],
    right: Sequence[Sequence[Piece]],
    index: int,
    found: Mapping[int, Sequence[int]],
) -> str:
    old = left[row.old] if row.old is not None else None
    new = right[row.new] if row.new is not None else None
    low, high = (0, 0)
    if is_changed and old is not None and new is not None:
        low, high = _shared(_text(old), _text(new))
    numbers = found.get(row.old + 1, ()) if row.old is not None else ()
    name = f' id="f{index}-l{row.old + 1}"' if row.old is not None else ""
    marks = "".join(f'<a href="#finding-{n}" aria-label="finding {n}">{n}</a>' for n in numbers)
    cells = [
        _cells(row.old, old, "old", is_changed, low, high, "\u2212", name, marks),
        _cells(row.new, new, "new", is_changed, low, high, "+", "", ""),
    ]
    return f"<tr{'' if is_changed else ' class=same'}>{''.join(cells)}</tr>"


def _cells(
    line: int | None,
    pieces: Sequence[Piece] | None,
    side: str,
    is_changed: bool,
    low: int,
    high: int,
    sign: str,
    name: str,
    marks: str,
) -> str:
    if line is None or pieces is None:
        return f'<td class="no {side} empty"></td><td class="sign {side} empty"></td><td class="{side} empty"></td>'
    kind = f"{side} changed" if is_changed else side
    kind += " found" if marks and not is_changed else ""
    size = len(_text(pieces))
    code = _marked(pieces, low, size - high) if is_changed and (low or high) else _plain(pieces)
    shown = sign if is_changed else ""
    return (
        f'<td class="no {kind}"{name}>{marks}{line + 1}</td><td class="sign {kind}">{shown}</td>'
        f'<td class="{kind}">{code}</td>'
    )


def _text(pieces: Sequence[Piece]) -> str:
    return "".join(text for text, _ in pieces)


def _shared(old: str, new: str) -> tuple[int, int]:
    """How many characters two lines share at their beginnings and at their ends; none where they are no kin."""
    low = _prefix(old, new)
    high = min(_prefix(old[::-1], new[::-1]), len(old) - low, len(new) - low)
    kin = len(old[:low].strip()) + len(old[len(old) - high :].strip())
    return (low, high) if 3 * kin >= min(len(old.strip()), len(new.strip())) else (0, 0)


def _prefix(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _plain(pieces: Iterable[Piece]) -> str:
    return "".join(_span(text, kind) for text, kind in pieces)


def _span(text: str, kind: str) -> str:
    return f'<span class="{kind}">{escape(text)}</span>' if kind else escape(text)


def _marked(pieces: Iterable[Piece], low: int, high: int) -> str:
    """The pieces with `low:high` of the line marked."""
    out: list[str] = []
    at = 0
    for text, kind in pieces:
        start, end = max(low - at, 0), min(max(high - at, 0), len(text))
        before, inside, after = text[:start], text[start:end], text[max(start, end) :]
        out += [_span(part, kind) for part in (before,) if part]
        out += [f"<b>{_span(part, kind)}</b>" for part in (inside,) if part]
        out += [_span(part, kind) for part in (after,) if part]
        at += len(text)
    return "".join(out)
