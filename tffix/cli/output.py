"""The end of a run: write, print, exit code."""

from __future__ import annotations

import os
import sys

from tffix.cli.run import Run
from tffix.cli.show import exit_code, numbers, render, render_diff, render_errors, results_of, style_of
from tffix.cli.write import Change, write
from tffix.errors import FileError
from tffix.output.summary import summarize


def finish(run: Run, *, write: bool, diff: bool, as_json: bool, fixing: bool) -> int:
    """Write the changes if asked to, print what happened, and give the exit status."""
    results = results_of(run)
    errors = _write(run) if write else []
    counts = numbers(run, results, len(errors))
    would_change = fixing and not write and any(outcome.changed for outcome in run.outcomes)
    code = exit_code(counts, would_change=would_change)
    stdin = _stdin_text(run) if write else None
    # Where standard output carries a file or a diff, people are told on standard error.
    told = sys.stderr if diff or stdin is not None else sys.stdout
    if as_json and stdin is None:
        from tffix.output.jsonout import to_json

        messages = [str(error) for error in (*run.workspace.errors, *errors)]
        _print(sys.stdout, to_json(results, counts, errors=messages))
        return code
    if diff:
        _print(sys.stdout, render_diff(run.units, run.outcomes, style_of(sys.stdout)))
    style = style_of(told)
    _print(told, render(run, results, style, would=not write))
    _print(told, render_errors(errors, style))
    _print(told, summarize(counts, would=fixing and not write) + "\n")
    if stdin is not None:
        sys.stdout.flush()
        sys.stdout.buffer.write(stdin.encode("utf-8", "surrogateescape"))
        sys.stdout.buffer.flush()
    return code


def _write(run: Run) -> list[FileError]:
    """Write each outcome wholly or not at all; what could not be written."""
    errors: list[FileError] = []
    for unit, outcome in zip(run.units, run.outcomes, strict=True):
        planned: tuple[Change, ...]
        planned, refused = unit.changes(outcome)
        errors += refused if refused else write(planned).errors
    return errors


def _stdin_text(run: Run) -> str | None:
    """The text to print for standard input, None where it was not read."""
    for unit, outcome in zip(run.units, run.outcomes, strict=True):
        if unit.document is not None and unit.document.found.stdin:
            return unit.texts(outcome)[1][unit.document.shown]
        for module in unit.modules:
            for file in module.files:
                if file.found.stdin:
                    return outcome.after[file.shown]
    return None


def _print(stream: object, text: str) -> None:
    """Print text that may hold what the stream cannot encode."""
    assert hasattr(stream, "buffer")
    encoding = getattr(stream, "encoding", None) or "utf-8"
    is_terminal = os.isatty(stream.fileno()) if hasattr(stream, "fileno") else False
    errors = "replace" if is_terminal or encoding.lower().replace("-", "") != "utf8" else "surrogateescape"
    stream.flush()  # type: ignore[attr-defined]
    stream.buffer.write(text.encode(encoding, errors))
    stream.buffer.flush()
