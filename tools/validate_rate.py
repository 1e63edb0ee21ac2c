"""How many answers Terraform accepts before and after `tffix apply --rule all`.

    python tools/validate_rate.py DIR [--jobs 2] [--glob '**/MODEL_RESPONSE.md'] [--json FILE]

DIR holds Markdown answers with Terraform in them. Each is read, fixed in memory, and its files are handed to real
`terraform validate` with offline providers (`tffix.testing.oracle`), before and after, with the option `placeholder`
of `missing-referenced-file` off and on. Printed are: how many validate, which answers stopped validating (there must
be none), errors that are new, and what remains, ranked by the summary of Terraform's error.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tffix.config import Config, parse_config, validate_sections
from tffix.engine.check import RunOptions
from tffix.engine.fix import fix_configuration
from tffix.responses import extract
from tffix.rules import Level, registry
from tffix.source import Source
from tffix.testing import oracle

PLACEHOLDER = "[missing-referenced-file]\nplaceholder = true\n"


@dataclass(frozen=True)
class Verdict:
    """One answer: the errors before, and after with and without placeholders. None: Terraform gave no answer."""

    name: str
    before: tuple[str, ...] | None
    after: tuple[str, ...] | None
    with_placeholders: tuple[str, ...] | None
    failures: tuple[str, ...]


def fixed(sources: Mapping[str, str], config: Config) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """The files after all rules, and what went wrong on our side."""
    rules = registry.load_rules(registry.rule_names())
    options = validate_sections(config, registry.declared_options(rules))
    outcome = fix_configuration(sources, rules, Level.UNSAFE, RunOptions(options), other_files=frozenset())
    return outcome.after, tuple(failure.message for failure in outcome.failures)


def verdict(path: Path, name: str, config: Config) -> Verdict | None:
    """What Terraform says of one answer; None where there is no Terraform in it."""
    answer = extract(Source.from_bytes(name, path.read_bytes()))
    sources = {file.path: file.text for file in answer.files}
    if not any(path.endswith(".tf") for path in sources):
        return None
    after, failures = fixed(sources, Config())
    filled, more = fixed(sources, config)
    return Verdict(
        name,
        oracle.validate(sources),
        oracle.validate(after),
        oracle.validate(filled),
        (*failures, *more),
    )


def summary(errors: tuple[str, ...]) -> list[str]:
    """The first sentences of errors."""
    return sorted({error.split(": ", 1)[0] for error in errors})


def report(verdicts: list[Verdict]) -> None:
    """Print the figures."""
    known = [v for v in verdicts if v.before is not None and v.after is not None]
    print(f"{len(verdicts)} answers, {len(known)} of them decided")
    print(f"validate before:            {sum(v.before == () for v in known)}")
    print(f"validate after:             {sum(v.after == () for v in known)}")
    print(f"after, with placeholders:   {sum(v.with_placeholders == () for v in known)}")
    print(f"stopped validating:         {[v.name for v in known if v.before == () and v.after]}")
    for v in verdicts:
        for failure in v.failures:
            print(f"failure in {v.name}: {failure}")
    remaining: Counter[str] = Counter()
    for v in known:
        remaining.update(summary(v.after or ()))
    print("\nanswers in which an error remains:")
    for text, number in remaining.most_common():
        print(f"{number:5}  {text}  {', '.join(v.name for v in known if text in summary(v.after or ()))[:100]}")


def main() -> None:
    """Run over a directory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--glob", default="**/MODEL_RESPONSE.md")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--json", type=Path, help="also write every verdict to this file")
    wanted = parser.parse_args()
    if oracle.terraform() is None or oracle.oracle_directory() is None:
        sys.exit("there is no terraform command, or no offline providers (TFFIX_ORACLE)")
    has_option = "missing-referenced-file" in registry.rule_names()
    config = parse_config(PLACEHOLDER if has_option else "", "placeholder.toml")
    paths = sorted(wanted.directory.glob(wanted.glob))
    with ThreadPoolExecutor(wanted.jobs) as pool:
        found = pool.map(lambda p: verdict(p, str(p.relative_to(wanted.directory)), config), paths)
        verdicts = [v for v in found if v is not None]
    if wanted.json:
        rows = [{slot: getattr(v, slot) for slot in v.__dataclass_fields__} for v in verdicts]
        wanted.json.write_text(json.dumps(rows, indent=1), "utf-8")
    report(verdicts)


if __name__ == "__main__":
    main()
