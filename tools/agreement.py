"""Where tffix and Terraform agree about what is wrong in answers, and where they do not.

    python tools/agreement.py DIR [--jobs 2] [--glob '**/MODEL_RESPONSE.md'] [--cache DIR] [--json FILE] [--details]

DIR holds Markdown answers with Terraform in them. The files of each are handed to real `terraform validate` with
offline providers (`tffix.testing.oracle`), as they are and after `tffix apply --rule all`, and every error is held
against the findings of tffix in the same files. Counted are, for each class of errors (`tools/_error_classes.py`):

* agreed: a rule of the class has a finding on the line of the error;
* missed: none has;
* invented: a rule of the class has a finding of severity error on a line where Terraform has none, although it got as
  far as to see it. An object with an error hides what needs it, so in an answer in which other errors of the last
  stage remain such findings are counted as open.

`--details` lists what was missed and invented, `--cache` keeps what Terraform said for the next run.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from _answers import Answer, Judge, checked, fixed, read_answer
from _error_classes import CLASSES, OTHER, ErrorClass, Stage, class_of

from tffix.config import Config
from tffix.rules import Severity
from tffix.rules.diagnostics import Diagnostic, Location
from tffix.terraform import Configuration
from tffix.testing import oracle
from tffix.testing.oracle import Refusal

OUTCOMES = ("agreed", "missed", "invented", "open")


@dataclass(frozen=True)
class Row:
    """One error or finding: its class, whether both sides have it, and where."""

    name: str
    text: str
    """`before` or `after`: the fixes of tffix."""
    error_class: str
    outcome: str
    path: str
    line: int
    message: str


def compare(answer: Answer, judge: Judge) -> list[Row]:
    """Every error and finding of one answer, as it is and after all fixes; nothing where Terraform cannot say."""
    after = fixed(answer, Config())
    texts = (("before", answer.files, checked(answer, Config()).diagnostics), ("after", after.after, after.diagnostics))
    rows: list[Row] = []
    for text, files, findings in texts:
        errors = judge.refusals(files)
        if errors is not None:
            rows += _compared(answer, text, files, errors, findings)
    return rows


def _compared(
    answer: Answer, text: str, files: Mapping[str, str], errors: Iterable[Refusal], findings: Iterable[Diagnostic]
) -> Iterator[Row]:
    places = [(one, _line(one, files)) for one in findings]
    known = [(error, class_of(error, answer.truncated)) for error in errors]
    met: set[Diagnostic] = set()
    for error, its_class in known:
        same = [one for one, line in places if its_class is not None and _meets(one, line, error, its_class)]
        met.update(same)
        name = OTHER if its_class is None else its_class.name
        message = f"{error.summary}: {error.detail}"
        yield Row(answer.name, text, name, "agreed" if same else "missed", error.path, error.line, message)
    reach = _Reach(files, known)
    for one, line in places:
        stage, name = _stage(one.rule)
        if one in met or stage is None or one.severity is not Severity.ERROR or reach.is_unseen(one.location):
            continue
        if any(error.path == one.location.path and error.line == line for error, _ in known):
            continue  # Terraform says something else of the same line
        outcome = reach.outcome(one.location.path, stage)
        if outcome:
            yield Row(answer.name, text, name, outcome, one.location.path, line, f"{one.rule}: {one.message}")


def _line(finding: Diagnostic, files: Mapping[str, str]) -> int:
    return files.get(finding.location.path, "").count("\n", 0, finding.location.start) + 1


def _meets(finding: Diagnostic, line: int, error: Refusal, its_class: ErrorClass) -> bool:
    """Whether a finding is about an error: a rule of its class, on the same line or naming the same thing."""
    if finding.rule not in its_class.rules:
        return False
    if error.path:
        return finding.location.path == error.path and line == error.line
    return its_class.named(error) in f"{finding.address} {finding.message}"


def _stage(rule: str) -> tuple[Stage | None, str]:
    """The stage in which Terraform would see what a rule finds at the latest, and the class; None for other rules."""
    classes = [one for one in CLASSES if one.rules[0] == rule]
    return (max(one.stage for one in classes), classes[0].name) if classes else (None, "")


class _Reach:
    """How far Terraform got with the modules of an answer."""

    def __init__(self, files: Mapping[str, str], errors: Iterable[tuple[Refusal, ErrorClass | None]]) -> None:
        configuration = self.configuration = Configuration(files)
        self.root = oracle.root_directory(files)
        self.called = {self.root}
        todo = [self.root]
        while todo:
            module = configuration.modules.get(todo.pop())
            for call in module.modules if module is not None else ():
                called = configuration.called(call)
                if called is not None and called.directory not in self.called:
                    self.called.add(called.directory)
                    todo.append(called.directory)
        self.stages = [(_reported(error) if one is None else one.stage, error) for error, one in errors]

    def is_unseen(self, location: Location) -> bool:
        """Whether Terraform may not look at a place: `init -backend=false` reads no backend, and the configuration of
        a provider is left out where no object uses it.
        """
        file = self.configuration.files.get(location.path)
        blocks = () if file is None else file.body.blocks
        unseen = [block for block in blocks if block.type == "provider"]
        unseen += [inner for block in blocks for inner in block.body.blocks if inner.type == "backend"]
        return any(block.start <= location.start < block.end for block in unseen)

    def outcome(self, path: str, stage: Stage) -> str:
        """`invented` or `open` for a finding that Terraform does not have; empty where it did not look."""
        directory = path.rpartition("/")[0]
        if directory not in self.called:
            return ""
        early = [error for its, error in self.stages if its < stage]
        if stage is Stage.LOAD:
            early = [e for its, e in self.stages if its is Stage.LOAD and e.path.rpartition("/")[0] == self.root]
            early = early if directory != self.root else []
        if early:
            return ""
        return "open" if stage is Stage.WALK and self.stages else "invented"


def _reported(error: Refusal) -> Stage:
    """The stage of an error that no rule is about: only the last one names the block around an error."""
    return Stage.WALK if error.context else Stage.LOAD


def report(rows: list[Row], is_detailed: bool) -> None:
    """Print the figures, the class with the most errors first."""
    for text in ("before", "after"):
        counts: dict[str, Counter[str]] = {}
        for row in rows:
            if row.text == text:
                counts.setdefault(row.error_class, Counter())[row.outcome] += 1
        print(f"{text + ' the fixes':32}" + "".join(f"{outcome:>10}" for outcome in OUTCOMES))
        for name, count in sorted(counts.items(), key=lambda pair: (-pair[1].total(), pair[0])):
            print(f"  {name:30}" + "".join(f"{count[outcome]:10}" for outcome in OUTCOMES))
        total: Counter[str] = sum(counts.values(), Counter())
        print(f"  {'all':30}" + "".join(f"{total[outcome]:10}" for outcome in OUTCOMES) + "\n")
    for row in rows if is_detailed else ():
        if row.outcome != "agreed":
            place = f"{row.path}:{row.line}" if row.path else "no place"
            print(f"{row.outcome:9} {row.text:7} {row.error_class:26} {row.name} {place}  {_short(row.message)}")


def _short(message: str) -> str:
    return " ".join(message.split())[:160]


def main() -> None:
    """Run over a directory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--glob", default="**/MODEL_RESPONSE.md")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--cache", type=Path, help="a directory for what Terraform said, by content")
    parser.add_argument("--json", type=Path, help="also write every row to this file")
    parser.add_argument("--details", action="store_true", help="list what was missed, invented and open")
    wanted = parser.parse_args()
    if oracle.terraform() is None or oracle.oracle_directory() is None:
        sys.exit("there is no terraform command, or no offline providers (TFFIX_ORACLE)")
    judge = Judge(wanted.cache)

    def compared(path: Path) -> list[Row]:
        answer = read_answer(path, str(path.relative_to(wanted.directory)))
        return [] if answer is None else compare(answer, judge)

    with ThreadPoolExecutor(wanted.jobs) as pool:
        rows = [row for found in pool.map(compared, sorted(wanted.directory.glob(wanted.glob))) for row in found]
    if wanted.json:
        wanted.json.write_text(json.dumps([asdict(row) for row in rows], indent=1), "utf-8")
    report(rows, wanted.details)


if __name__ == "__main__":
    main()
