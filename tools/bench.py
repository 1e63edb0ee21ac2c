"""Throughput in MB of source per second of CPU, beside python-hcl2, in one run on one core.

    python tools/bench.py [DIRECTORY] [--require]

Every row goes over the same files; python-hcl2, which would take minutes, over the first of them
(`--peer-size`). Numbers of different runs do not compare, the ratios
of one run do.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tffix.source import Source
from tffix.syntax import parse
from tffix.syntax.scanner import Mode, scan
from tffix.syntax.skeleton import skeleton

PEER = "python-hcl2 parses_to_tree"
SUFFIXES = (".tf", ".tofu", ".tfvars", ".hcl")
ALL_RULES = "check --rule all"
NO_SCHEMA = "check, without the schema rules"
# What the rules of codemods/schema may add to the time of all others.
SCHEMA_BUDGET = 0.4


class Row(NamedTuple):
    """One measurement: what is done with a list of files, and the ratio to the peer it has to reach."""

    name: str
    run: Callable[[list[Source]], object] | None
    reach: float | None = None


def _scan(sources: list[Source]) -> None:
    for source in sources:
        scan(source.text, Mode.BODY)


def _skeleton(sources: list[Source]) -> None:
    for source in sources:
        skeleton(source.text)


def _expressions(sources: list[Source]) -> None:
    for source in sources:
        for attribute in parse(source).body.all_attributes():
            _ = attribute.expr


def _full(sources: list[Source]) -> None:
    for source in sources:
        _ = parse(source).error


def _peer(sources: list[Source]) -> None:
    import hcl2

    for source in sources:
        hcl2.parses_to_tree(source.text)


def _checks(rule: str = "all", group: str = "") -> Callable[[list[Source]], object]:
    """What `tffix check --rule NAME` does with texts that were read; rules are imported before.

    `group` is a folder of codemods whose rules are left out.
    """
    from tffix.config import Config, validate_sections
    from tffix.engine.check import RunOptions
    from tffix.engine.fix import check_configuration
    from tffix.rules import registry

    left_out = [name for name, module in registry.rule_modules().items() if group and f".{group}." in module]
    rules = registry.select([rule], ignore=left_out)
    options = validate_sections(Config(), registry.declared_options(rules))
    run = RunOptions(options, frozenset({rule} - {"all"}), every_expression=rule == "all")
    return lambda sources: check_configuration({source.path: source.text for source in sources}, rules, run)


def rows(rule: str) -> list[Row]:
    """What is measured, in the order it is shown."""
    return [
        Row("scan (tokens)", _scan),
        Row("skeleton", _skeleton, 60),
        Row("every expression", _expressions, 8),
        Row("full parse with errors", _full),
        Row(ALL_RULES, _checks()),
        Row(NO_SCHEMA, _checks(group="schema")),
        Row(f"check --rule {rule}", _checks(rule), 40),
    ]


def measure(run: Callable[[list[Source]], object], sources: list[Source]) -> float:
    """Megabytes (UTF-8) per second of CPU time."""
    size = sum(len(source.to_bytes()) for source in sources)
    gc.collect()
    started = time.process_time()
    run(sources)
    return size / 1e6 / (time.process_time() - started)


def _read(directory: Path) -> Iterator[Source]:
    for path in sorted(directory.rglob("*")):
        if path.suffix in SUFFIXES and path.is_file() and ".terraform" not in path.parts:
            source = Source.from_bytes(str(path), path.read_bytes())
            if parse(source).error is None and not _peer_refuses(source):
                yield source


def _peer_refuses(source: Source) -> bool:
    """Whether python-hcl2 cannot read a file that we can: such a file cannot be compared."""
    import hcl2

    try:
        hcl2.parses_to_tree(source.text)
    except Exception:  # noqa: BLE001 - whatever it is, the file is left out
        return True
    return False


def _corpus(directory: Path | None, size: int) -> list[Source]:
    if directory is not None:
        return list(_read(directory))
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    from bench_corpus import generate

    # A directory each: the generated files would not go together in one module.
    return [Source(f"{Path(name).stem}/main.tf", text) for name, text in generate(size).items()]


def _head(sources: list[Source], size: int) -> list[Source]:
    """The first files that together have about `size` characters."""
    chosen: list[Source] = []
    for source in sources:
        if chosen and size <= 0:
            break
        chosen.append(source)
        size -= len(source.text)
    return chosen


def main() -> int:
    """Measure, print, and with `--require` fail where a reach is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("directory", nargs="?", type=Path, help="Terraform to measure on (default: generated)")
    parser.add_argument("--size", type=int, default=3_000_000, help="size of the generated corpus")
    parser.add_argument("--peer-size", type=int, default=200_000, help="how much of it python-hcl2 is given")
    parser.add_argument("--repeat", type=int, default=5, help="runs per row; the best one counts")
    parser.add_argument("--rule", default="lambda-provisioned-concurrency-alias", help="the one rule checked")
    parser.add_argument("--require", action="store_true", help="exit 1 if a reach is missed")
    options = parser.parse_args()

    sources = _corpus(options.directory, options.size)
    if not sources:
        parser.error(f"no Terraform files in {options.directory}")
    total = sum(len(source.text) for source in sources)
    head = _head(sources, options.peer_size)
    print(f"{len(sources)} files, {total / 1e6:.2f} MB; {PEER} on the first {len(head)} of them\n")
    measured = [Row(PEER, _peer), *rows(options.rule)]
    for row in measured:
        if row.run is not None:
            row.run(head[:1])  # grammars and patterns are compiled outside the measurement
    rates = [0.0] * len(measured)
    for _ in range(options.repeat):
        # Row after row, then again: what else the machine does should slow down all of them alike.
        for index, row in enumerate(measured):
            if row.run is not None:
                rates[index] = max(rates[index], measure(row.run, head if index == 0 else sources))
    print(f"{'':50}{'MB/s':>8}{'ratio':>8}{'reach':>8}")
    missed = 0
    for row, rate in zip(measured, rates, strict=True):
        reach = f"{row.reach:.0f}" if row.reach else ""
        met = row.reach is None or rate >= row.reach * rates[0]
        missed += not met
        print(f"{row.name:50}{rate:8.2f}{rate / rates[0]:8.1f}{reach:>8}{'' if met else '  missed'}")
    by_name = {row.name: rate for row, rate in zip(measured, rates, strict=True)}
    added = by_name[NO_SCHEMA] / by_name[ALL_RULES] - 1
    missed += added > SCHEMA_BUDGET
    print(f"\nthe schema rules add {added:.0%} to the time of all others ({SCHEMA_BUDGET:.0%} allowed)")
    return 1 if options.require and missed else 0


if __name__ == "__main__":
    sys.exit(main())
