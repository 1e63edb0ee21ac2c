"""From an answer to a corrected one: its files through the rules, put back, in the form that its contract demands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tffix.config import Profile
from tffix.engine.check import RunOptions
from tffix.engine.fix import fix_configuration
from tffix.engine.outcome import Failure, Outcome
from tffix.responses.bounds import bounds_of
from tffix.responses.check import DocumentOutcome, contract_of, fix_document
from tffix.responses.contract import Contract
from tffix.responses.extract import extract
from tffix.responses.model import Answer
from tffix.responses.rewrite import rewrite
from tffix.rules.diagnostics import Level
from tffix.rules.rule import Rule
from tffix.source import Source
from tffix.terraform.files import FileKind, kind_of

#: From the text of a file to the same code in canonical format.
Formatter = Callable[[str], str]

_FORMATTED = frozenset({FileKind.CONFIG, FileKind.TFVARS, FileKind.TEST})

# The demanded form may leave code out or bring some in, which gives the rules something to do once more.
_MOST_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Instructions:
    """How a draft is to be made: everything but the answer and its contract.

    `context` are files of the root module that the answer does not hold, by path; without `patch_context` they are
    only read. `other_files` are the names of what else exists in each directory (see
    `tffix.terraform.configuration.Configuration`). `formatter` is for all code of the draft; None leaves its format.
    """

    rules: Sequence[Rule]
    run: RunOptions = field(default_factory=lambda: RunOptions(profile=Profile.ANSWER))
    level: Level = Level.UNSAFE
    context: Mapping[str, str] = field(default_factory=dict)
    patch_context: bool = False
    other_files: Mapping[str, frozenset[str]] = field(default_factory=lambda: {"": frozenset()})
    formatter: Formatter | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A corrected answer and how it came about.

    `document` is its text, `files` are the files in it, `context` what has become of the files beside it. The first of
    the `outcomes` is what the rules made of the files of `answer`, and the first of `documents` what the rules about
    documents made of the text with these files; further ones are for what the form left. `formatted` are the paths that
    the formatter changed. `held` are rules whose repairs the contract keeps from being made, with the reason.
    `failures` say what went wrong: the document may be less than was wanted then, but it is whole.
    """

    answer: Answer
    document: str
    files: Mapping[str, str]
    context: Mapping[str, str]
    outcomes: tuple[Outcome, ...]
    documents: tuple[DocumentOutcome, ...]
    contract: Contract
    formatted: tuple[str, ...] = ()
    held: Mapping[str, str] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()

    @property
    def drafted(self) -> Answer:
        """The draft, read as an answer."""
        return extract(Source(self.answer.source.path, self.document))

    @property
    def before(self) -> Mapping[str, str]:
        """The files of the answer as they came."""
        return {file.path: file.text for file in self.answer.files}


def draft(source: Source, instructions: Instructions, contract: Contract | None = None) -> Draft:
    """The corrected answer.

    `contract` is what the prompt demands; the configuration of the run wins. Without demands the document keeps its own
    form, and every character outside of what was edited. What `extract` finds in the draft are the corrected files, and
    a draft of the draft is the same text.
    """
    demanded = contract_of(instructions.run, contract)
    answer = current = extract(source)
    files = {file.path: file.text for file in answer.files}
    context = {path: text for path, text in instructions.context.items() if path not in files}
    bounds = bounds_of(answer, demanded, context)
    rules = [rule for rule in instructions.rules if rule.name not in bounds.unasked]
    instructions = replace(instructions, rules=rules)
    outcomes: list[Outcome] = []
    formatted: set[str] = set()
    documents: list[DocumentOutcome] = []
    failures: list[Failure] = []
    for _ in range(_MOST_ROUNDS):
        outcome = _fixed(files, context, instructions, bounds.around(instructions.run, current))
        outcomes.append(outcome)
        failures += outcome.failures
        wanted = {path: text for path, text in outcome.after.items() if path not in context}
        context = {path: outcome.after[path] for path in context}
        wanted, changed = _formatted(wanted, instructions.formatter)
        text = rewrite(current, wanted)
        if not _holds(text, wanted, source.path):
            failures.append(Failure("the code was left as it is: the document cannot hold the corrected files"))
            text, wanted, changed = current.source.text, files, set()
        formatted |= changed
        shaped = fix_document(
            Source(source.path, text), rules, instructions.level, demanded, bounds.around(instructions.run, current)
        )
        documents.append(shaped)
        failures += shaped.failures
        current = extract(Source(source.path, shaped.after))
        files = {file.path: file.text for file in current.files}
        if _same(files, wanted):
            break
    else:
        last = {one.diagnostic.rule for one in outcomes[-1].applied} | {d.rule for d, _ in documents[-1].applied}
        names = tuple(sorted(last))
        message = f"repairs and the form of the answer do not come to an end: {', '.join(names)}"
        failures.append(Failure(message, names))
    return Draft(
        answer,
        current.source.text,
        files,
        context,
        tuple(outcomes),
        tuple(documents),
        demanded,
        tuple(sorted(formatted)),
        bounds.held,
        tuple(dict.fromkeys(failures)),
    )


def _fixed(
    files: Mapping[str, str], context: Mapping[str, str], instructions: Instructions, run: RunOptions
) -> Outcome:
    if not instructions.patch_context:
        run = replace(run, read_only=run.read_only | context.keys())
    sources = {**context, **files}
    return fix_configuration(sources, instructions.rules, instructions.level, run, other_files=instructions.other_files)


def _formatted(files: Mapping[str, str], formatter: Formatter | None) -> tuple[dict[str, str], set[str]]:
    """The files in canonical format, and the paths of those that were not; what does not parse stays as it is."""
    result = dict(files)
    if formatter is not None:
        for path, text in files.items():
            if kind_of(path) in _FORMATTED:
                result[path] = formatter(text)
    return result, {path for path in files if result[path] != files[path]}


def _holds(document: str, files: Mapping[str, str], path: str) -> bool:
    """Whether the files of a document are these."""
    return _same({file.path: file.text for file in extract(Source(path, document)).files}, files)


def _same(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether the files are the same but for what the document decides: line endings, and that fences end with one."""
    return _plain(one) == _plain(other)


def _plain(files: Mapping[str, str]) -> Mapping[str, str]:
    return {path: text.replace("\r\n", "\n").removesuffix("\n") for path, text in files.items()}
