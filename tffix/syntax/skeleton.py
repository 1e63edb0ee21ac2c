"""The skeleton of a file: attribute names, extents of expressions, block headers and braces, nothing inside.

A coarse scanner on compiled regexes. One pattern matches a whole line of a body with its expression, as long
as the brackets in it are nested at most twice; deeper or longer expressions are skipped bracket by bracket.
What neither recognises makes `skeleton` answer None, and the grammar decides about the file.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tffix.source import BOM
from tffix.syntax import patterns as p

# (name start, name end, expression start, expression end)
AttributeExtent = tuple[int, int, int, int]
# (type start, type end, opening brace, closing brace, items)
BlockExtent = tuple[int, int, int, int, list["Extent"]]
Extent = AttributeExtent | BlockExtent


def _bracketed(inner: str | None) -> str:
    """A bracketed run: newlines and comments allowed, brackets inside only if `inner` matches them.

    Which bracket closes which is not looked at: in a valid file they agree, and the pattern stays a third of the
    size, which is what compiling it costs at every start.
    """
    run = r'[^"{}\[\]()#/<\\]*+'
    parts = [_TEMPLATE, p.LINE_COMMENT, p.BLOCK_COMMENT, "/(?![/*])", "<(?!<)"] + ([inner] if inner else [])
    body = f"{run}(?:(?:{'|'.join(parts)}){run})*+"
    return rf"[\[({{]{body}[\])}}]"


# A sequence whose code is plain characters and plain strings.
_SEQUENCE = rf'[$%]\{{[^"{{}}\n#/<\\]*+(?:(?:{p.PLAIN_STRING}|/(?![/*])|<(?!<))[^"{{}}\n#/<\\]*+)*+\}}'
_TEMPLATE = rf'"[^"\\\n\r$%]*+(?:(?:\\[^\n\r]|\$\$\{{|%%\{{|{_SEQUENCE}|[$%](?!\{{))[^"\\\n\r$%]*+)*+"'
_PIECE = rf'(?:[^"{{}}\[\]()#/<\n\r \t\\]++|{_TEMPLATE}|{_bracketed(_bracketed(None))}|/(?![/*])|<(?!<))'
_EXPRESSION = rf"{_PIECE}++(?:[ \t]++{_PIECE}++)*+"
_GAP = rf"[ \t]*+(?:{p.BLOCK_COMMENT}[ \t]*+)*+"
_LINE_END = rf"{_GAP}(?:{p.LINE_COMMENT})?(?:\r?\n|\Z)"


def _item(gap: str, identifier: str) -> re.Pattern[str]:
    """One item of a body up to the next line that is not blank, or the first line of a block, or what ends it.

    The group that matched last tells which: see the constants below.
    """
    blank_lines = rf"(?:{gap}(?:{p.LINE_COMMENT})?\r?\n)"
    line_end = rf"{gap}(?:{p.LINE_COMMENT})?(?:\r?\n|\Z){blank_lines}*+"
    label = rf'(?:{identifier}|"[^"\\\n\r$%]*+(?:(?:\\[^\n\r]|[$%](?!\{{))[^"\\\n$%]*+)*+")'
    return re.compile(
        rf"{gap}(?:"
        rf"({identifier}){gap}(?:"
        rf"=(?![=>]){gap}(?:({_EXPRESSION}){line_end}|(?!/)())"
        rf"|(?:{label}{gap})*+(\{{)(?:{line_end}|{gap}(\}}){line_end}|{gap}(?!/)()))"
        rf"|(\}}){line_end}"
        rf"|((?:{p.LINE_COMMENT})?\Z))"
        rf"|({blank_lines}++)"
    )


_NAME, _ATTRIBUTE, _COMPLEX, _BRACE, _EMPTY_BLOCK, _INLINE_BLOCK, _CLOSE, _END, _BLANK = range(1, 10)
# Comments between the words of a line, and names that are not ASCII, are rare enough to be tried second.
_PLAIN_ITEM = _item("[ \t]*+", p.ASCII_IDENTIFIER)


@lru_cache(maxsize=1)
def _any_item() -> re.Pattern[str]:
    return _item(_GAP, p.IDENTIFIER)


_INLINE_ATTRIBUTE = re.compile(rf"{_GAP}(?P<name>{p.IDENTIFIER}){_GAP}=(?![=>]){_GAP}")
_REST_OF_LINE = re.compile(_LINE_END)
_NEXT_GAP = re.compile(_GAP)

# The slow path: what may be skipped outside, and inside, of brackets.
_WORDS = re.compile(rf'(?:[^"{{}}\[\]()#/<\n\r \t\\]++|{_TEMPLATE}|/(?![/*])|<(?!<))*+')
_INSIDE = re.compile(rf'(?:[^"{{}}\[\]()#/<\\]++|{_TEMPLATE}|{p.BLOCK_COMMENT}|{p.LINE_COMMENT}|/(?![/*])|<(?!<))*+')
_QUOTED = re.compile(p.QUOTED_RUN)
_HEREDOC_OPEN = re.compile(rf"<<-?({p.IDENTIFIER})\r?\n")
_OPENING = re.compile(r"\$\$\{|%%\{|[$%]\{")
_CLOSERS = {"(": ")", "[": "]", "{": "}"}


class _Unsure(Exception):  # noqa: N818 - not an error: the signal to ask the grammar
    """The coarse scanner does not recognise the text."""


def skeleton(text: str) -> list[Extent] | None:
    """The items of a file as nested extents, in order; None where only the grammar can tell."""
    found, is_whole = known_items(text)
    return found if is_whole else None


def known_items(text: str) -> tuple[list[Extent], bool]:
    """The items of a file up to where only the grammar can tell, and whether these are all."""
    found: list[Extent] = []
    try:
        _scan(text, found)
    except _Unsure:
        return found, False
    return found, True


def _scan(text: str, items: list[Extent]) -> None:
    # Open blocks: (type start, type end, opening brace, the list the block goes to).
    stack: list[tuple[int, int, int, list[Extent]]] = []
    match = _PLAIN_ITEM.match
    at = 1 if text.startswith(BOM) else 0
    end = len(text)
    while at < end:
        found = match(text, at) or _any_item().match(text, at)
        if found is None:
            raise _Unsure
        kind = found.lastindex
        at = found.end()
        if kind == _ATTRIBUTE:
            items.append((*found.span(_NAME), *found.span(_ATTRIBUTE)))
        elif kind == _BRACE:
            stack.append((*found.span(_NAME), found.start(_BRACE), items))
            items = []
        elif kind == _CLOSE:
            if not stack:
                raise _Unsure
            start, stop, brace, outer = stack.pop()
            outer.append((start, stop, brace, found.start(_CLOSE), items))
            items = outer
        elif kind == _COMPLEX:
            stop, after = _expression_end(text, at)
            rest = _REST_OF_LINE.match(text, after)
            if rest is None or at == stop:
                raise _Unsure
            items.append((*found.span(_NAME), at, stop))
            at = rest.end()
        elif kind == _EMPTY_BLOCK:
            items.append((*found.span(_NAME), found.start(_BRACE), found.start(_EMPTY_BLOCK), []))
        elif kind == _INLINE_BLOCK:
            block, at = _inline_block(text, found)
            items.append(block)
        elif kind == _END:
            break
    if stack:
        raise _Unsure


def _inline_block(text: str, header: re.Match[str]) -> tuple[BlockExtent, int]:
    """A block whose one attribute stands on the header's line: `b { a = 1 }`."""
    attribute = _INLINE_ATTRIBUTE.match(text, header.end())
    if attribute is None:
        raise _Unsure
    stop, after = _expression_end(text, attribute.end())
    close = after if text.startswith("}", after) else -1
    rest = _REST_OF_LINE.match(text, close + 1)
    if close < 0 or stop == attribute.end() or rest is None:
        raise _Unsure
    extent = (*attribute.span("name"), attribute.end(), stop)
    return (*header.span(_NAME), header.start(_BRACE), close, [extent]), rest.end()


