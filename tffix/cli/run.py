"""One run of `check` or `apply`: paths to units, units through the engine, outcomes back. Nothing is written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace

from tffix.cli.answers import UNNAMED_ANSWER, is_answer
from tffix.cli.configfile import config_directory, load_config
from tffix.cli.context import NO_CONTEXT, Context
from tffix.cli.discover import STDIN, discover
from tffix.cli.files import is_inside
from tffix.cli.load import load
from tffix.cli.pool import Task, work
from tffix.cli.schema import check_user_store
from tffix.cli.streams import read_standard_input
from tffix.cli.units import Unit, units_of
from tffix.config import ALL, Config, Profile, validate_rules, validate_sections
from tffix.engine.check import RunOptions
from tffix.engine.outcome import Outcome
from tffix.errors import ConfigError, FileError
from tffix.rules import registry
from tffix.rules.diagnostics import Level


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for. `rules` and `profile` are None where it does not say, `level` to check only.

    `context` takes part in the root module of every answer.
    """

    rules: tuple[str, ...] | None = None
    level: Level | None = None
    config_path: str | None = None
    stdin_filename: str = ""
    cross_check: bool = False
    jobs: int = 0
    profile: Profile | None = None
    context: Context = NO_CONTEXT


@dataclass(frozen=True, slots=True)
class Step:
    """A unit, what was to be done with it, and what came of that."""

    unit: Unit
    task: Task
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Run:
    """Everything that came of a run. `files` is the number of files that it was about."""

    steps: tuple[Step, ...]
    errors: tuple[FileError, ...] = ()
    notes: tuple[str, ...] = ()
    files: int = 0


def select(config: Config, wanted: Wanted, usual: Profile = Profile.DEFAULT) -> Task:
    """A task with the rules to run and no sources yet: those of `--rule`, else of the configuration, else all.

    `usual` is the profile where neither says. Raises ConfigError.
    """
    profile = wanted.profile or config.profile or usual
    names = wanted.rules or config.rules or (ALL,)
    everything = registry.rule_names()
    validate_rules(config, everything)
    rules = registry.select(names, profile, config.ignore)
    declared = registry.declared_options(registry.load_rules(everything) if config.sections else rules)
    options = validate_sections(config, declared, profile)
    run = RunOptions(
        options,
        frozenset(names) - {ALL},
        dict(config.levels),
        every_expression=ALL in names,
        known_rules=frozenset(everything),
        profile=profile,
    )
    return Task("", {}, {}, tuple(rule.name for rule in rules), run, wanted.level, wanted.cross_check)


def run(paths: Sequence[str], wanted: Wanted, *, progress: bool = False) -> Run:
    """Read, check and (with a level) fix in memory. Raises ConfigError."""
    check_user_store()
    cwd = os.getcwd()  # noqa: PTH109 - strings throughout: paths are shown as typed
    units: list[Unit] = []
    tasks: list[Task] = []
    errors: list[FileError] = []
    notes: dict[str, None] = {}
    stdin = read_standard_input() if STDIN in paths else b""
    if stdin and not wanted.stdin_filename and is_answer(stdin):
        wanted = replace(wanted, stdin_filename=UNNAMED_ANSWER)
        notes["Standard input looks like a Markdown answer and is read as one; --stdin-filename can name it."] = None
    files = 0
    # Every configuration is read before any file: a mistake in the last is found before the first is worked on.
    groups = list(groups_of(paths, wanted, cwd))
    selected = [(config, group, _selections(config, wanted)) for config, group in groups]
    for config, group, selections in selected:
        for name in sorted(set(wanted.rules or ()) & set(config.ignore)):
            notes[f"{name} does not run: {config.complaint('it is among the rules to ignore', 'ignore')}."] = None
        found, unreadable, number = _units(group, config, wanted, cwd, stdin)
        units += found
        errors += unreadable
        files += number
        tasks += [task_of(unit, selections[unit.document is not None]) for unit in found]
    if wanted.context and not errors and not any(unit.document for unit in units):
        raise ConfigError("--context and --context-dir are for Markdown answers, and none is among the paths")
    with _bar(sum(task.size for task in tasks)) if progress else nullcontext(_ignore) as advance:
        done = tuple(work(tasks, wanted.jobs, advance))
    for unit in units:
        notes.update(dict.fromkeys(unit.notes))
    if uncompared := sum(one.uncompared for one in done):
        what = "1 changed file was" if uncompared == 1 else f"{uncompared} changed files were"
        notes[f"{what} not cross-checked: the second parser cannot read what was there before."] = None
    steps = tuple(Step(*each) for each in zip(units, tasks, (one.outcome for one in done), strict=True))
    return Run(steps, tuple(errors), tuple(notes), files)


def _selections(config: Config, wanted: Wanted) -> tuple[Task, Task]:
    """What runs on files, and what runs on answers."""
    return select(config, wanted), select(config, wanted, Profile.ANSWER)


def groups_of(paths: Sequence[str], wanted: Wanted, cwd: str) -> Iterator[tuple[Config, list[str]]]:
    """The paths by the configuration that is nearest to them; inside another path given, to that one."""
    if wanted.config_path is not None:
        yield load_config(wanted.config_path, cwd, cwd), list(paths)
        return
    starts = {p: os.path.abspath(wanted.stdin_filename or "." if p == STDIN else p) for p in paths}  # noqa: PTH100
    tops = sorted((s for s in set(starts.values()) if os.path.isdir(s)), key=len)  # noqa: PTH112
    loaded: dict[str, Config] = {}
    groups: dict[str, tuple[Config, list[str]]] = {}
    for path, start in starts.items():
        top = next((t for t in tops if is_inside(start, t)), os.path.dirname(start))  # noqa: PTH120
        config = loaded.get(top)
        if config is None:
            config = loaded[top] = load_config(None, top, cwd)
        groups.setdefault(config.path, (config, []))[1].append(path)
    yield from groups.values()


def _units(
    paths: Sequence[str], config: Config, wanted: Wanted, cwd: str, stdin: bytes
) -> tuple[list[Unit], tuple[FileError, ...], int]:
    """What is to be worked on, what could not be read, and how many files it is about."""
    from tffix.terraform.configuration import local_sources

    found = discover(
        paths,
        cwd=cwd,
        exclude=config.exclude,
        exclude_base=config_directory(config, cwd),
        stdin_filename=wanted.stdin_filename,
    )
    workspace = load(found, local_sources, stdin=stdin)
    files = sum(len(module.targets) for module in workspace.modules) + len(workspace.documents)
    return units_of(workspace, wanted.context), workspace.errors, files


def task_of(unit: Unit, selection: Task) -> Task:
    """What `select` chose, for one unit."""
    run = replace(selection.run, read_only=unit.read_only, locked=dict(unit.locked), create_in=unit.create_in)
    rules = selection.rules
    if unit.answer is not None:
        from tffix.responses.bounds import bounds_of
        from tffix.responses.check import contract_of

        bounds = bounds_of(unit.answer, contract_of(run, unit.said), unit.context)
        run = bounds.around(run, unit.answer)
        rules = tuple(name for name in rules if name not in bounds.unasked - run.named)
    return replace(
        selection,
        rules=rules,
        name=unit.name,
        sources=unit.sources,
        other_files=unit.other_files,
        run=run,
        truncated=unit.truncated,
        document=unit.document.source if unit.document is not None else None,
        context=frozenset(unit.context),
    )


def _bar(total: int) -> AbstractContextManager[Callable[[int], None]]:
    from tffix.cli.progress import Bar

    return Bar(total)


def _ignore(_: int) -> None:
    pass
