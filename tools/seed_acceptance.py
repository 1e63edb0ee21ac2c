"""What tffix makes of the findings of five failure analyses, one row each.

python tools/seed_acceptance.py --corpus DIR [--why]

DIR has a directory for each task, with MODEL_RESPONSE.md and PROMPT.md. Every finding is one assertion about the
configuration after all rules in the profile `answer` (unsafe fixes too), with the provider file that the prompts say
exists, or about the findings of the rules. What needs input is run again with the settings of `tools/_seed_N.py`.

A row has the finding, whether it is true, its class, what became of it, the rules that did it (for what is missed, the
rules that would have to), and its address and line. The last line counts. The exit code is 1 where something is missed
or wrong; `--why` says what.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import _seed_0
import _seed_1
import _seed_2
import _seed_3
import _seed_4
from _seed_findings import Result, Row, judge
from _seed_run import read_case

SEEDS = (_seed_0, _seed_1, _seed_2, _seed_3, _seed_4)
_FAILED = (Result.MISSED, Result.WRONG)


def rows(corpus: Path) -> Iterator[Row]:
    """The findings in order. Raises OSError where an answer is not there."""
    for seed in SEEDS:
        answer = read_case(corpus, seed.TASK, seed.SETTINGS)
        above = read_case(corpus, seed.TASK, seed.SETTINGS, getattr(seed, "DRAFT_LINES", None))
        for finding in seed.FINDINGS:
            yield judge(finding, above, beside=answer) if finding.draft else judge(finding, answer)


def settings_without_rule(corpus: Path) -> Iterator[str]:
    """What no rule takes of the settings, and why: a rule that is missing, or has other options."""
    for seed in SEEDS:
        yield from read_case(corpus, seed.TASK, seed.SETTINGS).unknown


def table(found: list[Row], *, why: bool = False) -> Iterator[str]:
    """The lines of the report."""
    for row in found:
        one = row.finding
        by = ", ".join(row.by or one.rules) if row.result is not Result.SILENT else ""
        place = f"{one.address}:{one.line}" if one.address else f"{one.line}" if one.line else ""
        line = f"{one.name}  {one.verdict:7} {one.kind:16} {row.result:20} {by:38} {place}".rstrip()
        yield f"{line}\n       {row.why}" if why and row.why else line
    counts = Counter(row.result for row in found)
    yield " · ".join(f"{result} {counts[result]}" for result in Result)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True, help="the directory with the tasks")
    parser.add_argument("--why", action="store_true", help="say what is missed or wrong")
    arguments = parser.parse_args()
    if arguments.why:
        for reason in dict.fromkeys(settings_without_rule(arguments.corpus)):
            print(reason)
    found = list(rows(arguments.corpus))
    for line in table(found, why=arguments.why):
        print(line)
    return int(any(row.result in _FAILED for row in found))


if __name__ == "__main__":
    sys.exit(main())
