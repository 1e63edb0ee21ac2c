"""Repairs of values: quotes, escapes, separators, template sequences, expressions over lines, heredocs; and prose."""

from __future__ import annotations

import re

from tffix.errors import SyntaxError  # noqa: A004
from tffix.syntax import parse_expression

from ._foreign_text import EXPANSION, FORMAT
from ._repair import SEQUENCES, Repair, line_end, line_start, margin, open_frames, tokens

# `\${` of JavaScript or a shell. Only Terraform has names with dots; a name alone is a variable of something else.
_ESCAPED_REFERENCE = re.compile(r"\\\$\{\s*(?:var|local|data|module|path|terraform|each|count|self|[a-z]+_\w+)\.\w")
_ESCAPED_NAME = re.compile(r"\\\$\{[A-Za-z_]\w*\}")
_CODE_LINE = re.compile(r"\s*+(?:[\w-]++\s*+=(?!=)|(?:resource|variable|output|data|module|locals|provider)\b.*\{|\})")
_MOST_LINES = 40
# A value without blanks that begins with a quote and ends with the line.
_OPEN_STRING = re.compile(r"[ \t]*[\w\"-]+[ \t]*[=:][ \t]*\"(?:[^\s\",$)\]}]|\$\{[\w.\[\]-]+\})+")
# Where a value begins: what may stand before a string.
_BEFORE_VALUE = frozenset(
    {"EQ", "COMMA", "LSQB", "LPAR", "COLON", "QUESTION", "OPERATOR", "FAT_ARROW", "INTERPOLATION"}
)
_QUOTES = {"'": "'", "\u201c": "\u201d", "\u2018": "\u2019", "\u201d": "\u201d"}
_CONTINUES = re.compile(r"\s*(?:[?:]|&&|\|\||[=!]=|[<>+*/%]|-\s)")
_GOES_ON = re.compile(r"(?:[?:+*/%<>=-]|&&|\|\|)\s*$")
# A sentence: a capital letter, four words or more, and nothing that code has.
_PROSE = re.compile(r"[A-Z][\w'\u2019-]*,?(?: [^\s={}\[\]\"<>|]+){3,}[.:!?]?\s*")
_SENTENCE_WORDS = re.compile(
    r"\b(?:the|a|an|is|are|we|let's|let\u2019s|this|these|and|to|of|for|with|here|now|you|it|in|will)\b", re.IGNORECASE
)


def escape(text: str, error: SyntaxError) -> Repair | None:
    """A backslash that begins no escape: the backslash itself was meant; before `${`, that of another language."""
    written = text[error.start : error.end]
    if not re.fullmatch(r"\\[^uU\s]", written):
        return None
    if _ESCAPED_REFERENCE.match(text, error.start):
        return Repair(error, ((error.start, error.start + 1, ""),), "Take away the backslash before the interpolation")
    if _ESCAPED_NAME.match(text, error.start):
        return Repair(error, ((error.start, error.start + 1, "$"),), "Write $${ for a ${ that is not Terraform's")
    return Repair(error, ((error.start, error.start, "\\"),), f"Write \\{written} for the backslash itself")


def broken_string(text: str, error: SyntaxError) -> Repair | None:
    """A quoted string over several lines: its newlines as escapes."""
    found = tokens(text)
    at = next((i for i, token in enumerate(found) if token.start == error.start), None)
    if at is None or found[at].kind != "QUOTED_NEWLINE":
        return None
    newlines: list[tuple[int, int, str]] = []
    depth = 0
    for token in found[at:]:
        if token.kind == "QUOTED_NEWLINE" and depth == 0:
            start = token.start - (text[token.start - 1] == "\r")
            newlines.append((start, token.end, "\\n"))
        elif token.kind in SEQUENCES:
            depth += 1
        elif token.kind == "SEQUENCE_END":
            depth -= 1
        elif token.kind == "QUOTE_CLOSE" and depth == 0:
            # A forgotten quote takes code for text: then there is another reading.
            inside = text[error.start + 1 : token.start].split("\n")
            if len(inside) > _MOST_LINES or any(_CODE_LINE.match(line) for line in inside):
                return None
            return Repair(error, tuple(newlines), "Write the newlines of the string as \\n")
    return None


def forgotten_quote(text: str, error: SyntaxError) -> Repair | None:
    """`name = "logs` with code on the next line: the quote at the end of the line, if nothing else can be meant."""
    start, end = line_start(text, error.start), line_end(text, error.start)
    if _OPEN_STRING.fullmatch(text, start, end) is None or not text[end:].strip():
        return None
    following = text[end:].lstrip("\r\n")
    if _CODE_LINE.match(following) is None:
        return None
    return Repair(error, ((end, end, '"'),), "Close the string at the end of its line")


def quotes(text: str, error: SyntaxError) -> Repair | None:
    """`'a'` and typographic quotes: plain double ones."""
    closing = _QUOTES.get(text[error.start : error.start + 1])
    before = next((t.kind for t in reversed(tokens(text)) if t.end <= error.start and t.kind != "NEWLINE"), "")
    if closing is None:
        return None
    end = text.find(closing, error.start + 1, line_end(text, error.start))
    value = text[error.start + 1 : end]
    is_label = re.fullmatch(r"\s*\w+(?:\s+['\"][\w-]+['\"])*\s+", text[line_start(text, error.start) : error.start])
    if end < 0 or not (before in _BEFORE_VALUE or is_label) or re.search(r"[\"\\]|[$%]\{", value):
        return None
    if re.match(r"\w", text[end + 1 : end + 2]):
        return None
    edits = (error.start, error.start + 1, '"'), (end, end + 1, '"')
    return Repair(error, edits, "Put the string in double quotes")


