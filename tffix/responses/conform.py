"""An answer in the form that its contract demands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tffix.engine.check import RunOptions
from tffix.engine.outcome import Failure
from tffix.responses.check import answer_rules, fix_document
from tffix.responses.contract import Contract
from tffix.rules.diagnostics import Diagnostic, Level
from tffix.rules.registry import load_rules, rule_names
from tffix.rules.rule import Rule
from tffix.source import Source


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is wrong with the form of an answer, and what was done about it.

    `rule` is the rule that reports it, `message` what is wrong. `start:end` is its place: in the document as it was
    given where it was mended, in the text that came of it where it was not. `done` says what was done, and is empty
    where nothing was; `reason` says then what a person has to know.
    """

    rule: str
    message: str
    start: int
    end: int
    done: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Conformed:
    """A document in the demanded form, as far as that goes; conforming it again changes nothing.

    `findings` are the findings behind `not_done`.
    """

    text: str
    done: tuple[Step, ...] = ()
    not_done: tuple[Step, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    failures: tuple[Failure, ...] = ()


def conform(
    document: str,
    contract: Contract,
    rules: Iterable[Rule] | None = None,
    run: RunOptions | None = None,
    *,
    path: str = "answer.md",
) -> Conformed:
    """The document in the form that the contract demands; without demands, the document as it is.

    The files in it stay as they are, as far as the form allows: `extract` finds the same texts before and after. The
    work is that of the rules about documents: those among `rules`, all that are installed where none are given.
    `path` is what the document is called.
    """
    chosen = answer_rules(load_rules(rule_names()) if rules is None else rules)
    outcome = fix_document(Source(path, document), chosen, Level.UNSAFE, contract, run)
    return Conformed(
        outcome.after,
        tuple(_step(diagnostic, done=True) for diagnostic, _ in outcome.applied),
        tuple(_step(diagnostic, done=False) for diagnostic in outcome.diagnostics),
        outcome.diagnostics,
        outcome.failures,
    )


def _step(diagnostic: Diagnostic, *, done: bool) -> Step:
    fix, at = diagnostic.fix, diagnostic.location
    title = fix.title if done and fix is not None else ""
    return Step(diagnostic.rule, diagnostic.message, at.start, at.end, title, "" if done else diagnostic.detail)
