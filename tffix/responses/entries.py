"""What a draft has to say of its answer: findings in entries, each told once, ready to be rendered.

One entry is one rule and one kind of repair, with all places. The gravest come first, and of these the ones that
Terraform stops at before it sees the others: the form of the answer, the language, the schemas of providers, the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tffix.edits.layout import tidy
from tffix.edits.splice import TextEdit
from tffix.errors import EditError, UnknownRuleError
from tffix.responses.draft import Draft
from tffix.responses.hunks import hunks, split_lines
from tffix.responses.places import Places, Spot
from tffix.rules.diagnostics import Diagnostic, Level, LoweredFix, Severity
from tffix.rules.documentation import Documentation, documentation
from tffix.rules.registry import load_rule
from tffix.syntax import parse


class State(StrEnum):
    """What the draft does about a finding: repairs it, shows a repair that a person has to decide on, or neither."""

    REPAIRED = "repaired"
    PROPOSED = "proposed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines that a repair replaces: `removed` begin at `line` of the file; without them `added` come behind it."""

    line: int
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What a repair does to one file; `hidden` is how many more lines it changes than are told here."""

    path: str
    hunks: tuple[Hunk, ...]
    is_new: bool = False
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence about what is wrong, and everywhere it is true. `address` is the object it is about."""

    message: str
    spots: tuple[Spot, ...]
    address: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding of the report. `same_as` is the number of the entry that says already why this is bad.

    `repairs` are imperatives without a full stop, `refusals` reasons why a repair was not made. `is_certain` is false
    where a repair may change what Terraform plans.
    """

    number: int
    rule: str
    group: str
    severity: Severity
    state: State
    title: str
    items: tuple[Item, ...]
    repairs: tuple[str, ...] = ()
    is_certain: bool = True
    refusals: tuple[str, ...] = ()
    related: tuple[tuple[str, Spot], ...] = ()
    impact: str = ""
    same_as: int = 0
    changes: tuple[Change, ...] = ()

    @property
    def count(self) -> int:
        """How many places it is about."""
        return sum(len(item.spots) for item in self.items)


@dataclass(frozen=True, slots=True)
class _Finding:
    diagnostic: Diagnostic
    state: State
    spot: Spot
    changes: tuple[Change, ...]
    refusal: str = ""
    related: tuple[tuple[str, Spot], ...] = ()


# The order in which Terraform would stop, by the folder that a rule is in; other rules come behind these.
_GROUPS = ("response", "terraform", "schema")
_SEVERITIES = tuple(Severity)
_MOST_LINES = 18
_FEWEST_LINES = 8
_MOST_ENTRIES = 4
_NAME = re.compile(r'"[^"]*"|\b[\w-]+(?:\.[\w*-]+|\[[^\]\s]*\])+|\b[a-z]\w*_\w+')


def entries_of(draft: Draft) -> tuple[Entry, ...]:
    """The findings of a draft in the order of a report."""
    groups: dict[tuple[str, ...], list[_Finding]] = {}
    found = list(dict.fromkeys(_findings(draft)))
    crowded = _crowded(found)
    for finding in found:
        groups.setdefault(_key(finding, crowded), []).append(finding)
    drafted = [_entry(group) for group in groups.values()]
    drafted.sort(key=_precedence)
    result: list[Entry] = []
    told: dict[str, int] = {}
    for number, entry in enumerate(drafted, 1):
        first = told.setdefault(entry.rule, number)
        result.append(replace(entry, number=number, same_as=0 if first == number else first))
    return tuple(result)


def _findings(draft: Draft) -> Iterator[_Finding]:
    """Everything that was found, with places in the answer; what is only true of the draft is among it."""
    first, *later = draft.outcomes
    before = first.before
    places = Places(draft.answer, before)
    for applied in first.applied:
        # The edits of a later pass count in a text that exists only between two passes.
        texts = before if applied.pass_number == 1 else {}
        yield _finding(applied.diagnostic, State.REPAIRED, places, texts)
    for outcome in later:
        inside = Places(draft.drafted, outcome.before, drafted=True)
        for applied in outcome.applied:
            yield _finding(applied.diagnostic, State.REPAIRED, inside, {})
    last = draft.outcomes[-1]
    shown = last.diagnostics
    if later:
        places = Places(draft.drafted, last.after, drafted=True)
    elif len(last.unwritten) == len(shown):
        shown = last.unwritten
    reasons = {skip.diagnostic: skip.reason for skip in last.skipped}
    for diagnostic, placed in zip(last.diagnostics, shown, strict=True):
        state = State.PROPOSED if diagnostic.fix is not None else State.OPEN
        told = replace(placed, fix=diagnostic.fix)
        yield _finding(told, state, places, last.after, reasons.get(diagnostic, ""))


def _finding(
    diagnostic: Diagnostic, state: State, places: Places, texts: Mapping[str, str], refusal: str = ""
) -> _Finding:
    spot = places.spot(diagnostic.location)
    related = tuple((r.message, places.spot(r.location)) for r in diagnostic.related)
    return _Finding(diagnostic, state, spot, tuple(_changes(diagnostic.fix, texts)), refusal, related)


def _changes(fix: LoweredFix | None, texts: Mapping[str, str]) -> Iterator[Change]:
    """The lines that a fix changes in texts that its edits count in."""
    if fix is None or not texts:
        return
    by_path: dict[str, list[TextEdit]] = {}
    for edit in fix.edits:
        by_path.setdefault(edit.path, []).append(edit)
    created = dict(fix.new_files)
    most = max(_MOST_LINES // len(fix.paths), _FEWEST_LINES)
    for path in fix.paths:
        before = "" if path in created else texts.get(path)
        if before is None:
            continue
        after = created[path] if path in created else _edited(path, before, by_path[path])
        shown, hidden = _cut(_hunks(before, after), most)
        if shown:
            yield Change(path, tuple(shown), path in created, hidden)


def _edited(path: str, before: str, edits: Sequence[TextEdit]) -> str:
    try:
        return tidy(parse(before, path), edits).text
    except EditError:  # a bug of the rule, which the engine reports
        return before


def _hunks(before: str, after: str) -> Iterator[Hunk]:
    old, new = split_lines(before), split_lines(after)
    for i, j, k, l in hunks(old, new):  # noqa: E741
        removed = tuple(line.rstrip("\r\n") for line in old[i:j])
        added = tuple(line.rstrip("\r\n") for line in new[k:l])
        if not removed:  # blank lines that set new code off say nothing
            added = tuple("\n".join(added).strip("\n").split("\n"))
        if any(line.strip() for line in (*removed, *added)):
            yield Hunk(i + 1 if removed else i, removed, added)


def _cut(found: Iterable[Hunk], most: int) -> tuple[list[Hunk], int]:
    """The first hunks with at most so many lines, and the number of lines behind them; one line is not cut off."""
    shown: list[Hunk] = []
    hidden = 0
    for hunk in found:
        size = len(hunk.removed) + len(hunk.added)
        if size > most + 1:
            removed = hunk.removed[: max(most, 0)]
            added = hunk.added[: max(most - len(removed), 0)]
            hidden += size - len(removed) - len(added)
            hunk = replace(hunk, removed=removed, added=added)
        if hunk.removed or hunk.added:
            shown.append(hunk)
        most -= size
    return shown, hidden


def _shape(text: str) -> str:
    """A sentence without the names in it: what two findings of one kind have in common."""
    return _NAME.sub("\u2026", text)


def _crowded(findings: Iterable[_Finding]) -> frozenset[str]:
    """The rules with so many kinds of repair that one entry for each would hide the rest."""
    kinds: dict[str, set[str]] = {}
    for finding in findings:
        fix = finding.diagnostic.fix
        kinds.setdefault(finding.diagnostic.rule, set()).add(_shape(fix.title) if fix else "")
    return frozenset(rule for rule, shapes in kinds.items() if len(shapes) > _MOST_ENTRIES)


def _key(finding: _Finding, crowded: frozenset[str]) -> tuple[str, ...]:
    diagnostic = finding.diagnostic
    fix = diagnostic.fix
    repair = _shape(fix.title) if fix is not None and diagnostic.rule not in crowded else ""
    level = str(fix.level is Level.UNSAFE) if fix is not None else ""
    return (diagnostic.rule, str(diagnostic.severity), str(finding.state), repair, level)


def _entry(group: Sequence[_Finding]) -> Entry:
    ordered = sorted(group, key=lambda f: (f.spot, f.diagnostic.message))
    first = ordered[0].diagnostic
    told = _documentation(first.rule)
    items: dict[tuple[str, str, str], list[Spot]] = {}
    for finding in ordered:
        diagnostic = finding.diagnostic
        spots = items.setdefault((diagnostic.message, diagnostic.address, _plain(diagnostic.detail)), [])
        if finding.spot not in spots:
            spots.append(finding.spot)
    repairs = dict.fromkeys(f.diagnostic.fix.title for f in ordered if f.diagnostic.fix is not None)
    messages = {message for message, _, _ in items}
    title = first.message if len(messages) == 1 or not told.summary else told.summary
    return Entry(
        0,
        first.rule,
        _group(first.rule),
        first.severity,
        ordered[0].state,
        title.rstrip("."),
        tuple(Item(message, tuple(spots), address, detail) for (message, address, detail), spots in items.items()),
        tuple(repairs),
        all(f.diagnostic.fix is None or f.diagnostic.fix.level is not Level.UNSAFE for f in ordered),
        tuple(dict.fromkeys(f.refusal for f in ordered if f.refusal)),
        tuple(dict.fromkeys(pair for f in ordered for pair in f.related)),
        told.reason,
        changes=next((f.changes for f in ordered if f.changes), ()),
    )


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
    return (_SEVERITIES.index(entry.severity), rank, entry.items[0].spots[0], entry.rule)
