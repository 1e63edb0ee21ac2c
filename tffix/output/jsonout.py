"""The machine-readable result of a run: one JSON document, the same for the same input."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from tffix.edits.splice import TextEdit
from tffix.engine.outcome import Applied, Failure, Skipped
from tffix.output.locate import Locator, Place
from tffix.output.summary import Counts, Result, Tally
from tffix.rules.diagnostics import Diagnostic, LoweredFix

#: Raised when a key changes its meaning or goes away; new keys may come without.
VERSION = 1

# Lone surrogates stand for bytes that are not UTF-8: as escapes the document always encodes. DEL and the C1
# controls JSON allows raw, but a terminal would obey them.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")

Json = dict[str, object]


def to_json(
    results: Iterable[Result],
    counts: Counts,
    *,
    errors: Sequence[str] = (),
    notes: Sequence[str] = (),
    diff: str | None = None,
    output: str | None = None,
) -> str:
    """The document as text, ending with a newline.

    `diagnostics` are the findings that are there after the run, `applied` those that were repaired (places
    and edits count in the text before), `skipped` repeats of `diagnostics` those whose fix was asked for and
    not written. A place has `path`, `line` and `column` as a person is shown them and `offset` in code points
    of the file; where the file is part of a document, `path`, `line` and `column` are of the
    document, `file`, `file_line` and `file_column` of the file in it. `errors` are sentences about files that
    could not be read or written, `notes` others that a person should know. `diff` is there if it was asked
    for, `output` is what has become of standard input.
    """
    ordered = list(results)
    remaining = [(d, r.after) for r in ordered for d in r.outcome.diagnostics]
    applied = [(a, r.before) for r in ordered for a in r.outcome.applied]
    skipped = [(s, r.after) for r in ordered for s in r.outcome.skipped]
    failures = [(f, r.before) for r in ordered for f in r.outcome.failures]
    remaining.sort(key=lambda pair: pair[0].sort_key)
    applied.sort(key=lambda pair: (pair[0].diagnostic.sort_key, pair[0].pass_number))
    skipped.sort(key=lambda pair: (pair[0].diagnostic.sort_key, pair[0].reason))
    failures.sort(key=lambda pair: (pair[0].path, pair[0].start, pair[0].rules, pair[0].message))
    document: Json = {
        "version": VERSION,
        "summary": _summary(counts),
        "diagnostics": [_diagnostic(d, locator) for d, locator in remaining],
        "applied": [_applied(a, locator) for a, locator in applied],
        "skipped": [_skipped(s, locator) for s, locator in skipped],
        "failures": [_failure(f, locator) for f, locator in failures],
        "errors": list(errors),
        "notes": list(notes),
        "changed": sorted(set[str]().union(*(r.changed for r in ordered))),
    }
    if diff is not None:
        document["diff"] = diff
    if output is not None:
        document["output"] = output
    return dumps(document)


def dumps(document: Json) -> str:
    """A document as text that any encoding and any terminal takes, ending with a newline."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _summary(counts: Counts) -> Json:
    return {
        "files": counts.files,
        "changed": counts.changed,
        "fixed": counts.fixed.total,
        "fixed_by_level": _levels(counts.fixed),
        "remaining": counts.remaining.total,
        "remaining_by_level": _levels(counts.remaining),
        "unparsed": counts.unparsed,
        "unreadable": counts.unreadable,
        "unwritten": counts.unwritten,
        "failures": counts.failures,
    }


def _levels(tally: Tally) -> Json:
    return {"safe": tally.safe, "unsafe": tally.unsafe, "manual": tally.manual, "none": tally.none}


def _diagnostic(diagnostic: Diagnostic, locator: Locator, *, edits: bool = True, applied: bool = False) -> Json:
    at = diagnostic.location
    return {
        "rule": diagnostic.rule,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "detail": diagnostic.detail,
        "address": diagnostic.address,
        **_range(at.path, at.start, at.end, locator),
        "related": [
            {"message": r.message, **_range(r.location.path, r.location.start, r.location.end, locator)}
            for r in diagnostic.related
        ],
        "fix": _fix(diagnostic.fix, locator, edits=edits, applied=applied) if diagnostic.fix else None,
    }


def _fix(fix: LoweredFix, locator: Locator, *, edits: bool, applied: bool) -> Json:
    return {
        "title": fix.title,
        "level": str(fix.level),
        "applied": applied,
        "edits": [_edit(e, locator) for e in sorted(fix.edits, key=lambda e: e.sort_key)] if edits else None,
        "new_files": [{"path": path, "text": text} for path, text in sorted(fix.new_files)],
    }


def _edit(edit: TextEdit, locator: Locator) -> Json:
    return {**_range(edit.path, edit.start, edit.end, locator), "text": edit.text}


def _applied(applied: Applied, locator: Locator) -> Json:
    # The edits of a later pass count in a text that exists only between two passes: nobody could use them.
    first = applied.pass_number <= 1
    body = _diagnostic(applied.diagnostic, locator, edits=first, applied=True)
    return {"pass": applied.pass_number, **body}


def _skipped(skipped: Skipped, locator: Locator) -> Json:
    return {"reason": skipped.reason, **_diagnostic(skipped.diagnostic, locator)}


def _failure(failure: Failure, locator: Locator) -> Json:
    body: Json = {"message": failure.message, "detail": failure.detail, "rules": list(failure.rules)}
    if failure.path:
        body |= _range(failure.path, failure.start, failure.start, locator)
    return body


def _range(path: str, start: int, end: int, locator: Locator) -> Json:
    first, last = locator.locate(path, start), locator.locate(path, end)
    body: Json = {"path": first.path}
    if first.inside is not None:
        body["file"] = first.inside.path
    body["start"] = _point(first, start)
    body["end"] = _point(last, end)
    return body


def _point(place: Place, offset: int) -> Json:
    body: Json = {"line": place.line, "column": place.column}
    if place.inside is not None:
        body["file_line"], body["file_column"] = place.inside.line, place.inside.column
    return {**body, "offset": offset}
