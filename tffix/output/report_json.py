"""The report on an answer for programs: the same entries as in the Markdown and on the page, as plain data."""

from __future__ import annotations

from collections.abc import Mapping

from tffix.responses.entries import Change, Entry, State
from tffix.responses.places import Spot
from tffix.responses.report import FileChange, Report
from tffix.rules.diagnostics import Severity

Json = dict[str, object]


def report_record(report: Report) -> Json:
    """What JSON holds of one report. Lines are 1-based; a place without a line of the document has `line` null."""
    return {
        "lines": report.lines,
        "summary": {
            "findings": report.count(),
            "places": sum(entry.count for entry in report.entries),
            "by_severity": {str(severity): report.count(severity) for severity in Severity},
            "by_state": {str(state): report.count(None, state) for state in State},
        },
        "findings": [_entry(entry) for entry in report.entries],
        "truncated": [{"path": loss.path, "begun": loss.begun, **_spot(loss.spot)} for loss in report.losses],
        "files": [_file(change) for change in report.files],
        "unjudged": list(report.unjudged),
        "notes": [{"line": remark.line, "message": remark.message} for remark in report.reading],
    }


def _entry(entry: Entry) -> Json:
    return {
        "number": entry.number,
        "rule": entry.rule,
        "subject": entry.group,
        "severity": str(entry.severity),
        "state": str(entry.state),
        "title": entry.title,
        "impact": entry.impact,
        "repairs": list(entry.repairs),
        "review": not entry.is_certain,
        "refusals": list(entry.refusals),
        "places": [
            {"message": item.message, "detail": item.detail, "address": item.address, **_spot(spot)}
            for item in entry.items
            for spot in item.spots
        ],
        "related": [{"message": text, **_spot(spot)} for text, spot in entry.related],
        "changes": [_change(change) for change in entry.changes],
    }


def _spot(spot: Spot) -> Json:
    return {
        "line": spot.line or None,
        "last_line": spot.last or None,
        "file": spot.path or None,
        "file_line": spot.file_line or None,
        "file_last_line": spot.file_last or None,
        "in_draft": spot.drafted,
    }


def _change(change: Change) -> Mapping[str, object]:
    return {
        "path": change.path,
        "new": change.is_new,
        "hunks": [
            {"line": hunk.line, "removed": list(hunk.removed), "added": list(hunk.added)} for hunk in change.hunks
        ],
        "more_lines": change.hidden,
    }


def _file(change: FileChange) -> Json:
    if change.before is None:
        status = "new"
    elif change.after is None:
        status = "removed"
    else:
        status = "unchanged" if change.before == change.after else "changed"
    return {"path": change.path, "status": status, "added": change.added, "removed": change.removed}
