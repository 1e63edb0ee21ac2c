"""Where code breaks off.

Three signs, of which none is enough alone: the document ends here (the fence is never closed, or closed and nothing
follows), something is open at the end (a block, a string, a heredoc), and the last line is no whole line. Two of them
make a cut. Unbalanced code whose last line is whole, in a closed fence with text behind it, lacks a brace, which is for
the parser to say; so does code that ends with a brace at the margin, or with more blocks behind what is open.
"""

from __future__ import annotations

import re

from tffix.responses.outline import BLOCK_TYPES, Outline, outline

HEADER = re.compile(
    r'^(?:(?:resource|data)[ \t]++"[\w-]++"[ \t]*+"[\w-]++"|(?:variable|output|module|provider)[ \t]++"[\w-]++"'
    r"|terraform|locals)[ \t]*+\{",
    re.MULTILINE,
)
_CLOSING = re.compile(r"[\])}]+,?")
_AT_MARGIN = re.compile(r"^[\])}][^\n]*\s*\Z", re.MULTILINE)
_PENDING = re.compile(r"(?:[-=+*%!?:&|<>(\[{.,_]|\\|(?<!\*)/)$")
_WORD = re.compile(r"(?![A-Z0-9_]+$)[^\W\d][\w-]*")  # not the end of a heredoc
_BARE_VALUE = re.compile(r"=[ \t]*([^\W\d][\w-]*)$")
_VALUES = frozenset({"true", "false", "null", "string", "number", "bool", "any"})
_BEGUN = re.compile(r'([a-z]+)(?:[ \t]+"[^"\n]*"?)*[ \t]*')
_SHORTEST = 2


def after_line(text: str, at: int, limit: int) -> int:
    """Where the line after the one at `at` begins."""
    end = text.find("\n", at, limit)
    return limit if end < 0 else end + 1


def cut_at(text: str, whole: Outline, ended: str) -> int:
    """Where to cut code that breaks off: behind its last complete top-level item; -1 where it is complete.

    `ended` says how the fence ends (`closed`, `last` for one that is closed where the document ends, `open`, `answer`,
    `reopened`).
    """
    at = after_line(text, whole.last_complete, len(text)) if whole.last_complete else 0
    if ended == "reopened" and not whole.inside:
        return at if text[at:].strip() else -1
    if not whole.is_cut:
        return -1
    here = ended not in ("closed", "last") or (ended == "last" and bool(whole.inside) and not _AT_MARGIN.search(text))
    if not here and not (_is_open(text, whole) and breaks_off(text, whole)):
        return -1
    # More blocks behind the one that stays open: a brace is missing, not the end.
    unfinished = next((item.start for item in whole.items if item.start >= at and item.kind != "stray"), len(text))
    return -1 if HEADER.search(text, unfinished + 1) else at


def _is_open(text: str, whole: Outline) -> bool:
    """Whether something is open at the end: inside an item, or in the header of one."""
    if whole.inside:
        return True
    begun = _BEGUN.fullmatch(_last_line(text))
    if begun is None or len(begun[1]) < _SHORTEST:
        return False
    return any(word.startswith(begun[1]) for word in BLOCK_TYPES)


def breaks_off(text: str, whole: Outline) -> bool:
    """Whether the last line of the code (comments aside) is no whole line."""
    line = _last_line(text)
    if not line or _CLOSING.fullmatch(line):
        return False
    if whole.inside not in ("", "{") or outline(f"x = {line}").inside in ('"', "(", "["):
        return True
    value = _BARE_VALUE.search(line)
    if value is not None:
        return value[1] not in _VALUES
    return _PENDING.search(line) is not None or _WORD.fullmatch(line) is not None or not whole.inside


def _last_line(text: str) -> str:
    end = len(text)
    while end > 0:
        start = text.rfind("\n", 0, end) + 1
        line = text[start:end].strip()
        if line and not line.startswith(("#", "//")):
            return line
        end = start - 1
    return ""
