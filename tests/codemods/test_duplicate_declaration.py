from __future__ import annotations

import pytest
from tffix_codemods.terraform._declarations import Said, said

from tffix.syntax import parse


def block(body: str) -> Said:
    return said(parse(f'variable "x" {{\n{body}\n}}\n').body.blocks[0])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a = 1\nb = 2", "b = 2\n\n  a   =   1 # one", True),
        ("a = [1,2]", "a = [\n1, # one\n2]", True),
        ("a = [1, -2]", "a = [1 -2]", False),
        ('a = " "', 'a = ""', False),
        ('a = "# x"', 'a = "# y"', False),
        ("a = <<E\n x\nE", "a = <<E\nx\nE", False),
        ("n {\nb = 1\na = 2\n}", "n {\na = 2\nb = 1\n}", True),
        ("n {}\nm {}", "m {}\nn {}", False),
        ('n "a" {\nm {}\n}', 'n "b" {\nm {}\n}', False),
        ("n {\nm {}\n}\no {}", "n {\nm {}\no {}\n}", False),
    ],
)
def test_what_is_said(one: str, other: str, same: bool) -> None:
    assert (block(one) == block(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "covers"),
    [
        ("a = 1", "", True),
        ("", "a = 1", False),
        ('description = "x"', 'description = "y"', True),
        ("", 'description = "y"', False),
        ("n {}", "", True),
        ("n {}", "m {}", False),
    ],
)
def test_what_covers(one: str, other: str, covers: bool) -> None:
    assert block(one).covers(block(other)) is covers


def test_what_differs() -> None:
    assert block("a = 1\nb = 2\nn {}").differing(block("a = 1\nb = 3\nc = 4\nm {}")) == ["b", "c", "m", "n"]
    assert block("m {}\nn {}").differing(block("n {}\nm {}")) == ["the order of blocks"]
