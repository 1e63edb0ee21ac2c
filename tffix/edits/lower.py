"""Semantic edits to text edits: this module knows commas, newlines, indentation, one-line blocks and file ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tffix.edits import semantic as s
from tffix.edits.comments import owned_comment_start
from tffix.edits.elements import append_element, remove_element, set_item
from tffix.edits.lines import (
    indent_at,
    indent_unit,
    indented,
    is_blank,
    item_indent,
    line_end,
    line_start,
    next_line,
    stands_alone,
)
from tffix.edits.splice import TextEdit
from tffix.errors import EditError
from tffix.syntax import nodes as n
from tffix.syntax.structure import Attribute, Block, Body, Item, Label

# Arguments that Terraform itself reads; they stand first in a block and are no place to add others behind.
_META_ARGUMENTS = frozenset({"count", "for_each", "provider", "providers", "source", "version"})


@dataclass(frozen=True, slots=True)
class Lowered:
    """Text edits and new files of one fix; `drops_comment` if a comment of the user goes with them."""

    edits: tuple[TextEdit, ...]
    new_files: tuple[tuple[str, str], ...]
    drops_comment: bool


def lower(edits: Iterable[s.SemanticEdit]) -> Lowered:
    """The text edits of one fix. Equal edits are made once.

    Raises EditError for edits that contradict each other.
    """
    found: dict[TextEdit, None] = {}
    files: dict[str, str] = {}
    drops_comment = False
    for edit in edits:
        if isinstance(edit, s.NewFile):
            if files.setdefault(edit.path, edit.text) != edit.text:
                raise EditError(f"two texts for the new file {edit.path}")
            continue
        for text_edit in _lower_one(edit):
            found[text_edit] = None
            drops_comment |= isinstance(edit, s.Remove | s.RemoveElement | s.Replace) and _has_comment(edit, text_edit)
    ordered = sorted(found, key=lambda e: e.sort_key)
    for first, second in zip(ordered, ordered[1:], strict=False):
        if first.path == second.path and first.end > second.start:
            raise EditError(f"two edits of one fix overlap at {first.path}:{second.start}")
    return Lowered(tuple(ordered), tuple(sorted(files.items())), drops_comment)


def _has_comment(edit: s.Remove | s.RemoveElement | s.Replace, text_edit: TextEdit) -> bool:
    from tffix.syntax.scanner import Mode, tokenize

    node = (
        edit.item if isinstance(edit, s.Remove) else edit.container if isinstance(edit, s.RemoveElement) else edit.node
    )
    removed = node.source.text[text_edit.start : text_edit.end]
    if "#" not in removed and "//" not in removed and "/*" not in removed:
        return False
    return any(token.kind == "COMMENT" for token in tokenize(removed, Mode.BODY))


def _lower_one(edit: s.SemanticEdit) -> list[TextEdit]:
    match edit:
        case s.Replace():
            return _replace(edit)
        case s.SetAttribute():
            return _set_attribute(edit)
        case s.SetItem():
            return set_item(edit)
        case s.AppendElement():
            return append_element(edit)
        case s.Remove():
            return [_remove(edit.item)]
        case s.RemoveElement():
            return remove_element(edit)
        case s.InsertItem():
            return _insert_item(edit)
        case s.AppendItem():
            return _append_item(edit.body, edit.text)
        case s.Rename():
            return [_rename(edit)]
        case s.NewFile():
            return []


def _replace(edit: s.Replace) -> list[TextEdit]:
    node = edit.node
    source = node.source
    indent, unit = indent_at(source.text, node.start), indent_unit(source.text)
    edits: list[TextEdit] = []
    at, text = node.start, ""
    for part in (*edit.parts, None):
        if isinstance(part, str):
            text += part
            continue
        stop = node.end if part is None else part.start
        new = indented(text, indent, unit, source.newline)
        if new != source.text[at:stop]:
            # Two insertions around one node are different claims: each may meet the other's twin from another fix.
            key = ("replace", str(node.start), str(at)) if at == stop else ()
            edits.append(TextEdit(source.path, at, stop, new, key))
        if part is not None:
            at, text = part.end, ""
    return edits


def _rename(edit: s.Rename) -> TextEdit:
    node, name = edit.node, edit.name
    path = node.source.path
    if isinstance(node, Attribute):
        return TextEdit(path, node.start, node.name_end, name)
    if isinstance(node, Block):
        return TextEdit(path, node.start, node.type_end, name)
    if isinstance(node, Label) and node.text.startswith('"'):
        return TextEdit(path, node.start + 1, node.end - 1, name)
    return TextEdit(path, node.start, node.end, name)


def _set_attribute(edit: s.SetAttribute) -> list[TextEdit]:
    body = edit.body
    existing = body.get(edit.name)
    source = body.source
    key = ("attribute", str(body.start), edit.name)
    if existing is not None:
        indent, unit = indent_at(source.text, existing.start), indent_unit(source.text)
        new = indented(edit.expression, indent, unit, source.newline)
        if new == existing.expr_text:
            return []
        return [TextEdit(source.path, existing.expr_start, existing.end, new, key)]
    anchor = _attribute_anchor(body, edit.after)
    new = f"{edit.name} = {edit.expression}"
    if anchor is not None:
        return _after_item(anchor, new, key, blank_before=False)
    return _first_in_body(body, new, key)


def _attribute_anchor(body: Body, after: tuple[str, ...]) -> Attribute | None:
    """The attribute that a new one goes behind; None for the top of the body."""
    for name in after:
        if name in body:
            return body[name]
    paragraphs: list[list[Attribute]] = [[]]
    text = body.source.text
    previous: Item | None = None
    for item in body.items:
        if isinstance(item, Block):
            paragraphs.append([])
        else:
            if previous is not None and is_blank(text, next_line(text, previous.end)):
                paragraphs.append([])
            paragraphs[-1].append(item)
        previous = item
    full = [p for p in paragraphs if p]
    if not full:
        return None
    chosen = next((p for p in full if any(a.name not in _META_ARGUMENTS for a in p)), full[0])
    # A value of several lines (tags, variables) closes a paragraph: a new argument goes above it.
    single = [a for a in chosen if "\n" not in a.text]
    return single[-1] if single else chosen[-1]


def _first_in_body(body: Body, new: str, key: tuple[str, ...]) -> list[TextEdit]:
    """A new item before all others of a body."""
    source, block = body.source, body.parent
    if block is None:
        if body.items:
            return _before_item(body.items[0], new, key, blank_after=True)
        return _at_end_of_file(body, new, key)
    if block.is_one_line:
        return _open_block(block) + [_line_after(source.text, block.open_brace + 1, new, body, key)]
    first = body.items[0] if body.items else None
    blank = first is not None and isinstance(first, Block)
    edit = _line_after(source.text, block.open_brace + 1, new, body, key)
    return [_with_blank_below(edit, source.newline)] if blank else [edit]


def _with_blank_below(edit: TextEdit, newline: str) -> TextEdit:
    return TextEdit(edit.path, edit.start, edit.end, edit.text + newline, edit.key, edit.order)


def _line_after(text: str, offset: int, new: str, body: Body, key: tuple[str, ...]) -> TextEdit:
    """An insertion behind the line (or, in a one-line block, the place) that `offset` is on."""
    source = body.source
    block = body.parent
    at = offset if block is not None and block.is_one_line else line_end(text, offset)
    indent = item_indent(body)
    new = source.newline + indent + indented(new, indent, indent_unit(text), source.newline)
    return TextEdit(source.path, at, at, new, key)


def _open_block(block: Block) -> list[TextEdit]:
    """The edits that give the items of a one-line block, and its closing brace, lines of their own."""
    source, text = block.source, block.source.text
    outer = indent_at(text, block.start)
    close = source.newline + outer
    key = ("open", str(block.start))
    items = block.body.items
    if not items:
        return [TextEdit(source.path, block.open_brace + 1, block.close_brace, close, (*key, "close"), 9)]
    item = items[0]
    inner = source.newline + item_indent(block.body)
    return [
        TextEdit(source.path, block.open_brace + 1, item.start, inner, (*key, "first"), 1),
        TextEdit(source.path, item.end, block.close_brace, close, (*key, "close"), 9),
    ]


def _after_item(item: Item, new: str, key: tuple[str, ...], *, blank_before: bool) -> list[TextEdit]:
    """A new item on the lines below `item`."""
    body = item.parent
    source, text = body.source, body.source.text
    block = body.parent
    indent = item_indent(body)
    new = indented(new, indent, indent_unit(text), source.newline)
    newline = source.newline
    if block is not None and block.is_one_line:
        return [
            *_open_block(block),
            TextEdit(source.path, item.end, item.end, newline + indent + new, key, 5),
        ]
    at = line_end(text, item.end)
    gap = newline * 2 if blank_before else newline
    following = next_line(text, item.end)
    tail = ""
    if blank_before and following < len(text) and not is_blank(text, following):
        is_close = block is not None and line_start(text, block.close_brace) == following
        tail = "" if is_close else newline
    return [TextEdit(source.path, at, at, gap + indent + new + tail, key, 5)]


def _before_item(item: Item, new: str, key: tuple[str, ...], *, blank_after: bool) -> list[TextEdit]:
    """A new item on the lines above `item` and its comments."""
    body = item.parent
    source, text = body.source, body.source.text
    block = body.parent
    indent = item_indent(body)
    new = indented(new, indent, indent_unit(text), source.newline)
    newline = source.newline
    if block is not None and block.is_one_line:
        at = block.open_brace + 1
        return [*_open_block(block), TextEdit(source.path, at, at, newline + indent + new, key, 0)]
    at = owned_comment_start(item)
    gap = newline * 2 if blank_after else newline
    return [TextEdit(source.path, at, at, indent + new + gap, key, 5)]


def _is_block_text(text: str) -> bool:
    """Whether new code is a block (not an attribute): it ends with a brace and its first line has no `=` before one."""
    head = text.split("{", 1)[0]
    return "=" not in head and text.rstrip().endswith("}")


def _insert_item(edit: s.InsertItem) -> list[TextEdit]:
    anchor = edit.anchor
    blank = _is_block_text(edit.text) or isinstance(anchor, Block)
    key = ("item", edit.where, str(anchor.start), edit.text)
    if edit.where == "after":
        return _after_item(anchor, edit.text, key, blank_before=blank)
    return _before_item(anchor, edit.text, key, blank_after=blank)


def _append_item(body: Body, new: str) -> list[TextEdit]:
    key = ("item", "append", str(body.start), new)
    if body.items:
        last = body.items[-1]
        blank = _is_block_text(new) or isinstance(last, Block)
        if body.parent is None:
            return _at_end_of_file(body, new, key)
        return _after_item(last, new, key, blank_before=blank)
    return _first_in_body(body, new, key)


def _at_end_of_file(body: Body, new: str, key: tuple[str, ...]) -> list[TextEdit]:
    """A new item behind everything in a file, comments at its end included."""
    source, text = body.source, body.source.text
    newline = source.newline
    new = indented(new, "", indent_unit(text), newline)
    content = text.rstrip(" \t\r\n")
    at = len(content)
    if not content.strip("\ufeff"):
        return [TextEdit(source.path, len(text), len(text), new + newline, key, 5)]
    rest = text[at:]
    tail = "" if "\n" in rest else newline
    # The blanks and newlines at the end stay behind what is new.
    return [TextEdit(source.path, line_end(text, at), line_end(text, at), newline * 2 + new + tail, key, 5)]


def _remove(item: Item) -> TextEdit:
    """The removal of an item with its line, its same-line comment and the blank line it leaves over."""
    source, text = item.source, item.source.text
    block = item.parent.parent
    if block is not None and block.is_one_line:
        return TextEdit(source.path, block.open_brace + 1, block.close_brace, "")
    if not stands_alone(text, item):
        raise EditError("the item shares its line with something else")
    start = line_start(text, item.start)
    end = next_line(text, item.end)
    top = owned_comment_start(item)
    above_is_open = top == 0 or is_blank(text, line_start(text, top - 1)) or _opens_block(text, top, item.parent)
    below_is_open = end >= len(text) or is_blank(text, end) or _closes_block(end, item.parent)
    # Comments above belong to the item alone only when nothing else stands beside it; else they head a group.
    if above_is_open and below_is_open:
        start = top
    above_gap = start == 0 or is_blank(text, line_start(text, start - 1)) or _opens_block(text, start, item.parent)
    if above_gap and is_blank(text, end):
        while is_blank(text, end):
            end = next_line(text, end)
            if not _opens_block(text, start, item.parent) and start > 0:
                break
    elif (start > 0 and _closes_block(end, item.parent)) or end >= len(text):
        while start > 0 and is_blank(text, line_start(text, start - 1)):
            start = line_start(text, start - 1)
    return TextEdit(source.path, start, end, "")


def _opens_block(text: str, offset: int, body: Body) -> bool:
    """Whether the line above `offset` is the header of the block that `body` belongs to."""
    block = body.parent
    return block is not None and offset > 0 and line_start(text, block.open_brace) == line_start(text, offset - 1)


def _closes_block(offset: int, body: Body) -> bool:
    """Whether the line at `offset` holds the closing brace of the block that `body` belongs to."""
    block = body.parent
    return block is not None and line_start(body.source.text, block.close_brace) == offset


__all__ = ["Lowered", "lower", "n"]
