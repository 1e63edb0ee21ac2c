"""What a terminal makes of a text: which characters are safe to send, and how many cells each takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from unicodedata import category, combining, east_asian_width

REPLACEMENT = "\ufffd"
TAB_STOP = 4

# Joiners shape the letters beside them; every other format character is invisible or reorders the line, and
# the invisible ones are worth seeing: they are what makes an innocent looking line a syntax error.
_JOINER = "\u200d"
_HARMLESS_FORMAT = "\u200c\u200d"
_UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Cn", "Cs", "Zl", "Zp"})
_PLAIN = re.compile(r"[ -~]*\Z")


@lru_cache(maxsize=4096)
def clean_char(char: str, encoding: str = "utf-8") -> str:
    """`char`, or a stand-in of one cell where a terminal would act on it or the encoding lacks it."""
    if category(char) in _UNSAFE_CATEGORIES and char not in _HARMLESS_FORMAT:
        char = REPLACEMENT
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return "?"
    return char


def clean(text: str, encoding: str = "utf-8") -> str:
    """`text` with every unsafe character replaced one for one; tabs and newlines stay."""
    if _PLAIN.match(text):
        return text
    return "".join(c if c in "\t\n" else clean_char(c, encoding) for c in text)


@lru_cache(maxsize=4096)
def char_width(char: str, previous: str = "") -> int:
    """The cells that `char` takes behind `previous`: 0, 1 or 2. A joiner makes one picture of two."""
    if combining(char) or category(char) in {"Mn", "Me", "Cf"}:
        return 0
    if east_asian_width(char) in "WF":
        return 0 if previous == _JOINER else 2
    return 1


def width_of(text: str) -> int:
    """The cells that a cleaned text without tabs takes."""
    return len(text) if _PLAIN.match(text) else sum(map(char_width, text, chain(" ", text)))


def fold(text: str, width: int) -> Iterator[str]:
    """A cleaned text without tabs and newlines in pieces of at most `width` cells, broken anywhere."""
    piece, used, previous = "", 0, ""
    for char in text:
        cells = char_width(char, previous)
        if used + cells > width:
            yield piece
            piece, used = "", 0
        piece, used, previous = piece + char, used + cells, char
    yield piece


def wrap(text: str, width: int, *, first: str = "", rest: str = "") -> list[str]:
    """`text` broken at spaces into lines of at most `width` cells, indented by `first` and then by `rest`.

    Line breaks of the text stay, and so does the indentation after one (a list, an example). A word that is
    wider than a line is left whole, so that a path can be copied, unless it is of a script written without
    spaces.
    """
    lines: list[str] = []
    for paragraph in text.expandtabs(TAB_STOP).split("\n"):
        body = paragraph.strip(" ")
        own = paragraph[: len(paragraph) - len(paragraph.lstrip(" "))] if body else ""
        line, used, empty = (rest if lines else first) + own, 0, True
        used = width_of(line)
        for word in _words(body):
            cells = width_of(word.rstrip(" "))
            if not empty and used + cells > width:
                lines.append(line.rstrip(" "))
                line, empty = rest + own, True
                used = width_of(line)
            line, used, empty = line + word, used + width_of(word), False
        lines.append(line.rstrip(" "))
    return lines


def _words(text: str) -> list[str]:
    """The unbreakable pieces of `text`, each with the spaces after it."""
    words: list[str] = []
    for chunk in re.findall(r"[^ ]+ *", text):
        if _PLAIN.match(chunk):
            words.append(chunk)
            continue
        at = 0
        for i, char in enumerate(chunk):
            previous = chunk[i - 1]
            is_one = char == " " or _JOINER in (char, previous)
            if i > at and not is_one and (char_width(char) == 2 or char_width(previous) == 2):
                words.append(chunk[at:i])
                at = i
        words.append(chunk[at:])
    return words
