"""How findings are put into words, for the report in Markdown and for the page: plain text, nothing escaped."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from tffix.output.spans import split
from tffix.responses.changes import Hunk
from tffix.responses.entries import Entry, Item, State
from tffix.responses.places import Spot
from tffix.responses.report import FileChange, Report
from tffix.responses.requirements import NOT_APPLICABLE, Judgement, Requirement
from tffix.rules.diagnostics import Severity
from tffix.words import listed, number

LABELS = {Severity.ERROR: "Critical", Severity.WARNING: "Significant", Severity.INFO: "Minor"}
MEANINGS = {
    Severity.ERROR: "Terraform or AWS refuses it, or the answer is not what was asked for.",
    Severity.WARNING: "accepted, but wrong, incomplete or about to break.",
    Severity.INFO: "works, and could be better.",
}
STATES = {
    State.REPAIRED: "repaired",
    State.PROPOSED: "to decide",
    State.OPEN: "open",
}
LEFT = {
    State.PROPOSED: "To decide: a repair is shown and not made, since it depends on what is intended.",
    State.OPEN: "Open: there is no repair that could be shown.",
}
GROUPS = {
    "response": "Form and completeness of the answer",
    "terraform": "Terraform language",
    "schema": "Arguments and blocks of providers",
    "aws": "AWS services",
}


#: With more places that belong to a finding than this, none of them is shown.
MOST_RELATED = 3

_LONGEST_QUOTE = 160
_WORTH_FOLDING = 3

# With more places than this the lines of the document are enough, and those of the file an extent.
_MANY = 8


def lines(ranges: Sequence[tuple[int, int]]) -> str:
    """`line 3`, `lines 3-5`, `lines 3, 7 and 9-12`."""
    parts = [str(low) if low == high else f"{low}-{high}" for low, high in ranges]
    plural = len(parts) > 1 or ranges[0][0] != ranges[0][1]
    return f"{'lines' if plural else 'line'} {listed(parts)}"


def at(hunk: Hunk) -> str:
    """Where lines are removed or added."""
    if hunk.line is None:
        return "in the draft"
    if hunk.removed:
        return f"line {hunk.line}"
    return f"after line {hunk.line}" if hunk.line else "before line 1"


def where(spots: Sequence[Spot]) -> str:
    """The places of one sentence: lines of the answer, and in parentheses the file and its lines."""
    parts = []
    for (path, drafted, inside), group in groupby(spots, key=lambda s: (s.path, s.drafted, bool(s.line))):
        found = list(group)
        document = list(dict.fromkeys((s.line, s.last) for s in found))
        file = list(dict.fromkeys((s.file_line, s.file_last) for s in found))
        told = lines(document) if inside else ""
        if path:
            many = inside and len(file) > _MANY
            in_file = f"lines {file[0][0]} to {file[-1][1]}" if many else lines(file)
            in_file = f"`{path}` {in_file}"
            told = f"{told} ({in_file})" if inside else in_file
        parts.append(f"in the draft, {told}" if drafted else told)
    return "; ".join(parts)


def distinct(entry: Entry) -> list[tuple[Item, list[Spot]]]:
    """The items of an entry, those that say the same of several objects in one."""
    merged: dict[tuple[str, str, str], tuple[Item, list[Spot]]] = {}
    for item in entry.items:
        merged.setdefault((item.message, item.detail, item.repair), (item, []))[1].extend(item.spots)
    return _folded(list(merged.values()))


def _folded(found: Sequence[tuple[Item, list[Spot]]]) -> list[tuple[Item, list[Spot]]]:
    """What is said of one place in the same words of several names, said once."""
    groups: dict[tuple[object, ...], list[tuple[Item, list[Spot]]]] = {}
    for item, spots in found:
        groups.setdefault((tuple(spots), _shape(item.message), item.detail, item.repair), []).append((item, spots))
    result = []
    for group in groups.values():
        item, spots = group[0]
        names = [name for other, _ in group[1:] if (name := _other_name(item.message, other.message))]
        if len(group) >= _WORTH_FOLDING and len(names) == len(group) - 1:
            result.append((replace(item, message=f"{item.message} The same goes for {listed(names)}."), spots))
        else:
            result += group
    return result


def _shape(text: str) -> str:
    return "".join("\u2026" if is_name else piece for piece, is_name in split(text))


def _other_name(first: str, other: str) -> str:
    """The name in one sentence in place of which another one has its own; empty where more differs."""
    ours = [piece for piece, is_name in split(first) if is_name]
    theirs = [piece for piece, is_name in split(other) if is_name]
    differing = {new for old, new in zip(ours, theirs, strict=True) if old != new}
    return differing.pop() if len(differing) == 1 else ""


def about(entry: Entry, item: Item) -> str:
    """What one of several items says beyond the title: its sentence, and what the others do not share with it."""
    details = {other.detail for other in entry.items}
    parts = [item.message] if any(other.message != item.message for other in entry.items) else []
    parts += [item.detail] if item.detail and len(details) > 1 else []
    parts += [f"Repair: {_lowered(sentence(item.repair))}"] if item.repair and len(entry.repairs) > 1 else []
    return " ".join(parts)


def issue(entry: Entry, item: Item) -> str:
    """What the only item of an entry says, where the title does not say it."""
    return "" if item.message.rstrip(".") == entry.title else item.message


def details(entry: Entry) -> str:
    """What is to be said of all items alike."""
    found = {item.detail for item in entry.items}
    return found.pop() if len(found) == 1 else ""


def addresses(entry: Entry) -> list[str]:
    """The objects that an entry is about, in order."""
    return list(dict.fromkeys(item.address for item in entry.items if item.address))


def sentence(text: str) -> str:
    """A text with a full stop and a capital."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", ":")) else ".")


