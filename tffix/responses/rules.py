"""Rules that look at an answer as a document: its fences, names and text, not its Terraform."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from tffix.config import Option
from tffix.edits.splice import TextEdit
from tffix.matchers import Target
from tffix.responses.contract import CONTRACT_OPTIONS, SECTION, Contract
from tffix.responses.model import Answer
from tffix.rules import Diagnostic, Level, Location, LoweredFix, Related, Rule, Severity
from tffix.terraform.module import Module


class _Nowhere(Target):
    """The target of a rule that no module has anything for."""

    def test(self, value: object, module: Module | None) -> bool:
        return False

    def candidates(self, module: Module) -> Iterable[Any]:
        return ()


class AnswerFix:
    """Edits of the document that repair one finding, applied wholly or not at all."""

    def __init__(self, title: str, level: Level) -> None:
        self.title = title
        self.level = level
        self.edits: list[tuple[int, int, str]] = []

    @classmethod
    def between(cls, title: str, level: Level, edits: Iterable[tuple[int, int, str]]) -> AnswerFix:
        """A fix that makes these edits."""
        fix = cls(title, level)
        fix.edits += edits
        return fix

    def replace(self, start: int, end: int, text: str) -> None:
        """Replace `start:end` of the document by `text`."""
        self.edits.append((start, end, text))


class AnswerContext:
    """What a rule sees beside the answer, and where it reports."""

    def __init__(
        self,
        rule: Rule,
        answer: Answer,
        contract: Contract,
        options: Mapping[str, object],
        *,
        is_named: bool = False,
    ) -> None:
        self.rule = rule
        self.answer = answer
        self.contract = contract
        self.options = options
        self.is_named = is_named
        self.diagnostics: list[Diagnostic] = []

    def report(
        self,
        start: int,
        end: int,
        message: str,
        fix: AnswerFix | None = None,
        *,
        detail: str = "",
        severity: Severity | None = None,
        related: Sequence[tuple[int, int, str]] = (),
    ) -> None:
        """Report a finding at `start:end` of the document; `related` are other places and what they are."""
        path = self.answer.source.path
        self.diagnostics.append(
            Diagnostic(
                self.rule.name,
                severity or self.rule.severity,
                message,
                Location(path, start, end),
                "",
                detail,
                tuple(Related(Location(path, low, high), text) for low, high, text in related),
                self._lowered(fix),
            )
        )

    def _lowered(self, fix: AnswerFix | None) -> LoweredFix | None:
        if fix is None or not fix.edits:
            return None
        path = self.answer.source.path
        edits = tuple(TextEdit(path, start, end, text) for start, end, text in fix.edits)
        return LoweredFix(fix.title, fix.level, edits, claims=((path,),))


class AnswerRule(Rule):
    """Base of the rules about documents. The engine has nothing for them; `tffix.responses.check` runs them."""

    target: ClassVar[Target] = _Nowhere()
    section: ClassVar[str] = SECTION
    options: ClassVar[tuple[Option, ...]] = CONTRACT_OPTIONS

    def check(self, element: Any, ctx: Any) -> None:
        """Never called: no module has a match of the target."""

    def check_answer(self, answer: Answer, ctx: AnswerContext) -> None:
        """Look at an answer and report what is wrong with it."""
        raise NotImplementedError
