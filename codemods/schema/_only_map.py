"""Entries of a map that stand in the block of the map, and not in the map."""

from __future__ import annotations

from tffix import templates as t
from tffix.rules import Fix, Level
from tffix.syntax import Attribute, Block
from tffix.syntax import nodes as n

from ._blocks import NotEvidentError, text_of
from ._walk import Place


def in_only_map(place: Place, attribute: Attribute) -> Fix | None:
    """All arguments of a block that takes nothing but one map, in that map; the first of them has the fix."""
    schema = place.schema
    settable = [one for one in schema.attributes.values() if one.is_settable]
    if not place.path or schema.blocks or len(settable) != 1 or settable[0].type != ("map", "string"):
        return None
    only = settable[0].name
    unknown = list(place.unknown_attributes())
    if only in place.body or unknown[0] is not attribute or len(unknown) != len(place.body.items):
        return None
    if any(isinstance(item, Block) or isinstance(item.expr, n.ObjectCons) for item in place.body.items):
        return None
    if any(one.leading_comments or one.trailing_comment is not None for one in unknown):
        return None
    try:
        entries = {one.name: text_of(one.expr) for one in unknown}
    except NotEvidentError:
        return None
    fix = Fix(f"Put {', '.join(entries)} in {only}", Level.SAFE, needs_whole_module=False)
    fix.insert_after(unknown[-1], t.attribute(only, t.object_(entries)))
    for one in unknown:
        fix.remove(one)
    return fix