def action(entry: Entry) -> str:
    """What the draft does, and what is left to do."""
    several = len(entry.repairs) > 1
    repair = "as said with each place." if several else _lowered("".join(map(sentence, entry.repairs)))
    if entry.state is State.REPAIRED:
        return f"Repaired{', ' if several else ': '}{repair}{_review(entry)}"
    if entry.state is State.PROPOSED:
        reason = " ".join(sentence(reason) for reason in entry.refusals)
        told = "The repairs above are proposed." if several else f"Proposed: {repair}"
        return f"Not changed. {reason or 'A person has to decide.'} {told}"
    return "Not changed. A person has to decide."


def _review(entry: Entry) -> str:
    if not entry.doubtful:
        return ""
    if entry.group == "response":
        return " Review it."
    where = "" if entry.doubtful >= entry.count else f"in {number(entry.doubtful, 'place')} "
    return f" Review it: {where}what Terraform plans may change."


def fate(change: FileChange) -> str:
    """What has become of a file, and how many lines were added and removed."""
    how = "new, " if change.before is None else "left out, " if change.after is None else ""
    how = f"called {change.old_path} before, " if change.before is not None and change.old_path != change.path else how
    return f"{how}+{change.added} \u2212{change.removed}"


def legend(report: Report) -> str:
    """What the severities in a report mean, and what is left to a person."""
    severities = [f"{LABELS[s]}: {MEANINGS[s]}" for s in Severity if report.count(s)]
    return " ".join([*severities, *(text for state, text in LEFT.items() if report.count(state=state))])


def formatted(report: Report) -> str:
    """Which files were formatted, beside all repairs."""
    return f"Formatted as `terraform fmt` does: {listed([f'`{path}`' for path in report.formatted])}."


def losses(report: Report) -> Iterator[str]:
    """What is missing where the answer breaks off, a sentence each."""
    told = any(entry.rule == "response-truncated-block" for entry in report.entries)
    for loss in report.losses:
        begun = f" in `{loss.begun}`" if loss.begun else ""
        at = lines([(loss.spot.line, loss.spot.last)])
        if not told or not loss.names:
            yield f"`{loss.path}` breaks off{begun}, {at}."
        for name, spots in loss.names:
            used = f"it is referred to in {where(spots)}" if spots else "nothing refers to it"
            yield f"`{name}` was begun in {at}, and {used}."
    if numbers := [str(entry.number) for entry in report.consequences]:
        which = f"finding{'' if len(numbers) == 1 else 's'} {listed(numbers)}"
        yield f"What else is declared nowhere may have been meant to come behind the cut: {which}."


def judged(requirement: Requirement) -> tuple[str, str]:
    """What is said of the answer and of the draft: whether the demand is met, and what shows it, if that differs."""
    answer, draft = requirement.answer, requirement.draft
    return _judged(answer), _judged(draft).partition(":")[0] if draft == answer else _judged(draft)


MET = {True: "Met", False: "Not met", None: "Unknown"}


def _judged(judgement: Judgement) -> str:
    if judgement == NOT_APPLICABLE:
        return sentence(judgement.evidence).removesuffix(".")
    return f"{MET[judgement.met]}: {judgement.evidence}"


def sources(report: Report) -> list[str]:
    """Where each requirement comes from; a sentence of the prompt is quoted once."""
    told: set[tuple[int, str]] = set()
    result = []
    for requirement in report.requirements:
        result.append(_source(requirement, told))
        told.update(requirement.sources if len(requirement.sources) == 1 else ())
    return result


def _source(requirement: Requirement, told: Container[tuple[int, str]]) -> str:
    """One sentence of the prompt, several lines of it, or the configuration."""
    if not requirement.sources:
        return "configuration"
    if len(requirement.sources) > 1 or requirement.sources[0] in told:
        numbers = sorted({line for line, _ in requirement.sources})
        runs: list[tuple[int, int]] = []
        for line in numbers:
            runs[-1:] = [(runs[-1][0], line)] if runs and runs[-1][1] == line - 1 else [*runs[-1:], (line, line)]
        return f"prompt, {lines(runs)}"
    line, sentence = requirement.sources[0]
    sentence = " ".join(sentence.split())
    if len(sentence) > _LONGEST_QUOTE:
        sentence = sentence[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " ..."
    return f"prompt, line {line}: {sentence}"


def _lowered(text: str) -> str:
    """An imperative behind a colon."""
    return text[:1].lower() + text[1:]


def verdict(report: Report) -> str:
    """The summary: what was found, and what has become of it."""
    found = report.count()
    files = sum(1 for change in report.files if change.before is not None)
    about = f"{report.answer} ({number(report.lines, 'line')}, {number(files, 'file')} of code)"
    if not found:
        unmet = len(report.unmet)
        also = f", and {number(unmet, 'demand')} {'is' if unmet == 1 else 'are'} not met" if unmet else ""
        return f"Nothing was found in {about}{also}."
    by = [f"{count} {LABELS[s].lower()}" for s in Severity if (count := report.count(s))]
    kinds = listed(by) if len(by) > 1 else by[0].partition(" ")[2] if found == 1 else f"all {by[0].partition(' ')[2]}"
    text = f"{number(found, 'finding')} in {about}: {kinds}."
    repaired = report.count(state=State.REPAIRED)
    left = found - repaired
    if not left:
        return f"{text} The draft repairs {'it' if found == 1 else 'both' if found == 2 else 'all of them'}."
    if not repaired:
        return f"{text} The draft repairs none: each needs a person."
    return f"{text} The draft repairs {repaired}; {left} {'needs' if left == 1 else 'need'} a person."
