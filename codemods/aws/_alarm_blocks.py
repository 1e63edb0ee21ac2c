"""New alarms, in the shape of those that a module has."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tffix import templates as t
from tffix.syntax import nodes as n
from tffix.terraform import Module, Resource

from ._baseline_table import SERVICES, Metric, Service
from ._cloudwatch import ALARM
from ._instances import opening, own_key, provider_argument, repetition
from ._metric_repairs import nodes_of

_COMPARISONS = {
    ">": "GreaterThanThreshold",
    ">=": "GreaterThanOrEqualToThreshold",
    "<": "LessThanThreshold",
    "<=": "LessThanOrEqualToThreshold",
}
_TOPIC = "aws_sns_topic"
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+")
# Topics that are there for alarms go by such names.
_FOR_ALARMS = re.compile(r"alarm|alert|notif|ops|on_?call|pager|monitor")


@dataclass(frozen=True, slots=True)
class Shape:
    """What all new alarms have alike: whom they tell, their tags, when they ring."""

    actions: str | None
    tags: str | None
    period: int
    evaluation_periods: int


def shape(of: Resource, topic: str | None, period: int, evaluation_periods: int) -> Shape:
    """The shape of the alarms beside a resource: of the same provider, as topics are told in their region only.

    `topic` is configured.
    """
    actions = _configured(of.module, topic) if topic else _common(of, "alarm_actions") or _only_topic(of)
    return Shape(actions, _common(of, "tags"), period, evaluation_periods)


def _beside(of: Resource, type_: str) -> list[Resource]:
    """The resources of a type that are made by the same provider."""
    own = provider_argument(of)
    return [one for one in of.module.resources_of(type_) if not one.is_overridden and provider_argument(one) == own]


def _configured(module: Module, topic: str) -> str | None:
    """The list of one topic that the configuration names, as far as the module has it."""
    if topic.startswith("arn:"):
        return f"[{t.string(topic)}]"
    address = ".".join(topic.split(".")[:2])
    if not module.declares(address):
        return None
    return f"[{topic}.arn]" if topic == address and not topic.startswith(("var.", "local.")) else f"[{topic}]"


def _common(of: Resource, argument: str) -> str | None:
    """The value of an argument on which all alarms agree that have it."""
    written = [alarm[argument] for alarm in _beside(of, ALARM)]
    texts = {one.text for one in written if one is not None}
    if len(texts) != 1 or any(one is not None and _is_own(one) for one in written):
        return None
    text = texts.pop()
    return None if "\n" in text or text in ("[]", "{}") else text


def _is_own(expression: n.Expression) -> bool:
    """Whether an expression is of one instance."""
    return any(
        isinstance(node, n.Traversal) and node.root_name in ("each", "count", "self") for node in expression.walk()
    )


def _only_topic(of: Resource) -> str | None:
    topics = [one for one in _beside(of, _TOPIC) if _FOR_ALARMS.search(one.label)]
    if len(topics) != 1 or topics[0].repeats:
        return None
    return f"[{topics[0].address}.arn]"


def one_alarm(resource: Resource, service: Service, metric: Metric, like: Shape) -> t.Code | None:
    """An alarm for one resource; None where what it is measured by cannot be written."""
    prefix = f"{resource.address}{own_key(resource)}"
    head, value, number = opening(resource), f"{prefix}.{service.value}", ""
    if service.value == "member_clusters":
        nodes = None if repetition(resource) else nodes_of(resource, prefix)
        if nodes is None:
            return None
        index = "0"
        if nodes != "1":
            index, number = "count.index", "-${count.index + 1}"
            head = [f"count = {nodes}", *(head or [""])]
        value = f"tolist({value})[{index}]"
    dimensions = {service.dimension: value}
    if service.beside is not None:
        name, argument, attribute = service.beside
        other = _referred(resource, argument, attribute)
        if other is None:
            return None
        dimensions = {name: other, service.dimension: value}
    title = _title(resource, service, prefix)
    if service.beside is not None:
        # Names of services and stages are told apart by what they belong to.
        title = f"${{{dimensions[service.beside[0]]}}}-{title}"
    label = resource.label if _says(resource.label, service) else f"{service.option}_{resource.label}"
    label += f"_{_slug(metric.name, '_')}"
    new = _New(label, title, resource.label, number, head, dimensions)
    return _alarm(new, service, metric, like, resource)


def _says(name: str, service: Service) -> bool:
    """Whether a name tells the kind of resource."""
    return service.option in name.replace("-", "_")


def _title(resource: Resource, service: Service, prefix: str) -> str:
    """What a resource is called, as part of a string: by its own expression, which reads best."""
    name = resource[service.title]
    if isinstance(name, n.Template):
        return name.text[1:-1]
    if isinstance(name, n.Traversal):
        return f"${{{name.text}}}"
    return f"${{{prefix}.{service.title}}}"


def alarm_for_each(resources: Sequence[Resource], service: Service, metric: Metric, like: Shape) -> t.Code:
    """One alarm that is repeated for several resources, which are not repeated themselves."""
    values = {one.label: f"{one.address}.{service.value}" for one in resources}
    head = [f"for_each = {t.object_(values)}", *provider_argument(resources[0]), ""]
    label, each = f"{service.option}_{_slug(metric.name, '_')}", "${each.value}"
    new = _New(label, each, each, "", head, {service.dimension: "each.value"})
    return _alarm(new, service, metric, like, resources[0])


def _referred(resource: Resource, argument: str, attribute: str) -> str | None:
    """An attribute of the resource that an argument refers to."""
    reference = resource.module.reference_of(resource[argument])
    if reference is None or len(reference.attribute_path) != 1:
        return None
    written = reference.expression.text
    prefix = written.removesuffix(f".{reference.attribute_path[0]}")
    return None if prefix == written else f"{prefix}.{attribute}"


@dataclass(frozen=True, slots=True)
class _New:
    """What differs between new alarms: label, name, what it is about in words, numbers of instances, repetition."""

    label: str
    title: str
    about: str
    number: str
    head: Sequence[str]
    dimensions: Mapping[str, str]


def _alarm(new: _New, service: Service, metric: Metric, like: Shape, of: Resource) -> t.Code:
    what = _slug(metric.name, "-")
    if sum(one.metric(metric.name) is not None for one in SERVICES) > 1 and not _says(new.title, service):
        what = f"{service.option.replace('_', '-')}-{what}"
    items = [
        *new.head,
        f'alarm_name = "{new.title}-{what}{new.number}"',
        f'alarm_description = "{metric.name} of {new.about}"',
        f'namespace = "{service.namespace}"',
        f'metric_name = "{metric.name}"',
        f'statistic = "{metric.statistic}"',
        f'comparison_operator = "{_COMPARISONS[metric.comparison]}"',
        f"threshold = {metric.threshold}",
        f"period = {like.period}",
        f"evaluation_periods = {like.evaluation_periods}",
    ]
    if metric.statistic == "Sum":
        # What never happened was never counted.
        items.append('treat_missing_data = "notBreaching"')
    if like.actions is not None:
        items.append(f"alarm_actions = {like.actions}")
    items += ["", f"dimensions = {t.object_(dict(new.dimensions))}"]
    if like.tags is not None:
        items += ["", f"tags = {like.tags}"]
    return t.resource(ALARM, _free(of.module, new.label), items=tuple(items))


def _free(module: Module, label: str) -> str:
    name, number = label, 1
    while module.declares(f"{ALARM}.{name}"):
        number += 1
        name = f"{label}_{number}"
    return name


def _slug(name: str, joint: str) -> str:
    return joint.join(word.lower() for word in _WORDS.split(name) if word)
