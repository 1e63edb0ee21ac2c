"""The tree of a file down to its expressions: bodies, blocks, attributes (HCL specification, "Bodies").

Built from the skeleton, level by level, when somebody asks; an expression is parsed when `attribute.expr` is
read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
from typing import TYPE_CHECKING, Any, Final, TypeVar

from tffix.errors import SyntaxError  # noqa: A004
from tffix.source import Source, Span
from tffix.syntax import patterns as p
from tffix.syntax.node import Commented, Node, node
from tffix.syntax.nodes import Expression, InvalidExpression
from tffix.syntax.parser import parse_extent
from tffix.syntax.skeleton import Extent
from tffix.syntax.tokens import UnexpectedToken

if TYPE_CHECKING:
    pass

_T = TypeVar("_T")
_LABEL = re.compile(rf'"(?:[^"\\\n]++|\\[^\n])*+"|{p.WIDE_IDENTIFIER}|{p.BLOCK_COMMENT}')


@node
class Label(Node):
    """One label of a block header; the interval includes the quotes."""

    @property
    def value(self) -> str:
        """The label without quotes, escapes resolved."""
        from tffix.syntax.literals import unescape

        text = self.text
        return unescape(text[1:-1]) if text.startswith('"') else text


class _Lazy(Node):
    """A node that fills in what is below it when asked; frozen otherwise by its types."""

    __slots__ = ()
    if TYPE_CHECKING:
        # Written in the constructors of the subclasses, one of which a file has hundreds of.
        source: Source
        start: int
        end: int
    # The refusal that a node inherits would also refuse the lazy fields.
    __setattr__ = object.__setattr__


class _Remembering(_Lazy):
    """A node that remembers what was computed of it."""

    __slots__ = ("_memo",)
    _memo: dict[tuple[Hashable, ...], Any] | None

    def memo(self, compute: Callable[..., _T], *arguments: Hashable) -> _T:
        """`compute(node, *arguments)`, computed once.

        The function may look at nothing but the top-level item that the node is in, and its result may hold nodes of
        the tree but no positions: when a file is edited, items that are unchanged move with all that is remembered.
        """
        memo = self._memo
        if memo is None:
            memo = self._memo = {}
        key = (compute, *arguments)
        try:
            found: _T = memo[key]
        except KeyError:
            found = memo[key] = compute(self, *arguments)
        return found


class Attribute(_Remembering, Commented):
    """`name = expression` in a body."""

    __slots__ = ("_expr", "expr_start", "name", "name_end", "parent")

    parent: Final[Body]
    name: Final[str]
    name_end: Final[int]
    expr_start: Final[int]

    def __init__(self, parent: Body, start: int, name_end: int, expr_start: int, end: int) -> None:
        self.source = source = parent.source
        self.start = start
        self.end = end
        self.parent = parent
        self.name_end = name_end
        self.expr_start = expr_start
        self.name = source.text[start:name_end]
        self._expr: Expression | None = None
        self._memo = None

    @property
    def children(self) -> tuple[Node, ...]:
        """The expression."""
        return (self.expr,)

    @property
    def expr_text(self) -> str:
        """The expression as written, without parsing it."""
        return self.source.text[self.expr_start : self.end]

    @property
    def expr(self) -> Expression:
        """The parsed expression; an `InvalidExpression` where it does not parse."""
        if self._expr is None:
            try:
                self._expr = parse_extent(self.source, self.expr_start, self.end)
            except (UnexpectedToken, SyntaxError):
                self._expr = InvalidExpression(self.source, self.expr_start, self.end)
        return self._expr

    def __repr__(self) -> str:
        return f"<Attribute {self.name} at {self.source.path}:{self.start}>"


class Block(_Remembering, Commented):
    """`type "label" { body }`."""

    __slots__ = ("_body", "_items", "_labels", "close_brace", "open_brace", "parent", "type", "type_end")

    parent: Final[Body]
    type: Final[str]
    type_end: Final[int]
    open_brace: Final[int]
    close_brace: Final[int]

    def __init__(
        self, parent: Body, start: int, type_end: int, open_brace: int, close_brace: int, items: list[Extent]
    ) -> None:
        self.source = source = parent.source
        self.start = start
        self.end = close_brace + 1
        self.parent = parent
        self.type_end = type_end
        self.open_brace = open_brace
        self.close_brace = close_brace
        self.type = source.text[start:type_end]
        self._items = items
        self._body: Body | None = None
        self._labels: tuple[Label, ...] | None = None
        self._memo = None

    @property
    def children(self) -> tuple[Node, ...]:
        """The labels and the body."""
        return (*self.labels, self.body)

    @property
    def labels(self) -> tuple[Label, ...]:
        """The labels of the header."""
        if self._labels is None:
            header = _LABEL.finditer(self.source.text, self.type_end, self.open_brace)
            self._labels = tuple(Label(self.source, *m.span()) for m in header if not m[0].startswith("/*"))
        return self._labels

    @property
    def label_values(self) -> tuple[str, ...]:
        """The values of the labels."""
        return tuple(label.value for label in self.labels)

    @property
    def header_span(self) -> Span:
        """From the type to the last label."""
        return Span(self.start, self.labels[-1].end if self.labels else self.type_end)

    @property
    def body(self) -> Body:
        """What is between the braces."""
        if self._body is None:
            self._body = Body(self.source, self.open_brace + 1, self.close_brace, self._items, self)
        return self._body

    @property
    def is_one_line(self) -> bool:
        """Whether both braces are on one line."""
        return "\n" not in self.source.text[self.open_brace : self.close_brace]

    def __repr__(self) -> str:
        return f"<Block {' '.join((self.type, *self.label_values))} at {self.source.path}:{self.start}>"


Item = Attribute | Block


class Body(_Lazy):
    """The items between two braces, or of a whole file (`parent` is None then)."""

    __slots__ = ("_attributes", "_blocks", "_extents", "_items", "parent")

    parent: Final[Block | None]

    def __init__(self, source: Source, start: int, end: int, extents: list[Extent], parent: Block | None) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.parent = parent
        self._extents = extents
        self._items: tuple[Item, ...] | None = None
        self._attributes: dict[str, Attribute] | None = None
        self._blocks: tuple[Block, ...] | None = None

    @property
    def children(self) -> tuple[Node, ...]:
        """The items."""
        return self.items

    @property
    def items(self) -> tuple[Item, ...]:
        """Attributes and blocks, in order."""
        if self._items is None:
            self._items = tuple([self._made(extent) for extent in self._extents])
        return self._items

    def _made(self, e: Extent) -> Item:
        return Attribute(self, *e) if len(e) == 4 else Block(self, *e)

    @property
    def attributes(self) -> dict[str, Attribute]:
        """Attributes by name, in order."""
        if self._attributes is None:
            self._attributes = {item.name: item for item in self.items if isinstance(item, Attribute)}
        return self._attributes

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Blocks, in order."""
        if self._blocks is None:
            self._blocks = tuple([item for item in self.items if isinstance(item, Block)])
        return self._blocks

    def blocks_of(self, type_: str) -> tuple[Block, ...]:
        """Blocks of one type, in order."""
        return tuple(block for block in self.blocks if block.type == type_)

    def __getitem__(self, name: str) -> Attribute:
        return self.attributes[name]

    def get(self, name: str) -> Attribute | None:
        """The attribute of that name, None where there is none."""
        return self.attributes.get(name)

    def __contains__(self, name: object) -> bool:
        return name in self.attributes

    def all_attributes(self) -> Iterator[Attribute]:
        """Attributes here and in every block inside, in source order. Iterative: depth is no limit."""
        stack = [iter(self.items)]
        while stack:
            for item in stack[-1]:
                if isinstance(item, Attribute):
                    yield item
                else:
                    stack.append(iter(item.body.items))
                    break
            else:
                stack.pop()

    def all_items(self) -> Iterator[Item]:
        """Attributes and blocks here and in every block inside, in source order."""
        stack = list(reversed(self.items))
        while stack:
            item = stack.pop()
            yield item
            if isinstance(item, Block):
                stack.extend(reversed(item.body.items))

    def __repr__(self) -> str:
        return f"<Body {self.source.path}:{self.start}-{self.end}>"


__all__ = ["Attribute", "Block", "Body", "Item", "Label", "Node"]
