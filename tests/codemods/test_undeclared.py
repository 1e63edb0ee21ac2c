from __future__ import annotations

import pytest
from tffix_codemods.aws._regions import region_of_name
from tffix_codemods.terraform._descriptions import describe
from tffix_codemods.terraform._input_types import infer_type
from tffix_codemods.terraform._undeclared import distance, mentioned, near_miss

from tffix.engine.check import RunOptions
from tffix.engine.fix import fix_configuration
from tffix.engine.outcome import Outcome
from tffix.rules import Level
from tffix.rules.registry import load_rules
from tffix.terraform import Configuration, Module


def module(text: str) -> Module:
    return Configuration({"main.tf": text}).modules[""]


def fix(rule: str, sources: dict[str, str], level: Level = Level.UNSAFE, **options: object) -> Outcome:
    return fix_configuration(sources, load_rules([rule]), level, RunOptions({rule: options}))


@pytest.mark.parametrize(
    ("name", "candidates", "found"),
    [
        ("enviroment", ["environment", "project"], "environment"),
        ("project_name", ["projectName"], "projectName"),
        ("subnet-ids", ["subnet_ids"], "subnet_ids"),
        ("subnets_ids", ["subnet_ids"], "subnet_ids"),
        ("subnet_a", ["subnet_b"], None),
        ("zone_id", ["zone_ids"], None),
        ("min_size", ["max_size"], None),
        ("ipv4_cidr", ["ipv6_cidr"], None),
        ("node_1", ["node_2"], None),
        ("east", ["west"], None),
        ("environment", ["environment_suffix"], None),
        ("retentoin", ["retention", "retentions"], None),
        ("notfication_email", ["notification_email", "notification_mail"], "notification_email"),
        ("vcp_cidr", ["vpc_cidr"], "vpc_cidr"),
        ("ab_id", ["ba_id"], None),
        ("colour", ["color", "colors", "colours"], "color"),
    ],
)
def test_near_misses(name: str, candidates: list[str], found: str | None) -> None:
    assert near_miss(name, candidates) == found


def test_a_plural_counts_where_number_makes_no_difference() -> None:
    assert near_miss("alert", ["alerts"], plural=True) == "alerts"
    assert near_miss("alert", ["alerts"]) is None


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [("", "", 0), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abcd", "badc", 2)],
)
def test_distance(one: str, other: str, steps: int) -> None:
    assert distance(one, other) == distance(other, one) == steps


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("us_east_1", "us-east-1"),
        ("useast1", "us-east-1"),
        ("us-gov-west-1", "us-gov-west-1"),
        ("dr_eu_west_2", "eu-west-2"),
        ("use1", "us-east-1"),
        ("virginia", None),
        ("east", None),
        ("replica", None),
        ("us_east_1_to_us_west_2", None),
        ("because1", None),
        ("aps1", None),
    ],
)
def test_regions_of_names(name: str, region: str | None) -> None:
    assert region_of_name(name) == region


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ('output "o" { value = "${var.x}-a" }', "string"),
        ('output "o" { value = "${var.x}" }', "any"),
        ('output "o" { value = var.x }', "any"),
        ('output "o" { value = var.x.y }', "any"),
        ('output "o" { value = [for one in var.x : one] }', "any"),
        ('output "o" { value = var.x == "a" }', "string"),
        ('output "o" { value = var.x == null }', "any"),
        ('output "o" { value = var.x > 1 ? 1 : 2 }', "number"),
        ('output "o" { value = var.x && true }', "bool"),
        ('output "o" { value = !(var.x) }', "bool"),
        ('output "o" { value = true ? var.x : 5 }', "number"),
        ('output "o" { value = coalesce(var.x, "a") }', "string"),
        ('output "o" { value = join(",", var.x) }', "list(string)"),
        ('output "o" { value = join(var.x, []) }', "string"),
        ('output "o" { value = length(var.x) }', "any"),
        ('output "o" { value = "${var.x[0]}-a" }', "list(string)"),
        ('output "o" { value = var.x[0] + 1 }', "list(number)"),
        ('output "o" { value = ["${var.x}-a", var.x + 1] }', "number"),
        ('output "o" { value = ["${var.x}-a", var.x ? 1 : 2] }', "bool"),
        ('output "o" { value = [var.x + 1, var.x ? 1 : 2] }', "any"),
        ('provider "aws" { region = var.x }', "string"),
        ('resource "null_resource" "a" { count = var.x }', "number"),
        ('resource "null_resource" "a" { triggers = { a = var.x } }', "string"),
        ('resource "aws_subnet" "a" { vpc_id = var.x }', "string"),
        ('resource "aws_lb" "a" { subnets = var.x }', "list(string)"),
        ('resource "aws_lb" "a" { subnets = [var.x] }', "string"),
        ('resource "aws_lb" "a" { tags = merge(var.x, { a = "b" }) }', "map(string)"),
        ('resource "unknown_thing" "a" { name = var.x }', "any"),
    ],
)
def test_types_follow_from_uses(text: str, type_: str) -> None:
    assert infer_type(module(text).references_to("var.x")) == type_


@pytest.mark.parametrize(
    ("name", "text"), [("aws_region", "AWS region"), ("vpc_cidr", "VPC CIDR"), ("project", "Project"), ("a-b", "A b")]
)
def test_descriptions(name: str, text: str) -> None:
    assert describe(name) == text


def test_names_are_found_across_blanks_and_once() -> None:
    found = list(mentioned(module('output "o" { value = [var . x, var.x, data.a.b.c, 1.5, "e.g. this"] }')))
    assert found == [("var", "x", ""), ("data", "a", "b"), ("e", "g", "this")]


@pytest.mark.parametrize(
    "block",
    [
        'terraform {\n  backend "s3" {\n    bucket = var.x\n  }\n}\n',
        'variable "a" {\n  default = var.x\n}\n',
        'module "a" {\n  source = var.x\n}\n',
        'provider "aws" {\n  alias = var.x\n}\n',
        'resource "null_resource" "a" {\n  lifecycle {\n    prevent_destroy = var.x\n  }\n}\n',
    ],
)
def test_where_no_values_may_stand_a_declaration_would_not_help(block: str) -> None:
    outcome = fix("undeclared-variable", {"main.tf": block})
    assert not outcome.changed
    assert not outcome.diagnostics


def test_defaults_are_literals_or_text() -> None:
    sources = {"main.tf": 'output "o" {\n  value = [var.a, var.b, var.c]\n}\n'}
    outcome = fix("undeclared-variable", sources, defaults={"a": "us-east-1", "b": '["x"]', "c": "true"})
    for line in ('default     = "us-east-1"', 'default     = ["x"]', "default     = true"):
        assert line in outcome.after["main.tf"]


def test_tfvars_say_that_a_variable_is_meant() -> None:
    sources = {
        "main.tf": 'locals {\n  size = 1\n}\noutput "o" {\n  value = var.size + local.size\n}\n',
        "terraform.tfvars": "size = 2\n",
    }
    outcome = fix("undeclared-variable", sources)
    assert 'variable "size"' in outcome.after["main.tf"]
    assert fix("undeclared-variable", {"main.tf": sources["main.tf"]}).after["main.tf"].count("local.size") == 2
