"""Matchers: three answers, dispatch by header, findall."""

from __future__ import annotations

import pytest

from tffix import matchers as m
from tffix.syntax import nodes as n
from tffix.terraform import UNKNOWN, Configuration, Module

TEXT = """
variable "flag" {}
locals {
  alias = aws_lambda_alias.live.name
  doc   = jsonencode({ a = 1 })
  three = 3
}
resource "aws_lambda_function" "f" {
  publish  = true
  unknown  = var.flag
  nothing  = null
  number   = local.three
  policy   = jsonencode({ a = upper("x") })
  literal  = "x"
  mixed    = "x-${var.flag}"
  choice   = var.flag ? aws_lambda_alias.live.arn : null
  vpc_config {
    ids = [1]
  }
  dynamic "environment" {
    for_each = []
    content {}
  }
}
resource "aws_lambda_alias" "live" {
  function_name = aws_lambda_function.f[0].arn
  through       = local.alias
}
resource "random_id" "r" {}
data "aws_ami" "a" {}
"""


@pytest.fixture
def module() -> Module:
    return Configuration({"main.tf": TEXT}).modules[""]


def addresses(module: Module, target: m.Target) -> list[str]:
    return [e.address for e in target.candidates(module)]


def test_candidates(module: Module) -> None:
    assert addresses(module, m.Resource("aws_lambda_function")) == ["aws_lambda_function.f"]
    assert addresses(module, m.Resource("aws_*")) == ["aws_lambda_function.f", "aws_lambda_alias.live"]
    assert addresses(module, m.Resource("random_*", "aws_lambda_alias")) == ["aws_lambda_alias.live", "random_id.r"]
    assert len(addresses(module, m.Resource())) == 3
    assert addresses(module, m.Data()) == ["data.aws_ami.a"]
    assert addresses(module, m.Variable("flag")) == ["var.flag"]
    assert addresses(module, m.Local("d*")) == ["local.doc"]
    assert addresses(module, m.Block("variable")) == ["var.flag"]
    assert len(addresses(module, m.Block())) == 6
    assert list(m.Module().candidates(module)) == [module]
    both = m.OneOf(m.Data(), m.Variable())
    assert addresses(module, both) == ["var.flag", "data.aws_ami.a"]
    assert addresses(module, m.AllOf(m.Data(), m.Not(m.Data("x")))) == ["data.aws_ami.a"]
    for kind in (m.Output, m.ModuleCall, m.Provider, m.Ephemeral, m.Terraform):
        assert addresses(module, kind()) == []


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"publish": True}, True),
        ({"publish": m.Constant(True)}, True),
        ({"publish": m.Constant(1)}, False),
        ({"publish": m.Not(m.Constant(False))}, True),
        ({"publish": m.Absent()}, False),
        ({"count": m.Absent()}, True),
        ({"count": None}, True),
        ({"count": m.Present()}, False),
        ({"nothing": m.Absent()}, True),
        ({"nothing": m.Present()}, False),
        ({"unknown": True}, False),
        ({"unknown": m.Not(m.Constant(True))}, False),
        ({"unknown": m.Absent()}, False),
        ({"unknown": m.Not(m.Absent())}, False),
        ({"unknown": m.Present()}, True),
        ({"number": 3}, True),
        ({"number": m.Literal(3)}, False),
        ({"literal": "x"}, True),
        ({"literal": m.String()}, True),
        ({"literal": m.String("y")}, False),
        ({"literal": m.Literal("x")}, True),
        ({"mixed": m.String()}, False),
        ({"mixed": m.Not(m.Absent())}, True),
        ({"policy": m.Call("jsonencode")}, True),
        ({"policy": m.Call("jsonencode", m.Any())}, True),
        ({"policy": m.Call("jsonencode", m.Any(), m.Any())}, False),
        ({"policy": m.Call("jsonencode", m.Node(n.ObjectCons), ...)}, True),
        ({"policy": m.Call(("file", "jsonencode"))}, True),
        ({"policy": m.Call("file")}, False),
        ({"vpc_config": m.Present()}, True),
        ({"vpc_config": m.Absent()}, False),
        ({"vpc_config": m.Block(ids=m.Present())}, True),
        ({"vpc_config": m.Block(ids=m.Absent())}, False),
        ({"environment": m.Absent()}, False),
        ({"environment": m.Present()}, False),
        ({"environment": m.Block()}, False),
        ({"choice": m.Reference("aws_lambda_alias")}, False),
        ({"choice": m.Not(m.Reference("aws_lambda_alias"))}, False),
        ({"literal": m.Not(m.Reference("aws_lambda_alias"))}, True),
        ({"anything": m.Any()}, True),
        ({"publish": m.OneOf(False, True)}, True),
        ({"publish": m.AllOf(m.Present(), True)}, True),
        ({"publish": m.OneOf(False, m.Absent())}, False),
    ],
)
def test_attributes(module: Module, attributes: dict[str, object], expected: bool) -> None:
    function = module.resource("aws_lambda_function", "f")
    assert m.matches(function, m.Resource("aws_lambda_function", **attributes)) is expected


