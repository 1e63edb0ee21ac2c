"""What a matcher is: a test with three answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from tffix.terraform.module import Module
from tffix.terraform.unknown import UNKNOWN, Unknown

Answer = bool | Unknown


class Matcher:
    """Base of all matchers: a test with three answers."""

    sees_through: ClassVar[bool] = True
    """Whether parentheses and `"${…}"` around an expression make no difference."""

    def test(self, value: object, module: Module | None) -> Answer:
        """Whether `value` (an element, a node, a module, None for absent, UNKNOWN) matches."""
        raise NotImplementedError

    @property
    def word(self) -> str | None:
        """A name that the text of every match contains, None where there is no such name."""
        return None


class Target(Matcher):
    """A matcher that can list its candidates without opening a body: what a rule is dispatched on."""

    def candidates(self, module: Module) -> Iterable[Any]:
        """What may match, in file and offset order; headers alone decide."""
        raise NotImplementedError

    def accepts(self, candidate: Any) -> bool:
        """Whether one of the candidates provably matches."""
        return self.test(candidate, getattr(candidate, "module", None)) is True


def every(answers: Iterable[Answer]) -> Answer:
    """True if all are, False if one is, else UNKNOWN."""
    unknown = False
    for answer in answers:
        if answer is False:
            return False
        unknown = unknown or answer is UNKNOWN
    return UNKNOWN if unknown else True
