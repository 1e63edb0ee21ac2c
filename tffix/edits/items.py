"""Items of bodies: setting and inserting attributes and blocks on lines of their own, also in one-line blocks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache

from tffix.edits.banners import below_banner, first_section
from tffix.edits.lines import (
    Gap,
    blanks_end,
    gap,
    gap_above,
    gap_below,
    indent_at,
    indent_unit,
    item_indent,
    text_start,
)
from tffix.edits.newcode import ends_in_heredoc, indented, shape
from tffix.edits.splice import TextEdit
from tffix.source import Source
from tffix.syntax.structure import Attribute, Block, Body, Item

# Arguments that Terraform itself reads; they stand first in a block and are no place to add others behind.
_META_ARGUMENTS = frozenset({"count", "for_each", "provider", "providers", "source", "version"})
# Those that a blank line sets off from what follows.
_HEADING = frozenset({"count", "for_each", "provider", "providers"})

# The order of insertions that meet at one place. What wraps an expression is nearer to it than any of these.
COMMA, ABOVE, FIRST, SET_OFF, BELOW, CLOSE = (10**9 + i * 10**7 for i in range(6))

Key = tuple[str, ...]


@dataclass(slots=True)
class Places:
    """What one fix has inserted at each place so far: it stays in the order in which the fix asked for it."""

    _last: dict[tuple[str, int], tuple[int, bool]] = field(default_factory=dict)

    def next(self, path: str, offset: int, is_block: bool = False) -> tuple[int, bool]:
        """The rank of one more insertion at a place, and whether the one before it ended with a block."""
        rank, was_block = self._last.get((path, offset), (0, False))
        self._last[path, offset] = rank + 1, is_block
        return rank, was_block


def is_inline(block: Block) -> bool:
    """Whether a block's item (or its closing brace) stands on the line of its opening brace."""
    body = block.body
    stop = body.items[0].start if body.items else body.end
    return gap(body.source.text, body.start, stop).is_inline


def set_value(attribute: Attribute, expression: str, key: Key) -> list[TextEdit]:
    """The edits that give an attribute that exists another value."""
    source = attribute.source
    text, newline = source.text, source.newline
    block = attribute.parent.parent
    opens = ends_in_heredoc(expression) and block is not None and is_inline(block)
    indent = item_indent(attribute.parent) if opens else indent_at(text, attribute.start)
    new = indented(expression.strip("\n"), indent, indent_unit(source), newline)
    if new == attribute.expr_text:
        return []
    edits = [TextEdit(source.path, attribute.expr_start, attribute.end, new, key)]
    if ends_in_heredoc(expression):
        stop = blanks_end(text, attribute.end)
        if opens and block is not None:
            if stop < block.close_brace:
                below = newline + indent
                edits = [TextEdit(source.path, attribute.expr_start, stop, new + below, key)]
            return [*edits, *open_block(block)]
        if text[stop : stop + 1] not in ("\n", "\r"):
            # Nothing may follow a heredoc on its last line: a comment goes below it.
            below = newline + (indent if stop < len(text) else "")
            edits[0] = TextEdit(source.path, attribute.expr_start, stop, new + below, key)
    return edits


@dataclass(frozen=True, slots=True)
class Anchor:
    """The attribute that a new one goes behind, and whether a blank line goes between."""

    attribute: Attribute
    blank: bool


def anchor_of(body: Body, after: tuple[str, ...], removed: Collection[Item]) -> Anchor | None:
    """Where a new attribute goes in a body; None for the top of it."""
    for name in after:
        named = body.get(name)
        if named is not None and named not in removed:
            return Anchor(named, False)
    usual = _usual_anchor(body)
    if usual is None or usual.attribute not in removed:
        return usual
    return _choose(body, removed)


@lru_cache(maxsize=64)
def _usual_anchor(body: Body) -> Anchor | None:
    return _choose(body, ())


