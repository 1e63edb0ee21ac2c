from __future__ import annotations

import pytest
from tffix_codemods.terraform._allowed_values import allowed_values
from tffix_codemods.terraform._like_names import Likeness, likeness, singular, words

from tffix.engine.check import RunOptions
from tffix.engine.fix import fix_configuration
from tffix.engine.outcome import Outcome
from tffix.rules import Level
from tffix.rules.registry import load_rules
from tffix.terraform import Configuration
from tffix.testing import oracle

NAME = "use-env-capacity-map"


def fix(sources: dict[str, str]) -> Outcome:
    outcome = fix_configuration(sources, load_rules([NAME]), Level.UNSAFE, RunOptions())
    assert not outcome.failures
    again = fix_configuration(outcome.after, load_rules([NAME]), Level.UNSAFE, RunOptions())
    assert not again.changed
    return outcome


def found(text: str) -> list[str]:
    """Messages of the rule for one file, of repaired and remaining findings alike."""
    outcome = fix({"main.tf": text})
    return [d.message for d in (*(a.diagnostic for a in outcome.applied), *outcome.diagnostics) if d.rule == NAME]


# Names ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("map_name", "variable_name", "expected"),
    [
        ("kinesis_shards_by_env", "kinesis_shard_count", Likeness.EQUAL),
        ("lambda_memory_by_env", "lambda_memory_mb", Likeness.EQUAL),
        ("lambda_memory_size_per_environment", "lambda_memory_mb", Likeness.EQUAL),
        ("env_instance_count_map", "instance_count", Likeness.SAME),
        ("instanceCountByEnv", "instance_count", Likeness.SAME),
        ("default_shards", "shards", Likeness.SAME),
        ("capacity_by_env", "capacity", Likeness.SAME),
        ("aurora_min", "aurora_min_capacity", Likeness.EQUAL),
        ("shards_by_env", "kinesis_shard_count", Likeness.WIDER),
        ("validator_memory_by_env", "memory_mb", Likeness.NARROWER),
        ("aurora_min_by_env", "aurora_max", Likeness.NONE),
        ("lambda_memory_by_env", "lambda_timeout", Likeness.NONE),
        ("timeout_ms_by_env", "timeout_s", Likeness.NONE),
        ("disk_gb_by_env", "disk_count", Likeness.NONE),
        ("disk_size_by_env", "disk_gb", Likeness.EQUAL),
        ("shards_by_env", "kinesis_stream_shard_count", Likeness.NONE),
        ("by_env", "environment", Likeness.NONE),
    ],
)
def test_likeness_of_names(map_name: str, variable_name: str, expected: Likeness) -> None:
    assert likeness(words(map_name), words(variable_name)) is expected


def test_the_name_of_the_choosing_variable_says_nothing() -> None:
    assert likeness(words("cpu_by_tier", ["tier"]), words("cpu_count")) is Likeness.EQUAL


@pytest.mark.parametrize(
    ("plural", "word"),
    [
        ("shards", "shard"),
        ("replicas", "replica"),
        ("policies", "policy"),
        ("indexes", "index"),
        ("class", "class"),
        ("redis", "redis"),
        ("status", "status"),
        ("aws", "aws"),
    ],
)
def test_singular(plural: str, word: str) -> None:
    assert singular(plural) == word


# Allowed values -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ('contains(["a", "b"], var.env)', {"a", "b"}),
        ('(contains(["a"], "${var.env}"))', {"a"}),
        ("contains(local.known, var.env)", {"a", "c"}),
        ('contains(concat(local.known, ["d"]), var.env)', {"a", "c", "d"}),
        ('can(regex("^(a|b-c)$", var.env))', {"a", "b-c"}),
        ('can(regex("^(?:a|b)$", var.env))', {"a", "b"}),
        ('can(regex("^a$", var.env))', {"a"}),
        ('length(regexall("^(a|b)$", var.env)) > 0', {"a", "b"}),
        ('var.env == "a" || "b" == var.env', {"a", "b"}),
        ('contains(["a", "b"], var.env) && var.env != "b"', {"a", "b"}),
        ('anytrue([var.env == "a", var.env == "b"])', {"a", "b"}),
        ('alltrue([length(var.env) < 3, var.env == "a"])', {"a"}),
        ('can(regex("^a|b$", var.env))', None),
        ('can(regex("(a|b)", var.env))', None),
        ('can(regex("^(a|b.*)$", var.env))', None),
        ('contains(["a", "b"], lower(var.env))', None),
        ('contains(["a", var.other], var.env)', None),
        ('contains(["a", ""], var.env)', None),
        ('var.env == null || contains(["a"], var.env)', None),
        ('!contains(["a"], var.env)', None),
        ('var.env == "a" || length(var.env) > 3', None),
        ('contains(["a"], var.other)', None),
        ('startswith(var.env, "a")', None),
    ],
)
def test_allowed_values(condition: str, expected: set[str] | None) -> None:
    text = f"""
variable "env" {{
  validation {{
    condition     = {condition}
    error_message = "No."
  }}
}}
variable "other" {{}}
locals {{
  known = ["a", "c"]
}}
"""
    variable = Configuration({"main.tf": text}).modules[""].variable("env")
    assert variable is not None
    assert allowed_values(variable) == expected


# Findings -------------------------------------------------------------------------------------------------------------

MODULE = """
variable "env" {
  type = string
  validation {
    condition     = contains(["dev", "prod"], var.env)
    error_message = "Use dev or prod."
  }
}

variable "shards" {
  type    = number
  default = 1
}

locals {
  shards_by_env = { dev = 1, prod = 6 }
}
"""