def separator(text: str, error: SyntaxError) -> Repair | None:
    """`[1 2]`: a comma."""
    end = _end_before(text, error.start)
    if end is None:
        return None
    return Repair(error, ((end, end, ","),), "Put a comma between the elements")


def argument_separator(text: str, error: SyntaxError) -> Repair | None:
    """Arguments of a function on lines of their own, or an object behind another argument: a comma."""
    end = _end_before(text, error.start)
    if end is None or not ("\n" in text[end : error.start] or text[error.start] in "{["):
        return None
    return Repair(error, ((end, end, ","),), "Put a comma between the arguments")


def item_separator(text: str, error: SyntaxError) -> Repair | None:
    """`{ a = 1 b = 2 }`: a comma."""
    end = _end_before(text, error.start)
    if end is None or not re.compile(r'(?:[\w-]+|"[^"\n]*")\s*[=:]').match(text, error.start):
        return None
    return Repair(error, ((end, end, ","),), "Put a comma between the items")


def _end_before(text: str, offset: int) -> int | None:
    return next((t.end for t in reversed(tokens(text)) if t.end <= offset and t.kind != "NEWLINE"), None)


def sequence(text: str, error: SyntaxError) -> Repair | None:
    """`${VAR:-x}` of a shell, `%{http_code}` of a format: escaped."""
    opened = [frame for frame in open_frames(text, error.start + 1) if frame.kind in SEQUENCES]
    for frame in reversed(opened):
        for pattern in (EXPANSION, FORMAT):
            if pattern.match(text, frame.start):
                sign = text[frame.start]
                return Repair(error, ((frame.start, frame.start, sign),), f"Escape {sign}{{, which is not Terraform's")
    return None


def expression_over_lines(text: str, error: SyntaxError) -> Repair | None:
    """An expression that goes on on the next line without being in brackets: in parentheses."""
    found = tokens(text)
    frames = open_frames(text, error.start)
    if frames and frames[-1].kind not in ("BLOCK", "LBRACE"):
        return None
    before = [i for i, token in enumerate(found) if token.start < error.start]
    equals = next((i for i in reversed(before) if found[i].kind == "EQ"), None)
    if equals is None or len(open_frames(text, found[equals].start)) != len(frames):
        return None
    start = found[equals].end
    blanks = re.compile(r"[ \t]*").match(text, start)
    start = blanks.end() if blanks else start
    end = line_end(text, start)
    for _ in range(_MOST_LINES):
        following = text[end:].lstrip("\r\n")
        complete = not _GOES_ON.search(text[start:end]) and _CONTINUES.match(following) is None
        if complete and _is_expression(text[start:end]):
            break
        if not following or _CODE_LINE.match(text, end + 1 + text.startswith("\r\n", end)):
            return None
        end = line_end(text, end + 1 + text.startswith("\r\n", end))
    else:
        return None
    value = text[start:end]
    if "\n" not in value:
        return None
    if not text[start : line_end(text, start)].strip():
        first = len(value) - len(value.lstrip())
        return Repair(error, ((found[equals].end, start + first, " "),), "Begin the value on the line of its name")
    end = start + len(value.rstrip())
    return Repair(error, ((start, start, "("), (end, end, ")")), "Put the expression over several lines in parentheses")


def _is_expression(text: str) -> bool:
    try:
        parse_expression(f"({text})")
    except SyntaxError:
        return False
    return True


def heredoc_end(text: str, error: SyntaxError) -> Repair | None:
    """`EOF)`: the marker of a heredoc on a line of its own."""
    frame = next((f for f in reversed(open_frames(text, len(text))) if f.kind == "HEREDOC_OPEN"), None)
    if frame is None:
        return None
    opened = tokens(text)[frame.index]
    marker = text[opened.start : opened.end].lstrip("<-").strip()
    end = re.compile(rf"^[ \t]*{re.escape(marker)}(?P<gap>[ \t]*)[)\]}},][)\]}}, \t]*$", re.MULTILINE)
    closing = end.search(text, opened.end)
    if closing is None:
        return None
    edit = (closing.start("gap"), closing.end("gap"), f"\n{margin(text, opened.start)}")
    return Repair(error, (edit,), "Put the marker that ends the heredoc on a line of its own")


def heredoc_marker(text: str, error: SyntaxError) -> Repair | None:
    """`<<"EOF"`: without the quotes, which only a shell knows."""
    row = line_start(text, error.start)
    opened = re.compile(r"<<-?(?P<quoted>(['\"])(?P<marker>\w+)\2)[ \t]*\r?$", re.MULTILINE).search(
        text, row, line_end(text, error.start) + 1
    )
    if opened is None:
        return None
    body = re.compile(rf"^[ \t]*{opened['marker']}\s*$", re.MULTILINE).search(text, opened.end())
    if body is None or re.search(r"[$%]\{", text[opened.end() : body.start()]):
        return None  # quoted, a shell takes such sequences for text: they could mean either
    edit = (opened.start("quoted"), opened.end("quoted"), opened["marker"])
    return Repair(error, (edit,), "Write the marker of the heredoc without quotes")


def prose(text: str, error: SyntaxError) -> Repair | None:
    """Sentences between blocks: comments."""
    if open_frames(text, error.start):
        return None
    start = line_start(text, error.start)
    row = text[start : line_end(text, start)]
    words = row.split()
    if not _PROSE.fullmatch(row) or not (row.rstrip()[-1] in ".:!?" or len(words) > 5):
        return None
    if len(_SENTENCE_WORDS.findall(row)) < 2:
        return None
    return Repair(error, ((start, start, "# "),), "Make a comment of the sentence")
