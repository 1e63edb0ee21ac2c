"""What a run comes to: as text for a person, as a diff, as JSON, as a number for the shell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from tffix.cli.run import Run, Step
from tffix.engine.outcome import Applied
from tffix.errors import FileError
from tffix.output.cells import wrap
from tffix.output.diff import terminal_diff, unified_diff
from tffix.output.human import render_applied, render_diagnostic, render_error, render_failure
from tffix.output.locate import Locator
from tffix.output.style import Style
from tffix.output.summary import Counts, Result, count, summarize
from tffix.rules.diagnostics import Diagnostic
from tffix.syntax.configfile import ConfigFile, parse
from tffix.syntax.structure import Block

CLEAN, FINDINGS, USAGE, BROKEN = 0, 1, 2, 3


def results_of(steps: Iterable[Step], *, would: bool) -> list[Result]:
    """The outcomes with the means to show their places; with `would`, all places are in the files as they are."""
    if would:
        return [Result(s.outcome.as_shown_before, *[s.unit.before(s.outcome)] * 2) for s in steps]
    return [Result(s.outcome, s.unit.before(s.outcome), s.unit.after(s.outcome)) for s in steps]


def numbers(run: Run, results: list[Result], unwritten: int) -> Counts:
    """The numbers of a run."""
    empty = sum(step.unit.is_empty for step in run.steps)
    return count(results, files=run.files, empty=empty, unreadable=len(run.errors), unwritten=unwritten)


def exit_code(counts: Counts, *, would_change: bool) -> int:
    """3 for something that could not be read, parsed or fixed, 1 for findings left or changes to make, else 0."""
    if counts.unreadable or counts.unparsed or counts.unwritten or counts.failures:
        return BROKEN
    return FINDINGS if counts.remaining.total or would_change else CLEAN


def render(run: Run, results: list[Result], style: Style, *, would: bool) -> str:
    """Everything a person is told, but for the summary and the diff."""
    out = [render_error(str(error), style) for error in run.errors]
    out += ["\n".join(wrap(style.clean(f"Note: {note}"), style.width, rest="  ")) + "\n" for note in run.notes]
    for step, result in zip(run.steps, results, strict=True):
        for first, *more in _alike(step, result):
            out.append(render_applied(first, result.before, style, would=would, more=more))
    for step, result in zip(run.steps, results, strict=True):
        outcome = result.outcome
        reasons = {skip.diagnostic: skip.reason for skip in outcome.skipped}
        context = _context(outcome.before if would else outcome.after)
        shown: set[object] = set()
        for found in sorted(outcome.diagnostics, key=lambda d: _line(step, d, result.after)):
            remark, fix = reasons.get(found, ""), found.fix
            proposed = fix not in shown
            shown.add(fix)
            out.append(render_diagnostic(found, result.after, style, context=context, remark=remark, proposed=proposed))
        out += [render_failure(failure, result.before, style) for failure in outcome.failures]
    return "".join(out)


def _alike(step: Step, result: Result) -> list[list[Applied]]:
    """What was repaired, in order; findings that the same edits repair are together."""
    groups: dict[object, list[Applied]] = {}
    for applied in sorted(result.outcome.applied, key=lambda a: _line(step, a.diagnostic, result.before)):
        fix = applied.diagnostic.fix
        same = None if fix is None else (applied.pass_number, fix.title, fix.edits, fix.new_files)
        groups.setdefault((applied.diagnostic.rule, same or id(applied)), []).append(applied)
    return list(groups.values())


def _line(step: Step, diagnostic: Diagnostic, locator: Locator) -> int:
    """The line of a finding in an answer, which is read from the top; files come one after the other as it is."""
    at = diagnostic.location
    return locator.locate(at.path, at.start).line if step.unit.document is not None else 0


def render_errors(errors: Iterable[FileError], style: Style) -> str:
    """What could not be written."""
    return "".join(render_error(str(error), style) for error in errors)


def summary(counts: Counts, style: Style, *, would: bool) -> str:
    """The last line."""
    if counts.files or counts.unreadable:
        text = summarize(counts, would=would)
    else:
        text = "There are no Terraform files here. (Markdown answers are read when they are named.)"
    return "\n".join(wrap(text, style.width)) + "\n"


def changed_texts(steps: Iterable[Step]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The files that a run changes as the user has them, before and after."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for step in steps:
        if step.outcome.changed:
            old, new = step.unit.texts(step.outcome)
            before.update(old)
            after.update(new)
    return before, after


def diff_to_look_at(steps: Iterable[Step], style: Style) -> str:
    """The unified diff of everything that changes, without what a terminal would obey."""
    return terminal_diff(*changed_texts(steps), style)


def diff_to_apply(steps: Iterable[Step]) -> str:
    """The unified diff of everything that changes, every byte of it, for `git apply`."""
    return unified_diff(*changed_texts(steps))


def _context(texts: Mapping[str, str]) -> Callable[[str, int], str | None]:
    """A function that names the top-level block around a place, as Terraform's own diagnostics do."""

    @cache
    def file(path: str) -> ConfigFile:
        return parse(texts[path], path)

    def context(path: str, offset: int) -> str | None:
        if path not in texts:
            return None
        for item in file(path).body.items:
            if isinstance(item, Block) and item.start <= offset <= item.end:
                return " ".join((item.type, *(label.text for label in item.labels)))
        return None

    return context
