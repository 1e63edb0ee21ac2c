"""What a draft has to say of its answer: findings in entries, each told once, ready to be rendered.

One entry is one rule and one kind of repair, with all places. The gravest come first, and of these the ones that
Terraform stops at before it sees the others: the form of the answer, the language, the schemas of providers, the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tffix.engine.outcome import Outcome
from tffix.errors import UnknownRuleError
from tffix.responses.changes import Change, changes_of, merged
from tffix.responses.draft import Draft
from tffix.responses.extract import extract
from tffix.responses.places import Origins, Places, Spot
from tffix.rules.diagnostics import Diagnostic, Level, Location, Severity
from tffix.rules.documentation import Documentation, documentation
from tffix.rules.registry import load_rule
from tffix.source import Source


class State(StrEnum):
    """What the draft does about a finding: repairs it, shows a repair that a person has to decide on, or neither."""

    REPAIRED = "repaired"
    PROPOSED = "proposed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence about what is wrong, and everywhere it is true.

    `address` is the object it is about, `repair` what is done about it: an imperative without a full stop.
    """

    message: str
    spots: tuple[Spot, ...]
    address: str = ""
    detail: str = ""
    repair: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding of the report. `same_as` is the number of the entry that says already why this is bad.

    `refusals` are reasons why a repair was not made, `doubtful` is the number of places where one may change what
    Terraform plans.
    """

    number: int
    rule: str
    group: str
    severity: Severity
    state: State
    title: str
    items: tuple[Item, ...]
    doubtful: int = 0
    refusals: tuple[str, ...] = ()
    related: tuple[tuple[str, Spot], ...] = ()
    impact: str = ""
    same_as: int = 0
    changes: tuple[Change, ...] = ()

    @property
    def count(self) -> int:
        """How many places it is about."""
        return sum(len(item.spots) for item in self.items)

    @property
    def repairs(self) -> tuple[str, ...]:
        """What is done, each once."""
        return tuple(dict.fromkeys(item.repair for item in self.items if item.repair))


@dataclass(frozen=True, slots=True)
class _Finding:
    diagnostic: Diagnostic
    state: State
    spot: Spot
    changes: tuple[Change, ...]
    refusal: str = ""
    related: tuple[tuple[str, Spot], ...] = ()


#: From a place in a text to one in the answer or its draft.
_Where = Callable[[Location], Spot]

# The order in which Terraform would stop, by the folder that a rule is in; other rules come behind these.
_GROUPS = ("response", "terraform", "schema")
# Where other findings may come from: told before them.
_ROOTS = frozenset({"response-truncated-block", "syntax", "syntax-error", "truncated-response"})
_SEVERITIES = tuple(Severity)
_MOST_SHOWN = 24


def entries_of(draft: Draft) -> tuple[Entry, ...]:
    """The findings of a draft in the order of a report."""
    groups: dict[tuple[str, ...], list[_Finding]] = {}
    for finding in dict.fromkeys(_findings(draft)):
        groups.setdefault(_key(finding), []).append(finding)
    drafted = [_entry(group) for group in groups.values()]
    drafted.sort(key=_precedence)
    result: list[Entry] = []
    told: dict[str, int] = {}
    titles: set[str] = set()
    for number, entry in enumerate(drafted, 1):
        first = told.setdefault(entry.rule, number)
        title = entry.title if entry.title not in titles else _own_title(entry)
        title = title if title not in titles else f"{title}, {entry.state}"
        titles.add(title)
        result.append(replace(entry, number=number, title=title, same_as=0 if first == number else first))
    return tuple(result)


def _own_title(entry: Entry) -> str:
    """The title of an entry that shares its rule's first line with another one."""
    more = len({item.message for item in entry.items}) - 1
    return entry.items[0].message.rstrip(".") + (f", and {more} more like it" if more else "")


def _findings(draft: Draft) -> Iterator[_Finding]:
    """Everything that was found, with places in the answer; what is only true of the draft is among it."""
    yield from _document_findings(draft)
    first, *later = draft.outcomes
    in_answer: _Where = Places(draft.answer, first.before).spot
    yield from _repairs(first, draft, in_answer)
    for shaped, outcome in zip(draft.documents, later, strict=False):
        yield from _repairs(outcome, draft, _places_in(shaped.after, draft, outcome.before))
    last = draft.outcomes[-1]
    in_draft = Places(draft.drafted, last.after, drafted=True).spot
    shown = last.diagnostics
    if later:
        in_answer = _places_in(draft.document, draft, last.after)
    elif len(last.unwritten) == len(shown):
        shown = last.unwritten
    reasons = {skip.diagnostic: skip.reason for skip in last.skipped}
    for diagnostic, placed in zip(last.diagnostics, shown, strict=True):
        is_own = diagnostic in last.in_new_code
        told = diagnostic if is_own else replace(placed, fix=diagnostic.fix)
        reason = reasons.get(diagnostic, draft.held.get(diagnostic.rule, ""))
        changes = changes_of(diagnostic.fix, last.after, draft.before)
        yield _finding(told, _left(diagnostic), in_draft if is_own else in_answer, changes, reason)


