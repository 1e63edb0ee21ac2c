from __future__ import annotations

import pytest

from tffix.engine.outcome import Applied, Failure, Outcome
from tffix.output.locate import Place, TextLocator
from tffix.output.summary import Counts, Result, Tally, count, summarize
from tffix.rules.diagnostics import Diagnostic, Level, Location, LoweredFix, Severity


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (Counts(), "No problems found."),
        (Counts(files=1), "No problems found in 1 file."),
        (Counts(files=12), "No problems found in 12 files."),
        (Counts(files=3, empty=1), "No problems found in 2 files."),
        (Counts(files=1, empty=1), "No Terraform found in 1 file."),
        (
            Counts(9, changed=2, fixed=Tally(3, 4), remaining=Tally(manual=1, none=1), unreadable=1),
            "Fixed 7 problems in 2 files (3 safe, 4 unsafe); 2 remain, 1 of them needs a decision; "
            "1 file could not be read.",
        ),
        (Counts(changed=1, fixed=Tally(1)), "Fixed 1 problem in 1 file (safe)."),
        (Counts(changed=1, fixed=Tally(0, 2)), "Fixed 2 problems in 1 file (all unsafe)."),
        (Counts(changed=1, fixed=Tally(1, 0, 1)), "Fixed 2 problems in 1 file (1 safe, 1 configured)."),
        (
            Counts(changed=1, fixed=Tally(1), remaining=Tally(none=1)),
            "Fixed 1 problem in 1 file (safe); 1 remains.",
        ),
        (
            Counts(changed=1, fixed=Tally(1), remaining=Tally(manual=1)),
            "Fixed 1 problem in 1 file (safe); 1 remains, which needs a decision.",
        ),
        (Counts(remaining=Tally(none=3), affected=2), "Found 3 problems in 2 files."),
        (
            Counts(remaining=Tally(0, 2, 1, 2), affected=1),
            "Found 5 problems in 1 file, 2 of them have a fix (all unsafe) and 1 needs a decision.",
        ),
        (
            Counts(remaining=Tally(1, 1), affected=1),
            "Found 2 problems in 1 file, both of which have a fix (1 safe, 1 unsafe).",
        ),
        (
            Counts(remaining=Tally(manual=3), affected=1),
            "Found 3 problems in 1 file, all of which need a decision.",
        ),
        (
            Counts(unparsed=2, unwritten=1, failures=1),
            "2 files could not be parsed; 1 file could not be written; 1 error.",
        ),
        (Counts(remaining=Tally(none=1), affected=1, failures=2), "Found 1 problem in 1 file; 2 errors."),
    ],
)
def test_sentences(counts: Counts, sentence: str) -> None:
    assert summarize(counts) == sentence


def test_nothing_was_written() -> None:
    counts = Counts(changed=2, fixed=Tally(2))
    assert summarize(counts, would=True) == "Would fix 2 problems in 2 files (all safe)."


def finding(rule: str, level: Level | None, path: str = "a.tf") -> Diagnostic:
    fix = LoweredFix("t", level, ()) if level else None
    return Diagnostic(rule, Severity.WARNING, "m", Location(path, 0, 1), fix=fix)


class Document:
    def locate(self, path: str, offset: int) -> Place:
        return Place("answer.md", 1, 1)

    def text(self, path: str) -> str | None:
        return None


def test_counting() -> None:
    before, after = (
        {"a.tf": "a", "b.tf": "b", "c.tf": "c"},
        {"a.tf": "x", "b.tf": "b", "c.tf": "c", "n.tf": "n"},
    )
    outcome = Outcome(
        before,
        after,
        (finding("r", Level.MANUAL), finding("r", None, "c.tf"), finding("syntax", None, "b.tf")),
        (Applied(finding("r", Level.SAFE), 1), Applied(finding("r", Level.UNSAFE), 2)),
        failures=(Failure("f"),),
    )
    result = Result(outcome, TextLocator(before), TextLocator(after))
    counts = count([result], files=3, unreadable=1, unwritten=2)
    assert counts == Counts(3, 2, Tally(1, 1), Tally(manual=1, none=1), 2, 1, 1, 2, 1)
    # The files of one answer are one file for a person.
    counts = count([Result(outcome, Document(), Document())])
    assert (counts.changed, counts.affected) == (1, 1)
