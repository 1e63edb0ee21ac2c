"""Modules and configurations: what is declared, by which files, and who calls whom."""

from __future__ import annotations

import pickle

import pytest

from tffix.terraform import UNKNOWN, Configuration, Module
from tffix.terraform.configuration import FileKind, kind_of, local_sources
from tffix.terraform.elements import Local, Resource


def module(text: str = "", others: frozenset[str] | None = frozenset(), **files: str) -> Module:
    sources = {name.replace("__", "."): value for name, value in files.items()}
    return Configuration({"main.tf": text, **sources}, others).modules[""]


FULL = """
terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {}
provider "aws" {
  alias = "west"
}
variable "name" {
  type     = string
  default  = "x"
  nullable = false
  validation {
    condition     = true
    error_message = "no"
  }
}
variable "free" {}
locals {
  one = 1
  two = "2"
}
resource "aws_lambda_function" "a" {
  provider = aws.west
  publish  = true
  memory   = null
  count    = var.free
  vpc_config {}
  dynamic "environment" {
    for_each = []
    content {}
  }
}
resource "aws_lambda_function" "b" {}
resource "random_id" "a" {}
resource random_pet c {}
data "aws_ami" "a" {}
ephemeral "aws_secret" "a" {}
module "m" {
  source = "./m"
}
output "o" {
  value = local.one
}
moved {
  from = random_id.b
  to   = random_id.a
}
"""


def test_declarations_in_order() -> None:
    mod = module(FULL)
    assert [e.address for e in mod.resources] == [
        "aws_lambda_function.a",
        "aws_lambda_function.b",
        "random_id.a",
        "random_pet.c",
    ]
    assert [e.address for e in mod.resources_of("random_*")] == ["random_id.a", "random_pet.c"]
    assert [e.address for e in mod.resources_of("random_id")] == ["random_id.a"]
    assert [e.address for e in mod.data] == ["data.aws_ami.a"]
    assert [e.address for e in mod.ephemerals] == ["ephemeral.aws_secret.a"]
    assert [e.address for e in mod.variables] == ["var.name", "var.free"]
    assert [e.address for e in mod.locals] == ["local.one", "local.two"]
    assert [e.address for e in mod.outputs] == ["output.o"]
    assert [e.address for e in mod.modules] == ["module.m"]
    assert [e.address for e in mod.providers] == ["provider.aws", "provider.aws.west"]
    assert [b.type for b in mod.blocks_of("moved")] == ["moved"]
    assert mod.terraform_blocks[0].required_version == ">= 1.5"
    assert [b.type for b in mod.terraform_blocks[0].required_providers] == ["required_providers"]


@pytest.mark.parametrize(
    "address",
    [
        "aws_lambda_function.b",
        "data.aws_ami.a",
        "ephemeral.aws_secret.a",
        "var.free",
        "local.two",
        "output.o",
        "module.m",
        "provider.aws",
        "provider.aws.west",
    ],
)
def test_get_by_address(address: str) -> None:
    element = module(FULL).get(address)
    assert element is not None
    assert element.address == address


def test_lookups() -> None:
    mod = module(FULL)
    assert mod.resource("random_id", "a") == mod.get("random_id.a")
    assert mod.resource("random_id", "zz") is None
    assert mod.data_source("aws_ami", "a") is not None
    assert mod.variable("name") is not None
    assert mod.variable("free*") is None
    assert mod.output("o") is not None
    assert mod.module_call("m") is not None
    assert mod.provider("aws", "west") is not None
    assert mod.get("aws_lambda_function") is None
    assert mod.declares("var.name")
    assert not mod.declares("var.none")
    assert mod.element_at("main.tf", FULL.index("one = 1")) == mod.local("one")
    assert mod.element_at("main.tf", 0) is None
    assert mod.element_at("none.tf", 0) is None


