"""The report on an answer for programs: the same entries as in the Markdown and on the page, as plain data."""

from __future__ import annotations

from collections.abc import Mapping

from tffix.responses.changes import Change
from tffix.responses.entries import Entry, State
from tffix.responses.places import Spot
from tffix.responses.report import FileChange, Loss, Report
from tffix.responses.requirements import Requirement
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
            "unmet": len(report.unmet),
        },
        "findings": [_entry(entry) for entry in report.entries],
        "requirements": [_requirement(one) for one in report.requirements],
        "not_understood": [{"line": remark.line, "sentence": remark.message} for remark in report.not_understood],
        "truncated": [_loss(loss) for loss in report.losses],
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
        "review": entry.doubtful,
        "refusals": list(entry.refusals),
        "places": [
            {
                "message": item.message,
                "detail": item.detail,
                "address": item.address,
                "repair": item.repair,
                **_spot(spot),
            }
            for item in entry.items
            for spot in item.spots
        ],
        "related": [{"message": text, **_spot(spot)} for text, spot in entry.related],
        "changes": [_change(change) for change in entry.changes],
    }


def _requirement(one: Requirement) -> Json:
    return {
        "demand": one.demand,
        "prompt": [{"line": line, "sentence": sentence} for line, sentence in one.sources],
        "answer": {"met": one.answer.met, "evidence": one.answer.evidence},
        "draft": {"met": one.draft.met, "evidence": one.draft.evidence},
    }


def _loss(loss: Loss) -> Json:
    names = [{"address": name, "referred_to": [_spot(spot) for spot in spots]} for name, spots in loss.names]
    return {"path": loss.path, "begun": loss.begun, "names": names, **_spot(loss.spot)}


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
    if change.before is not None and change.path != change.old_path:
        status = "renamed"
    return {
        "path": change.path,
        "old_path": change.old_path,
        "status": status,
        "added": change.added,
        "removed": change.removed,
    }
