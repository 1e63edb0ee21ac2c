"""Writing down what a rule makes of a case: `tffix golden record CASE_DIR`, `pytest --update-golden`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from tffix.rules.registry import load_rule
from tffix.testing.cases import DIFF, DOCUMENT, MAIN, REPORT, Case, CaseKind, read_case
from tffix.testing.golden import CaseResult, Load, run_case


def record_case(case: Case, load: Load = load_rule) -> CaseResult:
    """Run a case, make its files say what came of it, and give back the result of running it again.

    What is wrong beyond files that differ (a `fixes-` case that changes nothing, a second run that changes more)
    stays wrong and is among the problems of the result. Only a case that may change something gets `after`.
    """
    result = run_case(case, load)
    folder = case.directory
    changed = bool(result.outcome.changed) and case.kind in (CaseKind.FIXES, CaseKind.FREE)
    tree = result.after if changed else None
    _remove(folder / "after")
    _remove(folder / "after.tf")
    _remove(folder / "after.md")
    if tree is not None and case.is_document:
        _write(folder / "after.md", tree[DOCUMENT])
    elif tree is not None and case.is_single_file and set(tree) == {MAIN}:
        _write(folder / "after.tf", tree[MAIN])
    elif tree is not None:
        for path, text in tree.items():
            (folder / "after" / path).parent.mkdir(parents=True, exist_ok=True)
            _write(folder / "after" / path, text)
    _write(folder / DIFF, result.diff if changed else None)
    _write(folder / REPORT, result.report if case.kind is not CaseKind.IGNORES else None)
    return run_case(read_case(folder), load)


def record(directory: Path, load: Load = load_rule) -> str:
    """Record the case in a directory; what came of it, as text. Raises FileError for a directory that is no case."""
    result = record_case(read_case(directory), load)
    problems = [f"wrong: {problem}\n" for problem in result.problems]
    return "".join((f"recorded {result.case}\n", result.diff, result.report, *problems))


def _write(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(text.encode("utf-8", "surrogateescape"))


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        sys.stdout.write(record(Path(argument)))
