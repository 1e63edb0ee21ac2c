"""Which comments belong to an item: the comment lines right above it (hclsyntax keeps them with the item, too)."""

from __future__ import annotations

from tffix.edits.lines import line_end, line_start
from tffix.syntax.structure import Item


def owned_comment_start(item: Item) -> int:
    """Where the comment lines directly above an item begin; the start of the item's own line if there are none."""
    text = item.source.text
    body = item.parent
    floor = body.parent.open_brace if body.parent is not None else 0
    previous = [other.end for other in body.items if other.end <= item.start]
    floor = max([floor, *previous[-1:]])
    start = line_start(text, item.start)
    while start > 0:
        above = line_start(text, start - 1)
        if above < floor:
            break
        line = text[above : line_end(text, above)].strip().lstrip("\ufeff")
        if line.startswith(("#", "//")):
            start = above
        elif line.endswith("*/") and (opening := _block_comment_line(text, above, floor)) is not None:
            start = opening
        else:
            break
    # The byte order mark stays at the top of the file.
    return start + (start == 0 and text.startswith("\ufeff"))


def _block_comment_line(text: str, last_line: int, floor: int) -> int | None:
    """Start of the line on which the block comment begins that ends on the line at `last_line`."""
    closing = line_end(text, last_line)
    opening = text.rfind("/*", floor, closing)
    if opening < 0:
        return None
    start = line_start(text, opening)
    return start if start >= floor and not text[start:opening].strip().lstrip("\ufeff") else None
