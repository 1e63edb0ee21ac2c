"""The tree of an edited text: what did not change keeps its nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tffix.source import Source
from tffix.syntax import nodes as n
from tffix.syntax.skeleton import Extent
from tffix.syntax.structure import Attribute, Block, Body, Item


@dataclass(frozen=True, slots=True)
class Tree:
    """Text and top-level items of a file that nobody asks any more. `extents` say where the items stood in `text`."""

    text: str
    extents: list[Extent]
    items: tuple[Item, ...]

    def text_of(self, extent: Extent) -> str:
        """What stood in the text at an extent."""
        return self.text[extent[0] : _end(extent)]


def take_over(body: Body, spare: Tree) -> None:
    """Make the items of a body, of whose structure only the extents are known yet; unchanged ones come from `spare`.

    Unchanged is what stands before the first, or behind the last character that differs, at the same distance from it
    and with the same structure.
    """
    old, new = spare.text, body.source.text
    shortest = min(len(old), len(new))
    head = _shared(old, new, shortest)
    tail = _shared_end(old, new, shortest - head)
    before, extents = spare.extents, body._extents
    count = min(len(before), len(extents))
    same = 0
    while same < count and _end(before[same]) <= head and before[same] == extents[same]:
        same += 1
    distance, back = len(new) - len(old), 0
    while (
        back < count - same
        and before[-1 - back][0] >= len(old) - tail
        and _is_moved(before[-1 - back], extents[-1 - back], distance)
    ):
        back += 1
    taken = [*range(same), *range(-back, 0)]
    known = {at % len(extents): spare.items[at] for at in taken}
    for index, item in known.items():
        _move(item, extents[index], body)
    body._items = tuple([known.get(index) or body._made(extent) for index, extent in enumerate(extents)])


def _end(extent: Extent) -> int:
    return extent[3] + (len(extent) == 5)


def _shared(one: str, other: str, limit: int) -> int:
    """With how many characters, `limit` at most, both texts begin. Compares halves: slices are compared at once."""
    low = 0
    while low < limit:
        middle = (low + limit + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            limit = middle - 1
    return low


def _shared_end(one: str, other: str, limit: int) -> int:
    """With how many characters both texts end."""
    low = 0
    while low < limit:
        middle = (low + limit + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            limit = middle - 1
    return low


def _is_moved(one: Extent, other: Extent, distance: int) -> bool:
    """Whether an extent is another one so much further on, with all inside."""
    todo = [(one, other)]
    while todo:
        one, other = todo.pop()
        if len(one) != len(other) or any(b - a != distance for a, b in zip(one[:4], other[:4], strict=True)):
            return False
        if len(one) == 5 and len(other) == 5:
            if len(one[4]) != len(other[4]):
                return False
            todo += zip(one[4], other[4], strict=True)
    return True


def _move(top: Item, extent: Extent, body: Body) -> None:
    """Have an item of another tree stand in `body` at `extent`."""
    source = body.source
    _put(top, parent=body)
    todo: list[tuple[Item, Extent]] = [(top, extent)]
    while todo:
        item, at = todo.pop()
        distance = at[0] - item.start
        if isinstance(item, Attribute) and len(at) == 4:
            _put(item, source=source, start=at[0], name_end=at[1], expr_start=at[2], end=at[3])
            if item._expr is not None:
                _move_nodes(item._expr, source, distance)
        elif isinstance(item, Block) and len(at) == 5:
            _put(item, source=source, start=at[0], end=at[3] + 1, type_end=at[1], open_brace=at[2], close_brace=at[3])
            item._items = at[4]
            for label in item._labels or ():
                _move_nodes(label, source, distance)
            todo += _move_body(item, at[4])


def _move_body(block: Block, extents: list[Extent]) -> Iterator[tuple[Item, Extent]]:
    """Have the body of a block that was moved stand in it; the items that are to be moved next."""
    body = block._body
    if body is not None:
        _put(body, source=block.source, start=block.open_brace + 1, end=block.close_brace)
        body._extents = extents
        if body._items is not None:
            yield from zip(body._items, extents, strict=True)


# Nodes are frozen: only the descriptors of their slots write to them, here for the one time that nobody looks.
def _setter(kind: type[n.Node], name: str) -> Callable[[n.Node, object], None]:
    put: Callable[[n.Node, object], None] = vars(kind)[name].__set__
    return put


_set_source, _set_start, _set_end = (_setter(n.Node, name) for name in ("source", "start", "end"))
_set_name_end = _setter(n.FunctionCall, "name_end")
_set_operator_start = _setter(n.BinaryOp, "operator_start")
_LEAVES = frozenset({n.TemplateLiteral, n.Literal, n.Identifier})


def _move_nodes(tree: n.Node, source: Source, distance: int) -> None:
    """Have a node and every node inside stand so much further on in another source."""
    stack = [tree]
    while stack:
        node = stack.pop()
        _set_source(node, source)
        if distance:
            _set_start(node, node.start + distance)
            _set_end(node, node.end + distance)
            if isinstance(node, n.FunctionCall):
                _set_name_end(node, node.name_end + distance)
            elif isinstance(node, n.BinaryOp):
                _set_operator_start(node, node.operator_start + distance)
        if isinstance(node, n.Traversal):
            stack += node.keys
        elif type(node) not in _LEAVES:
            stack += node.children


def _put(node: object, **values: object) -> None:
    for name, value in values.items():
        object.__setattr__(node, name, value)
