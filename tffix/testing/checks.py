"""What every golden case is held to, whatever its rule is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from tffix.edits.layout import tidy
from tffix.edits.splice import TextEdit, splice
from tffix.engine.crosscheck import cross_check
from tffix.engine.outcome import Outcome
from tffix.errors import EditError
from tffix.output.diff import unified_diff
from tffix.output.jsonout import to_json
from tffix.output.locate import TextLocator
from tffix.output.summary import Result, count
from tffix.source import Source
from tffix.syntax import parse
from tffix.syntax.scanner import Mode, tokenize
from tffix.terraform.files import FileKind, kind_of
from tffix.testing.cases import DIFF, REPORT, CaseKind
from tffix.testing.golden import CaseResult, CaseRun

_NATIVE = frozenset({FileKind.CONFIG, FileKind.TFVARS, FileKind.TEST})
_SYNTAX = "syntax"


def problems(result: CaseResult, run: CaseRun, together: CaseRun | None) -> tuple[list[str], int]:
    """What is wrong with a case, as sentences, and how many changed files the second parser could not read.

    `together` is the run with all rules; None to leave that out.
    """
    case, outcome = result.case, result.outcome
    found = [*_lossless(case.sources), *_kind(result), *_files(result), *_after_parses(outcome)]
    found += _second_run(run, outcome)
    found += _edits_give_after(outcome)
    if together is not None and case.kind is not CaseKind.FREE:
        found += _all_together(together, case.sources)
    checked = cross_check(outcome.before, outcome.after, [applied.diagnostic for applied in outcome.applied])
    found += [f"python-hcl2 sees more than the fixes say: {problem}" for problem in checked.problems]
    return found, checked.skipped


def _lossless(sources: Mapping[str, str]) -> Iterator[str]:
    for path, text in sources.items():
        if kind_of(path) not in _NATIVE:
            continue
        if str(parse(Source(path, text))) != text:
            yield f"{path}: printing the tree does not give back the text"
        if "".join(text[token.start : token.end] for token in tokenize(text, Mode.BODY)) != text:
            yield f"{path}: the tokens do not cover the text"


def _kind(result: CaseResult) -> Iterator[str]:
    kind, outcome = result.case.kind, result.outcome
    if kind is not CaseKind.FREE:
        for failure in outcome.failures:
            yield f"{failure.message} {failure.detail}".rstrip()
    if kind is CaseKind.FIXES and not outcome.changed:
        yield "a case that fixes must change something"
    if kind is CaseKind.REPORTS:
        if outcome.changed:
            yield f"a case that reports must change nothing:\n{result.diff}"
        if not outcome.diagnostics:
            yield "a case that reports must report something"
    if kind is CaseKind.IGNORES and (outcome.applied or outcome.diagnostics):
        yield f"a case that ignores must stay silent:\n{result.report}"


def _files(result: CaseResult) -> Iterator[str]:
    case = result.case
    if case.kind in (CaseKind.FIXES, CaseKind.FREE) and result.outcome.changed:
        if case.after is None:
            yield f"there is neither after.tf nor after/; record the case. It would be:\n{result.diff}"
        elif dict(case.after) != dict(result.after):
            yield f"the result differs from after:\n{unified_diff(case.after, result.after)}"
        yield from _differs(DIFF, case.diff, result.diff)
    elif case.after is not None or case.diff is not None:
        yield "nothing changes, but there is an after or an expected.diff"
    if case.kind is CaseKind.IGNORES:
        yield from _differs(REPORT, case.report, None)
    else:
        yield from _differs(REPORT, case.report, result.report)


def _differs(name: str, expected: str | None, actual: str | None) -> Iterator[str]:
    if expected == actual:
        return
    if expected is None:
        yield f"{name} is missing; record the case"
    elif actual is None:
        yield f"there must be no {name}"
    else:
        yield f"{name} differs:\n{unified_diff({name: expected}, {name: actual})}"


def _after_parses(outcome: Outcome) -> Iterator[str]:
    for path in outcome.changed:
        if path in outcome.after and kind_of(path) in _NATIVE:
            error = parse(Source(path, outcome.after[path])).error
            if error is not None:
                yield f"{path} does not parse any more: {error}"


def _second_run(run: CaseRun, first: Outcome) -> Iterator[str]:
    second = run.fix(first.after)
    if second.changed:
        yield f"a second run changes more:\n{unified_diff(second.before, second.after)}"
    if not first.failures and not second.changed and second.diagnostics != first.diagnostics:
        yield "a second run finds something else"


def _edits_give_after(outcome: Outcome) -> Iterator[str]:
    """The edits as they leave the engine, applied to the text before by somebody else, give the text after."""
    before, after = TextLocator(outcome.before), TextLocator(outcome.after)
    result = Result(outcome, before, after)
    document = json.loads(to_json([result], count([result])))
    if tuple(document["changed"]) != outcome.changed:
        yield f"the JSON document says that these files change: {document['changed']}"
    if not outcome.applied or any(applied.pass_number > 1 for applied in outcome.applied):
        return
    edits: dict[str, dict[TextEdit, None]] = {}
    shown = set()
    for applied in outcome.applied:
        fix = applied.diagnostic.fix
        assert fix is not None
        for edit in fix.edits:
            edits.setdefault(edit.path, {})[edit] = None
            shown.add((edit.path, edit.start, edit.end, edit.text))
    given = {
        (edit.get("file", edit["path"]), edit["start"]["offset"], edit["end"]["offset"], edit["text"])
        for applied in document["applied"]
        for edit in applied["fix"]["edits"]
    }
    if given != shown:
        yield "the JSON document holds other edits than the fixes"
    for path, chosen in edits.items():
        try:
            text = _spliced(path, outcome.before[path], chosen)
        except EditError as error:
            yield f"{path}: the edits cannot be applied together: {error}"
            continue
        if text != outcome.after.get(path):
            yield f"{path}: the edits applied to the text before do not give the text after"


def _spliced(path: str, text: str, edits: Iterable[TextEdit]) -> str:
    """What the engine makes of a text; a document has no columns to keep."""
    if kind_of(path) is FileKind.OTHER:
        return splice(text, edits)
    return tidy(parse(Source(path, text)), list(edits)).text


def _all_together(together: CaseRun, sources: Mapping[str, str]) -> Iterator[str]:
    outcome = together.fix(sources)
    for failure in outcome.failures:
        yield f"with all rules: {failure.message} {failure.detail}".rstrip()
    if not outcome.failures:
        second = together.fix(outcome.after)
        if second.changed:
            yield f"with all rules, a second run changes more:\n{unified_diff(second.before, second.after)}"
        broken = {d.location.path for d in outcome.diagnostics if d.rule == _SYNTAX}
        before = {path for path, text in sources.items() if kind_of(path) in _NATIVE and parse(text).error is None}
        for path in sorted(broken & before):
            yield f"with all rules, {path} does not parse any more"