def _repairs(outcome: Outcome, draft: Draft, where: _Where) -> Iterator[_Finding]:
    """What was repaired in the files. What became of code that the draft itself wrote is nothing of the answer."""
    for applied in outcome.applied:
        if not applied.in_new_code:
            seen = outcome.stages[applied.pass_number - 1]
            changes = changes_of(applied.diagnostic.fix, seen, draft.before)
            yield _finding(applied.diagnostic, State.REPAIRED, where, changes)


def _document_findings(draft: Draft) -> Iterator[_Finding]:
    """What was found in the document itself. The texts that it was found in came of the answer by edits."""
    for shaped in draft.documents:
        if shaped.applied:
            where = _places_in(shaped.before, draft)
            for diagnostic, _ in shaped.applied:
                yield _finding(diagnostic, State.REPAIRED, where)
    last = draft.documents[-1]
    if last.diagnostics:
        where = _places_in(last.after, draft)
        for diagnostic in last.diagnostics:
            yield _finding(diagnostic, _left(diagnostic), where)


def _left(diagnostic: Diagnostic) -> State:
    return State.PROPOSED if diagnostic.fix is not None else State.OPEN


def _places_in(text: str, draft: Draft, files: Mapping[str, str] | None = None) -> _Where:
    """Places in a text that came of the answer, and in the files of it, as places in the answer."""
    places = Places(extract(Source(draft.answer.source.path, text)), files or {})
    origins = Origins(draft.answer, text)
    return lambda location: origins.spot(places.spot(location))


def _finding(
    diagnostic: Diagnostic, state: State, where: _Where, changes: Iterable[Change] = (), refusal: str = ""
) -> _Finding:
    related = tuple((r.message, where(r.location)) for r in diagnostic.related)
    return _Finding(diagnostic, state, where(diagnostic.location), tuple(changes), refusal, related)


def _key(finding: _Finding) -> tuple[str, ...]:
    """What is told in one entry: one rule, and repairs of one kind, as the first word of the imperative says."""
    diagnostic = finding.diagnostic
    verb = diagnostic.fix.title.partition(" ")[0] if diagnostic.fix is not None else ""
    return (diagnostic.rule, str(diagnostic.severity), str(finding.state), verb)


def _entry(group: Sequence[_Finding]) -> Entry:
    ordered = sorted(group, key=lambda f: (f.spot, f.diagnostic.message))
    first = ordered[0].diagnostic
    told = _documentation(first.rule)
    items: dict[tuple[str, str, str, str], list[Spot]] = {}
    for finding in ordered:
        diagnostic = finding.diagnostic
        repair = diagnostic.fix.title if diagnostic.fix is not None else ""
        key = (diagnostic.message, diagnostic.address, _plain(diagnostic.detail), repair)
        spots = items.setdefault(key, [])
        if finding.spot not in spots:
            spots.append(finding.spot)
    messages = {message for message, _, _, _ in items}
    title = first.message if len(messages) == 1 or not told.summary else told.summary
    return Entry(
        0,
        first.rule,
        _group(first.rule),
        first.severity,
        ordered[0].state,
        title.rstrip("."),
        tuple(Item(key[0], tuple(spots), *key[1:]) for key, spots in items.items()),
        sum(f.diagnostic.fix is not None and f.diagnostic.fix.level is Level.UNSAFE for f in ordered),
        tuple(dict.fromkeys(f.refusal for f in ordered if f.refusal)),
        tuple(dict.fromkeys(pair for f in ordered for pair in f.related)),
        told.reason,
        changes=tuple(_shown(ordered)),
    )


def _shown(findings: Sequence[_Finding]) -> Iterator[Change]:
    """The changes of the first repair, and of further ones as long as that is little to read."""
    told: list[Change] = []
    lines = 0
    for finding in findings:
        size = sum(len(h.removed) + len(h.added) for change in finding.changes for h in change.hunks)
        if told and lines + size > _MOST_SHOWN:
            break
        told += finding.changes
        lines += size
    return merged(told)


# What a rule says of its settings is for who runs tffix, not for who reads a report.
_SETTING = re.compile(r"[^.]*\bin the section \[[^\]]*\][^.]*\.?")


def _plain(detail: str) -> str:
    return " ".join(_SETTING.sub("", detail).split())


def _documentation(rule: str) -> Documentation:
    try:
        return documentation(rule)
    except UnknownRuleError:
        return Documentation("", "")


def _group(rule: str) -> str:
    """The folder of a rule, which says what it is about; `response` for findings of tffix itself."""
    try:
        module = type(load_rule(rule)).__module__
    except UnknownRuleError:
        return _GROUPS[0]
    return module.rpartition(".")[0].rpartition(".")[2]


def _precedence(entry: Entry) -> tuple[int, int, Spot, str]:
    rank = _GROUPS.index(entry.group) if entry.group in _GROUPS else len(_GROUPS)
    rank = -1 if entry.rule in _ROOTS else rank
    return (_SEVERITIES.index(entry.severity), rank, entry.items[0].spots[0], entry.rule)