def test_elements() -> None:
    mod = module(FULL)
    function = mod.resource("aws_lambda_function", "a")
    assert isinstance(function, Resource)
    assert (function.type, function.label, function.path) == ("aws_lambda_function", "a", "main.tf")
    assert function["publish"] is not None
    assert function["none"] is None
    assert "publish" in function
    assert function.attribute("publish") is not None
    assert len(function.blocks("vpc_config")) == 1
    assert function.has_dynamic("environment")
    assert not function.has_dynamic("vpc_config")
    assert function.constant("publish") is True
    assert function.constant("none", default=7) == 7
    assert function.constant("memory", default=128) == 128
    assert function.constant("count") is UNKNOWN
    assert function.count is not None
    assert function.for_each is None
    assert (function.provider_reference, function.provider_name) == ("aws.west", "aws")
    other = mod.resource("random_pet", "c")
    assert other is not None
    assert other.provider_name == "random"
    variable = mod.variable("name")
    assert variable is not None
    assert (variable.type_text, variable.is_nullable, len(variable.validations)) == ("string", False, 1)
    assert variable.default is not None
    assert function == mod.resources[0]
    assert function != other
    assert len({function, mod.resources[0], other}) == 2


def test_nullable_is_true_by_default_and_may_be_unknown() -> None:
    mod = module('variable "a" {}\nvariable "b" {\n  nullable = var.a\n}\n')
    assert [v.is_nullable for v in mod.variables] == [True, UNKNOWN]


def test_duplicates_are_kept_and_the_first_is_found() -> None:
    mod = module('resource "a_b" "c" {\n  x = 1\n}\n', z__tf='resource "a_b" "c" {\n  x = 2\n}\n')
    assert [r.constant("x") for r in mod.resources_of("a_b")] == [1, 2]
    found = mod.resource("a_b", "c")
    assert found is not None
    assert found.constant("x") == 1


def test_crlf_and_comments_in_headers() -> None:
    mod = module('resource /* c */ "a_b" "c" {\r\n  x = 1\r\n}\r\n')
    assert [r.address for r in mod.resources_of("a_b")] == ["a_b.c"]


# Resolving -----------------------------------------------------------------------------------------------------

RESOLVE = """
resource "aws_a" "b" {}
variable "v" {}
locals {
  direct    = aws_a.b.arn
  twice     = local.direct
  object    = { f = aws_a.b, g = { h = aws_a.b.id } }
  computed  = upper(aws_a.b.arn)
  loop_a    = local.loop_b
  loop_b    = local.loop_a
}
resource "t" "t" {
  plain       = aws_a.b.arn
  index       = aws_a.b[0].arn
  computed_ix = aws_a.b[count.index].arn
  template    = "${aws_a.b.arn}"
  parentheses = (aws_a.b)
  followed    = local.twice
  member      = local.object.f.arn
  deeper      = local.object.g.h
  bad_call    = local.computed
  bad_cycle   = local.loop_a
  bad_literal = "x"
  bad_text    = "x${aws_a.b.arn}"
  bad_splat   = aws_a.b[*].arn
  bad_missing = aws_a.none.arn
  bad_each    = each.value
  bad_member  = local.object.none
  variable    = var.v
}
"""


def test_resolve() -> None:
    mod = module(RESOLVE)
    holder = mod.resource("t", "t")
    assert holder is not None
    for name in holder.body.attributes:
        expected = UNKNOWN if name.startswith("bad_") else mod.get("var.v" if name == "variable" else "aws_a.b")
        assert mod.resolve(holder[name]) is expected, name
    assert mod.resolve(holder["absent"]) is None
    unfollowed = mod.resolve(holder["followed"], follow_locals=False)
    assert isinstance(unfollowed, Local)
    assert unfollowed.label == "twice"


# Kinds of files -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a/main.tf", FileKind.CONFIG),
        ("main.tofu", FileKind.CONFIG),
        ("main.tf.json", FileKind.JSON_CONFIG),
        ("x.tfvars", FileKind.TFVARS),
        ("x.auto.tfvars", FileKind.TFVARS),
        ("x.tfvars.json", FileKind.JSON_TFVARS),
        ("x.tftest.hcl", FileKind.TEST),
        ("x.tftpl", FileKind.TEMPLATE),
        (".terraform.lock.hcl", FileKind.OTHER),
        (".#main.tf", FileKind.OTHER),
        ("handler.py", FileKind.OTHER),
    ],
)
def test_kinds(path: str, kind: FileKind) -> None:
    assert kind_of(path) is kind


def test_tofu_file_beside_its_tf_file_declares_nothing() -> None:
    mod = module('variable "a" {}\n', main__tofu='variable "b" {}\n', other__tofu='variable "c" {}\n')
    assert [v.label for v in mod.variables] == ["a", "c"]


