"""Meta-arguments that take references and nothing computed: what may stand there, and what was evidently meant.

Terraform, "The depends_on Meta-Argument", "The lifecycle Meta-Argument" (`ignore_changes`, `replace_triggered_by`),
"The provider Meta-Argument". Quoted references are what Terraform 0.11 had: most are still read, with a warning.
"""

from __future__ import annotations

from dataclasses import dataclass

from tffix import templates as t
from tffix.errors import TemplateError
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform import Element
from tffix.terraform.references import chain_root
from tffix.terraform.resolve import unwrap

_VALUES = frozenset({"var", "local", "data", "module", "each", "count", "path", "terraform", "self"})
_NAMES_AFTER = {"data": 3, "resource": 3, "ephemeral": 3}


@dataclass(frozen=True, slots=True)
class Wrong:
    """An expression that cannot stand where it stands, what was meant, and whether Terraform still reads it."""

    node: n.Expression
    meant: str | None
    is_read: bool = False


def wrong_in_list(name: str, expression: n.Expression, element: Element) -> list[Wrong]:
    """What is wrong in a `depends_on`, `ignore_changes` or `replace_triggered_by`."""
    if isinstance(expression, n.InvalidExpression):
        return []
    if name == "ignore_changes":
        return _ignored(expression, element)
    meaning = _dependency if name == "depends_on" else _trigger
    if not isinstance(expression, n.TupleCons):
        # A single reference without brackets; anything computed may be any list.
        found = meaning(expression)
        one = expression.text if found is None else found.meant
        return [Wrong(expression, None if one is None else f"[{one}]")]
    return [found for item in expression.items if (found := meaning(item)) is not None]


def _dependency(item: n.Expression) -> Wrong | None:
    quoted = string_value(item)
    if quoted is not None:
        return Wrong(item, _reference_text(quoted), is_read=True)
    inner = unwrap(item)
    if not isinstance(inner, n.Traversal):
        return Wrong(item, None)
    whole = _whole(inner)
    return None if whole == item.text else Wrong(item, whole)


def _whole(node: n.Traversal) -> str | None:
    """The reference without the attribute behind the object and its key."""
    root = node.root_name
    length = _NAMES_AFTER.get(root, 2)
    steps = node.steps
    if len(steps) < length or root in ("each", "count", "self", "path", "terraform"):
        return None
    if len(steps) > length and isinstance(steps[length], n.TraverseIndex):
        length += 1
    return node.source.text[node.start : steps[length - 1].end]


def _trigger(item: n.Expression) -> Wrong | None:
    quoted = string_value(item)
    if quoted is not None:
        return Wrong(item, _reference_text(quoted))
    root = chain_root(unwrap(item))
    if not isinstance(root, n.Traversal):
        return Wrong(item, None)
    return Wrong(item, None) if root.root_name in _VALUES else None


def _ignored(expression: n.Expression, element: Element) -> list[Wrong]:
    if isinstance(expression, n.Traversal):
        meant = None if expression.root_name in _VALUES else f"[{expression.text}]"
        return [] if expression.text == "all" else [Wrong(expression, meant)]
    if string_value(expression) == "all":
        return [Wrong(expression, "all")]
    if not isinstance(expression, n.TupleCons):
        return [Wrong(expression, None)]
    if len(expression.items) == 1 and string_value(expression.items[0]) in ("*", "all"):
        return [Wrong(expression, "all")]
    found = []
    for item in expression.items:
        quoted, inner = string_value(item), unwrap(item)
        if quoted is not None:
            found.append(Wrong(item, _reference_text(quoted), is_read=True))
        elif not isinstance(inner, n.Traversal):
            found.append(Wrong(item, None))
        elif inner.text.startswith((f"{element.address}.", "self.")):
            found.append(Wrong(item, inner.text.removeprefix("self.").removeprefix(f"{element.address}.")))
        elif inner.root_name in _VALUES:
            found.append(Wrong(item, None))
        elif inner is not item:
            found.append(Wrong(item, inner.text))
    return found


def wrong_provider(expression: n.Expression) -> Wrong | None:
    """What is wrong in a `provider` meta-argument, or in a value of `providers`."""
    if isinstance(expression, n.InvalidExpression):
        return None
    quoted = string_value(expression)
    if quoted is not None:
        parts = quoted.split(".")
        is_name = len(parts) <= 2 and all(part.replace("-", "_").isidentifier() for part in parts)
        return Wrong(expression, quoted if is_name else None, is_read=is_name)
    inner = unwrap(expression)
    if not isinstance(inner, n.Traversal) or inner.root_name in _VALUES:
        return Wrong(expression, None)
    names = [step.key if isinstance(step, n.TraverseIndex) else step.name for step in inner.steps]
    texts = [name if isinstance(name, str) else string_value(name) for name in names]
    if texts[0] == "provider" and len(texts) > 1:
        texts = texts[1:]
    if len(texts) > 2 or None in texts:
        return Wrong(expression, None)
    meant = ".".join(text for text in texts if text is not None)
    return None if meant == expression.text else Wrong(expression, meant)


def _reference_text(text: str) -> str | None:
    """The text of a quoted reference, if it is one."""
    try:
        t.expression(text)
    except TemplateError:
        return None
    return text if text.replace("-", "_").replace(".", "_").split("[")[0].isidentifier() else None
