"""Descriptions of what takes none, as comments."""

from __future__ import annotations

from tffix.rules import Fix, Level
from tffix.syntax import Attribute
from tffix.syntax.literals import string_value

from ._walk import Place

_NAMES = frozenset({"comment", "comments", "description", "notes"})


def as_comment(place: Place, attribute: Attribute) -> Fix | None:
    """The text of a description as a comment in its place; None where it is computed or shares its line."""
    text = string_value(attribute.expr)
    if attribute.name not in _NAMES or text is None or not text.strip() or "\n" in attribute.expr_text:
        return None
    source = attribute.source.text
    line = source[source.rfind("\n", 0, attribute.start) + 1 : attribute.start]
    behind = source[attribute.end :].partition("\n")[0]
    if line.strip() or behind.strip() or "\n" in text or not place.provider.is_exact:
        return None
    fix = Fix(f"Keep {attribute.name} as a comment", Level.UNSAFE, needs_whole_module=False)
    fix.replace(attribute, f"# {text.strip()}")
    return fix
