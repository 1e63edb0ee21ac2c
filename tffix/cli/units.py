"""What is checked and fixed as one: a configuration on disk, or the files of one Markdown answer."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tffix.cli.answers import AnswerLocator, rewritten
from tffix.cli.context import NO_CONTEXT, Context
from tffix.cli.files import File, Kind, is_inside
from tffix.cli.load import Module, Workspace
from tffix.cli.write import Change, change, changes
from tffix.engine.outcome import Outcome
from tffix.errors import FileError
from tffix.output.locate import Locator, TextLocator

if TYPE_CHECKING:  # most runs have no answers
    from tffix.responses.contract import Contract
    from tffix.responses.model import Answer

_LEADS_OUT = "is a symbolic link that leads out of the directory given"


@dataclass(frozen=True, slots=True)
class Unit:
    """Texts by path, what else exists in each directory, and what may be done to them.

    `read_only` are the paths that are there for context only, `locked` those that are reported on and cannot be
    written, with the reason, `create_in` the directories for new files (None: anywhere). `truncated` are the files
    of an answer that break off, with the addresses of what was cut, `context` those on disk that take part in its
    root module. An answer without any Terraform is empty.
    `said` is what the text of an answer says of files beside it.
    """

    name: str
    sources: Mapping[str, str]
    other_files: Mapping[str, frozenset[str]] = field(default_factory=dict)
    read_only: frozenset[str] = frozenset()
    locked: Mapping[str, str] = field(default_factory=dict)
    create_in: frozenset[str] | None = None
    modules: tuple[Module, ...] = ()
    document: File | None = None
    answer: Answer | None = None
    said: Contract | None = None
    context: Mapping[str, File] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    truncated: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_empty: bool = False

    def before(self, outcome: Outcome) -> Locator:
        """Places in the texts before."""
        return self._locator(outcome.before, None)

    def after(self, outcome: Outcome) -> Locator:
        """Places in the texts after."""
        return self._locator(outcome.after, outcome)

    def _locator(self, texts: Mapping[str, str], outcome: Outcome | None) -> Locator:
        if self.document is None:
            return TextLocator(texts)
        document = self.document.source.text if outcome is None else self._answer_after(self.document, outcome)
        return AnswerLocator(self.document.shown, document, texts, self.context)

    def _answer_after(self, document: File, outcome: Outcome) -> str:
        if outcome.document is not None:
            return outcome.document.after
        return rewritten(document, outcome.after, self.context)

    def texts(self, outcome: Outcome) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """The files as the user has them, before and after: of an answer, the document."""
        if self.document is None:
            return outcome.before, outcome.after
        shown = self.document.shown
        before = {shown: self.document.source.text}
        after = {shown: self._answer_after(self.document, outcome)}
        for path, file in self.context.items():
            before[file.shown] = file.source.text
            if path in outcome.after:
                after[file.shown] = outcome.after[path]
        return before, after

    def changes(self, outcome: Outcome) -> tuple[tuple[Change, ...], tuple[FileError, ...]]:
        """What is to be written for an outcome, and what must not be."""
        if self.document is None:
            return changes(self.modules, outcome.before, outcome.after)
        made = [
            change(file, outcome.after.get(path))
            for path, file in self.context.items()
            if outcome.after.get(path) != file.source.text
        ]
        text = self._answer_after(self.document, outcome) if outcome.changed else self.document.source.text
        if text != self.document.source.text and not self.document.found.stdin:
            made.append(change(self.document, text))
        errors = tuple(one for one in made if isinstance(one, FileError))
        return tuple(one for one in made if isinstance(one, Change)), errors


def units_of(workspace: Workspace, context: Context = NO_CONTEXT) -> list[Unit]:
    """The configurations and answers of a workspace, in a fixed order; `context` takes part in every answer."""
    units = [_configuration(group) for group in _connected(workspace.modules)]
    return [u for u in units if u is not None] + [_answer(document, context) for document in workspace.documents]


def _configuration(modules: tuple[Module, ...]) -> Unit | None:
    sources: dict[str, str] = {}
    others: dict[str, frozenset[str]] = {}
    locked: dict[str, str] = {}
    targets: set[str] = set()
    create_in: set[str] = set()
    for module in modules:
        sources.update(module.texts)
        targets |= module.targets
        # A file that cannot be read is there all the same, and may declare anything.
        unreadable = (posixpath.basename(path) for path in module.unreadable)
        directory = posixpath.normpath(module.shown)
        directory = "" if directory == "." else directory
        others[directory] = frozenset((*module.directory.siblings, *unreadable))
        if module.directory.root:
            create_in.add(directory)
        for file in module.files:
            if file.found.target and file.found.root and not is_inside(file.real, file.found.root):
                locked[file.shown] = _LEADS_OUT
    if not targets:
        return None
    json = sorted(f.shown for m in modules for f in m.files if f.found.target and f.found.kind is Kind.JSON)
    return Unit(
        next(module.shown for module in modules if module.targets),
        sources,
        others,
        frozenset(sources.keys() - targets),
        locked,
        frozenset(create_in),
        modules,
        notes=tuple(f"{path} is read, but never rewritten." for path in json),
    )


def _answer(document: File, context: Context) -> Unit:
    from tffix.responses.bounds import bounds_of
    from tffix.responses.extract import extract
    from tffix.responses.prose import said

    answer = extract(document.source)
    truncated = {cut.path: cut.names for cut in answer.truncated if answer.file(cut.path)}
    notes = tuple(
        f"{document.shown} line {document.source.position(note.start).line}: {note.message}"
        for note in answer.notes
        if note.kind != "truncated" or not truncated
    )
    # What is left out as an excerpt is Terraform, too.
    left_out = any(note.kind in ("dropped", "excerpt") for note in answer.notes)
    is_empty = not left_out and not any(file.is_terraform for file in answer.files)
    if is_empty:
        notes += (f"{document.shown}: no Terraform was found in this document.",)
    own = {file.path: file.text for file in answer.files}
    beside = context.beside(own)
    beside_it = said(answer)
    if bounds_of(answer, beside_it, beside).held:
        notes += (
            f"{document.shown} line {beside_it.demands[0].line}: The answer says that providers are declared elsewhere "
            "or not wanted; blocks that set them up are only proposed.",
        )
    return Unit(
        document.shown,
        {**own, **{path: file.source.text for path, file in beside.items()}},
        {"": context.others},
        frozenset() if context.patch else frozenset(beside),
        {
            path: _LEADS_OUT
            for path, file in beside.items()
            if file.found.root and not is_inside(file.real, file.found.root)
        },
        document=document,
        answer=answer,
        said=beside_it,
        context=beside,
        notes=notes,
        truncated=truncated,
        is_empty=is_empty,
    )


def _connected(modules: Iterable[Module]) -> list[tuple[Module, ...]]:
    """Modules in groups: those tied together by local module calls are one configuration."""
    from tffix.terraform.configuration import local_sources

    by_directory = {posixpath.normpath(module.shown): module for module in modules}
    leader = {directory: directory for directory in by_directory}

    def find(directory: str) -> str:
        while leader[directory] != directory:
            leader[directory] = directory = leader[leader[directory]]
        return directory

    for directory, module in sorted(by_directory.items()):
        for file in module.files:
            if file.found.kind.is_native:
                for source in local_sources(file.source.text):
                    called = posixpath.normpath(posixpath.join(directory, source))
                    if called in leader:
                        leader[find(called)] = find(directory)
    groups: dict[str, list[Module]] = {}
    for directory, module in sorted(by_directory.items()):
        groups.setdefault(find(directory), []).append(module)
    return [tuple(group) for group in groups.values()]
