"""The written account of an answer: what is wrong, what the draft does about it, what is left to a person.

Pure data in the order of the report; `tffix.output.report_markdown` and `tffix.output.report_page` show it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tffix.linediff import changes
from tffix.responses.draft import Draft
from tffix.responses.entries import Entry, State, entries_of
from tffix.responses.places import Places, Spot
from tffix.responses.requirements import Requirement, requirements_of
from tffix.rules.diagnostics import Location, Severity
from tffix.rules.rule import location_of
from tffix.source import split_lines
from tffix.terraform.configuration import Configuration

_OF_WHAT_IS_MISSING = frozenset(
    {
        "missing-referenced-file",
        "undeclared-local",
        "undeclared-module-output",
        "undeclared-reference",
        "undeclared-variable",
    }
)


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file of the answer or of the draft, with the number of lines that were added and removed.

    `before` is None for a file that the draft creates, `after` for one that it leaves out; `old_path` is the name that
    the answer has for it.
    """

    path: str
    old_path: str
    before: str | None
    after: str | None
    added: int
    removed: int
    is_terraform: bool


@dataclass(frozen=True, slots=True)
class Loss:
    """A file that breaks off: where, and what was begun there.

    `names` are the addresses that the unfinished rest begins to declare, each with the places that refer to it.
    """

    path: str
    spot: Spot
    begun: str
    names: tuple[tuple[str, tuple[Spot, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about a place of the document; line 0 for none."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is told of one answer, in order."""

    answer: str
    lines: int
    entries: tuple[Entry, ...]
    files: tuple[FileChange, ...]
    requirements: tuple[Requirement, ...] = ()
    not_understood: tuple[Remark, ...] = ()
    losses: tuple[Loss, ...] = ()
    unjudged: tuple[str, ...] = ()
    reading: tuple[Remark, ...] = ()
    formatted: tuple[str, ...] = ()

    def of(self, severity: Severity) -> tuple[Entry, ...]:
        """The entries of one severity."""
        return tuple(entry for entry in self.entries if entry.severity is severity)

    @property
    def unmet(self) -> tuple[Requirement, ...]:
        """The demands that the answer does not meet."""
        return tuple(one for one in self.requirements if one.answer.met is False)

    @property
    def consequences(self) -> tuple[Entry, ...]:
        """The findings about something missing that may have been meant to come behind a cut."""
        return tuple(entry for entry in self.entries if self.losses and entry.rule in _OF_WHAT_IS_MISSING)

    def count(self, severity: Severity | None = None, state: State | None = None) -> int:
        """How many findings there are, of a severity and in a state."""
        return sum(severity in (None, e.severity) and state in (None, e.state) for e in self.entries)


def report_of(draft: Draft) -> Report:
    """The report on a draft."""
    source = draft.answer.source
    return Report(
        source.path.rpartition("/")[2],
        len(source.line_starts) - (not source.text or source.text.endswith("\n")),
        entries_of(draft),
        tuple(file_changes(draft.before, draft.files)),
        requirements_of(draft),
        tuple(Remark(demand.line, demand.sentence) for demand in draft.contract.not_understood),
        tuple(_losses(draft)),
        tuple(_unjudged(draft)),
        tuple(_reading(draft)),
        draft.formatted,
    )


def file_changes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[FileChange]:
    """Every file that is there before or after, in order; one that is there under another name is one file."""
    renamed = dict(_renamed(before, after))
    gone = set(renamed.values())
    for path in sorted((before.keys() | after.keys()) - gone):
        old_path = renamed.get(path, path)
        old, new = before.get(old_path), after.get(path)
        added, removed = _size(old or "", new or "")
        is_terraform = path.endswith((".tf", ".tofu", ".tfvars", ".tftest.hcl"))
        yield FileChange(path, old_path, old, new, added, removed, is_terraform)


def _size(old: str, new: str) -> tuple[int, int]:
    """How many lines are added and removed."""
    found = changes(split_lines(old), split_lines(new)) if old != new else []
    return sum(l - k for _, _, k, l in found), sum(j - i for i, j, _, _ in found)  # noqa: E741


def _renamed(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """New paths, each with the path before of the file that most of its lines are from."""
    gone = sorted(before.keys() - after.keys())
    for path in sorted(after.keys() - before.keys()):
        lines = len(split_lines(after[path]))
        for old in gone:
            added, _ = _size(before[old], after[path])
            if 2 * (lines - added) > max(lines, len(split_lines(before[old]))):
                gone.remove(old)
                yield path, old
                break


def _losses(draft: Draft) -> Iterator[Loss]:
    source = draft.answer.source
    places = Places(draft.answer, draft.before)
    configuration = Configuration(draft.before, {"": frozenset()})
    for cut in draft.answer.truncated:
        module = configuration.modules.get(cut.path.rpartition("/")[0])
        names = []
        for name in cut.names:
            found = module.references_to(name) if module is not None else ()
            spots = dict.fromkeys(places.spot(location_of(reference.node)) for reference in found)
            names.append((name, tuple(spots)))
        spot = places.spot(Location(source.path, cut.offset, max(cut.end, cut.offset)))
        begun = source.text[cut.offset : cut.end].strip().partition("\n")[0].strip()
        yield Loss(cut.path, spot, begun, tuple(names))


def _unjudged(draft: Draft) -> Iterator[str]:
    """What was looked at less closely than the rest, or not at all."""
    last = draft.outcomes[-1]
    broken = sorted({d.location.path for d in last.diagnostics if d.rule == "syntax"})
    for path in broken:
        yield f"`{path}` does not parse: nothing behind the error was examined, and what it declares is not certain."
    others = [file.path for file in draft.answer.files if not file.is_terraform]
    if others:
        listed = ", ".join(f"`{path}`" for path in others)
        verb, whose = ("is", "its") if len(others) == 1 else ("are", "their")
        yield f"{listed} {verb} not Terraform: {whose} content was not examined."
    unseen = [path for path in draft.contract.existing if path not in draft.context and path not in draft.files]
    if unseen:
        listed = ", ".join(f"`{path}`" for path in unseen)
        be, was = ("is", "was") if len(unseen) == 1 else ("are", "were")
        yield f"{listed} {be} said to exist beside the answer and {was} not seen: what is declared there is not known."
    for failure in draft.failures:
        yield failure.message[:1].upper() + failure.message[1:] + "."


def _reading(draft: Draft) -> Iterator[Remark]:
    """Where the answer could be read in more than one way, and how it was read."""
    position = draft.answer.source.position
    for note in draft.answer.notes:
        if note.kind != "truncated":
            yield Remark(position(note.start).line, note.message)


def total(changes: Iterable[FileChange]) -> tuple[int, int]:
    """The lines added and removed in all files."""
    listed = list(changes)
    return sum(change.added for change in listed), sum(change.removed for change in listed)
