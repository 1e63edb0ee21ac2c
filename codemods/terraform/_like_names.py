"""Whether two names speak of the same quantity: `kinesis_shards_by_env` and `kinesis_shard_count` do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
# Words that say how a value is kept, not what it is of.
_FILLERS = frozenset(
    {"by", "per", "config", "configuration", "default", "env", "environment", "for", "map", "mapping", "setting"}
    | {"stage", "value"}
)
# Words of measure: (dimension, unit). A unit of None fits every unit of its dimension.
_MEASURES: dict[str, tuple[str, str | None]] = {
    **dict.fromkeys(("count", "num", "number"), ("count", None)),
    **dict.fromkeys(("size", "byte"), ("bytes", None)),
    **{unit: ("bytes", unit[0]) for unit in ("kb", "mb", "gb", "tb", "kib", "mib", "gib", "tib")},
    **dict.fromkeys(("ms", "milli", "millisecond"), ("time", "millisecond")),
    **dict.fromkeys(("s", "sec", "second"), ("time", "second")),
    **dict.fromkeys(("minute",), ("time", "minute")),
    **dict.fromkeys(("hr", "hour"), ("time", "hour")),
    **dict.fromkeys(("day",), ("time", "day")),
}
# Says that a number follows, as a measure does, but fits them all.
_LOOSE = frozenset({"capacity"})


class Likeness(IntEnum):
    """How well a variable's name fits that of a map."""

    NONE = 0
    NARROWER = 1
    """The map speaks of something more special than the variable: `validator_lambda_memory` and `lambda_memory`."""
    WIDER = 2
    """The variable has one word more: `shards_by_env` and `kinesis_shards`."""
    EQUAL = 3
    """The same words but for those that say how it is kept or measured."""
    SAME = 4
    """The same words, the measure included."""


@dataclass(frozen=True, slots=True)
class Words:
    """A name taken apart: what it is about, and how that is measured."""

    subject: frozenset[str]
    measure: frozenset[str]


def words(name: str, fillers: Iterable[str] = ()) -> Words:
    """The words of a name in singular and lower case; `fillers` are further words that say nothing."""
    empty = _FILLERS | {singular(word.lower()) for filler in fillers for word in _PART.findall(filler)}
    parts = [singular(part.lower()) for part in _PART.findall(name)]
    measure = frozenset(part for part in parts if part in _MEASURES or part in _LOOSE)
    return Words(frozenset(part for part in parts if part not in empty) - measure, measure)


def singular(word: str) -> str:
    """A word without its plural ending, roughly: what matters is that both numbers give the same."""
    if len(word) > 3 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def likeness(of_map: Words, of_variable: Words) -> Likeness:
    """How well the name of a variable fits that of a map."""
    one, other = of_map.subject, of_variable.subject
    if not one and of_map == of_variable and of_map.measure:
        return Likeness.SAME
    if not one or not other or _contradict(of_map.measure, of_variable.measure):
        return Likeness.NONE
    if one == other:
        return Likeness.SAME if of_map.measure == of_variable.measure else Likeness.EQUAL
    if one < other and len(other) - len(one) == 1:
        return Likeness.WIDER
    return Likeness.NARROWER if other < one and len(one) - len(other) == 1 else Likeness.NONE


def _contradict(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of measures cannot be of the same value: megabytes and a count, seconds and milliseconds."""
    first = {_MEASURES[word] for word in one if word in _MEASURES}
    second = {_MEASURES[word] for word in other if word in _MEASURES}
    return bool(first and second) and not any(
        dimension == other_dimension and (unit == other_unit or None in (unit, other_unit))
        for dimension, unit in first
        for other_dimension, other_unit in second
    )
