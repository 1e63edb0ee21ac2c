"""What a node of the tree is: an interval of its source, frozen, that knows the nodes inside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import FrozenInstanceError, dataclass, fields
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, dataclass_transform

from tffix.source import Source, Span

if TYPE_CHECKING:
    from tffix.syntax.trivia import Comment

_C = TypeVar("_C", bound=type)


@dataclass_transform(frozen_default=True, eq_default=False)
def node(cls: _C) -> _C:
    """Make `cls` a node class: a frozen, slotted dataclass with identity for equality and a fast constructor.

    A frozen dataclass writes each field through `object.__setattr__`, by name. Writing through the descriptors
    of the slots does the same in half the time, and nodes are what a full parse makes most.
    """
    made: Any = dataclass(frozen=True, slots=True, eq=False, repr=False, init=False)(cls)
    names = [field.name for field in fields(made)]
    setters = {f"set_{name}": getattr(made, name).__set__ for name in names}
    body = "".join(f"    set_{name}(self, {name})\n" for name in names)
    scope: dict[str, Any] = {}
    exec(f"def __init__(self, {', '.join(names)}):\n{body}", setters, scope)
    made.__init__ = scope["__init__"]
    made.__init__.__qualname__ = f"{cls.__qualname__}.__init__"
    made.__setattr__ = _refuse
    made.__delattr__ = _refuse
    result: _C = made
    return result


def _refuse(node: object, name: str, value: object = None) -> NoReturn:
    raise FrozenInstanceError(f"{type(node).__name__}.{name} is frozen: nodes are never changed, files are edited")


@node
class Node:
    """An interval `start:end` (code points, half-open) of `source`."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters of the node, exactly as written."""
        return self.source.text[self.start : self.end]

    @property
    def span(self) -> Span:
        """The interval as a value."""
        return Span(self.start, self.end)

    @property
    def children(self) -> tuple[Node, ...]:
        """The nodes directly inside, in source order."""
        found: list[Node] = []
        for name in child_fields(type(self)):
            value = getattr(self, name)
            if isinstance(value, Node):
                found.append(value)
            elif value is not None:
                found.extend(value)
        return tuple(found)

    def walk(self) -> Iterator[Node]:
        """The node and every node inside, in source order (parents first). Iterative: depth is no limit."""
        stack: list[Node] = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def __repr__(self) -> str:
        shown = self.text if self.end - self.start <= 60 else self.text[:57] + "..."
        return f"<{type(self).__name__} {self.source.path}:{self.start}-{self.end} {shown!r}>"


def child_fields(kind: type[Node]) -> tuple[str, ...]:
    """Names of the fields of a node class that hold child nodes, in source order."""
    known = _child_fields.get(kind)
    if known is None:
        known = _child_fields[kind] = tuple(f.name for f in fields(kind) if f.name not in _OWN_FIELDS)
    return known


_child_fields: dict[type, tuple[str, ...]] = {}


_OWN_FIELDS = frozenset({"source", "start", "end", "operator_start", "name_end", "expand_final"})


class Commented(Node):
    """A node that comments may belong to."""

    __slots__ = ()

    @property
    def leading_comments(self) -> tuple[Comment, ...]:
        """The comments on lines of their own directly above."""
        from tffix.syntax.trivia import leading_comments

        return leading_comments(self)

    @property
    def trailing_comment(self) -> Comment | None:
        """The comment that follows on the same line."""
        from tffix.syntax.trivia import trailing_comment

        return trailing_comment(self)
