"""Visitors, with LibCST's face: `visit_Block`, `leave_FunctionCall`, and who is inside what.

class Calls(CSTVisitor):
    def visit_FunctionCall(self, node: FunctionCall) -> None:
        print(node.name)

parse(text).visit(Calls())
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from typing import Any, ClassVar

from tffix.syntax import nodes as n
from tffix.syntax import structure
from tffix.syntax.configfile import ConfigFile
from tffix.syntax.node import Node
from tffix.syntax.structure import Body
from tffix.words import meant


@lru_cache(maxsize=1)
def node_classes() -> dict[str, type[Node]]:
    """Every class that a node of a tree can have, by name."""
    found: dict[str, type[Node]] = {}
    for module in (n, structure):
        for name, value in vars(module).items():
            if isinstance(value, type) and issubclass(value, Node) and not name.startswith("_"):
                found[name] = value
    return {name: found[name] for name in sorted(found) if found[name] not in (Node, n.Expression)}


class CSTVisitor:
    """Base of visitors: define `visit_<NodeClass>` and `leave_<NodeClass>` for the classes of interest.

    A `visit_` method that returns False keeps the visitor out of the node's children; `leave_` is called all the
    same, once they are done. A method for a class that does not exist is refused when the visitor is defined.
    """

    _methods: ClassVar[dict[str, str]] = {}

    def __init_subclass__(cls, **arguments: Any) -> None:
        super().__init_subclass__(**arguments)
        known = node_classes()
        for name in vars(cls):
            event, _, wanted = name.partition("_")
            if event in ("visit", "leave") and wanted and wanted not in known:
                raise TypeError(f"{cls.__qualname__}.{name}: there is no node class {wanted}{meant(wanted, known, '')}")


class _Dispatch:
    """One visitor in one walk: its methods by node class, and the node that it keeps out of."""

    def __init__(self, visitor: CSTVisitor) -> None:
        self.visitor = visitor
        self.methods: dict[tuple[str, type], Callable[[Any], object] | None] = {}
        self.outside: Node | None = None

    def method(self, event: str, kind: type) -> Callable[[Any], object] | None:
        try:
            return self.methods[event, kind]
        except KeyError:
            found = self.methods[event, kind] = getattr(self.visitor, f"{event}_{kind.__name__}", None)
            return found

    def visit(self, node: Node) -> None:
        method = self.method("visit", type(node))
        if method is not None and method(node) is False:
            self.outside = node

    def leave(self, node: Node) -> None:
        if self.outside is node:
            self.outside = None
        method = self.method("leave", type(node))
        if method is not None:
            method(node)


def visit(tree: Node | ConfigFile, *visitors: CSTVisitor) -> None:
    """Walk a tree once for all `visitors`, parents before children, in source order. Depth is no limit."""
    root = tree.body if isinstance(tree, ConfigFile) else tree
    dispatches = [_Dispatch(visitor) for visitor in visitors]
    stack: list[tuple[Node, bool]] = [(root, False)]
    while stack:
        node, is_done = stack.pop()
        if is_done:
            for dispatch in dispatches:
                if dispatch.outside is None or dispatch.outside is node:
                    dispatch.leave(node)
            continue
        for dispatch in dispatches:
            if dispatch.outside is None:
                dispatch.visit(node)
        stack.append((node, True))
        if any(dispatch.outside is None for dispatch in dispatches):
            stack.extend((child, False) for child in reversed(node.children))


def path_to(body: Body, node: Node) -> tuple[Node, ...]:
    """The nodes from `body` down to the parent of `node`; empty if `node` is not in it, or is `body` itself."""
    path: list[Node] = []
    current: Node | None = body
    while current is not None and current is not node:
        path.append(current)
        current = _child_around(current, node)
    if current is None and not (isinstance(node, n.TraversalStep) and isinstance(path[-1], n.Traversal)):
        # The steps of a traversal are made when asked for: they are found by their place alone.
        return ()
    return tuple(path)


def _child_around(parent: Node, node: Node) -> Node | None:
    """The child of `parent` that is `node` or has it inside."""
    children = parent.children
    at = bisect_right(children, node.start, key=_start)
    while at:
        at -= 1
        child = children[at]
        if child is node or (child.start <= node.start < child.end and node.end <= child.end):
            return child
        if child.start < node.start:
            break
        # A child without width, like the body of `b {}`, may begin where the next one does.
    return None


def _start(node: Node) -> int:
    return node.start
