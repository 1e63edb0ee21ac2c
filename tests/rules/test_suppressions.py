from __future__ import annotations

import pytest

from tffix.rules import Diagnostic, Location, Severity
from tffix.rules.suppressions import UNUSED, apply_suppressions, suppressions
from tffix.source import Source


def found(source: Source, marker: str, rule: str = "r") -> Diagnostic:
    start = source.text.index(marker)
    return Diagnostic(rule, Severity.WARNING, "M.", Location(source.path, start, start + 1))


def is_ignored(text: str, rule: str = "r") -> bool:
    source = Source("a.tf", text)
    kept, _ = apply_suppressions([found(source, "HERE", rule)], [source], [rule])
    return not kept


IGNORED = {
    "same line": "a = HERE # tffix: ignore[r]\n",
    "same line, slashes": "a = HERE // tffix: ignore[r] for a reason\n",
    "same line, block comment": "a = HERE /* tffix: ignore[r] */\n",
    "line above": "# tffix: ignore[r]\na = HERE\n",
    "line above, indented": "b {\n  # tffix: ignore[r]\n  a = HERE\n}\n",
    "comments between": "# tffix: ignore[r]\n# about a\n// more\na = HERE\n",
    "block comment of two lines above": "/* tffix: ignore[r]\n because */\na = HERE\n",
    "several rules": "# tffix: ignore[q, r ,s]\na = HERE\n",
    "no blank": "#tffix:ignore[r]\na = HERE\n",
    "whole file, at its end": "a = HERE\n\n# tffix: ignore-file[r]\n",
    "last line without newline": "a = HERE # tffix: ignore[r]",
    "crlf": "# tffix: ignore[r]\r\na = HERE\r\n",
    "broken file": "# tffix: ignore[r]\na = HERE = = {\n",
}
NOT_IGNORED = {
    "two lines above": "# tffix: ignore[r]\n\na = HERE\n",
    "line above that holds code": "b = 1 # tffix: ignore[r]\na = HERE\n",
    "line below": "a = HERE\n# tffix: ignore[r]\n",
    "another rule": "# tffix: ignore[q]\na = HERE\n",
    "no rule": "# tffix: ignore\na = HERE\n",
    "no name": "# tffix: ignore[]\na = HERE\n",
    "in a string": 'a = "HERE # tffix: ignore[r]"\n',
    "in a heredoc": "a = <<E\n# tffix: ignore[r]\nHERE\nE\n",
    "behind other words": "a = HERE # see tffix: ignore[r]\n",
}


@pytest.mark.parametrize("text", IGNORED.values(), ids=IGNORED)
def test_ignored(text: str) -> None:
    assert is_ignored(text)


@pytest.mark.parametrize("text", NOT_IGNORED.values(), ids=NOT_IGNORED)
def test_not_ignored(text: str) -> None:
    assert not is_ignored(text)


def unused(text: str, *diagnostics: str, ran: tuple[str, ...] = ("r", "q")) -> list[str]:
    source = Source("a.tf", text)
    _, found_unused = apply_suppressions([found(source, marker) for marker in diagnostics], [source], ran)
    assert all(d.rule == UNUSED for d in found_unused)
    return [d.message for d in found_unused]


def test_an_ignore_that_ignores_nothing() -> None:
    assert unused("# tffix: ignore[r]\na = 1\n") == ["There is nothing of r to ignore here."]
    assert unused("# tffix: ignore-file[r]\na = 1\n") == ["There is nothing of r to ignore here."]


def test_an_ignore_of_two_rules_of_which_one_is_needed() -> None:
    assert unused("# tffix: ignore[q, r]\na = HERE\n", "HERE") == ["There is nothing of q to ignore here."]


def test_an_ignore_of_a_rule_that_did_not_run() -> None:
    assert unused("# tffix: ignore[r]\na = 1\n", ran=("q",)) == []


def test_an_ignore_that_names_nothing() -> None:
    assert unused("# tffix: ignore\na = 1\n") == ["This comment names no rule in brackets, so it ignores nothing."]


def test_two_ignores_of_one_finding_are_both_used() -> None:
    assert unused("# tffix: ignore-file[r]\na = HERE # tffix: ignore[r]\n", "HERE") == []


def test_a_file_without_the_word_is_not_read() -> None:
    assert suppressions(Source("a.tf", "a = 1 # ignore[r]\n")) == ()


def test_an_ignore_of_a_rule_that_does_not_exist_is_reported() -> None:
    source = Source("main.tf", "# tffix: ignore[random-keeper]\nlocals {}\n")
    _, unused = apply_suppressions([], [source], [], {"random-keepers"})
    assert [d.message for d in unused] == ["There is no rule random-keeper; did you mean random-keepers?"]
