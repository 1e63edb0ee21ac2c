"""Comments that ask to replace a value, and have nothing to ask for once it is replaced."""

from __future__ import annotations

import re

from tffix import templates as t
from tffix.rules import Fix
from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value

# What people write beside the value.
_STALE = re.compile(r"\b(?:replace|change|update|your|placeholder|example|todo|fixme)\b", re.IGNORECASE)


def without_stale_comment(fix: Fix, attribute: Attribute, node: n.Template, new: str) -> bool:
    """Write an argument anew without the comment that asks for it; false where there is no such comment."""
    comment = attribute.trailing_comment
    block = attribute.parent.parent
    if comment is None or not _STALE.search(comment.text) or attribute.expr is not node or block is None:
        return False
    if string_value(node) is None or block.type == "locals":
        return False
    items = list(block.body.items)
    at = items.index(attribute)
    code = t.attribute(attribute.name, new)
    if at + 1 < len(items) and isinstance(items[at + 1], Attribute):
        fix.insert_before(items[at + 1], code)
    elif at:
        fix.insert_after(items[at - 1], code, is_set_off=False)
    else:
        return False
    fix.remove(attribute)
    return True
