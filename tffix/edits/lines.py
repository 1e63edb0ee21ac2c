"""Lines around an edit: where they begin, how they are indented, what stands alone on them."""

from __future__ import annotations

from tffix.syntax.structure import Body, Item


def line_start(text: str, offset: int) -> int:
    """Offset of the first character of the line that `offset` is on."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """Offset of the line ending (or of the end of the text) at or behind `offset`; before the `\\r` of a CRLF."""
    end = text.find("\n", offset)
    if end < 0:
        return len(text)
    return end - 1 if end > offset and text[end - 1] == "\r" else end


def next_line(text: str, offset: int) -> int:
    """Offset of the line behind the one that `offset` is on, the end of the text if there is none."""
    end = text.find("\n", offset)
    return len(text) if end < 0 else end + 1


def indent_at(text: str, offset: int) -> str:
    """The blanks at the start of the line that `offset` is on."""
    start = line_start(text, offset)
    end = start
    while end < len(text) and text[end] in " \t":
        end += 1
    return text[start:end]


def is_blank(text: str, start: int) -> bool:
    """Whether the line that begins at `start` holds nothing but blanks. There is no line behind the last."""
    return start < len(text) and not text[start : line_end(text, start)].strip()


def indent_unit(text: str) -> str:
    """What one level of indentation is in this file: that of its first indented line, else two blanks."""
    at = 0
    while (at := text.find("\n", at) + 1) > 0:
        if text.startswith("\t", at):
            return "\t"
        if text.startswith("  ", at):
            return "  "
    return "  "


def item_indent(body: Body) -> str:
    """The indentation of a body's items: that of the first that begins its line, else one level more than the block."""
    text = body.source.text
    for item in body.items:
        indent = indent_at(text, item.start)
        if line_start(text, item.start) + len(indent) == item.start:
            return indent
    if body.parent is None:
        return ""
    return indent_at(text, body.parent.start) + indent_unit(text)


def indented(new: str, indent: str, unit: str, newline: str) -> str:
    """`new`, written with two blanks a level and `\\n`, as it looks behind `indent`; the first line is not indented.

    Lines inside heredocs are indented too only where the heredoc is flush (`<<-`): its value does not change.
    """
    lines = new.split("\n")
    out = [lines[0]]
    marker = _heredoc_marker(lines[0])
    for line in lines[1:]:
        keep = marker is not None and not marker[1]
        if marker is not None and line.strip() == marker[0]:
            marker = None
        elif marker is None:
            marker = _heredoc_marker(line)
        if keep or not line.strip():
            out.append(line if keep else "")
            continue
        stripped = line.lstrip(" ")
        depth, rest = divmod(len(line) - len(stripped), 2)
        out.append(indent + unit * depth + " " * rest + stripped)
    return newline.join(out)


def _heredoc_marker(line: str) -> tuple[str, bool] | None:
    """Marker and flushness of the heredoc that the end of a line of new code opens."""
    at = line.rfind("<<")
    if at < 0:
        return None
    marker = line[at + 2 :].removeprefix("-")
    return (marker, line[at + 2 : at + 3] == "-") if marker.isidentifier() else None


def stands_alone(text: str, item: Item) -> bool:
    """Whether an item begins its line and nothing but a comment follows it on its last line."""
    before = text[line_start(text, item.start) : item.start]
    rest = text[item.end : line_end(text, item.end)].strip()
    return not before.strip() and (not rest or rest.startswith(("#", "//", "/*")))
