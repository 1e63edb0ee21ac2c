"""What CloudWatch measures: namespaces, metrics and dimension sets, and what the alarms of a module are about.

The catalogue is `cloudwatch_metrics.json`, built by `tools/build_metrics.py` of the packages that it names.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tffix.syntax import Attribute, Block
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name
from tffix.terraform import Resource, evaluate

ALARM = "aws_cloudwatch_metric_alarm"
_CATALOGUE = "cloudwatch_metrics.json"
# How alike names are of which one is a slip of the pen for the other, how much more than the next best, and how many
# letters are too many or too few at most.
_ALIKE, _MARGIN, _LETTERS = 0.86, 0.03, 3

Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class Namespace:
    """What a service publishes.

    `is_complete` says that it has no other metrics, `is_closed` that it has no other dimension sets; `exact` are
    metrics that have these sets only.
    """

    metrics: frozenset[str]
    is_complete: bool
    dimensions: frozenset[Names]
    is_closed: bool
    exact: Mapping[str, frozenset[Names]]

    def sets_of(self, metric: str) -> frozenset[Names] | None:
        """The dimension sets that a metric may have; None where they are not all known."""
        if metric in self.exact:
            return self.exact[metric]
        return self.dimensions if self.is_closed else None


@cache
def catalogue() -> Mapping[str, Namespace]:
    """The namespaces of AWS services by name."""
    text = files(__package__).joinpath(_CATALOGUE).read_text(encoding="utf-8")
    return {
        name: Namespace(
            frozenset(one["metrics"]),
            one["is_complete"],
            _sets(one["dimensions"]),
            one["is_closed"],
            {metric: _sets(sets) for metric, sets in one["exact"].items()},
        )
        for name, one in json.loads(text)["namespaces"].items()
    }


def _sets(sets: Iterable[Iterable[str]]) -> frozenset[Names]:
    return frozenset(frozenset(one) for one in sets)


@dataclass(frozen=True, slots=True)
class Measure:
    """A metric that an alarm watches; `holder` is the alarm's block, or a `metric` block in it."""

    alarm: Resource
    holder: Block
    namespace: str
    metric: str

    def attribute(self, name: str) -> Attribute | None:
        """An argument beside the name of the metric."""
        return self.holder.body.get(name)

    @property
    def is_whole(self) -> bool:
        """Whether the alarm has this metric for its own, and not among those of an expression."""
        return self.holder is self.alarm.block

    @property
    def dimensions(self) -> Mapping[str, n.ObjectItem] | None:
        """The dimensions by name; None where they cannot be told."""
        attribute = self.attribute("dimensions")
        if attribute is None:
            return {}
        if not isinstance(attribute.expr, n.ObjectCons):
            return None
        found = {key_name(item.key): item for item in attribute.expr.items}
        return None if None in found else {str(name): item for name, item in found.items()}


def holders(alarm: Resource) -> list[Block]:
    """Where an alarm may name a metric: its own block, and the `metric` blocks in it."""
    queries = [metric for query in alarm.blocks("metric_query") for metric in query.body.blocks_of("metric")]
    return [alarm.block, *queries]


def measures(alarm: Resource) -> Iterator[Measure]:
    """What an alarm watches, as far as names are written out."""
    if alarm.is_overridden:
        return
    for holder in holders(alarm):
        read = [holder.body.get(name) for name in ("namespace", "metric_name")]
        namespace, metric = (None if one is None else evaluate(one.expr, alarm.module) for one in read)
        if isinstance(namespace, str) and isinstance(metric, str):
            yield Measure(alarm, holder, namespace, metric)


def closest(name: str, names: Iterable[str]) -> str | None:
    """The one name that another is a slip of the pen for."""
    rated = sorted(((_alike(name, one), one) for one in names if one != name), reverse=True)
    if not rated or rated[0][0] < _ALIKE:
        return None
    return rated[0][1] if len(rated) == 1 or rated[0][0] - rated[1][0] >= _MARGIN else None


def _alike(one: str, other: str) -> float:
    if one.lower() == other.lower():
        return 1.0
    if abs(len(one) - len(other)) > _LETTERS:
        return 0.0
    return difflib.SequenceMatcher(None, one.lower(), other.lower()).ratio()
