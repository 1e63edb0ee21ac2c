"""From an answer to its virtual files.

Where an answer says a thing twice, these rules decide, in the order of the document:

* A file announced again is a revision if it declares two thirds of what the file declared before, and takes its
  place; if it declares nothing that is there already, it is an addition, and both belong to the file; anything else
  is an excerpt and is left out. Of files in other languages the last one counts.
* A snippet that nobody named is a file of its own, `main.tf`, then `main_2.tf` and so on, unless it repeats something
  that a file declares already (a revision as above, an excerpt if nothing in it is new or the text talks about it; else
  it is taken without what it repeats), or is an example or a fragment beside more code.
* Where such snippets clash and the answer calls modules in directories that it does not hold, those that may be files
  of the modules are excerpts, and no files.
* Where a text quotes code to talk about it, and nothing that it quotes is the bulk of a configuration, its snippets are
  excerpts of files that it does not hold, and no files.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass, field, replace

from tffix.responses.candidates import candidates
from tffix.responses.excerpts import is_talk, local_calls, of_modules, revises
from tffix.responses.fences import Lines, scan
from tffix.responses.model import Answer, Note, Piece, Truncation, VirtualFile
from tffix.responses.outline import begun
from tffix.responses.parts import Candidate, without
from tffix.source import Source

_OF_MODULE = (
    "This code without a name may be a part of a module that the answer calls and does not hold under its path ({}); "
    "it is left out."
)


def extract(source: Source) -> Answer:
    """The files in an answer."""
    lines = Lines(source)
    layout = scan(lines)
    every = candidates(lines, layout)
    collector = _Collector(source.text)
    chosen = _answer_section(every, lines.start(layout.answer) if layout.answer else 0, collector)
    root = _Root([c for c in chosen if c.path])
    for candidate in chosen:
        if candidate.path:
            collector.named(candidate, root)
    unnamed = [candidate for candidate in chosen if not candidate.path]
    talk = is_talk(unnamed, sum(len(c.code.text) for c in chosen if c.is_configuration))
    located = [(c, _folder(c, root)) for c in chosen if c.is_configuration]
    called = {directory for candidate, folder in located for directory in local_calls(candidate, folder)}
    missing = sorted(called - {folder for _, folder in located})
    of_module = {c.region.start for c in of_modules([c for c, folder in located if not folder], missing)}
    for candidate in unnamed:
        if talk and candidate.is_hcl:
            collector.note("excerpt", candidate, "An excerpt of a file that the answer does not name is left out.")
        elif candidate.region.start in of_module:
            collector.note("excerpt", candidate, _OF_MODULE.format(_listed(missing)))
        else:
            collector.unnamed(candidate, root)
    files = sorted(collector.finished(), key=lambda file: file.path)
    notes = sorted(collector.notes, key=lambda note: (note.start, note.end, note.kind, note.message))
    return Answer(source, tuple(files), tuple(notes), tuple(sorted(collector.truncated, key=lambda t: t.offset)))


def _listed(directories: list[str]) -> str:
    shown = [directory if directory.startswith("../") else f"./{directory}" for directory in directories]
    return ", ".join(shown if len(shown) <= 3 else [*shown[:2], f"{len(shown) - 2} more"])


def _answer_section(every: list[Candidate], answer: int, collector: _Collector) -> list[Candidate]:
    """The candidates of the answer's section; all of them where that section holds no configuration."""
    if not answer:
        return every
    final = [candidate for candidate in every if candidate.region.opener >= answer]
    if any(candidate.is_configuration for candidate in final):
        return final
    for candidate in every:
        if candidate.is_configuration:
            collector.note("draft", candidate, "The answer itself holds no Terraform; this draft above it is used.")
    return every


