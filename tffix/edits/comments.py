"""The comments of a file: where they are, and which of them an edit would lose."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from tffix.edits.splice import TextEdit
from tffix.source import Source
from tffix.syntax.scanner import Mode, tokenize


@lru_cache(maxsize=16)
def comment_spans(source: Source) -> tuple[tuple[int, int], ...]:
    """The intervals of all comments of a file, in order."""
    return _spans(source.text)


def _spans(text: str) -> tuple[tuple[int, int], ...]:
    if not _may_have_comment(text):
        return ()
    return tuple((start, end) for kind, start, end in tokenize(text, Mode.BODY) if kind == "COMMENT")


def _may_have_comment(text: str) -> bool:
    return "#" in text or "//" in text or "/*" in text


def drops_comment(edits: Mapping[Source, Iterable[TextEdit]], new_files: Iterable[str] = ()) -> bool:
    """Whether comments of the user are gone after the edits of one fix, by file; `new_files` are the texts of new ones.

    A comment that the text of an edit repeats, in whichever file, is not gone; a `#` inside a string is no comment.
    """
    lost: Counter[str] = Counter()
    new: Counter[str] = Counter()
    for source, own in edits.items():
        text = source.text
        for edit in own:
            if edit.start < edit.end and _may_have_comment(text[max(edit.start - 1, 0) : edit.end + 1]):
                spans = comment_spans(source)
                first = bisect_right(spans, edit.start, key=lambda span: span[1])
                stop = bisect_left(spans, edit.end, key=lambda span: span[0])
                lost.update(text[start:end].rstrip() for start, end in spans[first:stop])
            new.update(edit.text[start:end].rstrip() for start, end in _spans(edit.text))
    for text in new_files if lost else ():
        new.update(text[start:end].rstrip() for start, end in _spans(text))
    return bool(lost - new)
