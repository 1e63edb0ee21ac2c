"""Unified diffs: one that `git apply` takes, and one for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tffix.linediff import Change, changes
from tffix.output.style import Line, Style, paint
from tffix.source import split_lines

NO_NEWLINE = "\\ No newline at end of file"
_ESCAPES = {"\a": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r", '"': '"', "\\": "\\"}

#: A line of a diff and its role, the line ending of the text included.
_Piece = tuple[str, str]


def unified_diff(before: Mapping[str, str], after: Mapping[str, str], *, context: int = 3) -> str:
    """The difference between two sets of texts, files in the order of their paths.

    Encoded as UTF-8 with `surrogateescape` it is what `git apply` and `patch -p1` take, whatever the bytes of
    the files are. A path that only one side has is created or removed.
    """
    return "".join(text for text, _ in _pieces(before, after, context))


def file_diff(path: str, before: str | None, after: str | None, *, context: int = 3) -> str:
    """The difference of one file, None standing for a file that is not there; empty if there is none."""
    return "".join(text for text, _ in _file_pieces(path, before, after, context))


def terminal_diff(before: Mapping[str, str], after: Mapping[str, str], style: Style, *, context: int = 3) -> str:
    """The same difference to be looked at: perhaps coloured, and nothing in it that a terminal would obey."""
    lines: list[Line] = []
    for text, role in _pieces(before, after, context):
        body = text.rstrip("\n").removesuffix("\r")
        lines.append([(style.clean(body), role)])
    return paint(lines, style)


def changed_lines(before: str, after: str) -> Iterator[list[tuple[str, str, int]]]:
    """Per stretch of changed lines, the lines as (`-` or `+`, text without its ending, line number)."""
    old, new = split_lines(before), split_lines(after)
    for change in changes(old, new):
        removed = [("-", old[i].rstrip("\r\n"), i + 1) for i in range(change.start, change.end)]
        added = [("+", new[i].rstrip("\r\n"), i + 1) for i in range(change.new_start, change.new_end)]
        yield removed + added


def _pieces(before: Mapping[str, str], after: Mapping[str, str], context: int) -> Iterator[_Piece]:
    for path in sorted(before.keys() | after.keys()):
        yield from _file_pieces(path, before.get(path), after.get(path), context)


def _file_pieces(path: str, before: str | None, after: str | None, context: int) -> Iterator[_Piece]:
    if before == after:
        return
    # Unified hunks cannot say that an empty file comes, goes or is filled; the extended header of git can.
    if "" in (before, after):
        yield f"diff --git {_name('a/', path)} {_name('b/', path)}\n", "header"
        if before is None:
            yield "new file mode 100644\n", "header"
        elif after is None:
            yield "deleted file mode 100644\n", "header"
        if not before and not after:
            return
    yield f"--- {'/dev/null' if before is None else _name('a/', path, tab=True)}\n", "header"
    yield f"+++ {'/dev/null' if after is None else _name('b/', path, tab=True)}\n", "header"
    old, new = split_lines(before or ""), split_lines(after or "")
    for group in _hunks(changes(old, new), context):
        yield from _hunk_pieces(group, old, new, context)


def _hunks(found: Sequence[Change], context: int) -> Iterator[list[Change]]:
    """The changes in groups whose `context` lines of surroundings touch."""
    group: list[Change] = []
    for change in found:
        if group and change.start - group[-1].end > 2 * context:
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _hunk_pieces(group: Sequence[Change], old: Sequence[str], new: Sequence[str], context: int) -> Iterator[_Piece]:
    lead = min(context, group[0].start)
    trail = min(context, len(old) - group[-1].end)
    start, end = group[0].start - lead, group[-1].end + trail
    new_start, new_end = group[0].new_start - lead, group[-1].new_end + trail
    yield f"@@ -{_extent(start, end)} +{_extent(new_start, new_end)} @@\n", "hunk"
    at = start
    for change in group:
        yield from _marked(" ", old[at : change.start], "")
        yield from _marked("-", old[change.start : change.end], "removed")
        yield from _marked("+", new[change.new_start : change.new_end], "added")
        at = change.end
    yield from _marked(" ", old[at:end], "")


def _marked(mark: str, lines: Iterable[str], role: str) -> Iterator[_Piece]:
    for line in lines:
        if line.endswith("\n"):
            yield mark + line, role
        else:
            yield mark + line + "\n", role
            yield NO_NEWLINE + "\n", "dim"


def _extent(start: int, end: int) -> str:
    """Line and length as in a hunk header: the line before an empty stretch, and a length of 1 left out."""
    if start == end:
        return f"{start},0"
    return f"{start + 1}" if end - start == 1 else f"{start + 1},{end - start}"


def _name(side: str, path: str, *, tab: bool = False) -> str:
    """A path as git writes it: quoted if it holds what would end or garble the line."""
    name = side + path.lstrip("/")
    if any(c in _ESCAPES or c < " " or c == "\x7f" or "\ud800" <= c <= "\udfff" for c in name):
        quoted = []
        for char in name:
            if char in _ESCAPES:
                quoted.append("\\" + _ESCAPES[char])
            elif char < " " or char > "~":
                quoted += [f"\\{byte:03o}" for byte in char.encode("utf-8", "surrogateescape")]
            else:
                quoted.append(char)
        return '"' + "".join(quoted) + '"'
    return name + "\t" if tab and " " in name else name