class _Root:
    """Which leading directories the paths of an answer share, and what is left without them."""

    def __init__(self, named: list[Candidate]) -> None:
        paths = [_resolved(candidate) for candidate in named]
        modules = {posixpath.dirname(path) for path in paths if path.endswith(".tf")}
        self.library = "lib" in modules or (bool(modules) and all(path.startswith("lib/") for path in paths))
        if self.library:
            paths = [path.removeprefix("lib/") for path in paths]
            modules = {posixpath.dirname(path) for path in paths if path.endswith(".tf")}
        self.prefix = ""
        rooted = any(c.region.announcement is not None and _is_rooted(c) for c in named)
        if modules and not self.library and not rooted:
            common = (
                posixpath.commonpath([posixpath.dirname(path) or "." for path in paths])
                if all("/" in path for path in paths)
                else ""
            )
            if common in modules and "modules" not in common.split("/"):
                self.prefix = common + "/" if common else ""

    def strip(self, path: str) -> str:
        """The path relative to the root."""
        if self.library:
            return path.removeprefix("lib/")
        return path.removeprefix(self.prefix)


def _is_rooted(candidate: Candidate) -> bool:
    named = candidate.region.announcement
    return named is not None and named.line.startswith("./", named.start)


def _resolved(candidate: Candidate) -> str:
    """The path of a candidate, in the directory that the headings around it name."""
    if candidate.folder and "/" not in candidate.path and not _is_rooted(candidate):
        return f"{candidate.folder}/{candidate.path}"
    return candidate.path


def _folder(candidate: Candidate, root: _Root) -> str:
    """The directory of a candidate, relative to the root."""
    if candidate.path:
        return posixpath.dirname(root.strip(_resolved(candidate)))
    return root.strip(candidate.folder + "/").strip("/") if candidate.folder else ""


@dataclass(slots=True)
class _Entry:
    """A file in the making."""

    path: str
    announced: str
    parts: list[Candidate]
    keys: frozenset[str] = field(default_factory=frozenset)
    superseded: list[Candidate] = field(default_factory=list)

    @property
    def size(self) -> int:
        return sum(len(part.code.text) for part in self.parts)


@dataclass(slots=True)
class _Module:
    """The files of one directory so far: which of them declares a thing, how much code they are."""

    declared: dict[str, str] = field(default_factory=dict)
    size: int = 0
    number: int = 1


