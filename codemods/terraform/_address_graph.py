"""Which addresses a module's blocks name: enough to tell that nothing goes in a circle, and cheap."""

from __future__ import annotations

from collections import Counter

from tffix.syntax import Attribute, Block
from tffix.terraform import DataSource, Element, Module, Resource
from tffix.terraform.files import attributes_inside
from tffix.terraform.references import attribute_references


def may_have_cycle(module: Module) -> bool:
    """Whether objects of a module may need each other in a circle; False is certain.

    A module that calls others is not looked into: what these need would have to be known as well.
    """
    if any(call.local_source is not None for call in module.modules):
        return True
    needs: dict[str, set[str]] = {}
    # A provider that names nothing but variables cannot be part of a circle.
    leads_on = any(not address.startswith("var.") for one in module.providers for address in one.node.memo(_named))
    elements: list[Element] = [*(e for e in module.all_elements if e.block_type != "locals"), *module.locals]
    for element in elements:
        named = needs.setdefault(element.address, set())
        named |= element.node.memo(_named)
        if leads_on and isinstance(element, Resource | DataSource):
            named.add(f"provider.{element.provider_reference}")
    needs.pop("", None)
    return _has_circle(needs)


def _named(item: Attribute | Block) -> frozenset[str]:
    return frozenset(raw.address for one in attributes_inside(item) for raw in one.memo(attribute_references))


def _has_circle(needs: dict[str, set[str]]) -> bool:
    """Whether some of the names cannot be put in an order in which each comes after what it needs."""
    edges = {name: [other for other in others if other in needs] for name, others in needs.items()}
    needed_by = Counter(other for others in edges.values() for other in others)
    free = [name for name in edges if not needed_by[name]]
    for name in free:
        for other in edges[name]:
            needed_by[other] -= 1
            if not needed_by[other]:
                free.append(other)
    return len(free) < len(edges)
