"""LibCST's face: a transformer visits the tree and says what becomes of each node; it all comes down to edits.

    class Unquote(CSTTransformer):
        def leave_Template(self, node: n.Template) -> Change:
            parts = node.parts
            if len(parts) == 1 and isinstance(parts[0], n.Interpolation):
                return parts[0].expression
            return node

    text = transform(parse(source), Unquote())

Every node is visited once, as it was read. Where both a node and one inside it are to change, the outer one wins,
unless it keeps the inner one: by returning a node inside it, or what `with_changes` made of it. The changes inside of
what is kept are made as well.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from tffix.edits.layout import tidy
from tffix.edits.lower import lower
from tffix.edits.semantic import Edits
from tffix.errors import EditError
from tffix.syntax import nodes as n
from tffix.syntax.configfile import ConfigFile
from tffix.syntax.node import child_fields
from tffix.syntax.structure import Attribute, Block, Body, Label


class Removal(Enum):
    """The type of `REMOVE`."""

    REMOVE = "remove"


REMOVE: Final = Removal.REMOVE
"""Returned by `leave_X`: take the node out, with its separator, line and comment."""


class Changed(str):
    """The text of a node with some of it replaced; `parts` are the new texts and the nodes that stay."""

    __slots__ = ("parts",)

    parts: tuple[str | n.Node, ...]

    def __new__(cls, parts: Sequence[str | n.Node]) -> Changed:
        """The text of the parts."""
        changed = super().__new__(cls, "".join(part if isinstance(part, str) else part.text for part in parts))
        changed.parts = tuple(parts)
        return changed


Change = n.Node | str | Removal
"""What `leave_X` may return: the node itself (no change), another node or a text in its place, or `REMOVE`."""


class CSTTransformer:
    """Base of transformers: define `visit_X` and `leave_X` for the node classes `X` of interest.

    `visit_X(node)` may return False: what is inside the node is not visited then. `leave_X(node)` is called when
    everything inside has been visited, and returns a `Change`.
    """

    def on_visit(self, node: n.Node) -> bool:
        """Call `visit_X`; whether to visit what is inside."""
        method: Callable[[n.Node], bool | None] | None = getattr(self, f"visit_{type(node).__name__}", None)
        return method is None or method(node) is not False

    def on_leave(self, node: n.Node) -> Change:
        """Call `leave_X`; what becomes of the node."""
        method: Callable[[n.Node], Change] | None = getattr(self, f"leave_{type(node).__name__}", None)
        return node if method is None else method(node)


@dataclass(frozen=True, slots=True)
class _Record:
    """A change of one node; `kept` are the intervals inside it in which changes may still be made."""

    node: n.Node
    parent: n.Node | None
    change: Change
    kept: tuple[tuple[int, int], ...]


def transform(file: ConfigFile, transformer: CSTTransformer) -> str:
    """The text of `file` with the changes of `transformer` made.

    Raises EditError for a removal that the grammar has no place for.
    """
    edits = Edits()
    for record in _alive(_records(file.body, transformer)):
        _to_edit(edits, record)
    return tidy(file, lower(edits.semantic).edits).text


def _records(root: n.Node, transformer: CSTTransformer) -> list[_Record]:
    """What the transformer wants, outer nodes behind inner ones. Iterative: depth is no limit."""
    records: list[_Record] = []
    todo: list[tuple[n.Node, n.Node | None, bool]] = [(root, None, False)]
    while todo:
        node, parent, is_visited = todo.pop()
        if not is_visited:
            todo.append((node, parent, True))
            if transformer.on_visit(node):
                todo.extend((child, node, False) for child in reversed(node.children))
            continue
        change = transformer.on_leave(node)
        if change is not node:
            records.append(_Record(node, parent, change, _kept(node, change)))
    return records


def _kept(node: n.Node, change: Change) -> tuple[tuple[int, int], ...]:
    parts: Sequence[object] = change.parts if isinstance(change, Changed) else (change,)
    return tuple((part.start, part.end) for part in parts if isinstance(part, n.Node) and _is_inside(part, node))


def _is_inside(part: n.Node, node: n.Node) -> bool:
    return part.source is node.source and node.start <= part.start and part.end <= node.end


def _alive(records: list[_Record]) -> list[_Record]:
    """The records but for those of nodes that the change of an outer node does not keep."""
    ranked = sorted(enumerate(records), key=lambda r: (r[1].node.start, -r[1].node.end, -r[0]))
    alive: list[_Record] = []
    enclosing: list[_Record] = []
    for _, record in ranked:
        start, end = record.node.start, record.node.end
        while enclosing and enclosing[-1].node.end <= start < end:
            enclosing.pop()
        if enclosing and enclosing[-1].node.end >= end and enclosing[-1].node.start <= start:
            kept = enclosing[-1].kept
            index = bisect_right(kept, start, key=lambda interval: interval[0]) - 1
            if index < 0 or kept[index][1] < end:
                continue
        enclosing.append(record)
        alive.append(record)
    return alive


def _to_edit(edits: Edits, record: _Record) -> None:
    node, parent, change = record.node, record.parent, record.change
    if isinstance(change, Removal):
        _remove(edits, node, parent)
    elif isinstance(change, Changed):
        edits.replace(node, *change.parts)
    elif isinstance(change, n.Node) and not _is_inside(change, node):
        edits.replace(node, change.text)
    else:
        edits.replace(node, change)


def _remove(edits: Edits, node: n.Node, parent: n.Node | None) -> None:
    if isinstance(node, Attribute | Block):
        edits.remove(node)
    elif isinstance(parent, n.TupleCons | n.ObjectCons | n.FunctionCall) and isinstance(
        node, n.Expression | n.ObjectItem
    ):
        edits.remove_element(parent, node)
    elif isinstance(node, n.TemplateLiteral | n.Interpolation | n.IfDirective | n.ForDirective | Label):
        edits.replace(node, "")
    else:
        raise EditError(f"{type(node).__name__} cannot be removed from {type(parent).__name__}")


Field = str | n.Node | Sequence[str | n.Node]


def with_changes(node: n.Node, **fields: Field) -> Changed:
    """The text of `node` with the given fields replaced by texts or nodes, every other character as it is.

    A field is a child of the node by its name; one with several children (`items`, `arguments`, `labels`) is given
    as a sequence with one entry for each. `Attribute.name`, `Block.type`, `FunctionCall.name` and `BinaryOp.operator`
    are fields, too. Raises EditError for a field that the node does not have.
    """
    changes: list[tuple[int, int, str | n.Node]] = []
    for name, value in fields.items():
        intervals = _field(node, name)
        values = [value] if isinstance(value, str | n.Node) else list(value)
        if isinstance(intervals, tuple):
            if not isinstance(value, str | n.Node):
                raise EditError(f"{type(node).__name__}.{name} is one node, not several")
            intervals = [intervals]
        elif isinstance(value, str | n.Node) or len(values) != len(intervals):
            raise EditError(f"{type(node).__name__}.{name} takes {len(intervals)} entries, one for each that is there")
        changes += ((start, end, new) for (start, end), new in zip(intervals, values, strict=True))
    changes.sort(key=lambda change: change[:2])
    return Changed(_parts(node, changes))


def _parts(node: n.Node, changes: Sequence[tuple[int, int, str | n.Node]]) -> list[str | n.Node]:
    """The parts of a node with some intervals of it changed; children that are not concerned are kept."""
    parts: list[str | n.Node] = []
    at = node.start
    text = node.source.text
    changed = {(start, end) for start, end, _ in changes}
    kept = [(c.start, c.end, c) for c in node.children if (c.start, c.end) not in changed]
    for start, end, new in sorted((*changes, *kept), key=lambda change: change[:2]):
        parts.append(text[at:start])
        # A node from elsewhere, or from before, comes as its text.
        is_kept = isinstance(new, n.Node) and new.source is node.source and new.start >= start and new.end <= end
        parts.append(new if is_kept or isinstance(new, str) else new.text)
        at = end
    parts.append(text[at : node.end])
    return [part for part in parts if part != ""]


def _field(node: n.Node, name: str) -> tuple[int, int] | list[tuple[int, int]]:
    """The interval of a field, or those of its nodes if there may be several."""
    match node, name:
        case Attribute(), "name":
            return (node.start, node.name_end)
        case n.FunctionCall(), "name":
            return (node.start, node.name_end)
        case Block(), "type":
            return (node.start, node.type_end)
        case n.BinaryOp(), "operator":
            return (node.operator_start, node.operator_start + len(node.operator))
        case Attribute(), "expr":
            return (node.expr_start, node.end)
        case Block(), "body":
            return (node.body.start, node.body.end)
        case (Block(), "labels") | (Body(), "items"):
            return [(child.start, child.end) for child in (node.labels if isinstance(node, Block) else node.children)]
    if isinstance(node, Attribute | Block | Body) or name not in child_fields(type(node)):
        raise EditError(f"{type(node).__name__} has no field {name}")
    value = getattr(node, name)
    if value is None:
        raise EditError(f"{type(node).__name__}.{name} is not written here")
    return (value.start, value.end) if isinstance(value, n.Node) else [(child.start, child.end) for child in value]
