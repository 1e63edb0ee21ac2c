"""Elements of tuples, items of objects, arguments of calls: adding, setting and removing them with their separators."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tffix.edits import semantic as s
from tffix.edits.comments import comment_spans
from tffix.edits.items import CLOSE, COMMA, FIRST, Key, Places
from tffix.edits.lines import Gap, blanks_end, gap, indent_at, indent_unit, trivia
from tffix.edits.newcode import ends_in_heredoc, indented, node_ends_in_heredoc
from tffix.edits.removal import Neighbours, Slot
from tffix.edits.splice import TextEdit
from tffix.errors import EditError
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name, quote
from tffix.syntax.patterns import is_identifier
from tffix.syntax.scanner import Mode, scan


class Addition(NamedTuple):
    """The text of a new element, and the key under which it meets additions of other fixes."""

    text: str
    key: Key


def parts_of(container: s.Container) -> Sequence[n.Expression | n.ObjectItem]:
    """The elements, items or arguments of a container."""
    return container.arguments if isinstance(container, n.FunctionCall) else container.items


@lru_cache(maxsize=16)
def _item_values(container: n.ObjectCons) -> dict[str, n.ObjectItem]:
    values: dict[str, n.ObjectItem] = {}
    for item in container.items:
        name = key_name(item.key)
        if name is not None:
            values.setdefault(name, item)
    return values


def item_named(container: n.ObjectCons, name: str) -> n.ObjectItem | None:
    """The item of an object with that literal key."""
    return _item_values(container).get(name)


def set_item_value(item: n.ObjectItem, expression: str) -> list[TextEdit]:
    """The edits that give an object item another value."""
    source, value = item.source, item.value
    indent = indent_at(source.text, item.start)
    new = indented(expression.strip("\n"), indent, indent_unit(source), source.newline)
    if new == value.text:
        return []
    stop = value.end
    if ends_in_heredoc(expression):
        stop, ending = _behind_heredoc(source.text, stop, source.newline + indent)
        new += ending
    return [TextEdit(source.path, value.start, stop, new)]


def _behind_heredoc(text: str, end: int, line_break: str) -> tuple[int, str]:
    """Where a heredoc as the value of an object item ends, and what has to follow: a newline, not a comma."""
    stop = blanks_end(text, end)
    if text.startswith(",", stop):
        stop = blanks_end(text, stop + 1)
    if text[stop : stop + 1] in ("\n", "\r"):
        return stop, ""
    return stop, line_break


def item_text(container: n.ObjectCons, name: str, expression: str) -> str:
    """A new item in the object's own way to write keys and separators."""
    items = container.items
    text = container.source.text
    quoted = bool(items) and all(isinstance(item.key, n.Template) for item in items)
    key = quote(name) if quoted or not is_identifier(name) else name
    written = text[items[-1].key.end : items[-1].value.start] if items else " = "
    separator = " = " if ":" not in written else ": " if written.startswith(":") else " : "
    return f"{key}{separator}{expression}"


def lower_container(
    container: s.Container, removed: set[int], additions: list[Addition], places: Places
) -> list[TextEdit]:
    """The edits of one container: the elements that go, and the new ones at its end."""
    return _Elements(container, places).edits(removed, additions)


