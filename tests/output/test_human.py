from __future__ import annotations

import io
import time

import pytest

from tffix.edits.splice import TextEdit
from tffix.engine.outcome import Applied, Failure
from tffix.output.cells import width_of
from tffix.output.human import render_applied, render_diagnostic, render_error, render_failure
from tffix.output.locate import Place, TextLocator
from tffix.output.style import Style, style_for, wants_color
from tffix.rules.diagnostics import Diagnostic, Level, Location, LoweredFix, Related, Severity

TEXT = """\
resource "aws_lambda_provisioned_concurrency_config" "validator" {
  function_name = aws_lambda_function.validator.function_name
  qualifier     = aws_lambda_function.validator.version
}

variable "env" {}
"""
PLAIN = Style(width=80)


def place(text: str, part: str, path: str = "tap_stack.tf") -> Location:
    start = text.index(part)
    return Location(path, start, start + len(part))


def finding(text: str, part: str, **more: object) -> Diagnostic:
    values: dict[str, object] = {
        "rule": "some-rule",
        "severity": Severity.WARNING,
        "message": "Something is wrong.",
        "location": place(text, part),
    }
    return Diagnostic(**(values | more))  # type: ignore[arg-type]


def snippet_of(text: str, start: int, end: int, style: Style = PLAIN) -> list[str]:
    found = Diagnostic("r", Severity.ERROR, "M.", Location("a.tf", start, end))
    lines = render_diagnostic(found, TextLocator({"a.tf": text}), style).splitlines()
    return [line[2:] for line in lines[4:-3]]


FULL = finding(
    TEXT,
    "aws_lambda_function.validator.version",
    rule="lambda-provisioned-concurrency-alias",
    message="Provisioned concurrency needs a published version behind an alias.",
    detail="Lambda allocates provisioned concurrency to a published version or an alias, never to $LATEST.",
    related=(Related(place(TEXT, 'variable "env"'), "chooses the environment."),),
    fix=LoweredFix("Publish versions and point it at an alias", Level.UNSAFE, ()),
)


def test_many_places_of_a_finding_are_counted() -> None:
    found = finding(TEXT, "version", related=(Related(place(TEXT, 'variable "env"'), "used here as well"),) * 81)
    shown = render_diagnostic(found, TextLocator({"tap_stack.tf": TEXT}), PLAIN)
    assert shown.count("used here as well") == 4
    assert "also: 77 more places" in shown


def test_a_finding_at_80_columns() -> None:
    shown = render_diagnostic(FULL, TextLocator({"tap_stack.tf": TEXT}), PLAIN, context=lambda *_: 'resource "x" "y"')
    assert shown == (
        "╷\n"
        "│ Warning: Provisioned concurrency needs a published version behind an alias.\n"
        "│\n"
        '│   on tap_stack.tf line 3, in resource "x" "y":\n'
        "│    3:   qualifier     = aws_lambda_function.validator.version\n"
        "│                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "│\n"
        "│ Lambda allocates provisioned concurrency to a published version or an alias,\n"
        "│ never to $LATEST.\n"
        "│\n"
        "│ also: tap_stack.tf line 6: chooses the environment.\n"
        "│ fix (unsafe): Publish versions and point it at an alias\n"
        "│ [lambda-provisioned-concurrency-alias]\n"
        "╵\n"
    )


def test_a_finding_at_120_columns_in_ascii() -> None:
    shown = render_diagnostic(FULL, TextLocator({"tap_stack.tf": TEXT}), Style(120, encoding="ascii"))
    assert shown == (
        ",\n"
        "| Warning: Provisioned concurrency needs a published version behind an alias.\n"
        "|\n"
        "|   on tap_stack.tf line 3:\n"
        "|    3:   qualifier     = aws_lambda_function.validator.version\n"
        "|                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "|\n"
        "| Lambda allocates provisioned concurrency to a published version or an alias, never to $LATEST.\n"
        "|\n"
        "| also: tap_stack.tf line 6: chooses the environment.\n"
        "| fix (unsafe): Publish versions and point it at an alias   [lambda-provisioned-concurrency-alias]\n"
        "'\n"
    )


