from __future__ import annotations

from collections.abc import Callable

import pytest

from tffix.edits import Edits
from tffix.rules.claims import Claim, claims
from tffix.syntax import Attribute, Block, ConfigFile, parse
from tffix.syntax import nodes as n

TEXT = """\
top = 1

locals {
  one = { a = [1] }
  two = 2
}

resource "demo" "x" {
  v = [1]
  inner {
    w = 2
  }
}

variable "y" {}
"""
FILE = parse(TEXT, "a.tf")
LOCALS, X, Y = FILE.body.blocks
TOP = FILE.body["top"]


def claimed(use: Callable[[Edits], object], file: ConfigFile = FILE) -> set[Claim]:
    edits = Edits()
    use(edits)
    found = claims(edits.semantic, {file.path: file})
    assert list(found) == sorted(set(found))
    assert all(claim[0] == "a.tf" for claim in found)
    return {claim[1:] for claim in found}


def value(attribute: Attribute) -> n.Expression:
    return attribute.expr


def items_of(expression: n.Expression) -> n.TupleCons:
    assert isinstance(expression, n.TupleCons)
    return expression


def inner(block: Block) -> Block:
    return block.body.blocks[0]


RESOURCE = ("resource", "demo", "x")
CASES: dict[str, tuple[Callable[[Edits], object], set[Claim]]] = {
    "an expression": (lambda e: e.replace(value(X.body["v"]), "2"), {RESOURCE}),
    "an expression in a nested block": (lambda e: e.replace(value(inner(X).body["w"]), "2"), {RESOURCE}),
    "an attribute set": (lambda e: e.set_attribute(X, "new", "1"), {RESOURCE}),
    "an attribute set in a nested block": (lambda e: e.set_attribute(inner(X), "new", "1"), {RESOURCE}),
    "an element": (lambda e: e.append_element(items_of(value(X.body["v"])), "2"), {RESOURCE}),
    "a removed attribute": (lambda e: e.remove(X.body["v"]), {RESOURCE}),
    "a removed block": (lambda e: e.remove(X), {RESOURCE}),
    "a local value": (lambda e: e.replace(value(LOCALS.body["one"]), "2"), {("locals", "one")}),
    "a new local value": (lambda e: e.set_attribute(LOCALS, "three", "3"), {("locals", "three")}),
    "a local value behind another": (
        lambda e: e.insert_after(LOCALS.body["one"], "three = 3"),
        {("locals", "three")},
    ),
    "a removed local value": (lambda e: e.remove(LOCALS.body["two"]), {("locals", "two")}),
    "all local values": (lambda e: e.remove(LOCALS), {("locals", "one"), ("locals", "two")}),
    "a renamed local value": (
        lambda e: e.rename(LOCALS.body["two"], "three"),
        {("locals", "two"), ("locals", "three")},
    ),
    "a new block": (lambda e: e.insert_after(X, 'output "o" {\n  value = 1\n}'), {("output", "o")}),
    "a new block at the end": (lambda e: e.append(FILE.body, 'data "d" "e" {}'), {("data", "d", "e")}),
    "new local values": (
        lambda e: e.append(FILE.body, "locals {\n  a = 1\n  b = 2\n}"),
        {("locals", "a"), ("locals", "b")},
    ),
    "a top-level attribute": (lambda e: e.set_attribute(FILE.body, "top", "2"), {("top",)}),
    "a renamed top-level attribute": (lambda e: e.rename(TOP, "bottom"), {("top",), ("bottom",)}),
    "a renamed label": (lambda e: e.rename(X.labels[1], "z"), {RESOURCE, ("resource", "demo", "z")}),
    "a renamed block type": (lambda e: e.rename(Y, "output"), {("variable", "y"), ("output", "y")}),
    "a renamed attribute": (lambda e: e.rename(X.body["v"], "w"), {RESOURCE}),
    "a block for another": (
        lambda e: e.replace(Y, 'variable "z" {}'),
        {("variable", "y"), ("variable", "z")},
    ),
}


@pytest.mark.parametrize(("use", "expected"), CASES.values(), ids=CASES)
def test_claims(use: Callable[[Edits], object], expected: set[Claim]) -> None:
    assert claimed(use) == expected


def test_a_new_file() -> None:
    assert claims_of_new_file() == (("new.tf",),)


def claims_of_new_file() -> tuple[Claim, ...]:
    edits = Edits()
    edits.new_file("new.tf", "locals {}\n")
    return claims(edits.semantic, {})
