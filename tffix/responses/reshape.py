"""Files and form of an answer together: what the engine made of the files, then the rules about documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tffix.edits.splice import TextEdit
from tffix.engine.check import RunOptions
from tffix.engine.fix import fix_configuration
from tffix.engine.outcome import Applied, Failure, Outcome, Reshaped
from tffix.engine.trace import Trace
from tffix.responses.check import check_document, contract_of, fix_document
from tffix.responses.extract import extract
from tffix.responses.form import edits_between
from tffix.responses.merge import home_of
from tffix.responses.model import Answer
from tffix.responses.rewrite import rewrite
from tffix.rules.diagnostics import Diagnostic, Level, Location
from tffix.rules.rule import Rule
from tffix.source import Source

# Another form may give the rules about files something to do once more.
_MOST_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Reshaping:
    """How an answer is to be reshaped. `context` are the paths among its files that the document does not hold."""

    rules: Sequence[Rule]
    level: Level | None
    run: RunOptions
    other_files: Mapping[str, frozenset[str]]
    context: frozenset[str] = frozenset()


def reshape(document: Source, outcome: Outcome, how: Reshaping) -> Outcome:
    """The outcome of the files of an answer, with the findings about the document and what mending them comes to."""
    if how.level is None:
        found = check_document(document, how.rules, None, how.run)
        return replace(
            outcome,
            diagnostics=_sorted([*outcome.diagnostics, *found.diagnostics]),
            failures=(*outcome.failures, *found.failures),
        )
    current, text = outcome, rewrite(extract(document), _own(outcome.after, how))
    applied = list(outcome.applied)
    failures: list[Failure] = list(outcome.failures)
    for number in range(2, _MOST_ROUNDS + 2):
        done = fix_document(Source(document.path, text), how.rules, how.level, None, how.run)
        back = _Back(document, text)
        applied += [Applied(back.moved(diagnostic), number) for diagnostic, _ in done.applied]
        failures += done.failures
        if done.after == text and number == 2:
            return _unchanged_form(document, outcome, done.diagnostics, back, failures)
        answer = extract(Source(document.path, done.after))
        files = {file.path: file.text for file in answer.files}
        if files == _own(current.after, how):
            text = done.after
            break
        beside = {path: current.after[path] for path in how.context if path in current.after}
        run = replace(how.run, create_into=home_of(answer, contract_of(how.run)))
        current = fix_configuration({**beside, **files}, how.rules, how.level, run, other_files=how.other_files)
        back = _Back(document, done.after)
        applied += [Applied(back.moved(_in_document(a.diagnostic, answer)), number) for a in current.applied]
        failures += current.failures
        text = rewrite(answer, _own(current.after, how))
    last = extract(Source(document.path, text))
    back = _Back(document, text)
    remaining = _sorted([*current.diagnostics, *done.diagnostics])
    return replace(
        outcome,
        after=current.after,
        diagnostics=remaining,
        applied=tuple(applied),
        skipped=current.skipped,
        failures=tuple(dict.fromkeys(failures)),
        unwritten=tuple(back.moved(_in_document(diagnostic, last)) for diagnostic in remaining),
        document=Reshaped(document.path, document.text, text),
    )


def _unchanged_form(
    document: Source, outcome: Outcome, found: Sequence[Diagnostic], back: _Back, failures: Sequence[Failure]
) -> Outcome:
    """The outcome with findings about a document that only its files change."""
    places = dict(zip(outcome.diagnostics, outcome.unwritten, strict=False))
    places.update((diagnostic, back.moved(diagnostic)) for diagnostic in found)
    remaining = _sorted([*outcome.diagnostics, *found])
    unwritten = tuple(places.get(diagnostic, diagnostic) for diagnostic in remaining)
    return replace(outcome, diagnostics=remaining, unwritten=unwritten, failures=tuple(failures))


def _own(files: Mapping[str, str], how: Reshaping) -> Mapping[str, str]:
    """The files that the document holds."""
    return {path: text for path, text in files.items() if path not in how.context}


def _sorted(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(diagnostics, key=lambda diagnostic: diagnostic.sort_key))


class _Back:
    """Places in a later text of a document, in terms of the text as it came."""

    def __init__(self, document: Source, text: str) -> None:
        self._trace = Trace()
        edits = [TextEdit(document.path, *edit) for edit in edits_between(document.text, text)]
        self._trace.add(1, document.path, [edits])

    def moved(self, diagnostic: Diagnostic) -> Diagnostic:
        """A finding about the later text with its places in the one that came."""
        return self._trace.to_original(diagnostic, 2)


def _in_document(diagnostic: Diagnostic, answer: Answer) -> Diagnostic:
    """A finding in a file of the answer as one in the document."""

    def placed(location: Location) -> Location:
        file = answer.file(location.path)
        if file is None:
            return location
        start = file.to_document(location.start)
        return Location(answer.source.path, start, max(file.to_document(max(location.end - 1, 0)) + 1, start))

    related = tuple(replace(one, location=placed(one.location)) for one in diagnostic.related)
    return replace(diagnostic, location=placed(diagnostic.location), related=related)
