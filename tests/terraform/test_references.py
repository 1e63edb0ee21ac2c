"""References: what counts, what is shadowed, where they stand."""

from __future__ import annotations

import pytest

from tffix.syntax import nodes as n
from tffix.syntax import parse
from tffix.terraform import Configuration, Module
from tffix.terraform.addresses import Address, format_address, parse_address, reference_address


def module(text: str, **others: str) -> Module:
    sources = {"main.tf": text, **{name.replace("__", "."): value for name, value in others.items()}}
    return Configuration(sources, frozenset()).modules[""]


def shown(mod: Module, address: str) -> list[str]:
    return [reference.expression.text for reference in mod.references_to(address)]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("aws_x.y[0].arn", "aws_x.y"),
        ("data.a.b.c", "data.a.b"),
        ("var.x.y", "var.x"),
        ("local.x", "local.x"),
        ("module.x.out", "module.x"),
        ("module.x[0].out", "module.x"),
        ("ephemeral.a.b.c", "ephemeral.a.b"),
        ("resource.aws_x.y.arn", "aws_x.y"),
        ("each.value", None),
        ("count.index", None),
        ("self.id", None),
        ("path.module", None),
        ("terraform.workspace", None),
        ("string", None),
        ("data.a", None),
    ],
)
def test_reference_address(text: str, address: str | None) -> None:
    assert reference_address(parse(f"a = {text}\n").body["a"].expr) == address


def test_only_traversals_have_an_address() -> None:
    assert reference_address(parse("a = [1]\n").body["a"].expr) is None


@pytest.mark.parametrize(
    "text",
    [
        "aws_x.y",
        "data.a.b",
        "ephemeral.a.b",
        "var.x",
        "local.x",
        "module.x",
        "output.x",
        "provider.x",
        "provider.x.west",
    ],
)
def test_addresses_round_trip(text: str) -> None:
    assert str(parse_address(text)) == text


def test_parts_of_addresses() -> None:
    assert parse_address("data.a.b") == Address("data", "a", "b")
    assert parse_address("resource.a.b") == Address("resource", "a", "b")
    assert format_address("variable", "x") == "var.x"
    assert [parse_address(t) for t in ("", "x", "each.key", "a..b", "var.a.b", "data.a", "aws_x.y.z")] == [None] * 7


PLACES = """
variable "x" { default = 1 }
locals {
  plain     = var.x
  template  = "a ${var.x} b"
  directive = "%{ if var.x > 0 }${var.x}%{ endif }"
  heredoc   = <<-EOT
    ${upper(var.x)}
  EOT
  index     = local.m[var.x]
  object    = { (var.x) = var.x, x = 1 }
  in_for    = [for k, v in var.x : v if v != var.x]
}
resource "aws_a" "b" {
  nested {
    deep { value = var.x }
  }
  dynamic "item" {
    for_each = var.x
    content { value = item.value + var.x }
  }
  depends_on = [aws_a.c]
  lifecycle {
    replace_triggered_by = [aws_a.c.id]
    ignore_changes       = [tags, aws_a.c]
  }
}
moved {
  from = aws_a.old
  to   = aws_a.c
}
import {
  to = aws_a.c
  id = var.x
}
check "c" {
  data "http" "d" { url = var.x }
  assert {
    condition     = aws_a.c.ok
    error_message = "no"
  }
}
removed {
  from = aws_a.c
}
output "o" { value = var.x }
"""


def test_every_place_is_seen() -> None:
    mod = module(PLACES)
    assert len(mod.references_to("var.x")) == 16
    assert [r.attribute.name for r in mod.references_to("aws_a.c") if r.attribute] == [
        "depends_on",
        "replace_triggered_by",
        "to",
        "to",
        "condition",
        "from",
    ]
    assert shown(mod, "aws_a.old") == ["aws_a.old"]
    assert shown(mod, "item.value") == []


def test_references_know_where_they_stand() -> None:
    containers = [r.container for r in module(PLACES).references_to("aws_a.c")]
    assert [(type(c).__name__, c.address) for c in containers if c] == [
        ("Resource", "aws_a.b"),
        ("Resource", "aws_a.b"),
        ("BlockElement", ""),
        ("BlockElement", ""),
        ("BlockElement", "check.c"),
        ("BlockElement", ""),
    ]
    local = module(PLACES).references_to("var.x")[0]
    assert local.container is not None
    assert (local.container.address, local.path) == ("local.plain", "main.tf")


def test_bare_object_keys_and_longer_names_are_no_references() -> None:
    assert shown(module("locals {\n  a = { b = 1, local = 2 }\n  c = local.bb\n  d = local.b-x\n}\n"), "local.b") == []


def test_for_variables_shadow_root_names() -> None:
    text = """
locals {
  a = [for aws_a in aws_a.b : aws_a.b]
  b = { for k, local in local.a : local.a => local.a if local.a }
  c = "%{ for var in var.x }${var.x}%{ endfor }"
  d = [for x in [for var in var.x : var.x] : var.x]
}
"""
    mod = module(text)
    assert [r.start for r in mod.references_to("aws_a.b")] == [text.index("aws_a.b")]
    assert len(mod.references_to("local.a")) == 1
    assert len(mod.references_to("var.x")) == 3


