"""One run of `check` or `apply`: paths to units, units through the engine, outcomes back."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass

from tffix.cli.configfile import config_directory, load_config
from tffix.cli.discover import discover
from tffix.cli.load import Workspace, load
from tffix.cli.units import Unit, units_of
from tffix.config import ALL, Config, validate_rules, validate_sections
from tffix.engine.check import RunOptions
from tffix.engine.fix import check_configuration, fix_configuration
from tffix.engine.outcome import Failure, Outcome
from tffix.rules import registry
from tffix.rules.diagnostics import Level

# Below this many characters a process pool costs more than it saves.
_WORTH_A_POOL = 600_000


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rules run and how: by name, so that it pickles."""

    rules: tuple[str, ...]
    run: RunOptions
    level: Level | None
    cross_check: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """What one worker gets."""

    unit: Unit
    selection: Selection


@dataclass(frozen=True, slots=True)
class Run:
    """Everything that came of a run."""

    workspace: Workspace
    units: tuple[Unit, ...]
    outcomes: tuple[Outcome, ...]
    config: Config


def select(config: Config, wanted: str | None, level: Level | None, *, cross_check: bool = False) -> Selection:
    """The rules to run: those of `--rule`, else of the configuration, else all. Raises ConfigError."""
    names = tuple(name.strip() for name in wanted.split(",") if name.strip()) if wanted else config.rules or (ALL,)
    everything = registry.rule_names()
    validate_rules(config, everything)
    chosen = everything if ALL in names else names
    rules = [rule for rule in registry.load_rules(chosen) if rule.name not in config.ignore]
    declared = registry.declared_options(registry.load_rules(everything) if config.sections else rules)
    options = validate_sections(config, declared)
    named = frozenset() if ALL in names else frozenset(names)
    run = RunOptions(options, named, dict(config.levels), every_expression=not named)
    return Selection(tuple(rule.name for rule in rules), run, level, cross_check)


def run(
    paths: Sequence[str],
    *,
    rule: str | None,
    level: Level | None,
    config_path: str | None = None,
    stdin_filename: str = "",
    cross_check: bool = False,
    jobs: int = 0,
    progress: bool = False,
) -> Run:
    """Read, check and (with a level) fix in memory; nothing is written. Raises ConfigError."""
    from tffix.terraform.configuration import local_sources

    cwd = os.getcwd()  # noqa: PTH109 - strings throughout: paths are shown as typed
    start = os.path.abspath(paths[0] if paths and paths[0] != "-" else ".")  # noqa: PTH100
    config = load_config(config_path, start, cwd)
    selection = select(config, rule, level, cross_check=cross_check)
    found = discover(
        paths,
        cwd=cwd,
        exclude=config.exclude,
        exclude_base=config_directory(config, cwd),
        stdin_filename=stdin_filename,
    )
    workspace = load(found, local_sources, stdin=sys.stdin.buffer.read() if "-" in paths else b"")
    units = tuple(units_of(workspace))
    outcomes = tuple(_work([Job(unit, selection) for unit in units], jobs, progress))
    return Run(workspace, units, outcomes, config)


def _work(jobs: list[Job], workers: int, progress: bool) -> Iterator[Outcome]:
    total = sum(job.unit.size for job in jobs)
    workers = workers or min(os.cpu_count() or 1, 8)
    with _bar(total) if progress else nullcontext(lambda done: None) as advance:
        if workers > 1 and len(jobs) > 1 and total > _WORTH_A_POOL:
            with ProcessPoolExecutor(min(workers, len(jobs))) as pool:
                for job, outcome in zip(jobs, pool.map(process, jobs, chunksize=4), strict=True):
                    advance(job.unit.size)
                    yield outcome
        else:
            for job in jobs:
                outcome = process(job)
                advance(job.unit.size)
                yield outcome


def _bar(total: int) -> object:
    from tffix.cli.progress import Bar

    return Bar(total)


def process(job: Job) -> Outcome:
    """Check or fix one unit, in this process or in a worker's."""
    selection, unit = job.selection, job.unit
    rules = registry.load_rules(selection.rules)
    options = RunOptions(
        selection.run.options,
        selection.run.named,
        selection.run.levels,
        unit.read_only,
        selection.run.every_expression,
    )
    if selection.level is None:
        return check_configuration(unit.sources, rules, options, other_files=unit.other_files)
    outcome = fix_configuration(unit.sources, rules, selection.level, options, other_files=unit.other_files)
    return _cross_checked(outcome) if selection.cross_check else outcome


def _cross_checked(outcome: Outcome) -> Outcome:
    """The outcome, or the untouched input if an independent parser sees changes that no fix announced."""
    from tffix.engine.crosscheck import cross_check

    found = cross_check(outcome.before, outcome.after, [a.diagnostic for a in outcome.applied])
    if not found.problems:
        return outcome
    failures = tuple(Failure(f"nothing was changed: {problem}") for problem in found.problems)
    return Outcome(outcome.before, outcome.before, outcome.diagnostics, failures=(*outcome.failures, *failures))


Advance = Callable[[int], None]