def test_what_does_not_parse_may_read_the_map() -> None:
    assert found(MODULE + 'output "a" {\n  value = [var.shards, local.\n}\n') == []


def test_an_unreadable_json_file_may_read_the_map() -> None:
    outcome = fix({"main.tf": MODULE + 'output "a" {\n  value = var.shards\n}\n', "b.tf.json": "{"})
    assert not outcome.changed


@pytest.mark.parametrize(
    "use",
    [
        "try(var.shards, 4)",
        'coalesce(var.shards, "4")',
        "var.shards != null ? var.shards : 4",
        "(var.shards) == null",
        "[for local in [1] : local * var.shards]",
        "var.shards[0]",
        "can(var.shards + 1)",
    ],
)
def test_uses_that_are_left_alone(use: str) -> None:
    text = MODULE + f'output "a" {{\n  value = {use}\n}}\n'
    assert fix({"main.tf": text}).after["main.tf"] == text
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    ("use", "after"),
    [
        ("var.shards", "coalesce(var.shards, lookup(local.shards_by_env, var.env))"),
        ("var.shards * 6", "local.shards * 6"),
        ('"${var.shards}"', '"${local.shards}"'),
        ("max(var.shards, 2)", "max(local.shards, 2)"),
        ("var.shards > 1 ? var.shards : 0", "local.shards > 1 ? local.shards : 0"),
        ("[for k in [1, 2] : k * var.shards]", "[for k in [1, 2] : k * local.shards]"),
        ("[for var in [{ shards = 1 }] : var.shards]", None),
    ],
)
def test_uses(use: str, after: str | None) -> None:
    text = MODULE + f'output "a" {{\n  value = {use}\n}}\n'
    result = fix({"main.tf": text}).after["main.tf"]
    if after is None:
        assert result == text
    else:
        assert f"  value = {after}\n" in result


def test_one_line_locals_and_crlf() -> None:
    text = MODULE.replace(
        "locals {\n  shards_by_env = { dev = 1, prod = 6 }\n}", "locals { shards_by_env = { dev = 1, prod = 6 } }"
    )
    text += 'output "a" {\n  value = [var.shards, var.shards]\n}\n'
    result = fix({"main.tf": text.replace("\n", "\r\n")}).after["main.tf"]
    assert "\r\n  shards        = coalesce(var.shards, lookup(local.shards_by_env, var.env))\r\n}" in result
    assert "value = [local.shards, local.shards]\r\n" in result


def test_a_variable_declared_twice_is_left_alone() -> None:
    text = MODULE + 'variable "shards" {\n  default = 1\n}\noutput "a" {\n  value = var.shards\n}\n'
    assert fix({"main.tf": text}).after["main.tf"] == text


# Terraform's own verdict ----------------------------------------------------------------------------------------------

APP = """
variable "env" {
  type = string
  validation {
    condition     = contains(["dev", "prod"], var.env)
    error_message = "Use dev or prod."
  }
}

variable "shard_count" {
  type    = number
  default = 1
}

variable "multi_az" {
  type    = bool
  default = false
}

variable "size" {
  type    = string
  default = "s"
}

variable "untyped_nodes" {
  default = 1
}

variable "table_rcu" {
  type    = number
  default = 5

  validation {
    condition     = var.table_rcu == null ? true : var.table_rcu > 0
    error_message = "One at least."
  }
}

locals {
  shards_by_env   = { dev = 1, prod = 6 }
  multi_az_by_env = { dev = false, prod = true }
  size_by_env     = { dev = "s", prod = "xl" }
  untyped_nodes_by_env = tomap({ dev = 1, prod = 3 })

  capacity = {
    dev  = { table_rcu = 5 }
    prod = { table_rcu = 50 }
  }
}

resource "terraform_data" "shard" {
  count = var.shard_count
  input = "${var.size}-${var.untyped_nodes * 2}"
}

output "all" {
  value = [var.shard_count, var.multi_az, var.size, var.untyped_nodes, var.table_rcu, length(terraform_data.shard)]
}
"""
CALLS = {
    "dev": {"env": '"dev"'},
    "prod": {"env": '"prod"'},
    "override": {
        "env": '"prod"',
        "shard_count": "3",
        "multi_az": "false",
        "size": '"m"',
        "untyped_nodes": "2",
        "table_rcu": "7",
    },
    "old_default": {
        "env": '"prod"',
        "shard_count": "1",
        "multi_az": "false",
        "size": '"s"',
        "untyped_nodes": '"1"',
        "table_rcu": "5",
    },
    "explicit_null": {
        "env": '"prod"',
        "shard_count": "null",
        "multi_az": "null",
        "size": "null",
        "untyped_nodes": "null",
        "table_rcu": "null",
    },
}


def call(name: str, arguments: dict[str, str]) -> str:
    lines = [f'module "{name}" {{', '  source = "./app"', *(f"  {k} = {v}" for k, v in arguments.items()), "}"]
    return "\n".join([*lines, f'output "{name}" {{', f"  value = module.{name}.all", "}", ""])


@pytest.mark.terraform
def test_overrides_win_and_every_environment_gets_its_own() -> None:
    oracle.require_oracle()
    root = "".join(call(name, arguments) for name, arguments in CALLS.items())
    outcome = fix({"main.tf": root, "app/main.tf": APP})
    assert len(outcome.applied) == 5
    planned = oracle.plan(outcome.after)
    assert planned.outputs is not None, planned.error
    assert planned.outputs == {
        "dev": [1, False, "s", 1, 5, 1],
        "prod": [6, True, "xl", 3, 50, 6],
        "override": [3, False, "m", 2, 7, 3],
        "old_default": [1, False, "s", "1", 5, 1],
        "explicit_null": [6, True, "xl", 3, 50, 6],
    }