def test_json_files_declare() -> None:
    mod = module(
        x__tf__json="""{
          "resource": {"aws_a": {"b": {}}}, "data": [{"aws_c": [{"d": {}}]}], "variable": {"v": {}},
          "locals": {"l": 1}, "output": {"o": {}}, "module": {"m": {}}, "provider": {"aws": [{"alias": "w"}, {}]},
          "terraform": {"required_providers": {"aws": {}}}
        }"""
    )
    for address in (
        "aws_a.b",
        "data.aws_c.d",
        "var.v",
        "local.l",
        "output.o",
        "module.m",
        "provider.aws",
        "provider.aws.w",
    ):
        assert mod.declares(address), address
        assert mod.get(address) is None
    assert mod.json_required_providers == {"aws"}
    assert mod.is_complete


@pytest.mark.parametrize("text", ["{", "[" * 100_000, "nope"])
def test_broken_json_makes_the_module_incomplete(text: str) -> None:
    mod = module(x__tf__json=text)
    assert not mod.is_complete
    assert mod.json_addresses == frozenset()


@pytest.mark.parametrize(
    "files",
    [
        {"a__tf": "locals {\n  a = [1\n}\n"},
        {"a__tf": 'locals {\n  a = "\\q"\n}\n'},
        {"override__tf": ""},
        {"x_override__tf": ""},
        {"x_override__tf__json": "{}"},
    ],
)
def test_incomplete_modules(files: dict[str, str]) -> None:
    assert not module("a = 1\n", **files).is_complete


@pytest.mark.parametrize("name", ["unread.tf", "unread.tofu", "unread.tf.json"])
def test_a_file_that_was_not_read_makes_the_module_incomplete(name: str) -> None:
    assert not module("a = 1\n", frozenset({name})).is_complete
    by_directory = Configuration({"m/main.tf": ""}, {"m": frozenset({name}), "": frozenset({"other.tf"})})
    assert not by_directory.modules["m"].is_complete
    assert by_directory.modules["m"].has_structure_errors


@pytest.mark.parametrize("name", ["sub/x.tf", "x.tf/", "x.tfvars", "x.tf~", ".x.tf", "./"])
def test_other_files_leave_a_module_complete(name: str) -> None:
    assert module("a = 1\n", frozenset({name})).is_complete


def test_complete_module() -> None:
    mod = module(FULL, x__tfvars="a = 1\n")
    assert mod.is_complete
    assert not mod.has_structure_errors


def test_override_files_amend_and_declare_nothing() -> None:
    mod = module(
        'resource "a_b" "c" {\n  x = 1\n}\nlocals {\n  l = 1\n}\n',
        override__tf='resource "a_b" "c" {\n  x = 2\n}\nlocals {\n  l = var.z\n}\n',
    )
    (resource,) = mod.resources
    assert resource.is_overridden
    assert resource.constant("x") is UNKNOWN
    assert [local.value() for local in mod.locals] == [UNKNOWN]
    assert len(mod.references_to("var.z")) == 1
    assert mod.overridden_addresses == {"a_b.c", "local.l"}


def test_tfvars() -> None:
    configuration = Configuration(
        {"main.tf": "", "b.tfvars": "x = 1\n", "a.auto.tfvars": "y = 2\n", "c.tfvars.json": "{}", "env/d.tfvars": ""}
    )
    assert [f.path for f in configuration.modules[""].tfvars] == ["a.auto.tfvars", "b.tfvars"]
    assert list(configuration.files) == ["a.auto.tfvars", "b.tfvars", "env/d.tfvars", "main.tf"]
    assert list(configuration.modules) == [""]


def test_files_that_exist() -> None:
    configuration = Configuration(
        {"a/main.tf": 'module "b" {\n  source = "../b"\n}\n', "b/main.tf": "", "b/t.tftpl": "x"},
        {"": frozenset({"top.zip"}), "a": frozenset({"x/handler.zip"})},
    )
    a, b = configuration.modules["a"], configuration.modules["b"]
    assert a.file_exists("x/handler.zip") is True
    assert a.file_exists("./x/../x/handler.zip") is True
    assert a.file_exists("x") is True
    assert a.file_exists("none.zip") is False
    assert a.file_exists("../top.zip") is True
    assert b.file_exists("t.tftpl") is True
    assert a.file_exists("../../out.zip") is UNKNOWN
    assert a.file_exists("/etc/passwd") is UNKNOWN
    assert a.other_files == {"x/handler.zip"}
    assert configuration.other_files is not None


