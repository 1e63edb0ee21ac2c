"""Width of code in characters as a person counts them: grapheme clusters (Unicode Standard Annex 29).

By the categories of `unicodedata` and short tables of the exceptions. `terraform fmt` counts so for its columns.
"""

from __future__ import annotations

import unicodedata

_ZWJ = "\u200d"


def _in(ranges: str) -> frozenset[str]:
    """The characters in ranges of code points: `a-b c`, hexadecimal."""
    out: set[str] = set()
    for part in ranges.split():
        first, _, last = part.partition("-")
        out.update(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return frozenset(out)


# Grapheme_Cluster_Break of Unicode 15 where the general category does not tell it.
_JOINS_NEXT = _in("600-605 6dd 70f 890-891 8e2 d4e 110bd 110cd 111c2-111c3 1193f 11941 11a3a 11a84-11a89 11d46 11f02")
_EXTENDS = _in("200c-200d e33 eb3 ff9e-ff9f 1f3fb-1f3ff e0020-e007f")
_STANDS_ALONE = _in(
    "102b-102c 1038 1062-1064 1067-106d 1083 1087-108c 108f 109a-109c 1a61 1a63-1a64 aa7b aa7d 11720-11721"
)
_IGNORABLE = _in("2065 fff0-fff8")
_PICTURES = _in("a9 ae 203c 2049 2122 2139 2194-2199 21a9-21aa 25fb-25fe 2b05-2b07 3030 303d 3297 3299")


def columns(text: str) -> int:
    """The width of a piece of code in grapheme clusters, a newline being one."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    width = 0
    previous = ""
    is_flag = is_picture = False
    for c in text:
        if not previous or not _is_joined(previous, c, is_flag, is_picture):
            width += 1
            is_picture = False
            is_flag = _is_regional(c)
        else:
            is_flag = False
        is_picture = _is_picture(c) or (is_picture and c in _EXTENDS) or (is_picture and _is_mark(c))
        previous = c
    return width


def _is_joined(previous: str, c: str, is_flag: bool, is_picture: bool) -> bool:
    """Whether `c` is one with `previous`, the end of half a flag, or of a picture, if so said."""
    if c == "\n" or previous == "\n":
        return previous == "\r" and c == "\n"
    # The text of a template is counted apart from its quotes.
    if _is_control(previous) or '"' in (previous, c):
        return False
    if c in _EXTENDS or _is_mark(c) or (previous in _JOINS_NEXT and not _is_control(c)):
        return True
    if previous == _ZWJ and is_picture:
        return _is_picture(c)
    return (is_flag and _is_regional(c)) or _is_syllable(previous, c)


def _is_mark(c: str) -> bool:
    return c > "\u02ff" and unicodedata.category(c) in ("Mn", "Me", "Mc") and c not in _STANDS_ALONE


def _is_control(c: str) -> bool:
    if c < "\x7f":
        return c < " "
    if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp"):
        return c not in _EXTENDS and c not in _JOINS_NEXT
    return c in _IGNORABLE or ("\U000e0000" <= c <= "\U000e0fff" and not _is_mark(c))


def _is_regional(c: str) -> bool:
    return "\U0001f1e6" <= c <= "\U0001f1ff"


def _is_picture(c: str) -> bool:
    if "\U0001f000" <= c <= "\U0001faff":
        return not _is_regional(c) and c not in _EXTENDS
    return c in _PICTURES or ("\u231a" <= c <= "\u2bff" and unicodedata.category(c) == "So")


def _is_syllable(previous: str, c: str) -> bool:
    """Whether two pieces of Hangul are of one syllable."""
    before, after = _jamo(previous), _jamo(c)
    if "\uac00" <= previous <= "\ud7a3":
        # A whole syllable ends as its last piece does.
        before = "V" if (ord(previous) - 0xAC00) % 28 == 0 else "T"
    return before + after in ("LL", "LV", "VV", "VT", "TT")


def _jamo(c: str) -> str:
    """What a piece of Hangul begins with: a leading consonant, a vowel or a trailing one; empty for others."""
    if "\u1100" <= c <= "\u115f" or "\ua960" <= c <= "\ua97c" or "\uac00" <= c <= "\ud7a3":
        return "L"
    if "\u1160" <= c <= "\u11a7" or "\ud7b0" <= c <= "\ud7c6":
        return "V"
    return "T" if "\u11a8" <= c <= "\u11ff" or "\ud7cb" <= c <= "\ud7fb" else ""
