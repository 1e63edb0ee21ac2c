"""What a run came to: the numbers, and one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tffix.engine.outcome import Outcome
from tffix.output.locate import Locator
from tffix.rules.diagnostics import Diagnostic, Level
from tffix.words import number


@dataclass(frozen=True, slots=True)
class Result:
    """An outcome and how to show places in it: those of `applied` are in the texts before, others after."""

    outcome: Outcome
    before: Locator
    after: Locator

    @property
    def changed(self) -> frozenset[str]:
        """The paths, as shown, of the files and documents that differ."""
        outcome = self.outcome
        return frozenset(
            (self.after if path in outcome.after else self.before).locate(path, 0).path for path in outcome.changed
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings have a fix of which level, and how many have none."""

    safe: int = 0
    unsafe: int = 0
    manual: int = 0
    none: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.safe + self.unsafe + self.manual + self.none

    @classmethod
    def of(cls, diagnostics: Iterable[Diagnostic]) -> Tally:
        """The numbers of some findings."""
        levels = [d.fix.level if d.fix else None for d in diagnostics]
        manual = levels.count(Level.MANUAL)
        return cls(levels.count(Level.SAFE), levels.count(Level.UNSAFE), manual, levels.count(None))


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of a run.

    `files` were read, `changed` of them (created ones included) differ afterwards, `empty` of them are documents
    without Terraform. `remaining` leaves out files that do not parse; those are `unparsed`. `unreadable` and
    `unwritten` are files, `failures` whatever else went wrong.
    """

    files: int = 0
    changed: int = 0
    fixed: Tally = Tally()
    remaining: Tally = Tally()
    affected: int = 0
    unparsed: int = 0
    unreadable: int = 0
    unwritten: int = 0
    failures: int = 0
    empty: int = 0


def count(
    results: Iterable[Result], *, files: int = 0, empty: int = 0, unreadable: int = 0, unwritten: int = 0
) -> Counts:
    """The numbers of some results; what happened to files on disk only the caller knows."""
    fixed: list[Diagnostic] = []
    remaining: list[Diagnostic] = []
    changed: set[str] = set()
    affected: set[str] = set()
    unparsed: set[str] = set()
    failures = 0
    for result in results:
        fixed += [applied.diagnostic for applied in result.outcome.applied]
        changed |= result.changed
        failures += len(result.outcome.failures)
        for diagnostic in result.outcome.diagnostics:
            path = diagnostic.location.path
            if diagnostic.rule == "syntax":
                unparsed.add(path)
            else:
                remaining.append(diagnostic)
                affected.add(result.after.locate(path, diagnostic.location.start).path)
    return Counts(
        files,
        len(changed),
        Tally.of(fixed),
        Tally.of(remaining),
        len(affected),
        len(unparsed),
        unreadable,
        unwritten,
        failures,
        empty,
    )


def summarize(counts: Counts, *, would: bool = False) -> str:
    """One sentence; `would` where nothing was written. Numbers that are zero are not mentioned."""
    parts: list[str] = []
    fixed, left = counts.fixed, counts.remaining
    if fixed.total:
        verb = "Would fix" if would else "Fixed"
        problems, files = number(fixed.total, "problem"), number(counts.changed, "file")
        parts.append(f"{verb} {problems} in {files} ({_levels(fixed)})")
    if left.total:
        if fixed.total:
            parts.append(f"{left.total} {'remains' if left.total == 1 else 'remain'}{_prospects(left)}")
        else:
            problems, files = number(left.total, "problem"), number(counts.affected, "file")
            parts.append(f"Found {problems} in {files}{_prospects(left)}")
    if not parts and not (counts.unreadable or counts.unparsed or counts.unwritten or counts.failures):
        read = counts.files - counts.empty
        none = "No problems" if read or not counts.empty else "No Terraform"
        parts.append(f"{none} found" + (f" in {number(read or counts.files, 'file')}" if counts.files else ""))
    for count, happened in (
        (counts.unreadable, "read"),
        (counts.unparsed, "parsed"),
        (counts.unwritten, "written"),
    ):
        if count:
            parts.append(f"{number(count, 'file')} could not be {happened}")
    if counts.failures:
        parts.append(number(counts.failures, "error"))
    return "; ".join(parts) + "."


def _levels(tally: Tally) -> str:
    """`safe`, `all safe` or `3 safe, 4 unsafe`."""
    named = [(tally.safe, "safe"), (tally.unsafe, "unsafe"), (tally.manual, "configured")]
    present = [(number, name) for number, name in named if number]
    if len(present) == 1:
        number, name = present[0]
        return name if number == 1 else f"all {name}"
    return ", ".join(f"{number} {name}" for number, name in present)


def _prospects(left: Tally) -> str:
    """What can be done about what remains."""
    clauses: list[tuple[int, str, str, str]] = []
    if fixable := left.safe + left.unsafe:
        levels = _levels(Tally(left.safe, left.unsafe))
        clauses.append((fixable, "has", "have", f"a fix ({levels})"))
    if left.manual:
        clauses.append((left.manual, "needs", "need", "a decision"))
    if not clauses:
        return ""
    if left.total == 1:
        _, verb, _, rest = clauses[0]
        return f", which {verb} {rest}"
    return ", " + " and ".join(_share(clause, left.total, i == 0) for i, clause in enumerate(clauses))


def _share(clause: Sequence[object], total: int, first: bool) -> str:
    number, one, many, rest = clause
    if number == total:
        return f"{'both' if total == 2 else 'all'} of which {many} {rest}"
    of_them = f"{number} of them" if first else f"{number}"
    return f"{of_them} {one if number == 1 else many} {rest}"