def test_references(module: Module) -> None:
    alias = module.resource("aws_lambda_alias", "live")
    assert alias is not None
    function = module.resource("aws_lambda_function", "f")
    assert function is not None
    named = alias["function_name"]
    assert m.matches(named, m.Reference("aws_lambda_function"))
    assert m.matches(named, m.Reference("aws_lambda_*"))
    assert m.matches(named, m.Reference("aws_lambda_function.f"))
    assert m.matches(named, m.Reference(function, attribute="arn"))
    assert not m.matches(named, m.Reference(function, attribute="name"))
    assert not m.matches(named, m.Reference("aws_lambda"))
    assert not m.matches(named, m.Reference(alias))
    assert m.matches(alias, m.Resource("aws_lambda_alias", function_name=function, through=m.Reference(alias)))
    assert not m.matches(alias["through"], m.Reference(alias))
    assert m.matches(alias["through"], m.Reference(alias, attribute="name"), module)
    assert m.matches(alias, m.Reference("aws_lambda_alias"))


def test_unknown_and_absent_match_nothing(module: Module) -> None:
    for matcher in (
        m.Resource(),
        m.Reference("aws_x"),
        m.Constant(None),
        m.Local(),
        m.Block(),
        m.Present(),
        m.Module(),
    ):
        assert not m.matches(None, matcher)
        assert not m.matches(UNKNOWN, matcher)
    assert m.matches(None, m.Absent())
    assert not m.matches(UNKNOWN, m.Absent())
    assert not m.matches(UNKNOWN, m.Not(m.Resource()))


def test_locals(module: Module) -> None:
    doc = module.local("doc")
    assert m.matches(doc, m.Local(value=m.Call("jsonencode")))
    assert m.matches(doc, m.Call("jsonencode"))
    assert not m.matches(doc, m.Local("other"))
    assert m.matches(module.local("three"), m.Local(value=3))


def test_findall(module: Module) -> None:
    function = module.resource("aws_lambda_function", "f")
    assert function is not None
    assert [f.text for f in m.findall(module, m.Call("jsonencode"))] == [
        "jsonencode({ a = 1 })",
        'jsonencode({ a = upper("x") })',
    ]
    assert [f.text for f in m.findall(function, m.Call("upper"))] == ['upper("x")']
    assert [f.text for f in m.findall(module, m.Reference("aws_lambda_function"))] == ["aws_lambda_function.f[0].arn"]
    assert [f.text for f in m.findall(function, m.Reference("var.flag"))] == ["var.flag"] * 3
    assert [e.address for e in m.findall(module, m.Resource(publish=True))] == ["aws_lambda_function.f"]
    assert [b.type for b in m.findall(function, m.Block("content"))] == ["content"]
    assert [f.text for f in m.findall(function["choice"] or function.block, m.Node(n.Literal))] == ["null"]


def test_first(module: Module) -> None:
    assert m.first(module, m.Resource("aws_*")) == module.resources[0]
    assert m.first(module, m.Resource("none")) is None


def test_findall_looks_at_computed_keys() -> None:
    module = Configuration({"main.tf": "locals {\n  a = aws_a.b[aws_a.c[0].n].m\n}\n"}).modules[""]
    found = [f.text for f in m.findall(module, m.Reference("aws_a"))]
    assert found == ["aws_a.b[aws_a.c[0].n].m", "aws_a.c[0].n"]


def test_overridden_elements_prove_nothing() -> None:
    text = 'resource "a_b" "c" {\n  x = 1\n}\n'
    module = Configuration({"main.tf": text, "override.tf": text}).modules[""]
    (element,) = module.resources
    assert m.matches(element, m.Resource("a_b"))
    assert not m.matches(element, m.Resource("a_b", x=1))
    assert not m.matches(element, m.Resource("a_b", y=m.Absent()))