def _expression_end(text: str, start: int) -> tuple[int, int]:
    """End of the expression that begins at `start`, and where the line's rest (or a closing brace) begins."""
    at = last = start
    while True:
        stop = _WORDS.match(text, at).end()  # type: ignore[union-attr]
        if stop > at:
            last = stop
        at = _NEXT_GAP.match(text, stop).end()  # type: ignore[union-attr]
        if at > stop:
            continue
        char = text[at : at + 1]
        if char == '"':
            at = last = _skip(text, at + 1, '"')
        elif char and char in "([{":
            at = last = _skip(text, at + 1, _CLOSERS[char])
        elif char == "<":
            at = last = _skip(text, *_heredoc(text, at))
        else:
            return last, at


@lru_cache(maxsize=256)
def _end_pattern(marker: str) -> re.Pattern[str]:
    return re.compile(rf"^[ \t]*+{re.escape(marker)}[ \t]*+(?=\r?\n)", re.MULTILINE)


_HeredocFrame = tuple[re.Pattern[str], re.Match[str] | None]


def _heredoc(text: str, at: int) -> tuple[int, _HeredocFrame]:
    """Where the text of the heredoc at `at` begins, and its frame."""
    opening = _HEREDOC_OPEN.match(text, at)
    if opening is None:
        raise _Unsure
    return opening.end(), (_end_pattern(opening[1]), None)


def _skip(text: str, at: int, frame: str | _HeredocFrame) -> int:
    """Where the construct ends whose opening is before `at`: a bracket (its closer), `"` or a heredoc.

    Constructs nest without recursion: `frames` are those still open.
    """
    frames = [frame]
    while frames:
        top = frames[-1]
        if top == '"':
            at = _QUOTED.match(text, at).end()  # type: ignore[union-attr]
            char = text[at : at + 1]
            if char == '"':
                frames.pop()
                at += 1
            elif char and char in "$%":
                frames.append("}")
                at += 2
            else:
                raise _Unsure
        elif isinstance(top, str):
            at = _INSIDE.match(text, at).end()  # type: ignore[union-attr]
            char = text[at : at + 1]
            if char and char in '"([{':
                frames.append(_CLOSERS.get(char, char))
                at += 1
            elif char == top:
                frames.pop()
                at += 1
            elif char == "<":
                at, opened = _heredoc(text, at)
                frames.append(opened)
            else:
                raise _Unsure
        else:
            pattern, closing = top
            # The closing line stays good until a sequence has swallowed it: searching each time is quadratic.
            if closing is None or closing.start() < at:
                closing = pattern.search(text, at)
                if closing is None:
                    raise _Unsure
                frames[-1] = (pattern, closing)
            sequence = _OPENING.search(text, at, closing.start())
            if sequence is None:
                frames.pop()
                at = closing.end()
            else:
                at = sequence.end()
                if len(sequence[0]) == 2:
                    frames.append("}")
    return at
