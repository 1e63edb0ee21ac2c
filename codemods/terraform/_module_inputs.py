"""Where the value of a module's required input is evidently to be had: other calls, provider configurations, ..."""

from __future__ import annotations

from collections.abc import Iterator

from tffix.syntax import nodes as n
from tffix.terraform import Element, Module, ModuleCall, Variable

from ._provider_references import provider_items, provider_key, provider_use

_REGIONS = frozenset({"aws_region", "region"})
# Names that every object has: an output called so is of its own module's object.
_OF_ANYTHING = frozenset({"arn", "id", "name", "names", "tags"})


def evident_input(call: ModuleCall, variable: Variable) -> str | None:
    """The expression that a call would have for an input, None where there is none or several are as good."""
    name = variable.label
    return _as_in_other_calls(call, name) or _region(call, name) or _output(call, name) or _object(call, name)


def _as_in_other_calls(call: ModuleCall, name: str) -> str | None:
    """What other calls of the module have, with this call's own word for theirs: `module.vpc_us.id` for `_us`."""
    found: set[str] = set()
    for other in call.module.modules:
        value = other[name]
        if other == call or other.local_source != call.local_source or value is None:
            continue
        words = _difference(other.label, call.label)
        if words is None or words[0] not in value.text:
            return None
        found.add(value.text.replace(*words))
    if len(found) != 1:
        return None
    text = found.pop()
    return text if text.isidentifier() or _is_declared(call, text) else None


def _difference(one: str, other: str) -> tuple[str, str] | None:
    """The parts in which two labels differ, as whole words."""
    first, second = one.split("_"), other.split("_")
    while first and second and first[0] == second[0]:
        first, second = first[1:], second[1:]
    while first and second and first[-1] == second[-1]:
        first, second = first[:-1], second[:-1]
    return ("_".join(first), "_".join(second)) if first and second else None


def _is_declared(call: ModuleCall, text: str) -> bool:
    """Whether an expression is one reference to a module call, variable or local value that is declared."""
    parts = text.split(".")
    if len(parts) < 2 or not all(part.isidentifier() for part in parts):
        return False
    module = call.module
    if parts[0] != "module":
        return parts[0] in ("var", "local") and module.declares(".".join(parts[:2]))
    other = next((one for one in module.modules if one.label == parts[1]), None)
    called = module.configuration.called(other) if other is not None else None
    has = called is not None and len(parts) > 2 and called.declares(f"output.{parts[2]}")
    return other is not None and has and not _reaches(other, call)


def _region(call: ModuleCall, name: str) -> str | None:
    """The region of the provider configuration that the module works with."""
    if name not in _REGIONS:
        return None
    given = {provider_key(item): provider_use(item.value).address for item in provider_items(call.block)}
    wanted = given.get("aws", "aws")
    for provider in call.module.providers:
        address = f"{provider.label}.{provider.alias}" if provider.alias else provider.label
        region = provider["region"]
        if address == wanted and region is not None and isinstance(region, n.Template | n.Traversal):
            return region.text
    return None


def _output(call: ModuleCall, name: str) -> str | None:
    """The one output of another module that has the name, or else the name with words in front."""
    if name in _OF_ANYTHING:
        return None
    outputs = list(_outputs(call))
    same = [address for address, label in outputs if label == name]
    if not same and "_" in name:
        same = [address for address, label in outputs if label.endswith(f"_{name}")]
    return same[0] if len(same) == 1 and same[0] else None


def _outputs(call: ModuleCall) -> Iterator[tuple[str, str]]:
    """What reads each output of the other calls, empty where there are several instances, and its name."""
    for other in call.module.modules:
        called = call.module.configuration.called(other)
        if other == call or called is None or called.has_structure_errors or _reaches(other, call):
            continue
        is_one = not other.repeats and not other.is_overridden
        for output in called.outputs:
            yield f"{other.address}.{output.label}" if is_one else "", output.label


def _object(call: ModuleCall, name: str) -> str | None:
    """The one resource of the caller that the name speaks of: `aws_vpc.main.id` for `vpc_id`."""
    kind, _, attribute = name.rpartition("_")
    if attribute not in ("arn", "id", "name"):
        return None
    found = [one for one in call.module.resources if one.type.partition("_")[2] == kind]
    only = found[0] if len(found) == 1 else None
    if only is None or only.repeats or _reaches(only, call):
        return None
    return f"{only.address}.{attribute}" if attribute != "name" or "name" in only else None


def _reaches(element: Element, target: Element) -> bool:
    """Whether an element refers to another, itself or by way of others: a reference back would be a cycle."""
    seen: set[Element] = set()
    todo = [element]
    while todo:
        one = todo.pop()
        if one == target:
            return True
        if one not in seen:
            seen.add(one)
            module: Module = one.module
            todo += [found for r in module.references_in(one) if (found := module.get(r.address)) is not None]
    return False