def test_dynamic_iterators_shadow_root_names() -> None:
    text = """
resource "aws_a" "b" {
  dynamic "outer" {
    for_each = outer.value
    iterator = one
    labels   = [one.value]
    content {
      a = one.value
      dynamic "inner" {
        for_each = one.value
        content {
          a = inner.value
          b = one.value
          c = outer.value
        }
      }
    }
  }
  d = one.value
}
"""
    mod = module(text)
    assert [r.attribute.name for r in mod.references_to("outer.value") if r.attribute] == ["for_each", "c"]
    assert [r.attribute.name for r in mod.references_to("one.value") if r.attribute] == ["d"]
    assert mod.references_to("inner.value") == ()


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("aws_a.b.arn", ("arn",)),
        ("aws_a.b[0].arn", ("arn",)),
        ('aws_a.b["k"].arn', ("arn",)),
        ("aws_a.b.0.arn", ("arn",)),
        ("aws_a.b[count.index].arn", ("arn",)),
        ("aws_a.b[*].arn", ("arn",)),
        ("aws_a.b.*.arn", ("arn",)),
        ("aws_a.b.c[0].d", ("c",)),
        ('aws_a.b.tags["Name"]', ("tags", "Name")),
        ("aws_a.b", ()),
        ("aws_a.b[0]", ()),
    ],
)
def test_attribute_paths(text: str, path: tuple[str, ...]) -> None:
    found = module(f"locals {{\n  x = {text}\n}}\n").references_to("aws_a.b")
    assert [r.attribute_path for r in found] == [path]
    assert [r.expression.text for r in found] == [text]


def test_indexes_of_locals_are_keys_not_instances() -> None:
    mod = module('locals {\n  a = local.m["k"].v\n  b = local.m[0].v\n}\n')
    assert [r.attribute_path for r in mod.references_to("local.m")] == [("k", "v"), ()]


def test_keys_of_a_chain_are_references_too() -> None:
    mod = module("locals {\n  a = aws_a.b[local.k[var.i]].c[var.j]\n}\n")
    assert [r.address for r in mod.references_in(mod.locals[0])] == ["aws_a.b", "local.k", "var.i", "var.j"]


def test_provider_names_are_no_resources() -> None:
    mod = module(
        """
terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.west]
    }
  }
}
provider "aws" {
  alias = "west"
}
resource "aws_a" "b" { provider = aws.west }
data "aws_a" "b" { provider = aws }
module "m" {
  source    = "./m"
  providers = { aws.x = aws.west, aws = aws }
}
resource "old_a" "b" { provider = "aws.west" }
"""
    )
    assert [r.container.address for r in mod.references_to("provider.aws.west") if r.container] == [
        "aws_a.b",
        "module.m",
        "old_a.b",
    ]
    assert shown(mod, "provider.aws") == ["aws", "aws"]
    assert mod.references_to("aws.west") == ()


def test_quoted_depends_on_of_old_configurations() -> None:
    mod = module('resource "aws_a" "b" {\n  depends_on = ["aws_a.c", "module.m"]\n}\n')
    assert [type(r.node) for r in mod.references_to("aws_a.c")] == [n.Template]
    assert shown(mod, "module.m") == ['"module.m"']


def test_type_constraints_are_no_references() -> None:
    mod = module('variable "x" {\n  type = object({ a = map(var.y) })\n}\n')
    assert mod.references_to("var.y") == ()


def test_several_files_in_order_and_crlf() -> None:
    mod = module("locals {\r\n  a = var.x\r\n}\r\n", a__tf='output "o" {\n  value = var.x\n}\n')
    assert [(r.path, r.start) for r in mod.references_to("var.x")] == [("a.tf", 23), ("main.tf", 16)]


def test_only_module_members_count() -> None:
    mod = module("", x__tftest__hcl='run "a" {\n  variables {\n    b = var.x\n  }\n}\n', x__tfvars="a = var.x\n")
    assert mod.references_to("var.x") == ()


def test_not_an_address_has_no_references() -> None:
    assert module("a = b\n").references_to("b") == ()


def test_references_in_a_bare_expression() -> None:
    mod = module("locals {\n  a = [var.x, var.y]\n}\n")
    (local,) = mod.locals
    assert [(r.address, r.attribute) for r in mod.references_in(local.expr)] == [("var.x", None), ("var.y", None)]
    assert [r.address for r in mod.references_in(local.locals_block)] == ["var.x", "var.y"]


def test_mentions_in_files_that_are_not_read() -> None:
    mod = module("", x__tf__json='{"output": {"o": {"value": "${local.thing}"}}}')
    assert mod.is_mentioned("local.thing")
    assert not mod.is_mentioned("local.other")


def test_deep_nesting_is_no_limit() -> None:
    depth = 3000
    mod = module(f"locals {{\n  a = {'[' * depth}var.x{']' * depth}\n}}\n")
    assert len(mod.references_to("var.x")) == 1


def test_files_without_the_name_are_not_opened() -> None:
    configuration = Configuration({"a.tf": "locals {\n  a = [var.other]\n}\n", "b.tf": "locals {\n  b = [var.x]\n}\n"})
    mod = configuration.modules[""]
    assert len(mod.references_to("var.x")) == 1
    assert "_structure" not in vars(mod.files[0])
    assert "_structure" in vars(mod.files[1])


def test_the_reference_that_an_expression_is() -> None:
    mod = module('locals {\n  a = "${aws_a.b[0].arn}"\n  b = upper(aws_a.b.arn)\n}\n')
    first, second = (mod.reference_of(local.expr) for local in mod.locals)
    assert first is not None
    assert (first.address, first.attribute_path, first.expression.text) == ("aws_a.b", ("arn",), "aws_a.b[0].arn")
    assert second is None
    assert mod.reference_of(None) is None
