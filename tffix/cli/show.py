"""What a run prints: findings, repairs, diffs, the summary; and the exit code it ends with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from typing import TextIO

from tffix.cli.run import Run
from tffix.cli.units import Unit
from tffix.engine.outcome import Outcome
from tffix.errors import FileError
from tffix.output.diff import terminal_diff, unified_diff
from tffix.output.human import render_applied, render_diagnostic, render_error, render_failure
from tffix.output.style import Style, wants_color
from tffix.output.summary import Counts, Result, count
from tffix.syntax.structure import Block, ConfigFile, parse

CLEAN, FINDINGS, USAGE, BROKEN = 0, 1, 2, 3


def style_of(stream: TextIO) -> Style:
    """Width, colour and encoding of a stream."""
    width = shutil.get_terminal_size().columns if stream.isatty() else 100
    return Style(max(width, 40), wants_color(stream, os.environ), stream.encoding or "utf-8")


def results_of(run: Run) -> list[Result]:
    """The outcomes with the means to show their places."""
    return [Result(o, u.before(o), u.after(o)) for u, o in zip(run.units, run.outcomes, strict=True)]


def numbers(run: Run, results: list[Result], unwritten: int) -> Counts:
    """The numbers of a run."""
    files = sum(len(module.targets) for module in run.workspace.modules) + len(run.workspace.documents)
    return count(results, files=files, unreadable=len(run.workspace.errors), unwritten=unwritten)


def exit_code(counts: Counts, *, would_change: bool) -> int:
    """3 for something that could not be read, parsed or fixed, 1 for findings left or changes to make, else 0."""
    if counts.unreadable or counts.unparsed or counts.unwritten or counts.failures:
        return BROKEN
    return FINDINGS if counts.remaining.total or would_change else CLEAN


def render(run: Run, results: list[Result], style: Style, *, would: bool) -> str:
    """Everything a person is told, but for the summary and the diff."""
    out = [render_error(str(error), style) for error in run.workspace.errors]
    out += [f"Note: {note}\n" for unit in run.units for note in unit.notes]
    for outcome, result in zip(run.outcomes, results, strict=True):
        out += [render_applied(applied, result.before, style, would=would) for applied in outcome.applied]
    for outcome, result in zip(run.outcomes, results, strict=True):
        reasons = {skip.diagnostic: skip.reason for skip in outcome.skipped}
        context = _context(outcome.after)
        for found in outcome.diagnostics:
            remark = reasons.get(found, "")
            out.append(render_diagnostic(found, result.after, style, context=context, remark=remark))
        out += [render_failure(failure, result.before, style) for failure in outcome.failures]
    skipped = sorted(p for outcome in run.outcomes for p in outcome.before if p.endswith((".tf.json", ".tfvars.json")))
    if skipped:
        out.append(f"Note: read, but never rewritten: {', '.join(skipped)}\n")
    return "".join(out)


def render_errors(errors: list[FileError], style: Style) -> str:
    """What could not be written."""
    return "".join(render_error(str(error), style) for error in errors)


def render_diff(units: tuple[Unit, ...], outcomes: tuple[Outcome, ...], style: Style) -> str:
    """The unified diff of everything that changes."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for unit, outcome in zip(units, outcomes, strict=True):
        if outcome.changed:
            old, new = unit.texts(outcome)
            before.update(old)
            after.update(new)
    # A terminal gets control characters replaced; a file or a pipe gets every byte, for `git apply`.
    return terminal_diff(before, after, style) if style.color else unified_diff(before, after)


def _context(texts: Mapping[str, str]) -> Callable[[str, int], str | None]:
    """A function that names the top-level block around a place, as Terraform's own diagnostics do."""
    files: dict[str, ConfigFile] = {}

    def context(path: str, offset: int) -> str | None:
        if path not in texts:
            return None
        if path not in files:
            files[path] = parse(texts[path], path)
        for item in files[path].body.items:
            if isinstance(item, Block) and item.start <= offset <= item.end:
                return " ".join((item.type, *(label.text for label in item.labels)))
        return None

    return context