def test_a_finding_in_colour() -> None:
    found = finding("a = 1\n", "1", severity=Severity.ERROR, fix=LoweredFix("Do it", Level.SAFE, ()))
    assert render_diagnostic(found, TextLocator({"tap_stack.tf": "a = 1\n"}), Style(color=True)) == (
        "\x1b[31m╷\x1b[0m\n"
        "\x1b[31m│\x1b[0m \x1b[1;31mError:\x1b[0m\x1b[1m Something is wrong.\x1b[0m\n"
        "\x1b[31m│\x1b[0m\n"
        "\x1b[31m│\x1b[0m   on tap_stack.tf line 1:\n"
        "\x1b[31m│\x1b[0m \x1b[2m   1: \x1b[0ma = 1\n"
        "\x1b[31m│\x1b[0m           \x1b[1;31m^\x1b[0m\n"
        "\x1b[31m│\x1b[0m\n"
        "\x1b[31m│\x1b[0m \x1b[32mfix (safe): Do it\x1b[0m   \x1b[2m[some-rule]\x1b[0m\n"
        "\x1b[31m╵\x1b[0m\n"
    )


def test_colour_changes_nothing_but_colour() -> None:
    import re

    locator = TextLocator({"tap_stack.tf": TEXT})
    coloured = render_diagnostic(FULL, locator, Style(color=True))
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render_diagnostic(FULL, locator, PLAIN)


class InAnAnswer:
    """A document in which the file begins at line 47."""

    def locate(self, path: str, offset: int) -> Place:
        inner = TextLocator({"tap_stack.tf": TEXT}).locate(path, offset)
        return Place("answer.md", inner.line + 46, inner.column, inner)

    def text(self, path: str) -> str | None:
        return TEXT if path == "tap_stack.tf" else None


def test_a_finding_in_a_document_names_both_places() -> None:
    assert render_diagnostic(finding(TEXT, "variable"), InAnAnswer(), PLAIN) == (
        "╷\n"
        "│ Warning: Something is wrong.\n"
        "│\n"
        "│   on answer.md line 52 (tap_stack.tf line 6):\n"
        '│   52: variable "env" {}\n'
        "│       ^^^^^^^^\n"
        "│\n"
        "│ [some-rule]\n"
        "╵\n"
    )


def test_a_finding_in_a_file_without_text_keeps_its_place() -> None:
    found = Diagnostic("r", Severity.INFO, "M.", Location("gone.tf", 99, 120))
    assert render_diagnostic(found, TextLocator({}), PLAIN) == "╷\n│ Info: M.\n│\n│   on gone.tf line 1\n│\n│ [r]\n╵\n"


def test_the_edit_of_a_manual_fix_is_shown_and_the_reason_of_a_skipped_one() -> None:
    at = place(TEXT, "aws_lambda_function.validator.version")
    edits = (TextEdit("tap_stack.tf", at.start, at.end, '"live"'),)
    fix = LoweredFix("Name the alias", Level.MANUAL, edits, (("new.tpl", "{\n}\n"),))
    found = finding(TEXT, "qualifier", fix=fix)
    shown = render_diagnostic(found, TextLocator({"tap_stack.tf": TEXT}), PLAIN, remark="it needs a value.")
    assert shown.splitlines()[6:] == [
        "│",
        "│ not fixed: it needs a value.",
        "│ fix (manual): Name the alias   [some-rule]",
        "│   new.tpl (new):",
        "│   + {",
        "│   + }",
        "│   tap_stack.tf:",
        "│   -   qualifier     = aws_lambda_function.validator.version",
        '│   +   qualifier     = "live"',
        "╵",
    ]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("text", ["x" * 200, "日本" * 60, "\t\U0001f469\u200d\U0001f4bb \U0001d4b3" * 20])
