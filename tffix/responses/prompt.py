"""The contract that a prompt states, by patterns over its sentences that rather say nothing than guess."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tffix.responses.contract import SETTINGS, Contract, Demand, in_words, is_set
from tffix.responses.demands import demands_of
from tffix.responses.sentences import sentences

_LISTS = frozenset({"files", "existing", "variables", "outputs"})


def read_contract(prompt: str) -> Contract:
    """What a prompt demands of the form of the answer; each demand keeps its sentence and line."""
    found: list[tuple[Demand, object]] = []
    unclear: list[Demand] = []
    for sentence in sentences(prompt):
        hits, understood = demands_of(sentence)
        for kind, value in hits:
            found.append((Demand(kind, in_words(value), sentence.text, sentence.line), value))
        if not understood:
            unclear.append(Demand("", "", sentence.text, sentence.line))
    values, disputed = _agreed(found)
    demands = [demand for demand, _ in found if demand not in disputed]
    unclear += [replace(demand, kind="", value="") for demand in disputed]
    doubts = sorted(set(unclear), key=lambda d: (d.line, d.sentence))
    return Contract(**values, demands=tuple(dict.fromkeys(demands)), not_understood=tuple(doubts))


def _agreed(found: list[tuple[Demand, object]]) -> tuple[dict[str, Any], list[Demand]]:
    """The value of each setting, and the demands that contradict each other, none of which counts."""
    values: dict[str, Any] = {}
    disputed: list[Demand] = []
    for setting in SETTINGS:
        own = [(demand, value) for demand, value in found if demand.kind == setting]
        if not own:
            continue
        if setting in _LISTS:
            values[setting] = tuple(dict.fromkeys(name for _, value in own for name in _names(value)))
        elif len({value for _, value in own}) == 1:
            values[setting] = own[0][1]
        elif setting == "modules":
            values[setting] = "none"  # no module at all says no module from elsewhere too
        else:
            disputed += [demand for demand, _ in own]
    disputed += _disputed_files(values, found)
    return {name: value for name, value in values.items() if is_set(value)}, disputed


def _names(value: object) -> Iterator[str]:
    yield from value if isinstance(value, tuple) else (str(value),)


def _disputed_files(values: dict[str, Any], found: list[tuple[Demand, object]]) -> list[Demand]:
    """Demands about files that cannot all be met; their settings are taken out of `values`."""
    files: tuple[str, ...] = values.get("files", ())
    alone = {(demand.line, demand.sentence) for demand, _ in found if demand.kind == "only_files"}
    with_names = {(demand.line, demand.sentence) for demand, _ in found if demand.kind == "files"}
    closed = [set(_names(v)) for d, v in found if d.kind == "files" and (d.line, d.sentence) in alone]
    terraform = {name for name in files if name.endswith(".tf")}
    if any(terraform - names for names in closed) or (alone - with_names and not closed and len(terraform) > 1):
        values.pop("files", None)
        values.pop("only_files", None)
        return [demand for demand, _ in found if demand.kind in ("files", "only_files")]
    both = set(files) & set(values.get("existing", ()))
    for setting in ("files", "existing"):
        if both:
            values[setting] = tuple(name for name in values[setting] if name not in both)
    return [demand for demand, value in found if demand.kind in ("files", "existing") and both & set(_names(value))]
