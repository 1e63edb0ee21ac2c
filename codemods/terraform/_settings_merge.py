"""What one `terraform` block says, said by another."""

from __future__ import annotations

import re

from tffix.rules import Fix
from tffix.syntax import Attribute, Block, Body, Item

_AT_LEAST = re.compile(r'"\s*>=\s*v?(\d+(?:\.\d+)*)\s*"')


def move_settings(fix: Fix, block: Block, kept: Block, taken: set[str]) -> bool:
    """Have `kept` say what `block` says, and remove `block`; False, with nothing in the fix, where they disagree.

    `taken` are the names that `kept` has, or gets from other blocks; those of `block` are added. A Terraform version
    that `kept` asks for anyway needs not be said again.
    """
    items = [item for item in block.body.items if not _is_implied(item, kept.body)]
    if any(name_of(item) in taken or "<<" in item.text for item in items):
        return False
    taken.update(map(name_of, items))
    # Attributes go above blocks.
    for item in sorted(items, key=lambda item: isinstance(item, Block)):
        fix.append(kept, _at_margin(item))
    fix.remove(block)
    return True


def name_of(item: Item) -> str:
    """The name of an attribute, the type of a block."""
    return item.name if isinstance(item, Attribute) else item.type


def _is_implied(item: Item, body: Body) -> bool:
    if not isinstance(item, Attribute) or item.name != "required_version":
        return False
    other = body.get(item.name)
    if other is None:
        return False
    mine, its = _AT_LEAST.fullmatch(item.expr_text), _AT_LEAST.fullmatch(other.expr_text)
    if mine is None or its is None:
        return item.expr_text == other.expr_text
    return [int(part) for part in mine[1].split(".")] <= [int(part) for part in its[1].split(".")]


def _at_margin(item: Item) -> str:
    """An item as it would stand at the left margin."""
    text = item.source.text
    line = text[text.rfind("\n", 0, item.start) + 1 : item.start]
    indent = line if not line.strip() else ""
    return re.sub(rf"\n{re.escape(indent)}", "\n", item.text)