def test_without_a_list_of_files_nothing_is_known_to_be_missing() -> None:
    mod = module(others=None)
    assert mod.file_exists("x.zip") is UNKNOWN
    assert mod.file_exists("main.tf") is True
    assert mod.other_files == frozenset()


def test_literal_paths() -> None:
    text = """
locals {
  a = "${path.module}/x.json"
  b = "x.json"
  c = "${path.root}/x.json"
  d = "./${local.n}.json"
  n = "y"
}
"""
    root = Configuration({"main.tf": text + 'module "m" {\n  source = "./m"\n}\n', "m/main.tf": text})
    paths = [[m.literal_path(m.locals[i].expr) for i in range(4)] for m in root.modules.values()]
    assert paths == [["x.json", "x.json", UNKNOWN, "./y.json"], ["x.json", UNKNOWN, UNKNOWN, UNKNOWN]]


# Configurations -------------------------------------------------------------------------------------------------


def test_calls_between_modules() -> None:
    call = 'module "x" {\n  source = "%s"\n}\n'
    configuration = Configuration(
        {
            "main.tf": call % "./modules/a" + call % "hashicorp/x/aws",
            "modules/a/main.tf": call % "../b",
            "modules/b/main.tf": call % "../none",
        }
    )
    root, a, b = (configuration.modules[d] for d in ("", "modules/a", "modules/b"))
    assert [configuration.called(c) for c in root.modules] == [a, None]
    assert [configuration.called(c) for c in a.modules] == [b]
    assert [configuration.called(c) for c in b.modules] == [None]
    assert [c.module for c in configuration.callers(b)] == [a]
    assert configuration.callers(root) == ()
    assert [c.local_source for c in root.modules] == ["./modules/a", None]


def test_local_sources() -> None:
    text = (
        'module "a" {\n  source = "./a"\n}\nmodule "b" {\n  source = "x/y/z"\n}\nmodule "c" {\n  source = "../c"\n}\n'
    )
    assert local_sources(text) == ["./a", "../c"]
    assert local_sources("a = 1\n") == []
    assert local_sources('module "a" {\n  source = "./a') == []


def test_unchanged_files_are_taken_over() -> None:
    first = Configuration({"a.tf": "a = 1\n", "b.tf": "b = 1\n"})
    second = Configuration({"a.tf": "a = 1\n", "b.tf": "b = 2\n"}, previous=first)
    assert second.files["a.tf"] is first.files["a.tf"]
    assert second.files["b.tf"] is not first.files["b.tf"]


def test_dispatch_opens_no_other_file_and_no_body() -> None:
    mod = module('resource "a_b" "c" {\n  x = [1]\n}\n', z__tf='resource "other_thing" "c" {}\n')
    (found,) = mod.resources_of("a_b")
    assert found.block._body is None
    assert "_structure" not in vars(mod.files[1])


def test_conventional_files() -> None:
    mod = module("", variables__tf="", outputs__tf="x = [", output__tf="", providers__tf="")
    assert mod.file_for("variables", "main.tf") == "variables.tf"
    assert mod.file_for("outputs", "main.tf") == "output.tf"
    assert mod.file_for("versions", "main.tf") == "providers.tf"
    assert mod.file_for("data", "main.tf") == "main.tf"
    alone = module('variable "a" {}\n', z__tf='variable "b" {}\nvariable "c" {}\noutput "o" {}\n')
    assert alone.file_for("variables", "main.tf") == "z.tf"
    assert alone.file_for("locals", alone.variables[0]) == "main.tf"


def test_unknown_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError):
        bool(UNKNOWN)
    assert repr(UNKNOWN) == "UNKNOWN"
    assert pickle.loads(pickle.dumps(UNKNOWN)) is UNKNOWN


@pytest.mark.parametrize(
    ("written", "reference"),
    [("aws", "aws"), ("aws.west", "aws.west"), ("aws.by[each.key]", "aws.by"), ('"aws.old"', "aws.old"), ("null", "x")],
)
def test_provider_of_a_resource(written: str, reference: str) -> None:
    (resource,) = module(f'resource "x_y" "z" {{\n  provider = {written}\n}}\n').resources
    assert resource.provider_reference == reference