class _Collector:
    def __init__(self, document: str) -> None:
        self.document = document
        self.modules: defaultdict[str, _Module] = defaultdict(_Module)
        self.entries: dict[str, _Entry] = {}
        self.notes: list[Note] = []
        self.truncated: list[Truncation] = []

    def note(self, kind: str, candidate: Candidate, message: str) -> None:
        self.notes.append(Note(kind, candidate.region.opener, candidate.region.close, message))

    def named(self, candidate: Candidate, root: _Root) -> None:
        """Take up code that the document gives a name."""
        announced = _resolved(candidate)
        path = root.strip(announced)
        if path.endswith(".tf") and not candidate.exact and not candidate.outline.is_terraform:
            self.note("dropped", candidate, f"A fragment that mentions {path} is no configuration and is left out.")
            return
        entry = self.entries.get(path)
        keys = candidate.keys
        if entry is None:
            self._put(_Entry(path, announced, [candidate], keys))
        elif not candidate.is_hcl or not path.endswith(".tf") or revises(keys, entry.keys):
            self.note("revision", candidate, f"{path} is announced again; this later version of it counts.")
            self._put(_Entry(path, announced, [candidate], keys, [*entry.superseded, *entry.parts]))
        elif keys & entry.keys or candidate.is_excerpt or not candidate.outline.is_terraform:
            self.note("dropped", candidate, f"An excerpt repeats a part of {path} and is left out.")
            entry.superseded.append(candidate)
        else:
            self.note("addition", candidate, f"{path} is announced again; what is added here belongs to it.")
            self._put(_Entry(path, announced, [*entry.parts, candidate], entry.keys | keys, entry.superseded))

    def unnamed(self, candidate: Candidate, root: _Root) -> None:
        """Take up code without a name, or leave it out."""
        folder = _folder(candidate, root)
        prefix = folder + "/" if folder else ""
        module = self.modules[folder]
        if candidate.has_constants_only:
            path = f"{prefix}terraform.tfvars"
            if path not in self.entries:
                self._add(candidate, path)
                return
        doubtful = candidate.is_excerpt or not candidate.outline.is_whole
        beside_more = module.size >= max(len(candidate.code.text), 1)
        if not candidate.outline.is_terraform or (beside_more and doubtful):
            if candidate.is_hcl:
                self.note("dropped", candidate, "A snippet without a name that is no whole configuration is left out.")
            return
        repeated = {key: module.declared[key] for key in candidate.keys if key in module.declared}
        if repeated:
            self._repeated(candidate, self.entries[min(repeated.values())], repeated.keys(), prefix)
            return
        self._add(candidate, self._free(prefix))

    def _free(self, prefix: str) -> str:
        """The next path for code without a name."""
        module = self.modules[prefix.rstrip("/")]
        while (path := f"{prefix}main_{module.number}.tf" if module.number > 1 else f"{prefix}main.tf") in self.entries:
            module.number += 1
        return path

    def _repeated(self, candidate: Candidate, entry: _Entry, names: Set[str], prefix: str) -> None:
        revised = revises(candidate.keys, entry.keys) and len(candidate.code.text) * 5 >= entry.size * 4
        if revised and entry.parts[-1].region.opener < candidate.region.opener:
            self.note("revision", candidate, f"This later version of {entry.path} counts.")
            older = [*entry.superseded, *entry.parts]
            self._put(_Entry(entry.path, entry.announced, [candidate], candidate.keys, older))
        elif not candidate.is_quote and (new := without(self.document, candidate, names)):
            path = self._free(prefix)
            message = f"No name is announced for this code; it is taken for {path}, without what it repeats"
            self.note("unnamed", candidate, f"{message} ({', '.join(sorted(names))}).")
            entry.superseded += [replace(candidate, region=region) for region in new[1]]
            self._put(_Entry(path, path, new[0], candidate.keys - names))
        else:
            self.note("dropped", candidate, f"A snippet without a name repeats a part of {entry.path}.")
            entry.superseded.append(candidate)

    def _add(self, candidate: Candidate, path: str) -> None:
        self.note("unnamed", candidate, f"No name is announced for this code; it is taken for {path}.")
        self._put(_Entry(path, path, [candidate], candidate.keys))

    def _put(self, entry: _Entry) -> None:
        """Make `entry` the file of its path."""
        module = self.modules[posixpath.dirname(entry.path)]
        old = self.entries.get(entry.path)
        self.entries[entry.path] = entry
        if entry.path.endswith(".tf"):
            module.size += entry.size - (old.size if old is not None else 0)
            for key in old.keys if old is not None else ():
                module.declared.pop(key, None)
            module.declared.update(dict.fromkeys(entry.keys, entry.path))

    def finished(self) -> list[VirtualFile]:
        """The files."""
        return [self._finished(entry) for entry in self.entries.values()]

    def _finished(self, entry: _Entry) -> VirtualFile:
        texts: list[str] = []
        pieces: list[Piece] = []
        virtual = 0
        for part in entry.parts:
            texts.append(part.code.text)
            pieces += [Piece(virtual + p.virtual, p.start, p.end) for p in part.code.pieces]
            virtual += len(part.code.text)
            if part.tail >= 0:
                names = begun(part.rest)
                self.truncated.append(Truncation(entry.path, part.region.end, part.tail, names))
                message = f"{entry.path} breaks off here; the unfinished rest is left as it is and no part of the file."
                self.notes.append(Note("truncated", part.region.end, part.tail, message))
            elif part.ended != "closed":
                self.note("unclosed", part, f"The fence that holds {entry.path} is never closed.")
        regions = tuple(part.region for part in entry.parts)
        older = tuple(part.region for part in entry.superseded)
        return VirtualFile(entry.path, "".join(texts), tuple(pieces), regions, entry.announced, older)
