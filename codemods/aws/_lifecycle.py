"""The `lifecycle` block of a resource."""

from __future__ import annotations

from collections.abc import Sequence

from tffix import templates as t
from tffix.rules import Fix
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


def ignore_changes(fix: Fix, resource: Resource, names: Sequence[str]) -> None:
    """Have changes of further arguments ignored; not where the list of those that are is computed."""
    if not names:
        return
    blocks = resource.blocks("lifecycle")
    attribute = blocks[0].body.get("ignore_changes") if blocks else None
    if attribute is not None:
        if isinstance(attribute.expr, n.TupleCons):
            for name in names:
                fix.append_element(attribute.expr, name)
        return
    set_lifecycle(fix, resource, "ignore_changes", f"[{', '.join(names)}]")


def set_lifecycle(fix: Fix, resource: Resource, name: str, value: str) -> None:
    """Set an argument of the `lifecycle` block, of which a resource has one at most."""
    blocks = resource.blocks("lifecycle")
    if blocks:
        fix.set_attribute(blocks[0], name, value)
    else:
        fix.append(resource, t.block("lifecycle", items=(f"{name} = {value}",)), key=("lifecycle",))


def creates_before_destroy(resource: Resource) -> bool | Unknown | None:
    """The value of `create_before_destroy`, None where nothing is said of it."""
    for block in resource.blocks("lifecycle"):
        attribute = block.body.get("create_before_destroy")
        if attribute is not None:
            value = evaluate(attribute.expr, resource.module)
            return value if isinstance(value, bool) else UNKNOWN
    return None
