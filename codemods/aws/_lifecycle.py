"""The `lifecycle` block of a resource."""

from __future__ import annotations

from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform import UNKNOWN, Resource, Unknown, evaluate


def ignores_changes(resource: Resource, name: str) -> bool:
    """Whether changes of an argument are ignored: of it, of something in it, or of everything."""
    for block in resource.blocks("lifecycle"):
        attribute = block.body.get("ignore_changes")
        if attribute is None:
            continue
        expression = attribute.expr
        if not isinstance(expression, n.TupleCons):
            return True
        for item in expression.items:
            written = string_value(item) or item.text
            if written.replace("[", ".").partition(".")[0] == name:
                return True
    return False


def creates_before_destroy(resource: Resource) -> bool | Unknown | None:
    """The value of `create_before_destroy`, None where nothing is said of it."""
    for block in resource.blocks("lifecycle"):
        attribute = block.body.get("create_before_destroy")
        if attribute is not None:
            value = evaluate(attribute.expr, resource.module)
            return value if isinstance(value, bool) else UNKNOWN
    return None
