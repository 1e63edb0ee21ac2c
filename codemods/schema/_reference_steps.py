"""What stands behind the address in a reference, step by step."""

from __future__ import annotations

from collections.abc import Iterator

from tffix.syntax import nodes as n
from tffix.terraform import Reference


def steps_of(reference: Reference) -> Iterator[tuple[str, int]]:
    """The names and indexes (an empty name) behind an address, each with its end, up to the first splat."""
    node = reference.node
    assert isinstance(node, n.Traversal)
    length = len(reference.address.split(".")) + (node.root_name == "resource")
    for step in node.steps[length:]:
        yield ("" if isinstance(step, n.TraverseIndex) else step.name), step.end
    chain: list[n.Node] = []
    outer: n.Node = reference.expression
    while outer is not node:
        chain.append(outer)
        outer = outer.children[0]
    for one in reversed(chain):
        if isinstance(one, n.GetAttr):
            yield one.name.name, one.end
        elif isinstance(one, n.Index | n.LegacyIndex):
            yield "", one.end
        else:
            return
