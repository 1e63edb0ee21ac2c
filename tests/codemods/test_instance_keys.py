from __future__ import annotations

import pytest

from tffix.engine.check import RunOptions
from tffix.engine.fix import fix_configuration
from tffix.rules import Level
from tffix.rules.registry import load_rules


def fixed(text: str, rule: str) -> str:
    outcome = fix_configuration({"main.tf": text}, load_rules([rule]), Level.UNSAFE, RunOptions({}))
    assert not outcome.failures
    return outcome.after["main.tf"]


@pytest.mark.parametrize(
    ("count", "value", "expected"),
    [
        ("var.on ? 1 : 0", "a_b.c.id", "one(a_b.c[*].id)"),
        ("var.on ? 1 : 0", "resource.a_b.c.id", "one(resource.a_b.c[*].id)"),
        ("var.on ? 1 : 0", "[a_b.c.id]", "[one(a_b.c[*].id)]"),
        ("var.on ? 1 : 0", "var.on ? a_b.c.id : null", "var.on ? a_b.c[0].id : null"),
        ("var.on ? 0 : 1", "var.on ? null : a_b.c.id", "var.on ? null : a_b.c[0].id"),
        ("var.on ? 1 : 0", "var.off ? a_b.c.id : null", "var.off ? one(a_b.c[*].id) : null"),
        ("var.on ? 1 : 0", "upper(a_b.c.id)", None),
        ("var.on ? 1 : 0", 'can(a_b.c.id) ? "" : ""', 'can(a_b.c[0].id) ? "" : ""'),
        ("var.on ? 2 : 0", "a_b.c.id", None),
        ("var.n", "a_b.c.id", None),
        ("1", "upper(a_b.c.id)", "upper(a_b.c[0].id)"),
        ("var.on ? 1 : 0", "a_b.c.d[*].id", None),
    ],
)
def test_outputs(count: str, value: str, expected: str | None) -> None:
    text = 'resource "a_b" "c" {{\n  count = {}\n}}\n\noutput "x" {{\n  value = {}\n}}\n'
    assert fixed(text.format(count, value), "missing-index") == text.format(count, expected or value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a_b.c[0].id", "a_b.c.id"),
        ("a_b.c.0.id", "a_b.c.id"),
        ("a_b.c [0] .id", "a_b.c .id"),
        ("a_b.c[0].d[0]", "a_b.c.d[0]"),
        ("a_b.c[0]", "a_b.c"),
        ("a_b.c[*].id", "a_b.c[*].id"),
        ("a_b.c.d[0].e", "a_b.c.d[0].e"),
        ("a_b.c[var.n].id", "a_b.c[var.n].id"),
    ],
)
def test_indexes(value: str, expected: str) -> None:
    text = 'resource "a_b" "c" {{\n}}\n\noutput "x" {{\n  value = {}\n}}\n'
    assert fixed(text.format(value), "unexpected-index") == text.format(expected)
