"""What a finding of the seeds is, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from _seed_reading import View
from _seed_run import Case, Found, Run

#: Why a configuration is not right yet, empty where it is; the second one is the answer as it came.
Check = Callable[[View, View], str]
#: The same of a whole answer.
CaseCheck = Callable[[Case], str]
Place = tuple[str, int, int]


class Kind(StrEnum):
    """The class of a finding."""

    SAFE = "FIX-SAFE"
    UNSAFE = "FIX-UNSAFE"
    INPUT = "FIX-NEEDS-INPUT"
    REPORT = "REPORT"
    DOC = "DOC"


class Verdict(StrEnum):
    """Whether the finding is right."""

    TRUE = "TRUE"
    PARTLY = "PARTLY"
    FALSE = "FALSE"


class Result(StrEnum):
    """What tffix makes of it."""

    REPAIRED = "repaired"
    CONFIGURED = "configured-repaired"
    REPORTED = "reported"
    SILENT = "silent-as-it-should"
    MISSED = "missed"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """One finding: `rules` are for it, at `address` and `line`.

    `right` says of the repaired configuration what is not right, `whole` of the whole answer. Where the finding is to
    be reported, `places` are the addresses and lines (first and last) at which a diagnostic is right, and `says` what
    it has to name. `blind` is for what nobody can find without being told (in the settings of the case). `draft` is
    for findings about the code in front of the answer. `keeps` says what must not become of what is only reported.
    """

    name: str
    verdict: Verdict
    kind: Kind
    rules: tuple[str, ...]
    address: str
    line: int
    right: Check | None = None
    whole: CaseCheck | None = None
    places: tuple[Place, ...] = ()
    says: tuple[str, ...] = ()
    blind: bool = False
    draft: bool = False
    keeps: Check | None = None


@dataclass(frozen=True)
class Row:
    """A finding and what became of it; `by` are the rules that did it, `why` says what is not right."""

    finding: Finding
    result: Result
    by: tuple[str, ...] = ()
    why: str = ""


def judge(finding: Finding, case: Case, beside: Case | None = None) -> Row:
    """Hold a finding against what tffix makes of the answer.

    `beside` is code that the finding is not about: the same rules are not to say the same of it.
    """
    if beside is not None and (found := _of_same_kind(finding, beside)):
        return Row(finding, Result.WRONG, _names(found), "is reported of the other code, too")
    if finding.verdict is Verdict.FALSE:
        return _silent(finding, case)
    if finding.whole is not None:
        why = finding.whole(case)
        repaired = Result.CONFIGURED if finding.blind else Result.REPAIRED
        result = repaired if finding.kind is Kind.DOC else Result.REPORTED
        return Row(finding, Result.MISSED if why else result, () if why else finding.rules, why)
    if finding.right is None:
        return _reported(finding, case)
    return _repaired(finding, case, finding.right)


def _silent(finding: Finding, case: Case) -> Row:
    found = case.plain.by(finding.rules)
    why = (
        finding.whole(case)
        if finding.whole is not None
        else "".join(f"{one.rule} says: {one.message}" for one in found[:1])
    )
    return Row(finding, Result.WRONG if why else Result.SILENT, (), why)


def _reported(finding: Finding, case: Case) -> Row:
    run = case.configured if finding.blind else case.plain
    told = (*run.by(finding.rules), *(case.demanded if finding.blind else ()))
    found = [one for one in told if one.rule in finding.rules and all(word in one.message for word in finding.says)]
    if finding.blind and any(one in found for one in (*case.plain.by(finding.rules), *case.document)):
        return Row(finding, Result.WRONG, (), "is reported though nothing demands it")
    if finding.keeps is not None and (why := finding.keeps(run.after, run.before)):
        return Row(finding, Result.WRONG, _acted(finding, run), why)
    right = [one for one in found if _is_there(one, finding)]
    if right:
        return Row(finding, Result.REPORTED, _names(right))
    near = [one for one in found if one.address == finding.address]
    why = f"is reported at line {near[0].line}" if near else "is not reported"
    return Row(finding, Result.WRONG if near else Result.MISSED, _names(near), why)


def _repaired(finding: Finding, case: Case, right: Check) -> Row:
    plain = case.plain
    if not right(plain.before, plain.before):
        return Row(finding, Result.WRONG, (), "the assertion holds in the answer already")
    why = right(plain.after, plain.before)
    acted = _acted(finding, plain)
    if not why:
        return Row(finding, Result.REPAIRED, acted or ("?",))
    if acted:
        return Row(finding, Result.WRONG, acted, why)
    if finding.kind is not Kind.INPUT and not finding.blind:
        return Row(finding, Result.MISSED, (), why)
    run = case.configured
    why, acted = right(run.after, run.before), _acted(finding, run)
    if why:
        return Row(finding, Result.WRONG if acted else Result.MISSED, acted, why)
    if not finding.blind and not any(_is_there(one, finding) for one in plain.by(finding.rules)):
        return Row(finding, Result.MISSED, acted, "is not reported where nothing is configured")
    return Row(finding, Result.CONFIGURED, acted or ("?",))


def _of_same_kind(finding: Finding, case: Case) -> list[Found]:
    kinds = {address.partition(".")[0] for address in (finding.address, *(place[0] for place in finding.places))}
    return [one for one in case.plain.by(finding.rules) if one.address.partition(".")[0] in kinds]


def _is_there(one: Found, finding: Finding) -> bool:
    places = finding.places or ((finding.address, finding.line, finding.line),)
    return any(one.address in (address, "") and first <= one.line <= last for address, first, last in places)


def _acted(finding: Finding, run: Run) -> tuple[str, ...]:
    """The rules for the finding that wrote something about its address."""
    places = {finding.address, *(address for address, _, _ in finding.places)}
    return _names([one for one in run.applied if one.rule in finding.rules and one.address in (*places, "")])


def _names(found: list[Found]) -> tuple[str, ...]:
    return tuple(sorted({one.rule for one in found}))
