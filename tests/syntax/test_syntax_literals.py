from __future__ import annotations

import pytest

from tffix.syntax import nodes as n
from tffix.syntax import parse, parse_expression
from tffix.syntax.literals import bad_escape, dedent, escape_template, key_name, quote, string_value


def _value(text: str) -> str | None:
    return string_value(parse(f"a = {text}\n").body["a"].expr)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('""', ""),
        ('"a b"', "a b"),
        (r'"a\nb\tc\rd"', "a\nb\tc\rd"),
        (r'"\"\\"', '"\\'),
        (r'"\u00e9\U0001F600"', "é\U0001f600"),
        ('"$${a} %%{b} $ % $$ %%"', "${a} %{b} $ % $$ %%"),
        ('"${a}"', None),
        ('"%{ if a }b%{ endif }"', None),
        ("<<E\na\\n$${b}\n\nE", "a\\n${b}\n\n"),
        ("<<E\nE", ""),
        ("<<-E\n    a\n      b\n  E", "a\n  b\n"),
        ("<<-E\n\ta\n\t\tb\nE", "a\n\tb\n"),
        ("<<E\n${a}\nE", None),
        ("1", None),
        ("a.b", None),
    ],
)
def test_string_value(text: str, value: str | None) -> None:
    assert _value(text) == value


@pytest.mark.parametrize("value", ["", "a", 'a"b\\', "${a}", "%{ if }", "$${a}", "a\nb\r\t", "é\u2028\0", "$", "%%{"])
def test_quote_is_read_back(value: str) -> None:
    if "\0" in value:
        return
    assert string_value(parse_expression(quote(value))) == value


@pytest.mark.parametrize("value", ["a${b}", "%{ if", "$${a}", "\\n", '"', "$%"])
def test_escape_template_is_read_back(value: str) -> None:
    assert _value(f"<<E\n{escape_template(value)}\nE") == value + "\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [("a\\nb", None), ("a\\q", (1, 3)), ("\\u12", (0, 2)), ("\\UFFFFFFFF", (0, 10)), ("\\", (0, 1)), ("$${\\n", None)],
)
def test_bad_escape(text: str, place: tuple[int, int] | None) -> None:
    assert bad_escape(text) == place


def test_string_value_of_nothing() -> None:
    assert string_value(None) is None


def test_key_name() -> None:
    expr = parse_expression('{ a = 1, "b c" = 2, (d) = 3, "${e}" = 4, 5 = 6, true = 7 }')
    assert isinstance(expr, n.ObjectCons)
    assert [key_name(item.key) for item in expr.items] == ["a", "b c", None, None, None, "true"]


def test_dedent_leaves_blank_lines_alone() -> None:
    # As `terraform console` shows it.
    assert dedent("      x\n    y\n\n      z\n  \n       \n    w\n") == "  x\ny\n\n  z\n  \n       \nw\n"


def test_dedent_keeps_what_is_not_common() -> None:
    assert dedent("  a\n    b\n") == "a\n  b\n"
    assert dedent("a\n  b\n") == "a\n  b\n"
