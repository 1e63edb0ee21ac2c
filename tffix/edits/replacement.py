"""Text in the place of nodes, of items and of names."""

from __future__ import annotations

from tffix.edits import semantic as s
from tffix.edits.items import is_inline, open_block
from tffix.edits.lines import blanks_end, gap_above, indent_at, indent_unit, item_indent
from tffix.edits.newcode import ends_in_heredoc, indented, margins, node_ends_in_heredoc, shape
from tffix.edits.splice import TextEdit
from tffix.errors import EditError
from tffix.syntax import nodes as n
from tffix.syntax.literals import quote
from tffix.syntax.patterns import is_identifier
from tffix.syntax.structure import Attribute, Block, Item, Label


def replace(edit: s.Replace) -> list[TextEdit]:
    """The edits of `Replace`: the text between the parts that stay."""
    node, source = edit.node, edit.node.source
    text, newline = source.text, source.newline
    indent = indent_at(text, node.start)
    kept: list[n.Node] = [part for part in edit.parts if isinstance(part, n.Node)]
    pieces = _pieces(edit, indent)
    edits: list[TextEdit] = []
    at = node.start
    for index, new in enumerate(pieces):
        is_final = index == len(kept)
        stop = node.end if is_final else kept[index].start
        if newline != "\n":
            new = new.replace("\r\n", "\n").replace("\n", newline)
        if index and new and not new.startswith(("\n", "\r\n")) and node_ends_in_heredoc(kept[index - 1]):
            # Nothing may follow a heredoc on its last line.
            new = newline + indent + new
        closes = ends_in_heredoc(new) if new else index > 0 and node_ends_in_heredoc(kept[index - 1])
        if is_final and closes and text[stop : stop + 1] not in ("\n", "\r"):
            new += newline + indent
        if new != text[at:stop]:
            length = node.end - node.start
            # Two insertions around one node are different claims: each may meet the other's twin from another fix.
            key = ("replace", str(node.start), str(node.end), str(at)) if at == stop else ()
            edits.append(TextEdit(source.path, at, stop, new, key, -length if at == node.start else length))
        at = stop if is_final else kept[index].end
    return edits


def replace_text(edit: s.ReplaceText) -> list[TextEdit]:
    """The edit of `ReplaceText`."""
    node = edit.node
    new = edit.text.replace("\n", node.source.newline)
    key = ("text", str(node.start)) if node.start == node.end else ()
    return [TextEdit(node.source.path, node.start, node.end, new, key)]


def _pieces(edit: s.Replace, indent: str) -> list[str]:
    """The text before, between and behind the kept nodes, indented as one piece of code."""
    pieces = [""]
    for part in edit.parts:
        if isinstance(part, str):
            pieces[-1] += part
        else:
            pieces.append("")
    pieces = [piece.replace("\r\n", "\n") for piece in pieces]
    if not any("\n" in piece for piece in pieces):
        return pieces
    # A name stands for each kept node: what is inside a heredoc is known only from the whole.
    whole = "x".join(pieces)
    out = []
    start = 0
    moves = margins(whole, indent, indent_unit(edit.node.source))
    for piece in pieces:
        at, end = start, start + len(piece)
        text = ""
        while moves and moves[0][0] <= end:
            low, high, blanks = moves.pop(0)
            text += whole[at:low] + blanks
            at = high
        out.append(text + whole[at:end])
        start = end + 1
    return out


def replace_item(item: Item, new: str) -> list[TextEdit]:
    """The edits that put new items where an item is, its comments staying."""
    source, text = item.source, item.source.text
    indent = indent_at(text, item.start)
    new = new.strip("\n")
    block = item.parent.parent
    code = indented(new, indent, indent_unit(source), source.newline)
    opened: list[TextEdit] = []
    stop = item.end
    if block is not None and is_inline(block) and ("\n" in new or shape(new).last_is_block):
        opened = open_block(block)
        code = indented(new, item_indent(item.parent), indent_unit(source), source.newline)
    behind = blanks_end(text, stop)
    # An opened block has its newline before the closing brace.
    is_broken = text[behind : behind + 1] in ("\n", "\r") or (opened and block and behind == block.close_brace)
    if ends_in_heredoc(new) and not is_broken:
        code += source.newline + (item_indent(item.parent) if behind < len(text) else "")
        stop = behind
    edits = [TextEdit(source.path, item.start, stop, code), *opened]
    above = gap_above(item)
    if shape(new).first_is_block and item is not item.parent.items[0] and not above.rows:
        edits.append(TextEdit(source.path, above.own_line, above.own_line, source.newline))
    return edits


def rename(edit: s.Rename) -> TextEdit:
    """The edit of `Rename`; what is no identifier is quoted where a quoted name may stand."""
    node, name = edit.node, edit.name
    path = node.source.path
    if isinstance(node, Label):
        if node.text.startswith('"'):
            return TextEdit(path, node.start + 1, node.end - 1, quote(name)[1:-1])
        return TextEdit(path, node.start, node.end, name if is_identifier(name) else quote(name))
    if not is_identifier(name) and not (isinstance(node, n.Identifier) and name):
        raise EditError(f"{name!r} is not a name")
    if isinstance(node, Attribute):
        return TextEdit(path, node.start, node.name_end, name)
    if isinstance(node, Block):
        return TextEdit(path, node.start, node.type_end, name)
    return TextEdit(path, node.start, node.end, name)
