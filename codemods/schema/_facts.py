"""The form of what tables say of arguments that providers do not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

Renames = Mapping[str, Mapping[str, str]]
"""Type, or type and innermost nested block (`aws_x`, `aws_x.block`), to old names and what they are called now.

A new name with dots (`block.name`) stands in a nested block.
"""


class Action(StrEnum):
    """What is to be done with the argument."""

    RENAME = "rename"
    DROP = "drop"
    VALUE = "value"
    """A rename where values of the old argument have others for the new one: `values`."""

    ADVISE = "advise"
    """Report only, with `why` as what a person should know: the correction is no edit of one name."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One argument: where it stands, what it is called, what becomes of it, and why."""

    type: str
    path: str
    name: str
    action: Action
    to: str = ""
    why: str = ""
    values: tuple[tuple[str, str], ...] = ()

    def says_nothing(self, text: str) -> bool:
        """Whether the argument with that value is to be dropped."""
        return self.action is Action.DROP and (not self.values or text in dict(self.values))

    @property
    def sentence(self) -> str:
        """`why` as a sentence."""
        return f"{self.why[:1].upper()}{self.why[1:]}." if self.why else ""


def rename(type_: str, path: str, name: str, to: str) -> Fact:
    """The argument is called otherwise."""
    return Fact(type_, path, name, Action.RENAME, to)


def drop(type_: str, path: str, name: str, why: str, only: str = "") -> Fact:
    """The argument says nothing; `why` says how that is known. `only` is the one value of which that is true."""
    return Fact(type_, path, name, Action.DROP, "", why, ((only, ""),) if only else ())


def advise(type_: str, path: str, name: str, why: str) -> Fact:
    """There is no edit of one name that corrects it."""
    return Fact(type_, path, name, Action.ADVISE, "", why)


def value(type_: str, path: str, name: str, to: str, *values: tuple[str, str]) -> Fact:
    """The argument is `to`, with other values: pairs of the old expression and the new one."""
    return Fact(type_, path, name, Action.VALUE, to, "", values)


def renames(table: Renames) -> Iterator[Fact]:
    """The rows of a table of renames."""
    for place, names in table.items():
        type_, _, path = place.partition(".")
        for name, to in names.items():
            yield rename(type_, path, name, to)
