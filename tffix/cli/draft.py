"""`tffix draft`: answers to corrected answers and reports, one or many."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tffix.cli.configfile import config_directory
from tffix.cli.discover import discover
from tffix.cli.draft_outputs import STDOUT, Output, change_of, destinations, refuse_collisions
from tffix.cli.draft_task import Drafted, DraftTask, process
from tffix.cli.files import File, Found, Kind, kind, read, shown_path
from tffix.cli.pool import Task, spread
from tffix.cli.progress import Bar
from tffix.cli.run import Wanted, groups_of, select
from tffix.cli.write import Change, change, write
from tffix.config import Config, Profile
from tffix.errors import ConfigError, FileError
from tffix.source import Source

DRAFT, REPORT, PAGE = "IDEAL_RESPONSE.md", "MODEL_FAILURES.md", "MODEL_FAILURES.html"
GLOB = "**/MODEL_RESPONSE.md"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for, beside the paths and what it has in common with `apply`.

    `prompt`, `output`, `report` and `page` are as typed, empty for none.
    """

    wanted: Wanted
    glob: str = GLOB
    prompt: str = ""
    output: str = ""
    report: str = ""
    page: str = ""
    formatted: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """An answer, its draft, and the files that were written by what they are: `draft`, `report`, `html`."""

    answer: File
    drafted: Drafted
    prompt: str | None = None
    written: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drafts:
    """Everything that came of a run."""

    made: tuple[Made, ...]
    errors: tuple[FileError, ...] = ()
    notes: tuple[str, ...] = ()


def run(paths: Sequence[str], asked: Asked) -> Drafts:
    """Read the answers, draft them, and write what was asked for. Raises ConfigError for wrong usage."""
    cwd = os.getcwd()  # noqa: PTH109 - strings throughout: paths are shown as typed
    errors: list[FileError] = []
    answers: list[File] = []
    selections: list[Task] = []
    for config, group in groups_of(paths, asked.wanted, cwd):
        selection = select(config, asked.wanted, Profile.ANSWER)
        found, unreadable = _answers(group, config, asked.glob, cwd)
        errors += unreadable
        answers += found
        selections += [selection] * len(found)
    if asked.wanted.context.patch and len(answers) > 1:
        raise ConfigError("--patch-context is for one answer: several would not agree on the files beside them")
    if asked.output == STDOUT and len(answers) != 1:
        raise ConfigError(f"--output - is for one answer: {len(answers)} would run into each other on standard output")
    prompts, missing = _prompts(asked.prompt, answers, cwd)
    wanted = _destinations(asked, answers, cwd)
    read_paths = [file.found.path for file in (*answers, *asked.wanted.context.files, *filter(None, prompts))]
    refuse_collisions(wanted, read_paths, cwd)
    tasks = [
        _task(answer, prompt, selection, asked)
        for answer, prompt, selection in zip(answers, prompts, selections, strict=True)
    ]
    with Bar(sum(task.size for task in tasks), "Drafting") as advance:
        drafted = list(spread(process, tasks, asked.wanted.jobs, advance))
    made: list[Made] = []
    for index, (answer, prompt, one) in enumerate(zip(answers, prompts, drafted, strict=True)):
        own = {option: paths[index] for option, paths in wanted.items()}
        written, failed = _write(own, answer, one, asked, cwd)
        errors += failed
        made.append(Made(answer, one, prompt.shown if prompt else None, written))
    return Drafts(tuple(made), tuple(errors), tuple(missing))


