"""The report on an answer as one page of HTML that needs nothing else: no network, no other file.

Answers are not trusted: every text is escaped, and a policy in the page allows its own style and script only.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files

from tffix.output import report_words as words
from tffix.output.cells import clean
from tffix.output.page_diff import diff_table
from tffix.output.spans import pieces
from tffix.responses.entries import Entry, State
from tffix.responses.places import Spot
from tffix.responses.report import FileChange, Report
from tffix.rules.diagnostics import Severity
from tffix.words import number

_MET = {True: "met", False: "missed", None: "unknown"}


def report_page(report: Report) -> str:
    """The whole page."""
    style, script = _asset("page.css"), _asset("page.js")
    shown = [change for change in report.files if change.before != change.after or _has_findings(report, change)]
    anchors = {change.old_path: index for index, change in enumerate(shown, 1)}
    body = "\n".join(
        [
            *_header(report),
            *_filter(report),
            *_findings(report, anchors),
            *_bulleted("cut", "What was cut off", list(words.losses(report))),
            *_requirements(report),
            *_changes(report, shown),
            *_bulleted("unjudged", "What could not be judged", list(report.unjudged)),
            *_bulleted("reading", "How the answer was read", [f"Line {r.line}: {r.message}" for r in report.reading]),
            *_statistics(report),
        ]
    )
    policy = f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'"
    return clean(
        "<!doctype html>\n"
        '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        f"<title>Findings: {escape(report.answer)}</title>\n<style>{style}</style>\n</head>\n"
        f"<body>\n{body}\n<script>{script}</script>\n</body>\n</html>\n"
    )


def _asset(name: str) -> str:
    return files("tffix.output").joinpath(name).read_text("utf-8")


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def _inline(text: str) -> str:
    """A sentence with its names as code."""
    return "".join(f"<code>{escape(t)}</code>" if code else escape(t) for t, code in pieces(text))


def _header(report: Report) -> Iterator[str]:
    yield '<a class="skip" href="#findings">Skip to the findings</a>'
    yield '<header><div class="top"><h1>Model response failures</h1><button type="button" class="theme" hidden>'
    yield f"Light or dark</button></div><p>{_inline(words.verdict(report))}</p></header>"


def _filter(report: Report) -> Iterator[str]:
    if len(report.entries) < 2:
        return
    severities = [(str(s), words.LABELS[s]) for s in Severity if report.count(s)]
    states = [(str(s), words.STATES[s]) for s in State if report.count(None, s)]
    rules = sorted({entry.rule for entry in report.entries})
    yield '<form class="filter" hidden aria-label="Filter the findings">'
    yield _boxes("Severity", "severity", severities)
    yield _boxes("Status", "state", states)
    options = "".join(f'<option value="{escape(rule)}">{escape(rule)}</option>' for rule in rules)
    yield f'<label>Rule <select name="rule"><option value="">all rules</option>{options}</select></label>'
    yield '<button type="reset">Show all</button><output aria-live="polite"></output></form>'


def _boxes(legend: str, name: str, values: Sequence[tuple[str, str]]) -> str:
    boxes = "".join(
        f'<label><input type="checkbox" name="{name}" value="{value}" checked>{label}</label>'
        for value, label in values
    )
    return f"<fieldset><legend>{legend}</legend>{boxes}</fieldset>"


def _findings(report: Report, anchors: Mapping[str, int]) -> Iterator[str]:
    yield '<main><section id="findings"><h2>Findings</h2>'
    if not report.entries:
        yield "<p>There are none.</p>"
    for entry in report.entries:
        yield from _entry(entry, anchors)
    yield "</section>"


def _entry(entry: Entry, anchors: Mapping[str, int]) -> Iterator[str]:
    yield (
        f'<article id="finding-{entry.number}" data-severity="{entry.severity}" data-state="{entry.state}" '
        f'data-rule="{escape(entry.rule)}">'
    )
    yield f'<h3><a class="number" href="#finding-{entry.number}">{entry.number}.</a>{_inline(entry.title)}</h3>'
    yield (
        f'<p class="tags"><span class="{entry.severity}">{words.LABELS[entry.severity]}</span>'
        f'<span class="{entry.state}">{words.STATES[entry.state]}</span><code>{escape(entry.rule)}</code></p>'
    )
    yield "<dl>"
    yield from _places(entry, anchors)
    if entry.same_as:
        yield f'<dt>Impact</dt><dd>As in <a href="#finding-{entry.same_as}">finding {entry.same_as}</a>.</dd>'
    elif entry.impact:
        yield f"<dt>Impact</dt><dd>{_inline(entry.impact)}</dd>"
    yield f"<dt>Draft</dt><dd>{_inline(words.action(entry))}</dd></dl>"
    for change in entry.changes:
        yield f"<figure><figcaption>{escape(change.path)}{' (new file)' if change.is_new else ''}</figcaption><pre>"
        lines: list[str] = []
        for hunk in change.hunks:
            if not change.is_new:
                lines.append(f'<span class="more">{words.at(hunk)}</span>')
            lines += [f"<del>{escape(line) or ' '}</del>" for line in hunk.removed]
            lines += [f"<ins>{escape(line) or ' '}</ins>" for line in hunk.added]
        if change.hidden:
            lines.append(f'<span class="more">and {number(change.hidden, "line")} more</span>')
        yield "".join(lines) + "</pre></figure>"
    yield "</article>"


def _places(entry: Entry, anchors: Mapping[str, int]) -> Iterator[str]:
    items = words.distinct(entry)
    if len(items) == 1:
        about = "".join(f", <code>{escape(address)}</code>" for address in words.addresses(entry))
        yield f"<dt>Location</dt><dd>{_where(items[0][1], anchors)}{about}</dd>"
        if issue := words.issue(entry, items[0][0]):
            yield f"<dt>Issue</dt><dd>{_inline(issue)}</dd>"
    else:
        rows = [f"<li>{_where(spots, anchors)}: {_inline(words.about(entry, item))}</li>" for item, spots in items]
        yield f"<dt>Locations</dt><dd><ul>{''.join(rows)}</ul></dd>"
    if details := words.details(entry):
        yield f"<dt>Details</dt><dd>{_inline(details)}</dd>"
    if entry.related and len(entry.related) <= words.MOST_RELATED:
        also = "; ".join(f"{_where([spot], anchors)}, {_inline(text)}" for text, spot in entry.related)
        yield f"<dt>See also</dt><dd>{also}</dd>"


def _where(spots: Sequence[Spot], anchors: Mapping[str, int]) -> str:
    """Places; one alone is a link to its line in the table of its file."""
    told = _inline(words.where(spots))
    first = spots[0]
    if len(spots) == 1 and first.path in anchors and first.file_line and not first.drafted:
        return f'<a href="#f{anchors[first.path]}-l{first.file_line}">{told}</a>'
    return told


def _requirements(report: Report) -> Iterator[str]:
    if not report.requirements:
        return
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Demand", "Where it is made", "Answer", "Draft"))
    yield '<section id="requirements"><h2>Requirements</h2><div class="scroll"><table class="plain">'
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    for one, source in zip(report.requirements, words.sources(report), strict=True):
        cells = "".join(
            f'<td class="{_MET[met]}">{_inline(told)}</td>'
            for met, told in zip((one.answer.met, one.draft.met), words.judged(one), strict=True)
        )
        yield f'<tr><th scope="row">{_inline(one.demand)}</th><td>{_inline(source)}</td>{cells}</tr>'
    yield "</tbody></table></div>"
    if report.not_understood:
        rows = "".join(f"<li>Line {r.line}: {_inline(r.message)}</li>" for r in report.not_understood)
        yield "<p>Sentences that may demand something of the form and were not understood, for a person to read:</p>"
        yield f"<ul>{rows}</ul>"
    yield "</section>"


def _changes(report: Report, shown: Sequence[FileChange]) -> Iterator[str]:
    if not shown:
        return
    yield '<section id="changes"><h2>Changes, file by file</h2>'
    yield "<p>The answer is on the left, the draft on the right (in a narrow window below it). "
    yield "Bold numbers are those of the findings on that line.</p>"
    if report.formatted:
        yield f"<p>{_inline(words.formatted(report))}</p>"
    for index, change in enumerate(shown, 1):
        yield f"<details open><summary><strong>{escape(change.path)}</strong> {escape(words.fate(change))}</summary>"
        yield from diff_table(change, index, _found(report, change.old_path))
        yield "</details>"
    yield "</section>"


def _has_findings(report: Report, change: FileChange) -> bool:
    return change.is_terraform and bool(_found(report, change.old_path))


def _found(report: Report, path: str) -> dict[int, list[int]]:
    """The numbers of findings by the line of a file of the answer."""
    found: dict[int, list[int]] = {}
    for entry in report.entries:
        for item in entry.items:
            for spot in item.spots:
                if spot.path == path and not spot.drafted and entry.number not in found.get(spot.file_line, ()):
                    found.setdefault(spot.file_line, []).append(entry.number)
    return found


def _bulleted(name: str, title: str, rows: Sequence[str]) -> Iterator[str]:
    if rows:
        listed = "".join(f"<li>{_inline(row)}</li>" for row in rows)
        yield f'<section id="{name}"><h2>{title}</h2><ul>{listed}</ul></section>'


def _statistics(report: Report) -> Iterator[str]:
    if report.entries:
        heads = ("Findings", "Places", *(words.STATES[state].capitalize() for state in State))
        cells = "".join(f'<th scope="col" class="count">{head}</th>' for head in heads)
        rows = [_counts(words.LABELS[s], report.of(s)) for s in Severity if report.count(s)]
        rows += [_counts("Total", report.entries)] if len(rows) > 1 else []
        yield '<section id="statistics"><h2>Summary statistics</h2><div class="scroll"><table class="plain"><thead><tr>'
        yield f'<th scope="col">Severity</th>{cells}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
        yield f"<p>{_inline(words.legend(report))}</p></section>"
    yield "</main>"


def _counts(label: str, entries: Sequence[Entry]) -> str:
    numbers = [len(entries), sum(e.count for e in entries), *(sum(e.state is s for e in entries) for s in State)]
    return f'<tr><th scope="row">{label}</th>{"".join(f"<td class=count>{n}</td>" for n in numbers)}</tr>'
