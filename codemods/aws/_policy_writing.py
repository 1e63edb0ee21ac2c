"""New statements of policies, written as the others of the document are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tffix import templates as t
from tffix.rules import Fix
from tffix.syntax import Block
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name
from tffix.terraform import DataSource

from ._policies import Document


@dataclass(frozen=True, slots=True)
class NewStatement:
    """A statement to add. `resources` and the values of the mappings are expressions, `actions` are not.

    `principals` maps a type (`Service`) to identifiers, `conditions` an operator and a key to values.
    """

    sid: str
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    principals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    conditions: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Style:
    """How the statements of a document are written."""

    quotes_keys: bool = False
    colons: bool = False
    has_sid: bool = True
    lists: bool = False


def add_statement(fix: Fix, document: Document, new: NewStatement) -> bool:
    """Have a fix add a statement to a document; false where there is no place for one."""
    holder = document.holder
    if isinstance(holder, DataSource):
        written = [one.node for one in document.statements if isinstance(one.node, Block)]
        has_effect = not written or any("effect" in one.body for one in written)
        block = as_block(new, has_sid=_has_sids(document), has_effect=has_effect)
        last = holder.blocks("statement")
        if last:
            fix.insert_after(last[-1], block)
        else:
            fix.append(holder, block)
        return True
    if holder is None:
        return False
    text = as_object(new, _style(document))
    if isinstance(holder, n.TupleCons):
        fix.append_element(holder, text, key=("statement", new.sid))
    else:
        fix.replace(holder, "[", holder, f", {text}]")
    return True


def new_document(statements: tuple[NewStatement, ...]) -> str:
    """A `jsonencode` call of a document with these statements."""
    listed = ",\n".join(as_object(one) for one in statements)
    inner = "\n".join(f"    {line}" if line else "" for line in listed.split("\n"))
    return f'jsonencode({{\n  Version = "2012-10-17"\n  Statement = [\n{inner}\n  ]\n}})'


def _has_sids(document: Document) -> bool:
    return not document.statements or any(one.sid for one in document.statements)


def _style(document: Document) -> _Style:
    nodes = [one.node for one in document.statements if isinstance(one.node, n.ObjectCons)]
    items = [item for node in nodes for item in node.items]
    if not items:
        return _Style()
    first = items[0]
    between = first.source.text[first.key.end : first.value.start]
    singles = [
        isinstance(item.value, n.TupleCons)
        for item in items
        if key_name(item.key) in ("Action", "Resource")
        and (not isinstance(item.value, n.TupleCons) or len(item.value.items) == 1)
    ]
    return _Style(
        quotes_keys=not isinstance(first.key, n.Identifier | n.Traversal) and first.key.text.startswith('"'),
        colons=":" in between,
        has_sid=_has_sids(document),
        lists=bool(singles) and all(singles),
    )


def as_object(new: NewStatement, style: _Style | None = None) -> str:
    """A statement as an object."""
    style = style or _Style()
    items: dict[str, str] = {}
    if style.has_sid:
        items["Sid"] = t.string(new.sid)
    items["Effect"] = t.string("Allow")
    if new.principals:
        items["Principal"] = _object({kind: _one_or_list(ids) for kind, ids in new.principals.items()}, style)
    items["Action"] = _one_or_list(tuple(t.string(one) for one in new.actions), always=style.lists)
    if new.resources:  # a trust policy has none
        items["Resource"] = _one_or_list(new.resources, always=style.lists)
    if new.conditions:
        operators: dict[str, dict[str, str]] = {}
        for (operator, key), values in new.conditions.items():
            operators.setdefault(operator, {})[key] = _one_or_list(values)
        items["Condition"] = _object({one: _object(tests, style) for one, tests in operators.items()}, style)
    return _object(items, style)


def _one_or_list(values: tuple[str, ...], *, always: bool = False) -> str:
    if len(values) == 1:
        return f"[{values[0]}]" if always else values[0]
    return "[\n" + ",\n".join(f"  {value}" for value in values) + "\n]"


def _object(items: Mapping[str, str], style: _Style) -> str:
    rows = []
    for key, value in items.items():
        name = t.string(key) if style.quotes_keys or not key.isidentifier() else key
        inner = value.replace("\n", "\n  ")
        rows.append(f"  {name}{' : ' if style.colons else ' = '}{inner}")
    text = "{\n" + (",\n" if style.colons else "\n").join(rows) + "\n}"
    return t.items(f"a = {text}").removeprefix("a = ")


def as_block(new: NewStatement, *, has_sid: bool = True, has_effect: bool = True) -> t.Code:
    """A statement as a block of `aws_iam_policy_document`."""
    items = [f"sid = {t.string(new.sid)}"] if has_sid else []
    items += ['effect = "Allow"'] if has_effect else []
    items += [
        f"actions = {_list(tuple(t.string(one) for one in new.actions))}",
        f"resources = {_list(new.resources)}",
    ]
    for kind, ids in new.principals.items():
        items += ["", t.block("principals", type=t.string(kind), identifiers=_list(ids))]
    for (operator, key), values in new.conditions.items():
        items += [
            "",
            t.block("condition", test=t.string(operator), variable=t.string(key), values=_list(values)),
        ]
    return t.block("statement", items=tuple(items))


def _list(values: tuple[str, ...]) -> str:
    if len(values) == 1:
        return f"[{values[0]}]"
    return "[\n" + ",\n".join(f"  {value}" for value in values) + ",\n]"
