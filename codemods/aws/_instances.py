"""Instances of resources with `count` or `for_each`, as a reference writes them."""

from __future__ import annotations

from tffix.syntax import nodes as n
from tffix.terraform import Reference, Resource


def instance_key(reference: Reference) -> str | None:
    """The key between the address and the attribute of a reference: `""`, `[0]`, `[each.key]`.

    None for a reference that is not one attribute of one instance (a splat, the whole resource, a nested attribute).
    """
    node = reference.node
    if not isinstance(node, n.Traversal) or len(reference.attribute_path) != 1:
        return None
    steps = node.steps
    if len(steps) < 2:
        return None
    rest = node.source.text[steps[1].end : reference.expression.end]
    suffix = f".{reference.attribute_path[0]}"
    key = rest.removesuffix(suffix)
    if key == rest or "*" in key:
        return None
    return key if not key or (key.startswith("[") and key.endswith("]")) else None


def repetition(resource: Resource) -> dict[str, str]:
    """The `count` or `for_each` argument of a resource as written, ready for a new block that goes with it."""
    for name in ("count", "for_each"):
        attribute = resource.attribute(name)
        if attribute is not None:
            return {name: attribute.expr_text}
    return {}


def provider_argument(resource: Resource) -> tuple[str, ...]:
    """The `provider` argument of a resource as written, for a new block that goes with it; empty where it has none."""
    provider = resource.attribute("provider")
    return () if provider is None else (f"provider = {provider.expr_text}",)


def opening(resource: Resource) -> list[str]:
    """What a new block begins with that repeats as `resource` does, by its provider, set off from the rest."""
    items = [f"{name} = {value}" for name, value in repetition(resource).items()]
    items += provider_argument(resource)
    return [*items, ""] if items else items


def own_key(resource: Resource) -> str:
    """How a block that repeats as `resource` does refers to the instance of `resource` that goes with it."""
    if resource.count is not None:
        return "[count.index]"
    return "[each.key]" if resource.for_each is not None else ""


def repeats_alike(one: Resource, other: Resource) -> bool:
    """Whether two resources have the same instances, as far as their `count` and `for_each` are written alike."""
    first, second = repetition(one), repetition(other)
    return first.keys() == second.keys() and all(
        "".join(v.split()) == "".join(second[k].split()) for k, v in first.items()
    )
