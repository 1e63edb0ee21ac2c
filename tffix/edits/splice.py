"""The only function that makes new source from old."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tffix.errors import EditError


@dataclass(frozen=True, slots=True)
class TextEdit:
    """Replace the code points `start:end` of the file `path` by `text`.

    `key` makes an insertion commute: two insertions at one place with different keys both go in (in the order of
    `order`, then key); with the same key and text they are one. An edit without a key owns its range alone.
    Other edits of one file with the same key are not made together.
    """

    path: str
    start: int
    end: int
    text: str
    key: tuple[str, ...] = ()
    order: int = 0

    @property
    def sort_key(self) -> tuple[str, int, int, int, tuple[str, ...], str]:
        """File order, then the order of insertions at one place."""
        return (self.path, self.start, self.end, self.order, self.key, self.text)


def splice(text: str, edits: Iterable[TextEdit]) -> str:
    """`text` with `edits` made; edits of one file, disjoint, in any order.

    Raises EditError when two edits overlap or one lies outside the text.
    """
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda e: e.sort_key):
        if edit.start < at or edit.end < edit.start or edit.end > len(text):
            raise EditError(f"overlapping or misplaced edit at {edit.path}:{edit.start}")
        pieces += (text[at : edit.start], edit.text)
        at = edit.end
    pieces.append(text[at:])
    return "".join(pieces)


def compose(text: str, first: Iterable[TextEdit], second: Iterable[TextEdit]) -> list[TextEdit]:
    """The edits of `text` that come to the same as `first` and then `second`, which are edits of the text between.

    In order, without those that would change nothing.
    """
    first = sorted(first, key=lambda e: e.sort_key)
    between = splice(text, first)
    # What the first edits wrote and what the second change, as intervals of the text between: start, end, by how much
    # the first edit made the text longer, the second edit.
    touched: list[tuple[int, int, int, TextEdit | None]] = [(edit.start, edit.end, 0, edit) for edit in second]
    shift = 0
    for edit in first:
        growth = len(edit.text) - (edit.end - edit.start)
        touched.append((edit.start + shift, edit.end + shift + growth, growth, None))
        shift += growth
    touched.sort(key=lambda t: t[:2])
    path = first[0].path if first else ""
    out: list[TextEdit] = []
    shift = index = 0
    while index < len(touched):
        start, end = at, _ = touched[index][:2]
        old_start = start - shift
        pieces: list[str] = []
        while index < len(touched) and touched[index][0] <= end:
            _, stop, growth, change = touched[index]
            end, shift, index = max(end, stop), shift + growth, index + 1
            if change is not None:
                path = change.path
                pieces += (between[at : change.start], change.text)
                at = change.end
        new = "".join((*pieces, between[at:end]))
        if new != text[old_start : end - shift]:
            out.append(TextEdit(path, old_start, end - shift, new))
    return out
