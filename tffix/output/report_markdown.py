"""The report on an answer in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tffix.output import report_words as words
from tffix.output.cells import clean
from tffix.output.spans import pieces
from tffix.responses.changes import Change
from tffix.responses.create import longest_run
from tffix.responses.entries import Entry, State
from tffix.responses.report import FileChange, Report, total
from tffix.rules.diagnostics import Severity
from tffix.words import listed, number

_SPECIAL = re.compile(r"([\\`*_\[\]<>~])")


def report_markdown(report: Report) -> str:
    """The whole report, ending with a newline."""
    blocks = ["# Model response failures", inline(words.verdict(report))]
    blocks += _bulleted("What was cut off", [inline(text) for text in words.losses(report)])
    for severity in Severity:
        entries = report.of(severity)
        if entries:
            blocks.append(f"## {words.LABELS[severity]} issues")
            for entry in entries:
                blocks += _entry(entry)
    blocks += _requirements(report)
    blocks += _bulleted("What could not be judged", [inline(text) for text in report.unjudged])
    reading = [f"Line {remark.line}: {inline(remark.message)}" for remark in report.reading]
    blocks += _bulleted("How the answer was read", reading)
    blocks += _statistics(report)
    return clean("\n\n".join(blocks) + "\n")


def inline(text: str) -> str:
    """A sentence as Markdown: nothing in it is markup, and names are code."""
    return "".join(code(piece) if is_code else escape(piece) for piece, is_code in pieces(text))


def escape(text: str) -> str:
    """Text in which no character is markup."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split("\n")))


def code(text: str) -> str:
    """A code span, whatever the text holds."""
    text = " ".join(text.split("\n"))
    mark = "`" * (longest_run(text, "`") + 1)
    pad = " " if "`" in text[:1] + text[-1:] else ""
    return f"{mark}{pad}{text}{pad}{mark}"


def _entry(entry: Entry) -> Iterator[str]:
    yield f"### {entry.number}. {inline(entry.title)}"
    rows = [f"- **Severity:** {words.LABELS[entry.severity]}"]
    items = words.distinct(entry)
    if len(items) == 1:
        about = words.addresses(entry)
        inside = f", {_objects(about)}" if about else ""
        rows.append(f"- **Location:** {inline(words.where(items[0][1]))}{inside}")
        if issue := words.issue(entry, items[0][0]):
            rows.append(f"- **Issue:** {inline(issue)}")
    else:
        rows.append("- **Locations:**")
        rows += [f"  - {inline(words.where(spots))}: {inline(words.about(entry, item))}" for item, spots in items]
    if details := words.details(entry):
        rows.append(f"- **Details:** {inline(details)}")
    if entry.related and len(entry.related) <= words.MOST_RELATED:
        also = [f"{words.where([spot])}, {text}" for text, spot in entry.related]
        rows.append(f"- **See also:** {inline('; '.join(also))}")
    if entry.same_as:
        rows.append(f"- **Impact:** as in finding {entry.same_as}.")
    elif entry.impact:
        rows.append(f"- **Impact:** {entry.impact}")
    rows.append(f"- **Draft:** {inline(words.action(entry))}")
    yield "\n".join(rows)
    if entry.changes:
        yield _diff(entry.changes)


def _objects(about: Sequence[str]) -> str:
    shown = [code(address) for address in about[:8]]
    more = len(about) - len(shown)
    return listed(shown) if not more else f"{', '.join(shown)} and {more} more"


def _diff(changes: Sequence[Change]) -> str:
    lines: list[str] = []
    for change in changes:
        for hunk in change.hunks:
            place = "(new file)" if change.is_new else words.at(hunk)
            lines.append(f"@@ {change.path} {place} @@")
            lines += [f"-{line}" for line in hunk.removed]
            lines += [f"+{line}" for line in hunk.added]
        if change.hidden:
            lines.append(f"# and {number(change.hidden, 'line')} more in {change.path}")
    mark = "`" * max(3, longest_run("\n".join(lines), "`") + 1)
    return "\n".join([f"{mark}diff", *lines, mark])


def _requirements(report: Report) -> Iterator[str]:
    if not report.requirements:
        return
    yield "## Requirements"
    rows = ["| Demand | Where it is made | Answer | Draft |", "|---|---|---|---|"]
    for one, source in zip(report.requirements, words.sources(report), strict=True):
        cells = [inline(cell).replace("|", "\\|") for cell in (one.demand, source, *words.judged(one))]
        rows.append(f"| {' | '.join(cells)} |")
    yield "\n".join(rows)
    if report.not_understood:
        yield "Sentences that may demand something of the form and were not understood, for a person to read:"
        yield "\n".join(f"- Line {remark.line}: {inline(remark.message)}" for remark in report.not_understood)


def _bulleted(title: str, rows: Sequence[str]) -> Iterator[str]:
    if rows:
        yield f"## {title}"
        yield "\n".join(f"- {row}" for row in rows)


def _statistics(report: Report) -> Iterator[str]:
    yield "## Summary statistics"
    if report.entries:
        yield _severities(report)
        yield inline(words.legend(report))
        groups = dict.fromkeys(entry.group for entry in report.entries)
        if len(groups) > 1:
            rows = [f"- {words.GROUPS.get(group, group)}: {_numbers(report, group)}" for group in groups]
            yield "\n".join(["By subject:", "", *rows])
    yield _files(report.files)
    if report.formatted:
        yield inline(words.formatted(report))


def _numbers(report: Report, group: str) -> str:
    numbers = [str(entry.number) for entry in report.entries if entry.group == group]
    return f"{len(numbers)} ({'finding' if len(numbers) == 1 else 'findings'} {listed(numbers)})"


def _severities(report: Report) -> str:
    states = [State.REPAIRED, State.PROPOSED, State.OPEN]
    rows = ["| Severity | Findings | Places | Repaired | To decide | Open |", "|---|--:|--:|--:|--:|--:|"]
    for severity in Severity:
        if total_of := report.count(severity):
            cells = [str(report.count(severity, state)) for state in states]
            places = sum(entry.count for entry in report.of(severity))
            rows.append(f"| {words.LABELS[severity]} | {total_of} | {places} | {' | '.join(cells)} |")
    if len(rows) == 3:
        return "\n".join(rows)
    cells = [str(report.count(None, state)) for state in states]
    places = sum(entry.count for entry in report.entries)
    rows.append(f"| **Total** | **{report.count()}** | {places} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _files(files: Sequence[FileChange]) -> str:
    changed = [file for file in files if file.before != file.after]
    if not changed:
        return "The draft changes no file."
    added, removed = total(changed)
    rows = [f"The draft changes {number(len(changed), 'file')}: {added} lines added, {removed} removed.", ""]
    for file in changed:
        rows.append(f"- {code(file.path)}: {words.fate(file)}")
    return "\n".join(rows)
