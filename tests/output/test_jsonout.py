from __future__ import annotations

import json

from tffix.edits.splice import TextEdit
from tffix.engine.outcome import Applied, Failure, Outcome, Skipped
from tffix.output.jsonout import to_json
from tffix.output.locate import Place, TextLocator
from tffix.output.summary import Result, count
from tffix.rules.diagnostics import Diagnostic, Level, Location, LoweredFix, Related, Severity

BEFORE = {"a.tf": "é = 1\nb = 2\n"}
AFTER = {"a.tf": "é = 1\nb = 3\n", "new.tpl": "{}"}


def outcome() -> Outcome:
    fix = LoweredFix("Make it 3", Level.SAFE, (TextEdit("a.tf", 10, 11, "3"),), (("new.tpl", "{}"),))
    fixed = Diagnostic("two", Severity.ERROR, "Two.", Location("a.tf", 10, 11), "x.y", fix=fix)
    manual = LoweredFix("Decide", Level.MANUAL, (TextEdit("a.tf", 4, 5, "\udce9"),))
    left = Diagnostic(
        "one",
        Severity.WARNING,
        "One \udce9\x9b.",
        Location("a.tf", 4, 5),
        detail="D",
        related=(Related(Location("a.tf", 6, 7), "here"),),
        fix=manual,
    )
    return Outcome(
        BEFORE,
        AFTER,
        (left,),
        (Applied(fixed, 1),),
        (Skipped(left, "It needs a decision."),),
        (Failure("Crash.", ("z",), "a.tf", 6, "KeyError"), Failure("Other.")),
        1,
    )


def test_the_whole_document() -> None:
    result = Result(outcome(), TextLocator(BEFORE), TextLocator(AFTER))
    text = to_json([result], count([result], files=1), errors=["b.tf cannot be read"], notes=["Odd."])
    text.encode()
    assert "One \\udce9\\u009b." in text
    assert text.endswith("}\n")

    def at(line: int, column: int, offset: int) -> dict[str, int]:
        return {"line": line, "column": column, "offset": offset}

    left = {
        "rule": "one",
        "severity": "warning",
        "message": "One \udce9\x9b.",
        "detail": "D",
        "address": "",
        "path": "a.tf",
        "start": at(1, 5, 4),
        "end": at(1, 6, 5),
        "related": [{"message": "here", "path": "a.tf", "start": at(2, 1, 6), "end": at(2, 2, 7)}],
        "fix": {
            "title": "Decide",
            "level": "manual",
            "applied": False,
            "edits": [{"path": "a.tf", "start": at(1, 5, 4), "end": at(1, 6, 5), "text": "\udce9"}],
            "new_files": [],
        },
    }
    assert json.loads(text) == {
        "version": 1,
        "summary": {
            "files": 1,
            "changed": 2,
            "fixed": 1,
            "fixed_by_level": {"safe": 1, "unsafe": 0, "manual": 0, "none": 0},
            "remaining": 1,
            "remaining_by_level": {"safe": 0, "unsafe": 0, "manual": 1, "none": 0},
            "unparsed": 0,
            "unreadable": 0,
            "unwritten": 0,
            "failures": 2,
        },
        "diagnostics": [left],
        "applied": [
            {
                "pass": 1,
                "rule": "two",
                "severity": "error",
                "message": "Two.",
                "detail": "",
                "address": "x.y",
                "path": "a.tf",
                "start": at(2, 5, 10),
                "end": at(2, 6, 11),
                "related": [],
                "fix": {
                    "title": "Make it 3",
                    "level": "safe",
                    "applied": True,
                    "edits": [{"path": "a.tf", "start": at(2, 5, 10), "end": at(2, 6, 11), "text": "3"}],
                    "new_files": [{"path": "new.tpl", "text": "{}"}],
                },
            }
        ],
        "skipped": [{"reason": "It needs a decision.", **left}],
        "failures": [
            {"message": "Other.", "detail": "", "rules": []},
            {
                "message": "Crash.",
                "detail": "KeyError",
                "rules": ["z"],
                "path": "a.tf",
                "start": at(2, 1, 6),
                "end": at(2, 1, 6),
            },
        ],
        "errors": ["b.tf cannot be read"],
        "notes": ["Odd."],
        "changed": ["a.tf", "new.tpl"],
    }


def test_diff_and_output_are_there_if_asked_for() -> None:
    document = json.loads(to_json([], count([]), diff="", output="\udcff\n"))
    assert (document["diff"], document["output"]) == ("", "\udcff\n")
    assert not {"diff", "output"} & json.loads(to_json([], count([]))).keys()


def test_edits_of_a_later_pass_are_not_claimed_to_fit_the_text_before() -> None:
    first = outcome()
    later = Outcome(BEFORE, AFTER, applied=(Applied(first.applied[0].diagnostic, 2),))
    result = Result(later, TextLocator(BEFORE), TextLocator(AFTER))
    document = json.loads(to_json([result], count([result])))
    assert document["applied"][0]["fix"]["edits"] is None


def test_the_order_of_results_does_not_matter() -> None:
    other = Outcome({"0.tf": ""}, {"0.tf": ""}, (Diagnostic("r", Severity.INFO, "M.", Location("0.tf", 0, 0)),))
    results = [Result(o, TextLocator(o.before), TextLocator(o.after)) for o in (outcome(), other)]
    there, back = to_json(results, count(results)), to_json(results[::-1], count(results))
    assert there == back
    assert [d["path"] for d in json.loads(there)["diagnostics"]] == ["0.tf", "a.tf"]


class Answer:
    def locate(self, path: str, offset: int) -> Place:
        return Place("answer.md", 40 + offset, 1, Place(path, 1, 1))

    def text(self, path: str) -> str | None:
        return None


def test_a_file_of_a_document_has_both_names() -> None:
    result = Result(outcome(), Answer(), Answer())
    document = json.loads(to_json([result], count([result])))
    found = document["diagnostics"][0]
    assert (found["path"], found["file"]) == ("answer.md", "a.tf")
    assert found["start"] == {"line": 44, "column": 1, "file_line": 1, "file_column": 1, "offset": 4}
    assert document["changed"] == ["answer.md"]
