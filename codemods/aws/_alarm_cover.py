"""Whether an alarm of a module watches a metric of a resource, or may."""

from __future__ import annotations

from collections.abc import Iterator

from tffix.syntax import Block
from tffix.syntax import nodes as n
from tffix.terraform import UNKNOWN, Module, Resource, evaluate

from ._baseline_table import Service
from ._cloudwatch import ALARM, holders
from ._policy_text import addresses_in


def is_watched(resource: Resource, service: Service, metric: str) -> bool:
    """Whether an alarm is, or may be, on a metric of a resource: one of its module, or of those that call it."""
    module = resource.module
    if any(_may_watch(alarm, resource, service, metric) for alarm in module.resources_of(ALARM)):
        return True
    # What the module outputs may be watched where it is called.
    callers = {call.module.directory: call.module for call in module.configuration.callers(module)}
    return any(
        _is_on(holder, service.namespace, metric, caller)
        for caller in callers.values()
        for alarm in caller.resources_of(ALARM)
        for holder in holders(alarm)
    )


def _is_on(holder: Block, namespace: str, metric: str, module: Module) -> bool:
    """Whether a metric is watched by name, or by one that is not known."""
    for argument, wanted in (("namespace", namespace), ("metric_name", metric)):
        attribute = holder.body.get(argument)
        if attribute is None or evaluate(attribute.expr, module) not in (wanted, UNKNOWN):
            return False
    return True


def _may_watch(alarm: Resource, resource: Resource, service: Service, metric: str) -> bool:
    if alarm.is_overridden or alarm.has_dynamic("metric_query"):
        return True
    for holder in holders(alarm):
        if _is_on(holder, service.namespace, metric, alarm.module):
            dimensions = holder.body.get("dimensions")
            # Without dimensions it is about all of them.
            if dimensions is None or _may_name(dimensions.expr, alarm, resource, service):
                return True
    return False


def _may_name(dimensions: n.Expression, alarm: Resource, resource: Resource, service: Service) -> bool:
    module = alarm.module
    named = set(_addresses(dimensions, alarm))
    if resource.address in named:
        return True
    if any(address.startswith(f"{service.type}.") for address in named):
        return False
    values = evaluate(dimensions, module, partial=True)
    value = values.get(service.dimension, UNKNOWN) if isinstance(values, dict) else UNKNOWN
    if value is UNKNOWN:
        # An expression of something else (a variable, the alias of a function) may come to the same.
        return True
    return resource.constant(service.title, UNKNOWN) in (value, UNKNOWN)


def _addresses(dimensions: n.Expression, alarm: Resource) -> Iterator[str]:
    yield from addresses_in(dimensions, alarm.module)
    roots = {node.root_name for node in dimensions.walk() if isinstance(node, n.Traversal)}
    repeated = alarm.for_each if "each" in roots else alarm.count if "count" in roots else None
    if repeated is not None:
        yield from addresses_in(repeated, alarm.module)
