from __future__ import annotations

import re
from pathlib import Path

import pytest
from tffix_codemods.terraform._provider_entries import entries_of, required_blocks, short_source
from tffix_codemods.terraform._provider_sources import HASHICORP, OTHERS, STILL_INSTALLED, known_provider
from tffix_codemods.terraform._provider_uses import first_uses

from tffix.engine.check import RunOptions
from tffix.engine.fix import fix_configuration
from tffix.engine.outcome import Outcome
from tffix.responses.extract import extract
from tffix.rules import Level
from tffix.rules.registry import load_rules
from tffix.source import Source
from tffix.terraform import Configuration, Module

NAME = "required-providers"
CORPUS = Path("/work/shared/corpus")


def module(text: str) -> Module:
    return Configuration({"main.tf": text}).modules[""]


def fix(sources: dict[str, str], level: Level = Level.UNSAFE, **run: object) -> Outcome:
    rules = load_rules([NAME])
    options = RunOptions(**run)  # type: ignore[arg-type]
    outcome = fix_configuration(sources, rules, level, options)
    assert not outcome.failures
    assert not fix_configuration(outcome.after, rules, level, options).changed
    return outcome


# The table ------------------------------------------------------------------------------------------------------------


def test_a_hundred_providers_are_known() -> None:
    assert len(HASHICORP) + len(OTHERS) >= 100
    assert not HASHICORP.keys() & OTHERS.keys()
    assert OTHERS.keys() >= STILL_INSTALLED


@pytest.mark.parametrize("name", sorted([*HASHICORP, *OTHERS]))
def test_each_is_called_as_its_source_and_has_a_constraint(name: str) -> None:
    known = known_provider(name)
    assert known is not None
    assert re.fullmatch(r"[\w-]+/[\w-]+", known.source)
    assert known.source.split("/")[1] == name
    assert re.fullmatch(r"(~>|>=) \d+\.\d+", known.version)
    assert known.is_inferred is known.source.startswith("hashicorp/")


def test_nothing_is_guessed() -> None:
    assert known_provider("acme") is None


# What is used, what is declared ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('resource "aws_x" "a" {\n}\n', ["aws"]),
        ('resource "aws_x" "a" {\n  provider = amazon\n}\n', ["amazon"]),
        ('resource "aws_x" "a" {\n  provider = "amazon.west"\n}\n', ["amazon"]),
        ('resource "aws_x" "a" {\n  provider = amazon.all[each.key]\n}\n', ["amazon"]),
        ('resource "aws_x" "a" {\n  thing {\n    provider = other\n  }\n}\n', ["aws"]),
        ('resource "http" "a" {\n}\n', ["http"]),
        ('data "terraform_remote_state" "a" {\n}\n', []),
        ("locals {\n  a = provider::terraform::encode_expr(1)\n}\n", ["terraform"]),
        ('locals {\n  a = core::max(1, 2)\n  provider = "x"\n}\n', []),
        ('module "a" {\n  source = "./a"\n  providers = {\n    b.c = d.e\n    f = g\n  }\n}\n', ["d", "g"]),
        ('action "aws_lambda_invoke" "a" {\n}\n', ["aws"]),
        ("resource {\n}\n", []),
    ],
)
def test_uses(text: str, names: list[str]) -> None:
    assert [use.name for use in first_uses(module(text))] == names


def test_entries() -> None:
    text = """terraform {
  required_providers {
    a = "~>  1.0 , < 1.5"
    b = { "source" : "Registry.Terraform.io/X/B", version = ">= 2" }
    c = var.c
  }
}
"""
    a, b, c = entries_of(required_blocks(module(text))[0])
    assert (a.source, a.version) == (None, "~> 1.0,< 1.5")
    assert (b.source, b.version) == ("x/b", ">= 2")
    assert c.fields is None
    assert short_source("registry.terraform.io/hashicorp/aws") == "hashicorp/aws"


# Fixes ----------------------------------------------------------------------------------------------------------------

RANDOM = 'resource "random_id" "x" {\n  byte_length = 4\n}\n'
AWS = 'resource "aws_sqs_queue" "x" {\n  name = "x"\n}\n'
SHORT = 'terraform {\n  required_providers {\n    aws = "~> 5.0"\n  }\n}\n'


