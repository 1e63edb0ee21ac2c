"""What the tools that ask Terraform about Markdown answers share: reading, fixing, and remembered judgements."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from tffix.config import Config, validate_sections
from tffix.engine.check import RunOptions
from tffix.engine.fix import check_configuration, fix_configuration
from tffix.engine.outcome import Outcome
from tffix.responses import extract
from tffix.rules import Level, registry
from tffix.source import Source
from tffix.syntax import parse
from tffix.testing import oracle
from tffix.testing.oracle import Refusal


@dataclass(frozen=True)
class Answer:
    """One answer: its files by path, and those of them that break off, in the answer or in its document."""

    name: str
    files: Mapping[str, str]
    truncated: frozenset[str]


def read_answer(path: Path, name: str) -> Answer | None:
    """The answer in a document; None where there is no Terraform in it."""
    answer = extract(Source.from_bytes(name, path.read_bytes()))
    files = {file.path: file.text for file in answer.files}
    if not any(path.endswith(".tf") for path in files):
        return None
    cut = {one.path for one in answer.truncated}
    return Answer(name, files, frozenset(cut | {path for path, text in files.items() if _breaks_off(path, text)}))


def _breaks_off(path: str, text: str) -> bool:
    """Whether what is wrong with the syntax of a file is that it ends."""
    error = parse(Source(path, text)).structure_error if path.endswith(".tf") else None
    if error is None:
        return False
    is_open = error.summary.startswith("Unclosed") and not text.rstrip().endswith("}")
    return is_open or error.end >= len(text.rstrip())


def fixed(answer: Answer, config: Config) -> Outcome:
    """An answer after `tffix apply --rule all`. Files that it does not hold are known not to be there."""
    rules = registry.load_rules(registry.rule_names())
    return fix_configuration(answer.files, rules, Level.UNSAFE, _run_options(config), other_files={"": frozenset()})


def checked(answer: Answer, config: Config) -> Outcome:
    """An answer after `tffix check --rule all`."""
    rules = registry.load_rules(registry.rule_names())
    return check_configuration(answer.files, rules, _run_options(config), other_files={"": frozenset()})


def _run_options(config: Config) -> RunOptions:
    rules = registry.load_rules(registry.rule_names())
    return RunOptions(validate_sections(config, registry.declared_options(rules)))


@dataclass(frozen=True)
class Judge:
    """Terraform, and a directory in which what it says is kept by the content of the files it was asked about.

    Empty the directory when the providers or Terraform change.
    """

    directory: Path | None = None

    def refusals(self, files: Mapping[str, str]) -> tuple[Refusal, ...] | None:
        """The errors of `terraform validate`; None where it cannot say."""
        if self.directory is None:
            return oracle.refusals(files)
        content = json.dumps(sorted(files.items())).encode()
        kept = self.directory / f"{hashlib.sha256(content).hexdigest()}.json"
        if kept.is_file():
            rows = json.loads(kept.read_text("utf-8"))
            return None if rows is None else tuple(Refusal(**row) for row in rows)
        found = oracle.refusals(files)
        self.directory.mkdir(parents=True, exist_ok=True)
        rows = None if found is None else [asdict(one) for one in found]
        kept.write_text(json.dumps(rows), "utf-8")
        return found
