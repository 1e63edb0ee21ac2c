from __future__ import annotations

import pytest

from tffix.edits import TextEdit, splice
from tffix.engine.crosscheck import cross_check, objects
from tffix.rules import Diagnostic, Level, Location, LoweredFix, Severity

BEFORE = """\
locals {
  one = 1
  two = 2
}

resource "demo" "x" {
  v = 1 # why
}

resource "demo" "y" {
  v = 2
}
"""


def applied(*claims: tuple[str, ...], address: str = "") -> list[Diagnostic]:
    fix = LoweredFix("Fix it", Level.SAFE, (TextEdit("a.tf", 0, 0, ""),), (), claims)
    return [Diagnostic("r", Severity.WARNING, "M.", Location("a.tf", 0, 0), address, fix=fix)]


def problems(after: str, *claims: tuple[str, ...], address: str = "", before: str = BEFORE) -> tuple[str, ...]:
    return cross_check({"a.tf": before}, {"a.tf": after}, applied(*claims, address=address)).problems


X = ("a.tf", "resource", "demo", "x")


def test_a_claimed_change_is_fine() -> None:
    assert problems(BEFORE.replace("v = 1", "v = 3"), X) == ()


def test_the_address_of_the_finding_counts() -> None:
    assert problems(BEFORE.replace("v = 1", "v = 3"), address="demo.x") == ()


def test_a_change_next_door_is_seen() -> None:
    assert problems(BEFORE.replace("v = 2", "v = 3"), X) == ("a.tf: resource demo y changed, which no fix says",)


def test_an_edit_that_reaches_too_far_is_seen() -> None:
    start = BEFORE.index('resource "demo" "x"')
    eaten = splice(BEFORE, [TextEdit("a.tf", start, len(BEFORE), "")])
    assert problems(eaten, X) == ("a.tf: resource demo y is gone, which no fix says",)


def test_a_comment_in_another_block_counts() -> None:
    found = problems(BEFORE.replace(" # why", ""), ("a.tf", "resource", "demo", "y"))
    assert found == ("a.tf: resource demo x changed, which no fix says",)


def test_layout_does_not_count() -> None:
    assert problems(BEFORE.replace("v = 1", "v    =   1").replace("\n\n", "\n\n\n")) == ()


def test_locals_are_told_apart() -> None:
    after = BEFORE.replace("one = 1", "one = 3")
    assert problems(after, ("a.tf", "locals", "one")) == ()
    assert problems(after, ("a.tf", "locals", "two")) == ("a.tf: locals one changed, which no fix says",)


def test_a_new_block_has_to_be_claimed() -> None:
    after = BEFORE + '\nvariable "new" {}\n'
    assert problems(after, ("a.tf", "variable", "new")) == ()
    assert problems(after, X) == ("a.tf: variable new is new, which no fix says",)


def test_a_file_that_cannot_be_read_any_more() -> None:
    assert problems(BEFORE + "resource {{", X) == ("a.tf cannot be read any more",)


def test_a_file_that_could_not_be_read_is_counted() -> None:
    found = cross_check({"a.tf": "a = = 1"}, {"a.tf": "b = = 1"}, applied())
    assert (found.problems, found.skipped) == ((), 1)


def test_new_files() -> None:
    after = {"a.tf": BEFORE, "b.tf": "locals {\n}\n", "t.tpl": "x"}
    assert cross_check({"a.tf": BEFORE}, after, applied(("b.tf",), ("t.tpl",))).problems == ()
    assert cross_check({"a.tf": BEFORE}, after, applied()).problems == (
        "b.tf is new, which no fix says",
        "t.tpl is new, which no fix says",
    )


def test_a_file_that_is_gone() -> None:
    assert cross_check({"a.tf": BEFORE}, {}, applied()).problems == ("a.tf is gone",)


@pytest.mark.parametrize("text", ["", "\ufeffa = 1\n", "a = 1", "a = [\n1, # c\n]\n"])
def test_what_can_be_read(text: str) -> None:
    assert objects(text) is not None


def test_blocks_of_one_kind_are_kept_in_order() -> None:
    found = objects('provider "aws" {}\nprovider "aws" {\n alias = "b"\n}\nterraform {}\na = [{ x = 1 }]\n')
    assert found is not None
    assert list(found) == [("provider", "aws"), ("terraform",), ("a",)]
    assert len(found["provider", "aws"]) == 2
