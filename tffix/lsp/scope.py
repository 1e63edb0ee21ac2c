"""One configuration or open answer as the editor has it, with what was found in it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tffix.cli.files import File, Found, Kind, shown_path
from tffix.cli.load import Workspace
from tffix.cli.pool import Task, completed, process
from tffix.cli.run import task_of
from tffix.cli.units import Unit, units_of
from tffix.edits.splice import splice
from tffix.engine.check import RunOptions, check_steps
from tffix.engine.fix import write_fix
from tffix.engine.gather import gathered
from tffix.engine.memory import Memory
from tffix.engine.outcome import Failure, Outcome
from tffix.responses import Answer, rewrite
from tffix.rules import Level, Rule, registry
from tffix.rules.diagnostics import Diagnostic, LoweredFix
from tffix.source import BOM, Source
from tffix.terraform.configuration import Configuration


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was found in one state of a unit's texts."""

    configuration: Configuration
    diagnostics: tuple[Diagnostic, ...]
    failures: tuple[Failure, ...] = ()
    by_path: Mapping[str, Sequence[Diagnostic]] = field(default_factory=dict)
    """The findings by the absolute path of the file that they are shown in."""


@dataclass(eq=False, slots=True)
class Scope:
    """One configuration, or one answer, with the texts of its files as the editor has them.

    `root` is the directory that the paths in it are relative to, `selection` what runs on it. `analysis` is None while
    nobody looked at the texts as they are now; `previous` is the last snapshot, of which is taken over what did not
    change.
    """

    root: str
    unit: Unit
    selection: Task
    analysis: Analysis | None = None
    previous: Configuration | None = None
    texts: dict[str, str] = field(init=False)
    names: dict[str, str] = field(init=False)
    """The path in the unit of each file, by its absolute path."""
    task: Task = field(init=False)
    rules: tuple[Rule, ...] = field(init=False)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    _memory: tuple[tuple[tuple[Rule, ...], RunOptions], Memory] | None = None

    def __post_init__(self) -> None:
        """What follows from the unit. What an answer says of itself decides what runs on it."""
        # An editor does not count a byte order mark among the characters of a file.
        self.texts = {path: text.removeprefix(BOM) for path, text in self.unit.sources.items()}
        self.names = {} if self.document else {self.absolute(path): path for path in self.texts}
        self.task = task_of(self.unit, self.selection)
        self.rules = registry.load_rules(self.task.rules)

    @property
    def answer(self) -> Answer | None:
        """The answer, None for a configuration."""
        return self.unit.answer

    @property
    def document(self) -> str:
        """The absolute path of the answer, empty for a configuration."""
        return "" if self.unit.document is None else self.unit.document.found.path

    @property
    def paths(self) -> list[str]:
        """The absolute paths of all files that findings are shown in, sorted."""
        if self.document:
            return [self.document]
        return sorted(path for path, inner in self.names.items() if inner not in self.unit.read_only)

    def shows(self, path: str) -> bool:
        """Whether findings are shown in the file at an absolute path."""
        return path == self.document or (path in self.names and self.names[path] not in self.unit.read_only)

    def absolute(self, path: str) -> str:
        """The absolute path of a file of the unit."""
        return self.document or os.path.normpath(os.path.join(self.root, path))  # noqa: PTH118

    def inner(self, path: str) -> str | None:
        """The path in the unit of an absolute path, None where the unit does not hold it."""
        return self.names.get(path)

    def text(self, path: str) -> str:
        """The text that offsets in the file `path` of the unit are shown in: its own, or that of the answer."""
        return self.texts[path] if self.answer is None else self.answer.source.text

    def place(self, path: str, offset: int) -> int:
        """The offset in `text(path)` of an offset in a file."""
        if self.answer is None:
            return offset
        if path == self.answer.source.path:
            return offset
        file = self.answer.file(path)
        return 0 if file is None else file.to_document(offset)

    def update(self, path: str, text: str) -> None:
        """Have the file (or the answer) at an absolute path read otherwise from now on."""
        if self.document:
            if self.answer is not None and self.answer.source.text == text:
                return
            self.unit = answer_unit(self.unit.name, path, text)
            self.__post_init__()
        else:
            inner = self.names.setdefault(path, shown_path(path, self.root))
            if self.texts.get(inner) == text:
                return
            self.texts[inner] = text
        self.analysis = None

    def forget(self, path: str) -> None:
        """The file at an absolute path is no more."""
        inner = self.names.pop(path, None)
        if inner is not None:
            del self.texts[inner]
            self.analysis = None

    def take_over(self, before: Scope) -> None:
        """Go on from what was known before everything was read anew: of what is as it was, also what was found."""
        self.previous = before.previous
        mine, theirs = (replace(scope.task, sources={}) for scope in (self, before))
        if mine == theirs and self.texts == before.texts and self.unit.read_only == before.unit.read_only:
            self.analysis = before.analysis

    def checking(self) -> Generator[None, None, Analysis]:
        """Look at the texts, in steps; the result is kept in `analysis`."""
        texts = dict(self.texts)
        memory = self._memory_of()
        self.previous = configuration = memory.revision(texts, self.task.other_files, self.previous)
        found = yield from check_steps(configuration, self.rules, self.task.run, memory)
        home = self.task.run.create_into
        diagnostics = [gathered(d, texts, home) for d in found.diagnostics] if home in texts else found.diagnostics
        outcome = Outcome(texts, texts, tuple(diagnostics), failures=tuple(found.failures))
        outcome = completed(self.task, outcome)
        by_path: dict[str, list[Diagnostic]] = {}
        for diagnostic in outcome.diagnostics:
            by_path.setdefault(self.absolute(diagnostic.location.path), []).append(diagnostic)
        self.analysis = Analysis(configuration, outcome.diagnostics, outcome.failures, by_path)
        return self.analysis

    def _memory_of(self) -> Memory:
        """What earlier checks found under the same rules and options."""
        if self._memory is None or self._memory[0] != (self.rules, self.task.run):
            self._memory = (self.rules, self.task.run), Memory()
        return self._memory[1]

    def missing(self) -> set[str]:
        """The directories that modules are called from and that are no part of the configuration."""
        if self.document or self.analysis is None:
            return set()
        configuration = self.analysis.configuration
        paths = (
            os.path.normpath(os.path.join(self.root, module.directory, call.local_source))  # noqa: PTH118
            for module in configuration.modules.values()
            for call in module.modules
            if call.local_source is not None and configuration.called(call) is None
        )
        return {path for path in paths if os.path.isdir(path)}  # noqa: PTH112

    def found_in(self, path: str) -> Sequence[Diagnostic]:
        """The findings that are shown in the file at an absolute path."""
        return () if self.analysis is None else self.analysis.by_path.get(path, ())

    def fixed(self, level: Level, only: str = "") -> dict[str, tuple[str | None, str]]:
        """What files become by the fixes up to a level, as `shown` has it: of every rule, or of one, by name."""
        task = replace(self.task, sources=dict(self.texts), level=level)
        if only:
            task = replace(task, rules=(only,), run=replace(task.run, named=frozenset({only})))
        outcome = process(task).outcome
        if self.answer is None:
            return self.shown(outcome.after)
        old, new = (texts[self.unit.name] for texts in self.unit.texts(outcome))
        return {self.document: (old, new)} if old != new else {}

    def written(self, fix: LoweredFix) -> dict[str, tuple[str | None, str]]:
        """What files become when one fix is made, as `shown` has it."""
        assert self.analysis is not None
        if self.answer is not None and any(edit.path == self.answer.source.path for edit in fix.edits):
            text = self.answer.source.text
            return {self.document: (text, splice(text, fix.edits))}
        return self.shown(write_fix(self.analysis.configuration, fix))

    def shown(self, after: Mapping[str, str]) -> dict[str, tuple[str | None, str]]:
        """What files become: by absolute path the text before (None for a new file) and after, changed ones only."""
        if self.answer is not None:
            old = self.answer.source.text
            new = rewrite(self.answer, {**self.texts, **after})
            return {self.document: (old, new)} if old != new else {}
        changed = {path: text for path, text in sorted(after.items()) if self.texts.get(path) != text}
        return {self.absolute(path): (self.texts.get(path), text) for path, text in changed.items()}


def answer_unit(shown: str, path: str, text: str) -> Unit:
    """The answer at an absolute path."""
    source = Source(shown, text)
    file = File(Found(shown, path, Kind.MARKDOWN, ""), source, source.to_bytes(), path)
    (unit,) = units_of(Workspace(documents=(file,)))
    return unit


def id_of(scope: Scope) -> tuple[str, str]:
    """What tells a scope from others, also after everything was read anew."""
    return scope.document, scope.unit.name