def _choose(body: Body, removed: Collection[Item]) -> Anchor | None:
    paragraphs: list[list[Attribute]] = [[]]
    text = body.source.text
    previous: Item | None = None
    for item in body.items:
        if isinstance(item, Block):
            paragraphs.append([])
        else:
            if previous is not None and not all(row.is_comment for row in gap(text, previous.end, item.start).rows):
                paragraphs.append([])
            if item not in removed:
                paragraphs[-1].append(item)
        previous = item
    full = [p for p in paragraphs if p]
    if not full:
        return None
    chosen = next((p for p in full if any(a.name not in _META_ARGUMENTS for a in p)), full[0])
    # A value of several lines (tags, variables) closes a paragraph: a new argument goes above it.
    single = [a for a in chosen if "\n" not in a.text]
    return Anchor((single or chosen)[-1], all(a.name in _HEADING for a in chosen))


def open_block(block: Block) -> list[TextEdit]:
    """The edits that give what is inside a one-line block, and its closing brace, lines of their own."""
    source, text = block.source, block.source.text
    close = source.newline + indent_at(text, block.start)
    key = ("open", str(block.start))
    first, last = block.open_brace + 1, block.close_brace
    while first < last and text[first] in " \t":
        first += 1
    while last > first and text[last - 1] in " \t":
        last -= 1
    if first == last:
        return [TextEdit(source.path, block.open_brace + 1, block.close_brace, close, (*key, "close"), CLOSE)]
    inner = source.newline + item_indent(block.body)
    return [
        TextEdit(source.path, block.open_brace + 1, first, inner, (*key, "first"), BELOW),
        TextEdit(source.path, last, block.close_brace, close, (*key, "close"), CLOSE),
    ]


