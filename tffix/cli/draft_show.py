"""What a run of `tffix draft` comes to: for a person, as JSON, as a number for the shell."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from tffix.cli.draft import Drafts, Made
from tffix.cli.show import BROKEN, CLEAN, FINDINGS
from tffix.cli.streams import emit, say, style_of
from tffix.output.cells import width_of, wrap
from tffix.output.human import render_error
from tffix.output.jsonout import dumps
from tffix.output.report_words import LABELS, STATES, verdict, where
from tffix.output.style import Style
from tffix.responses.entries import State
from tffix.source import Source
from tffix.words import number

VERSION = 1


def finish(drafts: Drafts, *, check: bool, as_json: bool, to_stdout: bool) -> int:
    """Print what happened, and give the exit status."""
    code = _exit_code(drafts, check)
    to_stdout = to_stdout and len(drafts.made) == 1
    if as_json:
        emit(sys.stdout, dumps(_document(drafts)).encode())
        return code
    told = sys.stderr if to_stdout else sys.stdout
    style = style_of(told)
    say(told, "".join(render_error(str(error), style) for error in drafts.errors))
    for made in drafts.made:
        for failure in made.drafted.failures:
            say(told, render_error(f"{made.answer.shown}: {failure.message}", style, detail=failure.detail))
    say(told, "".join(_wrapped(f"Note: {note}", style) for note in drafts.notes))
    if len(drafts.made) == 1 and not drafts.made[0].drafted.record:
        return code
    if len(drafts.made) == 1:
        say(told, "".join(_one(drafts.made[0], style)))
    elif drafts.made:
        say(told, "".join(_table(drafts.made, style)))
    elif not drafts.errors:
        say(told, "There are no answers here. (Below directories --glob says which files are answers.)\n")
    if to_stdout:
        for made in drafts.made:
            emit(sys.stdout, Source("", made.drafted.document).to_bytes())
    return code


def _exit_code(drafts: Drafts, check: bool) -> int:
    if drafts.errors or any(made.drafted.failures for made in drafts.made):
        return BROKEN
    wrong = any(made.drafted.count() or made.drafted.report.unmet for made in drafts.made)
    return FINDINGS if check and wrong else CLEAN


def _wrapped(text: str, style: Style, rest: str = "  ") -> str:
    return "\n".join(wrap(style.clean(text), style.width, rest=rest)) + "\n"


def _one(made: Made, style: Style) -> Iterator[str]:
    """The findings of one answer, a line or two for each."""
    for entry in made.drafted.report.entries:
        spots = [spot for item in entry.items for spot in item.spots]
        place = where(spots[:1]) + (f" and {number(len(spots) - 1, 'more place')}" if len(spots) > 1 else "")
        head = f"{entry.number}. {LABELS[entry.severity]}, {STATES[entry.state]}: {entry.title} [{entry.rule}]"
        yield _wrapped(f"{head}, {place}".replace("`", ""), style, rest="   ")
    for one in made.drafted.report.unmet:
        after = "met in the draft" if one.draft.met else "not met in the draft either"
        plain = f"Demanded: {one.demand}. Not met: {one.answer.evidence} ({after})".replace("`", "")
        yield _wrapped(plain, style)
    yield _wrapped(verdict(made.drafted.report), style)
    if made.written:
        yield _wrapped(f"Written: {', '.join(made.written.values())}", style)


def _table(made: Sequence[Made], style: Style) -> Iterator[str]:
    """One line for each answer and one for all."""
    heads = ("Answer", "Findings", "Repaired", "To decide", "Open", "Demands met", "Lines")
    rows = [(one.answer.shown, *_numbers([one])) for one in made]
    total = (f"{len(made)} answers", *_numbers(made))
    widths = [max(width_of(style.clean(row[i])) for row in (heads, *rows, total)) for i in range(len(heads))]
    rule = "-" * (sum(widths) + 2 * (len(widths) - 1)) + "\n"
    yield _row(heads, widths, style)
    yield rule
    for row in rows:
        yield _row(row, widths, style)
    yield rule
    yield _row(total, widths, style)


def _numbers(made: Sequence[Made]) -> tuple[str, ...]:
    counts = [sum(one.drafted.count(state) for one in made) for state in (None, *State)]
    files = [change for one in made for change in one.drafted.report.files]
    added, removed = sum(f.added for f in files), sum(f.removed for f in files)
    demands = [one for drafted in made for one in drafted.drafted.report.requirements]
    before = sum(one.answer.met is True for one in demands)
    after = sum(one.draft.met is True for one in demands)
    met = f"{before}, then {after} of {len(demands)}" if demands else "-"
    return (*map(str, counts), met, f"+{added} -{removed}")


def _row(cells: Sequence[str], widths: Sequence[int], style: Style) -> str:
    shown = [style.clean(cell) for cell in cells]
    padded = [cell + " " * (width - width_of(cell)) for cell, width in zip(shown[:1], widths, strict=False)]
    padded += [" " * (width - width_of(cell)) + cell for cell, width in zip(shown[1:], widths[1:], strict=True)]
    return "  ".join(padded).rstrip() + "\n"


def _document(drafts: Drafts) -> dict[str, object]:
    """One JSON document for all answers."""
    answers = [
        {
            "answer": made.answer.shown,
            "prompt": made.prompt,
            **{name: made.written.get(name) for name in ("draft", "report", "html")},
            "changed": made.drafted.document != made.answer.source.text,
            **made.drafted.record,
            "failures": [{"message": f.message, "detail": f.detail} for f in made.drafted.failures],
        }
        for made in drafts.made
    ]
    return {
        "version": VERSION,
        "answers": answers,
        "errors": [str(error) for error in drafts.errors],
        "notes": list(drafts.notes),
    }
