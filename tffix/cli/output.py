"""The end of a run: write, print, exit code."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace

from tffix.cli import show
from tffix.cli.pool import process
from tffix.cli.run import Run, Step
from tffix.cli.streams import emit, is_terminal, say, style_of
from tffix.cli.write import Written, write
from tffix.errors import FileError
from tffix.source import Source


@dataclass(frozen=True, slots=True)
class Ending:
    """What is to become of a run: `write` the changes, print them as a `diff`, print JSON instead of text."""

    fixing: bool
    write: bool
    diff: bool = False
    as_json: bool = False


def finish(run: Run, ending: Ending) -> int:
    """Write the changes if asked to, print what happened, and give the exit status."""
    errors: list[FileError] = []
    if ending.write:
        run, errors = _write(run)
    would = ending.fixing and not ending.write
    results = show.results_of(run.steps, would=would)
    counts = show.numbers(run, results, len(errors))
    code = show.exit_code(counts, would_change=would and any(step.outcome.changed for step in run.steps))
    stdin = _standard_input(run) if ending.write else None
    if ending.as_json:
        from tffix.output.jsonout import to_json

        document = to_json(
            results,
            counts,
            errors=[str(error) for error in (*run.errors, *errors)],
            notes=run.notes,
            diff=show.diff_to_apply(run.steps) if ending.diff else None,
            output=stdin.text if stdin else None,
        )
        emit(sys.stdout, document.encode())
        return code
    if ending.diff:
        _print_diff(run)
    # Where standard output carries a file or a diff, people are told on standard error.
    told = sys.stderr if ending.diff or stdin else sys.stdout
    style = style_of(told)
    say(told, show.render(run, results, style, would=would))
    say(told, show.render_errors(errors, style))
    say(told, show.summary(counts, style, would=would))
    if stdin:
        emit(sys.stdout, stdin.to_bytes())
    return code


def _write(run: Run) -> tuple[Run, list[FileError]]:
    """Write each outcome wholly or not at all; the run as it then is, and what could not be written."""
    errors: list[FileError] = []
    steps: list[Step] = []
    texts: dict[str, bytes | None] = {}  # what was written, by real path: two links may lead to one file
    for step in run.steps:
        planned, refused = step.unit.changes(step.outcome)
        left = [change for change in planned if change.path not in texts or texts[change.path] != change.data]
        written = Written((), refused) if refused else write(left)
        if written.errors:
            errors += written.errors
            # Nothing was fixed here after all, so everything that was found is still there.
            unfixed = process(replace(step.task, level=None)).outcome
            step = replace(step, outcome=replace(unfixed, failures=step.outcome.failures))
        else:
            texts.update((change.path, change.data) for change in planned)
        steps.append(step)
    return replace(run, steps=tuple(steps)), errors


def _standard_input(run: Run) -> Source | None:
    """What has become of standard input, None where it was not read."""
    for step in run.steps:
        unit, outcome = step.unit, step.outcome
        if unit.document is not None and unit.document.found.stdin:
            return Source("", unit.texts(outcome)[1][unit.document.shown])
        for module in unit.modules:
            for file in module.files:
                if file.found.stdin:
                    return Source("", outcome.after[file.shown])
    return None


def _print_diff(run: Run) -> None:
    style = style_of(sys.stdout)
    if is_terminal(sys.stdout) or style.color:
        say(sys.stdout, show.diff_to_look_at(run.steps, style))
    else:
        emit(sys.stdout, Source("", show.diff_to_apply(run.steps)).to_bytes())
