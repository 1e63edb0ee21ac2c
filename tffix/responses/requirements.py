"""What was demanded of an answer, whether it and its draft meet that, and how it is known.

Only what the document itself shows is judged; a demand that was not understood is listed, and left to a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tffix.responses.contract import ONE, Contract, Demand
from tffix.responses.draft import Draft
from tffix.responses.form import fences, is_setup, language_of, loose_spans, main_files, regions
from tffix.responses.model import Answer, VirtualFile
from tffix.syntax import Block, parse
from tffix.syntax.configfile import ConfigFile
from tffix.syntax.literals import string_value


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a demand is met (None where that cannot be said), and what shows it."""

    met: bool | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """What is demanded, in words, and what is to be said of the answer and of the draft.

    `sources` are the sentences of the prompt with their lines; none where the configuration demands it.
    """

    demand: str
    sources: tuple[tuple[int, str], ...]
    answer: Judgement
    draft: Judgement


#: What is said of a demand on the code of a document without any.
NOT_APPLICABLE = Judgement(None, "not applicable: there is no Terraform")
# Demands that code which is not there would meet.
_VACUOUS = frozenset({"only_files", "existing", "provider_blocks", "modules", "language"})

# Demands that name things: all of a kind are judged together.
_LISTS = frozenset({"files", "existing", "variables", "outputs"})
_MOST_NAMES = 8


def requirements_of(draft: Draft) -> tuple[Requirement, ...]:
    """Every demand of the contract once, in the order in which they are made."""
    contract = draft.contract
    before = _Judge(draft.answer, contract, draft.context)
    after = _Judge(draft.drafted, contract, draft.context)
    grouped: dict[tuple[str, str], list[Demand]] = {}
    for demand in sorted(contract.demands, key=lambda d: d.line):
        grouped.setdefault((demand.kind, "" if demand.kind in _LISTS else demand.value), []).append(demand)
    found = []
    for (kind, value), demands in grouped.items():
        if kind in _LISTS:
            value = ", ".join(dict.fromkeys(name for demand in demands for name in demand.value.split(", ")))
        if words := _in_words(kind, value, contract):
            sources = tuple(dict.fromkeys((d.line, d.sentence) for d in demands if d.line))
            found.append(Requirement(words, sources, before.judge(kind, value), after.judge(kind, value)))
    return tuple(found)


def _is_single(contract: Contract) -> bool:
    """Whether one file is demanded, by name or not."""
    return sum(path.endswith(".tf") for path in contract.files) < 2


def _in_words(kind: str, value: str, contract: Contract) -> str:
    """A demand as a sentence; empty for one that asks for nothing."""
    no = value == "no"
    names = _named(value.split(", "))
    several = ", " in value
    only = "All Terraform in one file" if _is_single(contract) else "No other files of Terraform"
    words = {
        "blocks": "Exactly one fenced block" if value == ONE else "A fenced block for each file",
        "language": f"Fences of Terraform are labelled `{value}`",
        "first_line": f"The first line is `{value}`",
        "files": f"The files {names}" if several else f"The file {names}",
        "only_files": "" if no else only,
        "existing": f"Without {names}, which {'exist' if several else 'exists'} already",
        "text_outside": "No text outside of the code" if no else "",
        "provider_blocks": "No provider block" if no else "",
        "modules": "No module calls" if value == "none" else "No modules from elsewhere",
        "variables": f"The variables {names}" if several else f"The variable {names}",
        "outputs": f"The outputs {names}" if several else f"The output {names}",
    }
    return words.get(kind, "")


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    return f"{shown} and {more} more" if more > 0 else shown


def _missing(missing: Sequence[str], names: Sequence[str]) -> str:
    if len(missing) < len(names):
        return f"missing: {_named(missing)}"
    return "missing" if len(names) == 1 else "all of them are missing"