class _Elements:
    """One container and how its elements are laid out."""

    def __init__(self, container: s.Container, places: Places) -> None:
        self.source = container.source
        self.text = container.source.text
        self.path = container.source.path
        self.newline = container.source.newline
        self.unit = indent_unit(container.source)
        self.container = container
        self.parts = parts_of(container)
        self.places = places
        self.is_object = isinstance(container, n.ObjectCons)
        opened = container.start
        if isinstance(container, n.FunctionCall):
            opened = self.text.index("(", container.name_end)
        self.low, self.high = opened + 1, container.end - 1
        self.commas = [self._comma(index) for index in range(len(self.parts))]

    def _comma(self, index: int) -> int | None:
        """Offset of the comma (or, behind a last argument, of the `...`) behind an element."""
        stop = self.parts[index + 1].start if index + 1 < len(self.parts) else self.high
        start = self.parts[index].end
        if "," not in self.text[start:stop] and "..." not in self.text[start:stop]:
            return None
        for kind, at, _ in scan(self.text, Mode.EXPRESSION, start, stop):
            if kind in ("COMMA", "ELLIPSIS"):
                return at
        return None

    def _slot(self, index: int) -> Slot:
        part, comma = self.parts[index], self.commas[index]
        width = 3 if comma is not None and self.text.startswith("...", comma) else 1
        return Slot(part.start, part.end if comma is None else comma + width)

    def edits(self, removed: set[int], additions: list[Addition]) -> list[TextEdit]:
        out: list[TextEdit] = []
        if removed and additions and len(self.parts) - 1 in removed:
            # What is last goes and something comes: it takes the place.
            removed.discard(len(self.parts) - 1)
            out.append(self._replaced(self.parts[-1], additions[0].text))
            additions = additions[1:]
        if removed:
            out += self._removal(removed)
        if additions:
            out += self._additions(additions)
        return out

    def _replaced(self, part: n.Node, new: str) -> TextEdit:
        indent = indent_at(self.text, part.start)
        code = indented(new.strip("\n"), indent, self.unit, self.newline)
        stop = part.end
        if ends_in_heredoc(new) and self.is_object:
            stop, ending = _behind_heredoc(self.text, stop, self.newline + indent)
            code += ending
        elif ends_in_heredoc(new) and self.text[stop : stop + 1] not in ("\n", "\r"):
            code += self.newline + indent
        return TextEdit(self.path, part.start, stop, code)

    # -- removal

    def _removal(self, removed: set[int]) -> list[TextEdit]:
        slots = [self._slot(index) for index in range(len(self.parts))]
        neighbours = Neighbours(self.text, slots, self.low, self.high)
        edits = []
        for first, last in neighbours.runs(removed):
            if neighbours.is_on_own_lines(first, last):
                edits.append(TextEdit(self.path, *neighbours.lines(first, last, removed), ""))
            else:
                edits.append(self._inline_removal(first, last, slots, neighbours))
        if len(removed) == len(self.parts):
            comments = [c for c in comment_spans(self.source) if self.low <= c[0] < self.high]
            if all(any(e.start <= start and end <= e.end for e in edits) for start, end in comments):
                edits = [TextEdit(self.path, self.low, self.high, "")]
            # The closing bracket is written anew: nobody else may add an element, which would begin with a comma.
            final, end = edits.pop(), self.container.end
            edits.append(TextEdit(self.path, final.start, end, final.text + self.text[final.end : end]))
        return edits

    def _inline_removal(self, first: int, last: int, slots: list[Slot], neighbours: Neighbours) -> TextEdit:
        """Cut elements that share their line with others, or with a bracket."""
        start, end = slots[first].start, slots[last].end
        if last + 1 < len(slots):
            while self.text[end] in " \t":
                end += 1
            if self.text[end] in "\r\n#" or self.text.startswith("//", end):
                # They end their line: the blanks before them go, too.
                above = neighbours.gap(first)
                floor = above.own_line if not above.is_inline else self.low
                while start > floor and self.text[start - 1] in " \t":
                    start -= 1
            return TextEdit(self.path, start, end, "")
        if first == 0:
            return TextEdit(self.path, start, end, "")
        above = neighbours.gap(first)
        if any(piece.kind == "line" for piece in trivia(self.text, slots[first - 1].end, start)):
            # A line comment is before them: the bracket must stay below it.
            return TextEdit(self.path, above.own_line, self.parts[last].end, "")
        comma = self.commas[last]
        if comma is not None and self.text[comma] == ",":
            # The comma behind the last element was there, so the one before it may stay.
            return TextEdit(self.path, slots[first - 1].end, end, "")
        return TextEdit(self.path, self.parts[first - 1].end, end, "")

    # -- addition

    def _additions(self, additions: list[Addition]) -> list[TextEdit]:
        if self.parts:
            if self.commas[-1] is not None and self.text.startswith("...", self.commas[-1]):
                raise EditError("nothing can follow a last argument with `...`")
            return self._behind_last(additions)
        inside = gap(self.text, self.low, self.high)
        if not inside.is_inline:
            return self._on_lines(
                additions, self._content_end(), self._outer() + self.unit, "" if self.is_object else ","
            )
        outer = self._outer()
        if any(ends_in_heredoc(addition.text) for addition in additions):
            rows = self._on_lines(additions, inside.rest_end, outer + self.unit, "" if self.is_object else ",")
            new = "".join(row.text for row in rows) + self.newline + outer
            return [TextEdit(self.path, inside.rest_end, self.high, new)]
        new = ", ".join(self._code(addition.text, outer) for addition in additions)
        if inside.rest_end > self.low:
            # A comment stands in it.
            return [TextEdit(self.path, inside.rest_end, inside.rest_end, f" {new}", (), FIRST)]
        # Without a key: two elements put side by side into an empty container would lack their comma.
        return [TextEdit(self.path, self.low, self.high, f" {new} " if self.is_object else new)]

    def _behind_last(self, additions: list[Addition]) -> list[TextEdit]:
        last, comma = self.parts[-1], self.commas[-1]
        behind = gap(self.text, last.end if comma is None else comma + 1, self.high)
        if behind.is_inline:
            return self._on_same_line(additions, behind)
        indent = indent_at(self.text, last.start)
        if comma is not None:
            return self._on_lines(additions, behind.rest_end, indent, ",")
        with_commas = len(self.parts) > 1 and self.commas[-2] is not None
        if self.is_object and (not with_commas or node_ends_in_heredoc(last)):
            return self._on_lines(additions, behind.rest_end, indent, "")
        lead = self.newline + indent if node_ends_in_heredoc(last) else ""
        if behind.rest_end == last.end:
            # The list ends without a comma, and goes on to do so.
            edits = []
            for addition in additions:
                code = lead + "," + self.newline + indent + self._code(addition.text, indent)
                edits.append(self._edit(last.end, code, () if ends_in_heredoc(addition.text) else addition.key))
                lead = self.newline + indent if ends_in_heredoc(addition.text) else ""
            return edits
        comma_edit = TextEdit(self.path, last.end, last.end, lead + ",", ("comma", str(self.container.start)), COMMA)
        return [comma_edit, *self._on_lines(additions, behind.rest_end, indent, ",")]

    def _on_same_line(self, additions: list[Addition], behind: Gap) -> list[TextEdit]:
        """Behind the last element, on whose line the bracket closes."""
        indent = self._outer()
        has_comma = self.commas[-1] is not None
        line_break = self.newline + indent
        after_heredoc = node_ends_in_heredoc(self.parts[-1]) and not has_comma
        edits = []
        for addition in additions:
            code = self._code(addition.text, indent)
            is_heredoc = ends_in_heredoc(addition.text)
            if has_comma and not (is_heredoc and self.is_object):
                new = f" {code}{line_break if is_heredoc else ''},"
            elif after_heredoc and self.is_object:
                new = line_break + code
            else:
                new = f" {code}" if has_comma else f"{line_break if after_heredoc else ''}, {code}"
            after_heredoc = is_heredoc
            # What comes behind a heredoc is written in another way: no other fix may put something there.
            edits.append(self._edit(behind.rest_end, new, () if is_heredoc else addition.key))
            has_comma = has_comma and not (is_heredoc and self.is_object)
        if after_heredoc and not has_comma:
            edits.append(TextEdit(self.path, behind.rest_end, behind.rest_end, line_break, (), CLOSE))
        return edits

    def _on_lines(self, additions: list[Addition], at: int, indent: str, ending: str) -> list[TextEdit]:
        """On lines of their own behind the line that ends at `at`."""
        edits = []
        for addition in additions:
            tail = ending
            if ending and ends_in_heredoc(addition.text):
                tail = "" if self.is_object else self.newline + indent + ending
            new = self.newline + indent + self._code(addition.text, indent) + tail
            edits.append(self._edit(at, new, addition.key))
        return edits

    def _edit(self, at: int, new: str, key: Key) -> TextEdit:
        rank, _ = self.places.next(self.path, at)
        claim = ("element", str(self.container.start), *key) if key else ()
        return TextEdit(self.path, at, at, new, claim, FIRST + rank)

    def _code(self, new: str, indent: str) -> str:
        return indented(new.strip("\n"), indent, self.unit, self.newline)

    def _outer(self) -> str:
        return indent_at(self.text, self.container.start)

    def _content_end(self) -> int:
        end = self.high
        while end > self.low and self.text[end - 1] in " \t\r\n":
            end -= 1
        return end
