"""Static evaluation: what is proved, and what is not."""

from __future__ import annotations

from typing import Any

import pytest

from tffix.syntax import parse
from tffix.terraform import UNKNOWN, Configuration, evaluate

MODULE = """
variable "d" { default = 5 }
variable "n" {}
locals {
  one    = 1
  next   = local.one + 1
  text   = "t-${local.next}"
  map    = { dev = 1, "prod" = 2, (local.text) = 3 }
  list   = ["a", "b"]
  cycle  = local.cyc
  cyc    = local.cycle
  mixed  = { known = 1, unknown = var.n }
}
"""


def value(text: str, **options: Any) -> Any:
    module = Configuration({"main.tf": MODULE}).modules[""]
    return evaluate(parse(f"a = {text}\n").body["a"].expr, module, **options)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1", 1),
        ("1.5", 1.5),
        ("1.0", 1),
        ("-3", -3),
        ("true", True),
        ("!true", False),
        ("null", None),
        ('"x"', "x"),
        ('"a\\n\\"$${b}"', 'a\n"${b}'),
        ('""', ""),
        ("[1, [2]]", [1, [2]]),
        ('{ a = 1, "b" = "c" }', {"a": 1, "b": "c"}),
        ("(1)", 1),
        ("1 + 2 * 3", 7),
        ("7 / 2", 3.5),
        ("6 / 2", 3),
        ("-7 % 3", -1),
        ("1 < 2 && 2 >= 2", True),
        ("1 == 1", True),
        ("true == 1", False),
        ("[1] != [1]", False),
        ("false && var.n", False),
        ("true ? 1 : 2", 1),
        ("var.n ? 3 : 3", 3),
        ("local.one", 1),
        ("local.next", 2),
        ("local.text", "t-2"),
        ("local.map.dev", 1),
        ('local.map["prod"]', 2),
        ("local.map[local.text]", 3),
        ("local.list[1]", "b"),
        ("local.list.0", "a"),
        ("local.mixed.known", 1),
        ("[local.list][0]", ["a", "b"]),
        ('"${1}"', 1),
        ('"a${true}${1.5}"', "atrue1.5"),
        ('"a ${~ "b" ~} c"', "abc"),
        ('format("%s-%d%%", "a", 3)', "a-3%"),
        ('lower("AB")', "ab"),
        ('upper("ab")', "AB"),
        ("merge({ a = 1 }, { a = 2, b = 3 })", {"a": 2, "b": 3}),
        ("concat([1], [2])", [1, 2]),
        ("concat([[1], [2]]...)", [1, 2]),
        ('toset(["b", "a", "b"])', ["a", "b"]),
        ("tolist([1])", [1]),
        ("tomap({ a = 1 })", {"a": 1}),
        ("keys({ b = 1, a = var.n })", ["a", "b"]),
        ("values({ b = 1, a = 2 })", [2, 1]),
        ("length([1, var.n])", 2),
        ('length("abc")', 3),
        ('lookup({ a = 1 }, "a", 2)', 1),
        ('lookup({ a = 1 }, "b", 2)', 2),
        ('coalesce(null, "", "x", var.n)', "x"),
        ('join(",", ["a", "b"])', "a,b"),
        ('split(",", "a,b")', ["a", "b"]),
        ('replace("aXb", "X", "-")', "a-b"),
        ("tostring(1)", "1"),
        ('tonumber("2")', 2),
        ('tobool("true")', True),
        ("try(1, var.n)", 1),
        ('contains(["a"], "a")', True),
        ('contains([1], "1")', False),
        ("element([1, 2], 3)", 2),
        ("flatten([[1], [[2], 3]])", [1, 2, 3]),
        ('trimspace(" a ")', "a"),
        ('trimprefix("abc", "a")', "bc"),
        ('trimsuffix("abc", "c")', "ab"),
        ('jsonencode({ b = [1, true, null], a = "<&>é" })', '{"a":"\\u003c\\u0026\\u003eé","b":[1,true,null]}'),
        ("jsonencode(1.5)", "1.5"),
    ],
)
def test_values(text: str, expected: object) -> None:
    found = value(text)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    "text",
    [
        "var.n",
        "var.d",
        "aws_a.b.c",
        "each.value",
        "path.module",
        "local.none",
        "local.cycle",
        "local.mixed",
        "local.list[5]",
        "local.map.none",
        "[var.n]",
        "1 / 0",
        "1 % 0",
        '"a" + 1',
        '-"a"',
        '"a" && true',
        '"${[1]}-"',
        '"%{ if true }a%{ endif }"',
        "[for x in [1] : x]",
        "{ for x in [1] : x => x }",
        "{ (var.n) = 1 }",
        "var.n ? 1 : 2",
        'var.n ? 1 : "1"',
        'file("x")',
        "timestamp()",
        "provider::a::b(1)",
        "try(var.n, 1)",
        "coalesce(var.n, 1)",
        "coalesce(null)",
        'format("%s")',
        'format("%s", "a", "b")',
        'format("%05d", 1)',
        'format("%s", [1])',
        "lower([1])",
        "lower()",
        "merge([1])",
        "concat({})",
        "concat(var.n...)",
        'toset(["a", 1])',
        "lookup({}, 1)",
        "element([], 0)",
        "element([1], -1)",
        'replace("a", "/a/", "b")',
        'tonumber("x")',
        'tobool("x")',
        "length(1)",
        "local.list[*]",
        "jsonencode({ a = var.n })",
    ],
)
def test_not_provable(text: str) -> None:
    assert value(text) is UNKNOWN


def test_heredocs() -> None:
    assert value("<<EOT\n  a ${local.one}\n\tb\nEOT") == "  a 1\n\tb\n"
    assert value("<<-EOT\n    a\n      b ${local.one} $${c}\n    ${local.text}\n  EOT") == "a\n  b 1 ${c}\nt-2\n"
    assert value("<<-EOT\n  ${1}${2}x\n  EOT") == "12x\n"


def test_variables_only_on_request() -> None:
    assert value("var.d + 1", follow_variables=True) == 6
    assert value("var.n", follow_variables=True) is UNKNOWN


def test_partial_collections() -> None:
    found = value("{ a = 1, b = [var.n] }", partial=True)
    assert found["a"] == 1
    assert found["b"][0] is UNKNOWN


def test_path_module() -> None:
    assert value('"${path.module}/x"', path_module=".") == "./x"


def test_absent_is_unknown() -> None:
    assert evaluate(None) is UNKNOWN


@pytest.mark.parametrize("text", ["[" * 5000 + "]" * 5000, "(" * 5000 + "1" + ")" * 5000, "!" * 5000 + "true"])
def test_deep_nesting_is_unknown(text: str) -> None:
    assert value(text) is UNKNOWN


def test_without_a_module_locals_are_unknown() -> None:
    assert evaluate(parse("a = local.x\n").body["a"].expr) is UNKNOWN


def test_huge_numbers_do_not_raise() -> None:
    digits = "9" * 5000
    for text in (digits, f"{digits} + 1.5", f'"${{{digits}}}x"', f"jsonencode({digits})", "1e999", "-1e999 / 3"):
        value(text)