def test_nothing_is_said_while_the_declaration_may_be_in_an_unreadable_file() -> None:
    outcome = fix({"main.tf": RANDOM, "versions.tf": 'terraform {\n  required_providers {\n    random = "~> 3\n'})
    assert [d.rule for d in outcome.diagnostics] == ["syntax"]


def test_a_file_that_is_context_only_is_not_written() -> None:
    outcome = fix({"main.tf": RANDOM, "provider.tf": SHORT}, read_only=frozenset({"provider.tf"}))
    assert not outcome.changed
    assert len(outcome.skipped) == 1


@pytest.mark.parametrize(
    ("others", "is_safe"), [(frozenset(), True), (frozenset({".terraform.lock.hcl"}), False)], ids=["free", "locked"]
)
def test_a_lock_file_makes_an_open_constraint_unsafe(others: frozenset[str], is_safe: bool) -> None:
    sources = {"main.tf": 'provider "aws" {\n  region = "eu-west-1"\n}\n' + AWS}
    outcome = fix_configuration(sources, load_rules([NAME]), Level.SAFE, RunOptions(), other_files=others)
    assert bool(outcome.changed) is is_safe


def test_a_module_from_elsewhere_makes_an_open_constraint_unsafe() -> None:
    remote = 'terraform {\n  required_version = ">= 1.5"\n}\nmodule "a" {\n  source = "x/y/z"\n}\n'
    assert not fix({"main.tf": remote + AWS}, Level.SAFE).changed
    assert fix({"main.tf": remote + RANDOM}, Level.SAFE).changed


@pytest.mark.parametrize(
    ("text", "creates"),
    [
        (RANDOM, True),
        (AWS, False),
        (AWS + 'provider "aws" {\n  region = "x"\n}\n', True),
        (AWS + 'provider "aws" {\n  alias = "west"\n}\n', False),
        (AWS + 'terraform {\n  required_version = ">= 1.5"\n}\n', True),
    ],
    ids=["nothing-to-configure", "configured-elsewhere", "configured-here", "only-an-alias", "terraform-block"],
)
def test_a_block_is_created_where_the_module_is_all_there(text: str, creates: bool) -> None:
    assert bool(fix({"main.tf": text}).changed) is creates


def test_all_missing_providers_share_one_new_block() -> None:
    outcome = fix({"main.tf": RANDOM + 'resource "null_resource" "y" {\n}\n'})
    assert outcome.after["main.tf"].count("required_providers") == 1
    assert len(outcome.applied) == 2
    assert {applied.pass_number for applied in outcome.applied} == {1}


def test_entries_commute_in_one_pass_with_the_merge_of_blocks() -> None:
    other = 'terraform {\n  required_providers {\n    tls = "~> 4.0"\n  }\n}\n'
    outcome = fix({"main.tf": SHORT + RANDOM, "other.tf": other + 'resource "null_resource" "y" {\n}\n'})
    assert {applied.pass_number for applied in outcome.applied} == {1}
    (block,) = required_blocks(Configuration(outcome.after).modules[""])
    assert sorted(block.body.attributes) == ["aws", "null", "random", "tls"]


def test_crlf_and_tabs() -> None:
    text = (SHORT + RANDOM).replace("  ", "\t").replace("\n", "\r\n")
    after = fix({"main.tf": text}).after["main.tf"]
    assert '\t\trandom = { source = "hashicorp/random", version = "~> 3.0" }\r\n' in after
    assert "\n" not in after.replace("\r\n", "")


def test_options_may_be_absent() -> None:
    run = {"options": {NAME: {"versions": None, "sources": None, "create": "auto"}}}
    assert fix({"main.tf": SHORT + RANDOM}, **run).changed


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not on this machine")
@pytest.mark.parametrize(
    ("task", "applied"),
    [("Pr5474", ["random"]), ("Pr5103", ["random"]), ("Pr5071", []), ("Pr5285", []), ("Pr4510", [])],
)
def test_seed_answers(task: str, applied: list[str]) -> None:
    path = CORPUS / task / "MODEL_RESPONSE.md"
    answer = extract(Source.from_bytes(task, path.read_bytes()))
    outcome = fix({file.path: file.text for file in answer.files}, Level.SAFE)
    assert [d.diagnostic.message.split('"')[1] for d in outcome.applied] == applied
    assert not [d for d in outcome.diagnostics if d.rule == NAME]
