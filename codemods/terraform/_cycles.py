"""Cycles of a graph, as few and as short as say everything."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

_V = TypeVar("_V", bound=Hashable)


def shortest_cycles(vertices: Iterable[_V], targets: Callable[[_V], Iterable[_V]]) -> Iterator[tuple[_V, ...]]:
    """Cycles that share no edge, shortest first within what hangs together; without them no cycle is left.

    Each begins with the vertex that comes first in `vertices`. Iterative: the size of a graph is no limit.
    """
    order = {vertex: at for at, vertex in enumerate(vertices)}
    edges = {v: [t for t in dict.fromkeys(targets(v)) if t in order] for v in order}
    for component in _components(order, edges):
        members = set(component)
        left = {v: [t for t in edges[v] if t in members] for v in component}
        while (cycle := _shortest(left)) is not None:
            for at, vertex in enumerate(cycle):
                left[vertex].remove(cycle[(at + 1) % len(cycle)])
            first = min(range(len(cycle)), key=lambda at: order[cycle[at]])
            yield (*cycle[first:], *cycle[:first])


def _shortest(edges: dict[_V, list[_V]]) -> tuple[_V, ...] | None:
    best: tuple[_V, ...] | None = None
    for start in edges:
        found = _path(start, edges, len(best) if best is not None else len(edges) + 1)
        if found is not None:
            best = found
    return best


def _path(start: _V, edges: dict[_V, list[_V]], limit: int) -> tuple[_V, ...] | None:
    """The shortest way from `start` back to it, None where it takes `limit` edges or more."""
    before: dict[_V, _V] = {}
    depth = {start: 0}
    queue = deque([start])
    while queue:
        vertex = queue.popleft()
        if depth[vertex] + 1 >= limit:
            return None
        for target in edges[vertex]:
            if target == start:
                path = [vertex]
                while path[-1] != start:
                    path.append(before[path[-1]])
                return tuple(reversed(path))
            if target not in depth:
                depth[target], before[target] = depth[vertex] + 1, vertex
                queue.append(target)
    return None


def _components(order: Iterable[_V], edges: dict[_V, list[_V]]) -> Iterator[list[_V]]:
    """The sets of vertices that all reach each other and have an edge, in order of their first vertex (Tarjan)."""
    index: dict[_V, int] = {}
    low: dict[_V, int] = {}
    stack: list[_V] = []
    on_stack: set[_V] = set()
    found: list[list[_V]] = []
    rank = {v: at for at, v in enumerate(order)}
    for root in rank:
        if root in index:
            continue
        work = [(root, iter(edges[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            vertex, rest = work[-1]
            target = next(rest, None)
            if target is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[vertex])
                if low[vertex] == index[vertex]:
                    at = stack.index(vertex)
                    component, stack[at:] = stack[at:], []
                    on_stack.difference_update(component)
                    if len(component) > 1 or vertex in edges[vertex]:
                        found.append(sorted(component, key=rank.__getitem__))
            elif target not in index:
                index[target] = low[target] = len(index)
                stack.append(target)
                on_stack.add(target)
                work.append((target, iter(edges[target])))
            elif target in on_stack:
                low[vertex] = min(low[vertex], index[target])
    yield from sorted(found, key=lambda component: rank[component[0]])
