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
