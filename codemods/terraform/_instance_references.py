"""References to resources, data sources and module calls, with or without an instance key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tffix.syntax import nodes as n
from tffix.terraform import BlockElement, Module, Reference

_KINDS = ("resource", "data", "module")
# Blocks whose references are addresses that Terraform reads in its own way.
_ADDRESSES = frozenset({"moved", "removed", "import"})


@dataclass(frozen=True, slots=True)
class InstanceReference:
    """A reference to an object, taken apart: where its address ends, and the literal index behind it, if any."""

    reference: Reference
    node: n.Traversal
    address_end: int
    index: n.TraverseIndex | None

    @property
    def rest(self) -> str:
        """What follows the address in the whole chain."""
        return self.node.source.text[self.address_end : self.reference.expression.end]


def multiplied(module: Module) -> tuple[tuple[BlockElement, bool], ...]:
    """The objects that may have instances, and whether `count` or `for_each` gives them any."""
    return module.memo(_multiplied)


def _multiplied(module: Module) -> tuple[tuple[BlockElement, bool], ...]:
    elements = [one for kind in _KINDS for one in module.elements_of(kind) if one.address]
    number = Counter(one.address for one in elements)
    # Override files may add or change the argument; of two declarations nobody knows which is meant.
    known = (one for one in elements if number[one.address] == 1 and not one.is_overridden)
    return tuple((one, one.repeats) for one in known if not (one.count and one.for_each))


def references(module: Module, element: BlockElement) -> Iterator[InstanceReference]:
    """The references to an object whose key could be missing or too much: those that name an attribute of it."""
    for reference in module.references_to(element.address):
        node, attribute = reference.node, reference.attribute
        if not isinstance(node, n.Traversal) or attribute is None or attribute.name in ("replace_triggered_by", "to"):
            continue
        container = reference.container
        if isinstance(container, BlockElement) and container.block_type in _ADDRESSES:
            continue
        steps = node.steps
        length = 3 if node.root_name in ("data", "resource") else 2
        after = steps[length] if len(steps) > length else None
        yield InstanceReference(
            reference, node, steps[length - 1].end, after if isinstance(after, n.TraverseIndex) else None
        )
