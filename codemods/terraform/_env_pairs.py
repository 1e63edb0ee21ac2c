"""Which variable is used in the place of a map keyed by environment, and what speaks against reading the map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tffix.terraform import UNKNOWN, Module, Reference, Variable, evaluate
from tffix.terraform.values import kind, same

from ._env_maps import SCALARS, Column, KeyedMap
from ._like_names import Likeness, likeness, words
from ._null_default import dependencies, obstacles, uses_of


@dataclass(frozen=True, slots=True)
class Pair:
    """A column of a map, the variable that chooses its entry, and the variable that is used in its place."""

    map: KeyedMap
    column: Column
    selector: Variable
    variable: Variable
    likeness: Likeness

    @property
    def uses(self) -> tuple[Reference, ...]:
        """Where the variable is used."""
        return uses_of(self.variable)

    @property
    def is_agreed(self) -> bool:
        """Whether the default says that both are the same thing: it is one of the map's values, or null.

        Where the names leave a doubt, null says nothing, and no more does one of two booleans.
        """
        default = evaluate(self.variable.default)
        if (default is None or self.column.kind == "bool") and self.likeness < Likeness.EQUAL:
            return False
        return default is None or any(same(default, value) for value in self.column.values.values())

    def reasons(self) -> list[str]:
        """What speaks against the fix, as sentences."""
        return list(dict.fromkeys(self._reasons()))

    def _reasons(self) -> Iterator[str]:
        name, local = self.variable.address, self.map.local.address
        if self.likeness is Likeness.NARROWER:
            yield f"{name} has a like name, but stands for more than {local} does."
        elif not self.is_agreed and self.likeness is Likeness.WIDER:
            yield f"{name} has a like name, but nothing else says that it is the same thing."
        if not self.uses:
            yield f"{name} is not used either."
        yield from obstacles(self.variable, self.uses, self.column.kind)
        yield from _of_selector(self.selector)
        if "" in [value for value in self.column.values.values() if isinstance(value, str)]:
            yield f"A value of {local} is an empty string, which coalesce takes for none."
        for address in sorted(dependencies(self.map.local)):
            if address == name:
                yield f"{local} is made from {name} itself."
            elif not address.startswith(("var.", "local.")):
                yield f"{local} depends on {address}."


def _of_selector(variable: Variable) -> Iterator[str]:
    name = variable.address
    for argument in ("sensitive", "ephemeral"):
        if variable.constant(argument, default=False) is not False:
            yield f"{name} is {argument}."
    if variable.attribute("default") is not None and evaluate(variable.default) is None:
        yield f"{name} may be null."


def best_pairs(one: KeyedMap, column: Column, selector: Variable) -> tuple[Pair, ...]:
    """The variables of the column's type whose names fit best: one is an answer, several are none."""
    module = one.local.module
    wanted = words(column.field or one.local.label, [selector.label])
    pairs = [
        Pair(one, column, selector, variable, fits)
        for variable in _singles(module)
        if variable != selector
        and (fits := likeness(wanted, words(variable.label))) > Likeness.NONE
        and _is_of_kind(variable, column.kind)
    ]
    best = max((pair.likeness for pair in pairs), default=Likeness.NONE)
    return tuple(pair for pair in pairs if pair.likeness is best)


def _singles(module: Module) -> list[Variable]:
    """The variables that are declared once; two declarations are Terraform's error to report."""
    labels = [variable.label for variable in module.variables]
    return [variable for variable in module.variables if labels.count(variable.label) == 1]


def _is_of_kind(variable: Variable, wanted: str) -> bool:
    type_ = variable.type_text or "any"
    if type_ != "any":
        return type_ in SCALARS and type_ == wanted
    default = evaluate(variable.default)
    return default is not UNKNOWN and kind(default) == wanted


def rivals(pair: Pair, pairs: Iterable[Pair]) -> list[Pair]:
    """The other columns that fit the variable of a pair as well, or better; the same measure alone is not better."""
    enough = min(pair.likeness, Likeness.EQUAL)
    return [
        other
        for other in pairs
        if other.variable == pair.variable and other.column is not pair.column and other.likeness >= enough
    ]