def test_the_frame_goes_down_beside_every_line_of_a_proposal(width: int, text: str) -> None:
    fix = LoweredFix("Write it", Level.MANUAL, (), (("new.tf", f"\n{text}\n\n"),))
    lines = render_diagnostic(finding(TEXT, "env", fix=fix), TextLocator({}), Style(width)).splitlines()
    proposal = lines[lines.index("│ fix (manual): Write it   [some-rule]") + 1 : -1]
    assert proposal[0].startswith("│   + ")
    assert all(line.startswith("│     ") for line in proposal[1:])
    assert max(map(width_of, lines)) <= width
    shown = "".join(line[6:] for line in proposal)
    assert shown.replace(" ", "") == text.expandtabs(4).replace(" ", ""), "no blank line that only sets it off"


def test_a_line_without_end_is_cut() -> None:
    fix = LoweredFix("Write it", Level.MANUAL, (), (("new.tf", "x" * 100_000),))
    lines = render_diagnostic(finding(TEXT, "env", fix=fix), TextLocator({}), PLAIN).splitlines()
    assert len(lines) < 30
    assert lines[-2] == "│     …"


def test_a_long_proposal_is_cut() -> None:
    fix = LoweredFix("Write it", Level.MANUAL, (), (("new.tf", "".join(f"l{i}\n" for i in range(40))),))
    shown = render_diagnostic(finding(TEXT, "qualifier", fix=fix), TextLocator({"tap_stack.tf": TEXT}), PLAIN)
    assert shown.splitlines()[-3:] == ["│   + l15", "│   … 24 more lines", "╵"]


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("\ta\t= b\n", "b", ["   1:     a   = b", "                ^"]),
        ('x = "日本" + y\n', "y", ['   1: x = "日本" + y', "                   ^"]),
        ('x = "日本"\n', "日本", ['   1: x = "日本"', "           ^^^^"]),
        ("x = e\u0301 + y\n", "y", ["   1: x = e\u0301 + y", "              ^"]),
        ("\ufeffa = b\n", "b", ["   1: a = b", "          ^"]),
        ("# \x1b[2J\udce9\u202e\x7f\u200b x\n", "x", ["   1: # �[2J���� x", "                 ^"]),
        ("a = b\r\nc = d\r\n", "b", ["   1: a = b", "          ^"]),
        ("a\x0b\u2028b\rc\n", "c", ["   1: a��b�c", "           ^"]),
    ],
)
def test_the_underline_is_under_what_it_means(text: str, part: str, expected: list[str]) -> None:
    start = text.index(part)
    assert snippet_of(text, start, start + len(part)) == expected


def test_what_the_encoding_lacks_becomes_one_cell() -> None:
    assert snippet_of("x = é日 + y\n", 9, 10, Style(encoding="latin-1")) == [
        "   1: x = é? + y",
        "               ^",
    ]


def test_ranges_of_a_few_lines_are_shown_whole_and_of_many_by_their_first() -> None:
    text = "a = [\n  1,\n\n  2\n]\n"
    assert snippet_of(text, 4, 10) == ["   1: a = [", "          ^", "   2:   1,", "        ^^"]
    assert snippet_of(text, 0, 11) == ["   1: a = [", "      ^^^^^", "   2:   1,", "        ^^"]
    assert snippet_of(text, 8, 15) == ["   2:   1,", "        ^^", "   3:", "   4:   2", "        ^"]
    assert snippet_of(text, 4, 17) == ["   1: a = [", "          ^", "      … 4 more lines, to line 5"]


def test_points() -> None:
    assert snippet_of("a = \n", 4, 4) == ["   1: a =", "          ^"]
    assert snippet_of("a = 1\n", 6, 6) == ["   2:", "      ^"]
    assert snippet_of("", 0, 0) == []  # the module as a whole
    assert snippet_of("a\n", 99, 120) == ["   2:", "      ^"]


def test_long_lines_are_cut_around_the_range() -> None:
    line = "a" * 100 + " HERE " + "b" * 100
    style = Style(width=50)
    assert snippet_of(line, 101, 105, style) == [
        "   1: …aaaaaaaaaaaaa HERE bbbbbbbbbbbbbbbbbbbbb…",
        "                     ^^^^",
    ]
    assert snippet_of(line, 0, 3, style) == ["   1: " + "a" * 41 + "…", "      ^^^"]
    assert snippet_of(line, 203, 206, style) == ["   1: …" + "b" * 17, "                     ^^^"]
    assert snippet_of(line, 0, 206, style) == ["   1: " + "a" * 41 + "…", "      " + "^" * 41]
    assert all(len(row) <= 48 for row in snippet_of(line, 101, 206, style))