def _answers(paths: Sequence[str], config: Config, pattern: str, cwd: str) -> tuple[list[File], tuple[FileError, ...]]:
    """The answers that are named, and below directories those that the pattern matches."""
    found: dict[str, Found] = {}
    errors: list[FileError] = []
    for typed in paths:
        if typed == STDOUT:
            raise ConfigError("draft reads files: standard input has no place for prompts and reports beside it")
        listing = discover(
            [typed], cwd=cwd, exclude=config.exclude, exclude_base=config_directory(config, cwd), documents=True
        )
        errors += listing.errors
        top = os.path.normpath(Path(cwd, typed))
        matches = _matches(top, pattern) if Path(top).is_dir() else None
        if matches is None and not listing.documents and not listing.errors:
            raise ConfigError(f"{typed} is no Markdown answer")
        for document in listing.documents:
            real = os.path.realpath(document.path)
            if matches is None or real in matches:
                found.setdefault(real, document)
    files = [read(document) for document in found.values()]
    errors += [file for file in files if isinstance(file, FileError)]
    return [file for file in files if isinstance(file, File)], tuple(errors)


def _matches(top: str, pattern: str) -> frozenset[str]:
    try:
        return frozenset(os.path.realpath(path) for path in Path(top).glob(pattern))
    except (ValueError, NotImplementedError) as error:
        raise ConfigError(f"--glob {pattern}: {str(error)[:1].lower()}{str(error)[1:]}") from None


def _prompts(typed: str, answers: Sequence[File], cwd: str) -> tuple[list[File | None], list[str]]:
    """The prompt of each answer: a name without a folder is beside the answer, anything else is one for all."""
    if not typed:
        return [None] * len(answers), []
    prompts: list[File | None] = []
    notes: list[str] = []
    beside = os.path.basename(typed) == typed  # noqa: PTH119 - a folder that is typed counts, `./` too
    for answer in answers:
        path = str(Path(answer.found.path).with_name(typed)) if beside else os.path.normpath(Path(cwd, typed))
        shown = shown_path(path, cwd)
        file = read(Found(shown, path, kind(path) or Kind.MARKDOWN, "", target=False))
        if isinstance(file, FileError):
            if not (beside and len(answers) > 1) or os.path.lexists(path):
                raise ConfigError(str(file))
            notes.append(f"{answer.shown} has no prompt beside it: its form is not checked.")
        prompts.append(file if isinstance(file, File) else None)
    if answers and not any(prompts):
        raise ConfigError(f"--prompt {typed}: there is no {typed} beside any of the {len(answers)} answers")
    return prompts, notes


def _destinations(asked: Asked, answers: Sequence[File], cwd: str) -> dict[str, list[str]]:
    outputs = (
        Output("--output", asked.output, DRAFT),
        Output("--report", asked.report, REPORT),
        Output("--html", asked.page, PAGE),
    )
    return {
        output.option: destinations(output, answers, cwd)
        for output in outputs
        if output.typed and output.typed != STDOUT
    }


def _task(answer: File, prompt: File | None, selection: Task, asked: Asked) -> DraftTask:
    context = asked.wanted.context
    return DraftTask(
        answer.source,
        prompt.source.text if prompt else None,
        selection,
        {name: file.source.text for name, file in context.beside(()).items()},
        context.others,
        context.patch,
        asked.formatted,
        bool(asked.report),
        bool(asked.page),
    )


def _write(
    destination: Mapping[str, str], answer: File, drafted: Drafted, asked: Asked, cwd: str
) -> tuple[Mapping[str, str], list[FileError]]:
    """Write what belongs to one answer, all of it or nothing; the paths that were written, and why others were not."""
    if any(failure.detail for failure in drafted.failures) and not drafted.record:
        return {}, []  # our own failure: there is nothing to write
    texts = {
        "--output": Source("", drafted.document).to_bytes(),
        "--report": drafted.markdown.encode(),
        "--html": drafted.page.encode(),
    }
    planned: list[Change | FileError] = [change_of(path, texts[option], cwd) for option, path in destination.items()]
    context = asked.wanted.context
    if context.patch:
        beside = context.beside(())
        planned += [change(beside[name], text) for name, text in drafted.context.items()]
    errors = [one for one in planned if isinstance(one, FileError)]
    if errors:
        return {}, errors
    result = write([one for one in planned if isinstance(one, Change)])
    if result.errors:
        return {}, list(result.errors)
    names = {"--output": "draft", "--report": "report", "--html": "html"}
    return {names[option]: shown_path(path, cwd) for option, path in destination.items()}, []