class Insertion:
    """One insertion of new items into a body: its text, where it goes, the blank lines around it."""

    def __init__(self, body: Body, new: str, key: Key, places: Places) -> None:
        self.body = body
        self.source: Source = body.source
        self.text = body.source.text
        self.newline = body.source.newline
        new = new.strip("\n")
        self.shape = shape(new)
        self.indent = item_indent(body)
        self.code = self.indent + indented(new, self.indent, indent_unit(body.source), self.newline)
        # A body has an attribute once: of two fixes that bring it, one has to wait.
        name = self.shape.attribute
        self.key = ("attribute", str(body.start), name) if name else key
        self.places = places

    def after(self, item: Item, *, blank: bool | None = None) -> list[TextEdit]:
        """On the lines below `item`; where that is asked for, behind a blank line and what others insert there."""
        block = self.body.parent
        is_apart = blank is True and not self.shape.first_is_block
        if block is not None and is_inline(block):
            return [*open_block(block), *self._below(_inline_end(block), True, False, False, is_apart=is_apart)]
        below = gap_below(item)
        if blank is None:
            blank = self.shape.first_is_block or isinstance(item, Block)
        return self._behind(below, item is self.body.items[-1], blank, is_apart=is_apart)

    def before(self, item: Item) -> list[TextEdit]:
        """On the lines above `item` and the comments that belong to it."""
        block = self.body.parent
        if block is not None and is_inline(block):
            return [*open_block(block), *self._below(block.open_brace + 1, False, False, False)]
        above = gap_above(item)
        return self._above(item, above, below_banner(self.text, above))

    def top(self) -> list[TextEdit]:
        """At the top of a file: below its header, above a banner that announces the first section."""
        if not self.body.items:
            return self.last()
        above = gap_above(self.body.items[0])
        return self._above(self.body.items[0], above, first_section(self.body, above))

    def _above(self, item: Item, above: Gap, index: int) -> list[TextEdit]:
        """Above an item and those rows of the gap above it that come from `index` on."""
        at = above.rows[index].start if index < len(above.rows) else above.own_line
        # Directly below a sibling, or below the header of the file, a block wants a blank line above it.
        is_crowded = item is not self.body.items[0]
        if index:
            is_crowded = above.rows[index - 1].is_comment and index <= max(above.owned, above.header)
        needs_above = self.shape.first_is_block and is_crowded
        gap_size = 2 if self.shape.last_is_block or isinstance(item, Block) else 1
        edits = [self._edit(at, self.code + self.newline * gap_size)]
        if needs_above:
            edits.insert(0, self._blank(at, ABOVE))
        return edits

    def first(self) -> list[TextEdit]:
        """Before every other item of the body."""
        body, block = self.body, self.body.parent
        if block is None:
            return self.top()
        if is_inline(block):
            return [*open_block(block), *self._below(block.open_brace + 1, False, False, False)]
        if not body.items:
            return self.last()
        above = gap(self.text, body.start, body.items[0].start)
        follows = bool(above.rows) and not above.rows[0].is_comment
        blank = (isinstance(body.items[0], Block) or self.shape.last_is_block or above.owned > 0) and not follows
        return self._below(above.rest_end, False, False, blank)

    def last(self) -> list[TextEdit]:
        """Behind every other item of the body and the comments at its end."""
        body, block = self.body, self.body.parent
        if block is not None and is_inline(block):
            return [*open_block(block), *self._below(_inline_end(block), bool(body.items), False, False)]
        low = body.items[-1].end if body.items else max(body.start, text_start(self.text))
        below = gap(self.text, low, body.end)
        stop = body.end if block is None else below.own_line
        at = _content_end(self.text, stop, low)
        if at > below.rest_end:
            # Not directly below a comment, which would then seem to be about what is new.
            return self._below(at, True, True, False)
        if body.items:
            return self._below(below.rest_end, True, isinstance(body.items[-1], Block), False)
        if block is None:
            return self._into_empty_file()
        rank, _ = self.places.next(self.source.path, below.rest_end)
        if self.shape.first_is_block:
            # No key: a second block would need a blank line before it.
            lead = self.newline * (2 if rank else 1)
            return [TextEdit(self.source.path, below.rest_end, below.rest_end, lead + self.code, (), FIRST + rank)]
        return [self._edit(below.rest_end, self.newline + self.code, rank)]

    def _into_empty_file(self) -> list[TextEdit]:
        at = len(self.text)
        rank, _ = self.places.next(self.source.path, at)
        lead = self.newline if rank else ""
        return [TextEdit(self.source.path, at, at, lead + self.code + self.newline, (), FIRST + rank)]

    def _behind(self, below: Gap, is_last: bool, blank: bool, *, is_apart: bool = False) -> list[TextEdit]:
        """Behind the line of an item, `below` being the gap behind it."""
        follows = not is_last or any(row.is_comment for row in below.rows)
        tail = follows and self.shape.last_is_block and not (below.rows and not below.rows[0].is_comment)
        return self._below(below.rest_end, True, blank, tail, is_apart=is_apart)

    def _below(self, at: int, content: bool, blank: bool, tail: bool, *, is_apart: bool = False) -> list[TextEdit]:
        """Behind the line that ends at `at`, blank lines between; `content`: there is something on that line."""
        rank, was_block = self.places.next(self.source.path, at, self.shape.last_is_block)
        set_off = was_block or ((content or rank > 0) and self.shape.first_is_block)
        edits = [self._edit(at, self.newline * (1 + set_off) + self.code, rank, SET_OFF + 1 if is_apart else FIRST)]
        if is_apart and not set_off:
            edits.insert(0, self._blank(at, SET_OFF))
        elif blank and rank == 0 and not set_off:
            edits.insert(0, self._blank(at, ABOVE))
        if tail:
            edits.append(self._blank(at, BELOW))
        if self.text[at:].strip(" \t") == "":
            # The last line of a file without a newline at its end.
            edits.append(TextEdit(self.source.path, at, at, self.newline, ("end of file",), CLOSE))
        return edits

    def _edit(self, at: int, new: str, rank: int | None = None, order: int = FIRST) -> TextEdit:
        if rank is None:
            rank, _ = self.places.next(self.source.path, at)
        return TextEdit(self.source.path, at, at, new, self.key, order + rank)

    def _blank(self, at: int, order: int) -> TextEdit:
        """A blank line that all insertions at one place share."""
        return TextEdit(self.source.path, at, at, self.newline, ("blank", str(at), str(order)), order)


def _inline_end(block: Block) -> int:
    """Where what is inside a one-line block ends, comments included."""
    text, end = block.source.text, block.close_brace
    while end > block.open_brace + 1 and text[end - 1] in " \t":
        end -= 1
    return end


def _content_end(text: str, end: int, floor: int) -> int:
    while end > floor and text[end - 1] in " \t\r\n":
        end -= 1
    return end