def test_a_line_of_a_megabyte_is_no_slower() -> None:
    text = "x = [" + "1, " * 700_000 + "]\n"
    begin = time.process_time()
    for at in (0, 1_000_000, len(text) - 3):
        snippet_of(text, at, at + 2)
    assert time.process_time() - begin < 5


def test_a_repaired_finding_is_a_line() -> None:
    locator = TextLocator({"tap_stack.tf": TEXT})
    assert render_applied(Applied(FULL, 1), locator, Style(110)) == (
        "fixed (unsafe) tap_stack.tf line 3: Publish versions and point it at an alias"
        "\n  [lambda-provisioned-concurrency-alias]\n"
    )
    assert render_applied(Applied(FULL, 1), locator, Style(140), would=True) == (
        "would fix (unsafe) tap_stack.tf line 3: Publish versions and point it at an alias"
        "  [lambda-provisioned-concurrency-alias]\n"
    )


def test_failures_and_errors() -> None:
    locator = TextLocator({"tap_stack.tf": TEXT})
    crash = Failure("The rule crashed.", ("a-rule", "b-rule"), "tap_stack.tf", 2, "KeyError: 'x'")
    assert render_failure(crash, locator, PLAIN) == (
        "╷\n│ Error: The rule crashed.\n│\n│   on tap_stack.tf line 1:\n"
        '│    1: resource "aws_lambda_provisioned_concurrency_config" "validator" {\n'
        "│         ^\n│\n│ KeyError: 'x'\n│\n│ [a-rule] [b-rule]\n╵\n"
    )
    assert render_failure(Failure("No end.", (), "tap_stack.tf"), locator, PLAIN) == (
        "╷\n│ Error: No end.\n│\n│   on tap_stack.tf\n╵\n"
    )
    assert render_error("main.tf cannot be read.", PLAIN, detail="Permission denied") == (
        "╷\n│ Error: main.tf cannot be read.\n│\n│ Permission denied\n╵\n"
    )


def test_details_keep_their_lines_and_wrap_scripts_without_spaces() -> None:
    found = finding(TEXT, "qualifier", detail="One:\n\n  - first\x1b\n  - second\n\n" + "漢" * 20)
    shown = render_diagnostic(found, TextLocator({"tap_stack.tf": TEXT}), Style(width=30)).splitlines()
    at = shown.index("│ One:")
    assert shown[at : at + 7] == [
        "│ One:", "│", "│   - first�", "│   - second", "│", "│ " + "漢" * 14, "│ " + "漢" * 6
    ]  # fmt: skip


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environ", "wanted"),
    [
        (Terminal(), {}, True),
        (Terminal(), {"TERM": "dumb"}, False),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (Terminal(), {"NO_COLOR": ""}, True),
        (Terminal(), {"FORCE_COLOR": "0"}, False),
        (io.StringIO(), {}, False),
        (io.StringIO(), {"FORCE_COLOR": "1"}, True),
        (io.StringIO(), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (io.StringIO(), {"FORCE_COLOR": ""}, False),
    ],
)
def test_when_to_colour(stream: io.StringIO, environ: dict[str, str], wanted: bool) -> None:
    assert wants_color(stream, environ) is wanted


def test_the_style_of_a_stream() -> None:
    assert style_for(Terminal(), {}, 100) == Style(100, True, "utf-8")
    assert style_for(io.TextIOWrapper(io.BytesIO(), "latin-1"), {}, 10) == Style(40, False, "latin-1")


def test_an_encoding_nobody_knows_gets_ascii() -> None:
    assert Style(encoding="no-such-code").box.side == "|"
    assert Style(encoding="no-such-code").clean("é") == "?"


def test_findings_that_the_same_edits_repair_are_one_line() -> None:
    locator = TextLocator({"tap_stack.tf": TEXT})
    line = render_applied(Applied(FULL, 1), locator, Style(200), more=[Applied(FULL, 1)] * 2)
    assert " and 2 more places: " in line
    assert line.count("\n") == 1
