"""How findings are put into words, for the report in Markdown and for the page: plain text, nothing escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from tffix.responses.entries import Entry, Item, State
from tffix.responses.places import Spot
from tffix.responses.report import Report
from tffix.rules.diagnostics import Severity

LABELS = {Severity.ERROR: "Critical", Severity.WARNING: "Significant", Severity.INFO: "Minor"}
MEANINGS = {
    Severity.ERROR: "Terraform or AWS refuses it, or the answer is not what was asked for.",
    Severity.WARNING: "Accepted, but wrong, incomplete or about to break.",
    Severity.INFO: "Works; better practice is at hand.",
}
STATES = {
    State.REPAIRED: "repaired",
    State.PROPOSED: "to decide",
    State.OPEN: "open",
}
GROUPS = {
    "response": "Form and completeness of the answer",
    "terraform": "Terraform language",
    "schema": "Arguments and blocks of providers",
    "aws": "AWS services",
}


# Names of code in a sentence: with an underscore, a dot inside, an index, a sigil, or in quotes already.
_CODE = re.compile(
    r"`[^`\n]+`|\"[^\"\n`]+\"|\$?[A-Za-z_][\w-]*(?:(?:\.[A-Za-z_*][\w*-]*)+|\[[^\]\s`]*\])+|\$[A-Z]\w*|\b[A-Za-z]\w*_\w+"
)
_NOT_CODE = frozenset({"e.g", "i.e"})

#: With more places that belong to a finding than this, none of them is shown.
MOST_RELATED = 3

# With more places than this the lines of the document are enough, and those of the file an extent.
_MANY = 8


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a sentence, each with whether it is code: a name, or what stands in backticks."""
    at = 0
    for found in _CODE.finditer(text):
        if found[0] in _NOT_CODE:
            continue
        if found.start() > at:
            yield text[at : found.start()], False
        yield found[0].strip("`"), True
        at = found.end()
    if at < len(text):
        yield text[at:], False


def number(count: int, noun: str) -> str:
    """`1 finding`, `2 findings`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def listed(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def lines(ranges: Sequence[tuple[int, int]]) -> str:
    """`line 3`, `lines 3-5`, `lines 3, 7 and 9-12`."""
    parts = [str(low) if low == high else f"{low}-{high}" for low, high in ranges]
    plural = len(parts) > 1 or ranges[0][0] != ranges[0][1]
    return f"{'lines' if plural else 'line'} {listed(parts)}"


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
            in_file = f"{path} lines {file[0][0]} to {file[-1][1]}" if many else f"{path} {lines(file)}"
            told = f"{told} ({in_file})" if inside else in_file
        parts.append(f"in the draft, {told}" if drafted else told)
    return "; ".join(parts)


def distinct(entry: Entry) -> list[tuple[Item, list[Spot]]]:
    """The items of an entry, those that say the same of several objects in one."""
    merged: dict[tuple[str, str], tuple[Item, list[Spot]]] = {}
    for item in entry.items:
        merged.setdefault((item.message, item.detail), (item, []))[1].extend(item.spots)
    return list(merged.values())


def addresses(entry: Entry) -> list[str]:
    """The objects that an entry is about, in order."""
    return list(dict.fromkeys(item.address for item in entry.items if item.address))


def sentence(text: str) -> str:
    """A text with a full stop and a capital."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", ":")) else ".")


def action(entry: Entry) -> str:
    """What the draft does, and what is left to do."""
    repairs = ""
    if entry.repairs:
        shown = [sentence(title) for title in entry.repairs[:3]]
        more = len(entry.repairs) - len(shown)
        repairs = " ".join(shown) + (f" Likewise in {number(more, 'more place')}." if more else "")
    if entry.state is State.REPAIRED:
        review = "" if entry.is_certain else " Review it: what Terraform plans may change."
        return f"Repaired: {_lowered(repairs)}{review}"
    if entry.state is State.PROPOSED:
        reason = " ".join(sentence(reason) for reason in entry.refusals)
        return f"Not changed. {reason or 'A person has to decide.'} Proposed: {_lowered(repairs)}"
    return "Not changed. A person has to decide."


def _lowered(text: str) -> str:
    """An imperative behind a colon."""
    return text[:1].lower() + text[1:]


def verdict(report: Report) -> str:
    """The summary: what was found, and what has become of it."""
    found = report.count()
    files = sum(1 for change in report.files if change.before is not None)
    about = f"{report.answer} ({number(report.lines, 'line')}, {number(files, 'file')} of code)"
    if not found:
        return f"Nothing was found in {about}."
    by = [f"{count} {LABELS[s].lower()}" for s in Severity if (count := report.count(s))]
    text = f"{number(found, 'finding')} in {about}: {listed(by)}."
    repaired = report.count(state=State.REPAIRED)
    left = found - repaired
    if not left:
        return f"{text} The draft repairs {'it' if found == 1 else 'all of them'}."
    if not repaired:
        return f"{text} The draft repairs none: each needs a person."
    return f"{text} The draft repairs {repaired}; {left} {'needs' if left == 1 else 'need'} a person."
