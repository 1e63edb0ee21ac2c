from __future__ import annotations

import pytest
from tffix_codemods.terraform._environment import ENVIRONMENT, PROJECT, reads, text_variable

from tffix.engine.check import RunOptions
from tffix.engine.fix import fix_configuration
from tffix.engine.outcome import Outcome
from tffix.rules import Level
from tffix.rules.registry import load_rules
from tffix.terraform import Configuration, Module

NAME = "random-keepers"


def module(text: str) -> Module:
    return Configuration({"main.tf": text}).modules[""]


def fix(text: str, level: Level = Level.UNSAFE, **options: object) -> Outcome:
    run = RunOptions({NAME: options})
    return fix_configuration({"main.tf": text}, load_rules([NAME]), level, run)


@pytest.mark.parametrize(
    ("body", "suits"),
    [
        ("type = string", True),
        ('type = "string"', True),
        ('type = string\ndefault = "dev"', True),
        ('default = "dev"', True),
        ('type = any\ndefault = "dev"', True),
        ("type = any", False),
        ("", False),
        ("type = string\ndefault = null", False),
        ("type = number", False),
        ("type = list(string)", False),
        ("type = string\nsensitive = true", False),
        ("type = string\nsensitive = local.secret", False),
        ("type = string\nephemeral = true", False),
    ],
)
def test_only_plain_strings_are_keepers(body: str, suits: bool) -> None:
    found = text_variable(module(f'variable "env" {{\n{body}\n}}\n'), ENVIRONMENT)
    assert (found is not None) is suits


def test_the_first_name_that_suits_wins() -> None:
    text = 'variable "project" {\n type = list(string)\n}\nvariable "app_name" {\n type = string\n}\n'
    found = text_variable(module(text), PROJECT)
    assert found is not None
    assert found.label == "app_name"


def test_references_are_found_through_local_values_and_cycles_end() -> None:
    text = "locals {\n a = local.b\n b = [local.a, local.c]\n c = var.env\n d = local.d\n}\n"
    one = module(text)
    a, d = one.local("a"), one.local("d")
    assert a is not None
    assert d is not None
    assert reads(one, a.expr, ["var.env"])
    assert not reads(one, a.expr, ["var.project"])
    assert not reads(one, d.expr, ["var.env"])


SIMPLE = 'variable "env" {\n  type = string\n}\n\nresource "random_id" "x" {\n  byte_length = 4\n}\n'


def test_never_safe() -> None:
    outcome = fix(SIMPLE, Level.SAFE)
    assert not outcome.changed
    (found,) = outcome.diagnostics
    assert found.fix is not None
    assert found.fix.level is Level.UNSAFE
    assert "replaced" in found.detail


def test_crlf_and_tabs() -> None:
    text = SIMPLE.replace("  ", "\t").replace("\n", "\r\n")
    after = fix(text).after["main.tf"]
    assert after.endswith("\tbyte_length = 4\r\n\r\n\tkeepers = {\r\n\t\tenv = var.env\r\n\t}\r\n}\r\n")


def test_no_name_configured_is_no_finding() -> None:
    outcome = fix(SIMPLE, environment=(), project=())
    assert not outcome.changed
    assert not outcome.diagnostics
