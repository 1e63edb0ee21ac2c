"""Banners: the comments that announce a section of a file, not the item below them."""

from __future__ import annotations

import re
from itertools import groupby

from tffix.edits.lines import Gap, Row, gap_above
from tffix.syntax.structure import Body
from tffix.syntax.trivia import is_rule

# `# --- Variables ---`: a title that is ruled on its own line.
_RULED_TITLE = re.compile(r"[ \t]*+(?:#+|//+)[ \t]*+([=\-*~_#/]{3,})")
# A title has no more words than this, and is no sentence.
_TITLE_WORDS = 6


def first_section(body: Body, above: Gap) -> int:
    """The row of the gap above a file's first item that something goes above which is not of the first section.

    A comment announces a section if the file has others that look the same further down: ruled with the same
    character, or a title with nothing directly below it. One that looks like no other speaks of the file.
    """
    paragraphs = [at for at in _paragraphs(above) if at[0] >= above.header]
    text = body.source.text
    forms = {at[0]: _form(text, above, *at) for at in paragraphs}
    if not any(forms.values()):
        return above.owned
    known = {form for item in body.items[1:] for form in _forms(text, gap_above(item))} - {""}
    chosen = None
    for start, _ in reversed(paragraphs):
        # Two of the same kind in a row: the upper one is the title of the file.
        if forms[start] in known and (chosen is None or forms[start] != forms[chosen]):
            chosen = start
    return above.owned if chosen is None else chosen


def below_banner(text: str, above: Gap) -> int:
    """The row of a gap below the banner that stands directly above an item; the first row the item owns without one.

    What goes above the item is of the section that the banner announces.
    """
    rows = [_line(text, row) for row in above.rows[above.owned :]]
    ruled = [index for index, row in enumerate(rows) if is_rule(row) or _RULED_TITLE.match(row) is not None]
    return above.owned + (ruled[-1] + 1 if ruled else 0)


def _forms(text: str, above: Gap) -> list[str]:
    return [_form(text, above, *at) for at in _paragraphs(above)]


def _paragraphs(above: Gap) -> list[tuple[int, int]]:
    """The runs of comment rows in a gap, as intervals of row numbers."""
    runs = []
    for is_comment, run in groupby(enumerate(above.rows), key=lambda pair: pair[1].is_comment):
        numbers = [number for number, _ in run]
        if is_comment:
            runs.append((max(numbers[0], above.header), numbers[-1] + 1))
    return [(start, stop) for start, stop in runs if start < stop]


def _form(text: str, above: Gap, start: int, stop: int) -> str:
    """What a paragraph of comments looks like: the character it is ruled with, `title`, or empty for any other."""
    rows = [_line(text, row) for row in above.rows[start:stop]]
    for row in rows:
        if is_rule(row):
            return row.strip()[-1]
        ruled = _RULED_TITLE.match(row)
        if ruled is not None:
            return ruled[1][-1]
    is_set_off = stop < len(above.rows)
    words = rows[0].strip("#/* \t").split()
    if len(rows) == 1 and is_set_off and 0 < len(words) <= _TITLE_WORDS and words[-1][-1] not in ".:;,)}]":
        return "title"
    return ""


def _line(text: str, row: Row) -> str:
    return text[row.start : row.end].rstrip("\r\n")
