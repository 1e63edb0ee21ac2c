"""How many answers Terraform accepts before and after `tffix apply --rule all`.

    python tools/validate_rate.py DIR [--jobs 2] [--glob '**/MODEL_RESPONSE.md'] [--cache DIR] [--json FILE]

DIR holds Markdown answers with Terraform in them. Each is read, fixed in memory, and its files are handed to real
`terraform validate` with offline providers (`tffix.testing.oracle`), before and after, with the option `placeholder`
of `missing-referenced-file` off and on. Printed are: how many validate, which answers stopped validating (there must
be none), and what remains, ranked by the summary of Terraform's error.

The rate of repair counts the answers that failed only through classes of errors that the rules are to repair
(`tools/_error_classes.py`): neither before nor after the fixes, when Terraform gets further, is there an error of
another class. What is only reported is no such class: a file that breaks off, a module directory that the answer does
not hold, a resource that nobody declares.

`--cache` keeps what Terraform said for the next run.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from _answers import Judge, fixed, read_answer
from _error_classes import OTHER, class_of

from tffix.config import Config, parse_config
from tffix.rules import registry
from tffix.testing import oracle
from tffix.testing.oracle import Refusal

PLACEHOLDER = "[missing-referenced-file]\nplaceholder = true\n"


@dataclass(frozen=True)
class Verdict:
    """One answer: the errors before, and after with and without placeholders. None: Terraform gave no answer."""

    name: str
    before: tuple[Refusal, ...] | None
    after: tuple[Refusal, ...] | None
    with_placeholders: tuple[Refusal, ...] | None
    failures: tuple[str, ...]
    truncated: frozenset[str]

    def classes(self, errors: Sequence[Refusal] | None) -> set[str]:
        """The names of the classes of errors; those that are only reported or no rule is about in brackets."""
        found = set()
        for error in errors or ():
            its_class = class_of(error, self.truncated)
            name = OTHER if its_class is None else its_class.name
            found.add(name if its_class is not None and not its_class.is_reported_only else f"({name})")
        return found

    @property
    def is_repairable(self) -> bool:
        """Whether the answer fails, and only through what the rules are to repair."""
        seen = self.classes(self.before) | self.classes(self.after)
        return bool(self.before) and not any(name.startswith("(") for name in seen)


def verdict(path: Path, name: str, config: Config, judge: Judge) -> Verdict | None:
    """What Terraform says of one answer; None where there is no Terraform in it."""
    answer = read_answer(path, name)
    if answer is None:
        return None
    plain = fixed(answer, Config())
    # Placeholders make a difference only where a file is still missing.
    lacks = any(one.rule == "missing-referenced-file" for one in plain.diagnostics)
    filled = fixed(answer, config) if lacks else plain
    return Verdict(
        name,
        judge.refusals(answer.files),
        judge.refusals(plain.after),
        judge.refusals(filled.after),
        tuple(failure.message for outcome in (plain, filled) for failure in outcome.failures),
        answer.truncated,
    )


def summary(errors: Sequence[Refusal]) -> list[str]:
    """The first sentences of errors."""
    return sorted({error.summary.split(": ", 1)[0] for error in errors})


def report(verdicts: Sequence[Verdict]) -> None:
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
    repairable = [v for v in known if v.is_repairable]
    for text, good in (
        ("", [v for v in repairable if v.after == ()]),
        (", with placeholders", [v for v in repairable if v.with_placeholders == ()]),
    ):
        share = 100 * len(good) / len(repairable) if repairable else 100
        print(f"repaired of those that failed only through repairable classes{text}: ", end="")
        print(f"{len(good)} of {len(repairable)}, {share:.0f} %")
    print("\nnot repaired:")
    for v in repairable:
        if v.after:
            filled = "" if v.with_placeholders else " (repaired with placeholders)"
            print(f"  {v.name}: {', '.join(sorted(v.classes(v.after)))}{filled}")
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
    parser.add_argument("--cache", type=Path, help="a directory for what Terraform said, by content")
    parser.add_argument("--json", type=Path, help="also write every verdict to this file")
    wanted = parser.parse_args()
    if oracle.terraform() is None or oracle.oracle_directory() is None:
        sys.exit("there is no terraform command, or no offline providers (TFFIX_ORACLE)")
    has_option = "missing-referenced-file" in registry.rule_names()
    config = parse_config(PLACEHOLDER if has_option else "", "placeholder.toml")
    judge = Judge(wanted.cache)
    paths = sorted(wanted.directory.glob(wanted.glob))
    with ThreadPoolExecutor(wanted.jobs) as pool:
        found = pool.map(lambda p: verdict(p, str(p.relative_to(wanted.directory)), config, judge), paths)
        verdicts = [v for v in found if v is not None]
    if wanted.json:
        rows = [{**asdict(v), "truncated": sorted(v.truncated)} for v in verdicts]
        wanted.json.write_text(json.dumps(rows, indent=1), "utf-8")
    report(verdicts)


if __name__ == "__main__":
    main()