class _Judge:
    """What can be said of one document."""

    def __init__(self, answer: Answer, contract: Contract, context: Mapping[str, str]) -> None:
        self.answer = answer
        self.contract = contract
        own = {file.path: file.text for file in answer.files if not file.directory}
        texts = {**{path: text for path, text in context.items() if path not in own}, **own}
        self.root = {path: parse(text, path) for path, text in texts.items() if path.endswith((".tf", ".tofu"))}
        self.broken = [path for path, file in self.root.items() if file.error is not None]

    def judge(self, kind: str, value: str) -> Judgement:
        """Whether a demand is met."""
        if kind in _VACUOUS and not any(_is_terraform(file) for file in self.answer.files):
            return NOT_APPLICABLE
        known: Mapping[str, Callable[[str], Judgement]] = {
            "blocks": self._blocks,
            "language": self._language,
            "first_line": self._first_line,
            "files": self._files,
            "only_files": self._only_files,
            "existing": self._existing,
            "text_outside": self._text_outside,
            "provider_blocks": self._provider_blocks,
            "modules": self._modules,
            "variables": lambda names: self._declared("variable", names),
            "outputs": lambda names: self._declared("output", names),
        }
        return known[kind](value) if kind in known else Judgement(None, "not judged")

    def _blocks(self, value: str) -> Judgement:
        found = len(fences(self.answer))
        count = "1 fenced block" if found == 1 else f"{found} fenced blocks"
        if value == ONE:
            return Judgement(found == 1, count)
        shared = sorted({file.path for file, region in regions(self.answer) if region.shared})
        if shared:
            return Judgement(False, f"{_named(shared)} share a fence")
        return Judgement(True, f"{count}, {len(self.answer.files)} files")

    def _language(self, value: str) -> Judgement:
        labels = {language_of(region) or "no label" for file, region in regions(self.answer) if _is_terraform(file)}
        wrong = sorted(label for label in labels if label != value)
        if not labels:
            return Judgement(None, "no fence holds Terraform")
        if wrong:
            return Judgement(False, f"fences with {', '.join(wrong)}")
        return Judgement(True, "every one")

    def _first_line(self, value: str) -> Judgement:
        files = [file for file in self.answer.files if self.contract.single_file in (None, file.path)]
        terraform = [file for file in files if _is_terraform(file)]
        if not terraform:
            return Judgement(False, "there is no such file")
        first = terraform[0].text.partition("\n")[0].rstrip("\r")
        return Judgement(first.strip() == value.strip(), f"it is `{first.strip()}`" if first.strip() else "it is blank")

    def _files(self, value: str) -> Judgement:
        names = value.split(", ")
        absent = [name for name in names if self.answer.file(name) is None]
        elsewhere = {name: [f.path for f in self.answer.files if f.path.endswith("/" + name)] for name in absent}
        missing = [name for name in absent if not elsewhere[name]]
        if missing:
            return Judgement(False, _missing(missing, names))
        if absent:
            return Judgement(None, f"only as {_named([path for name in absent for path in elsewhere[name]])}")
        return Judgement(True, "all there" if ", " in value else "it is there")

    def _only_files(self, _: str) -> Judgement:
        own = [file.path for file in main_files(self.answer, self.contract)]
        if _is_single(self.contract):
            return Judgement(len(own) < 2, "1 file" if len(own) == 1 else f"{len(own)} files: {_named(own)}")
        others = [path for path in own if path not in self.contract.files]
        return Judgement(not others, f"also {_named(others)}" if others else "there are no others")

    def _existing(self, value: str) -> Judgement:
        found = [name for name in value.split(", ") if self.answer.file(name) is not None]
        return Judgement(not found, f"the answer brings {_named(found)} again" if found else "not in the answer")

    def _text_outside(self, _: str) -> Judgement:
        spans = loose_spans(self.answer)
        if not spans:
            return Judgement(True, "there is none")
        text = self.answer.source.text
        count = sum(1 for start, end in spans for line in text[start:end].split("\n") if line.strip())
        first = self.answer.source.position(spans[0][0]).line
        return Judgement(False, f"{count} {'line' if count == 1 else 'lines'} of text, the first is line {first}")

    def _provider_blocks(self, _: str) -> Judgement:
        # A file that sets up providers is there already, or is asked for: that is another demand.
        own = {file.path for file in main_files(self.answer, self.contract) if not is_setup(file)}
        return self._absent([path for path, _ in self._blocks_of("provider") if path in own], "provider")

    def _modules(self, value: str) -> Judgement:
        found = [path for path, block in self._blocks_of("module") if value == "none" or not _is_local(block)]
        return self._absent(found, "module")

    def _absent(self, paths: list[str], what: str) -> Judgement:
        if paths:
            return Judgement(False, f"{what} block in {_named(list(dict.fromkeys(paths)))}")
        return Judgement(None if self.broken else True, self._doubt() or "there is none")

    def _declared(self, kind: str, value: str) -> Judgement:
        names = value.split(", ")
        known = {label for _, block in self._blocks_of(kind) for label in block.label_values[:1]}
        missing = [name for name in names if name not in known]
        if not missing:
            return Judgement(True, "declared" if len(names) == 1 else f"all {len(names)} declared")
        if self.broken:
            return Judgement(None, self._doubt())
        cut = "; the answer breaks off" if self.answer.truncated else ""
        return Judgement(False, _missing(missing, names) + cut)

    def _doubt(self) -> str:
        return f"{_named(self.broken)} does not parse" if self.broken else ""

    def _blocks_of(self, kind: str) -> Iterator[tuple[str, Block]]:
        for path, file in self.root.items():
            yield from ((path, block) for block in _blocks(file, kind))


def _blocks(file: ConfigFile, kind: str) -> Iterable[Block]:
    return file.body.blocks_of(kind)


def _is_terraform(file: VirtualFile) -> bool:
    return file.path.endswith((".tf", ".tofu", ".tfvars"))


def _is_local(block: Block) -> bool:
    source = block.body.get("source")
    value = None if source is None else string_value(source.expr)
    return value is None or value.startswith(("./", "../"))
