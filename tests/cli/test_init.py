"""`tffix init`: what is written, what is proposed, and what is left alone."""

from __future__ import annotations

import re
from pathlib import Path

from command import Tffix

from tffix.cli.init import settings
from tffix.config import Config, parse_config, validate_sections
from tffix.rules import registry
from tffix.terraform import Configuration

MODULE = """\
variable "stage" {
  type = string
}

variable "environment_suffix" {
  type = string
}

resource "aws_sqs_queue" "a" {
  name = "a-${var.environment_suffix}"
}
"""


def test_nothing_is_set() -> None:
    assert parse_config(settings(None), ".tffix.toml") == Config(".tffix.toml")


def test_every_line_may_be_used() -> None:
    """Without its `# `, every line that is not prose is a setting that tffix takes."""
    shown = re.findall(r"^# (\[[\w-]+\]|[\w-]+ = .*)$", settings(None).partition('# RULE = "manual"')[2], re.MULTILINE)
    options = registry.declared_options(registry.load_rules(registry.rule_names()))
    config = parse_config("\n".join(shown), ".tffix.toml")
    assert sorted(config.sections) == sorted(options)
    validate_sections(config, options)


def test_the_variable_that_is_used_is_proposed() -> None:
    text = settings(Configuration({"main.tf": MODULE}).modules[""])
    assert '# environment = ["environment_suffix", "stage"]\n' in text
    assert "var.environment_suffix is used once" in text


NAMED = """\
variable "environment" {
  type = string
}

variable "run" {
  type = string
}

locals {
  ending = "x-${var.run}"
}

resource "aws_sns_topic" "a" {
  name = "a-${local.ending}"
}

resource "aws_sqs_queue" "b" {
  name = "${var.environment}-b-${var.run}.fifo"
}

resource "aws_sqs_queue" "c" {
  name = "c-${var.environment}"
}
"""


def test_the_variable_that_names_end_in_is_proposed() -> None:
    text = settings(Configuration({"main.tf": NAMED}).modules[""])
    assert '; 2 of 3 names end in var.run\n# suffix_variable = "run"\n' in text
    assert '# environment = ["environment"]\n' in text


def test_modules_that_are_called_count(quick: Tffix, tmp_path: Path) -> None:
    (tmp_path / "queue").mkdir()
    (tmp_path / "queue" / "main.tf").write_text(MODULE, encoding="utf-8")
    call = 'module "{}" {{\n  source = "{}"\n}}\n'
    sources = ("./queue", "./nowhere", "../elsewhere", ".")
    text = "\n".join(call.format(f"m{number}", source) for number, source in enumerate(sources))
    (tmp_path / "main.tf").write_text(text, encoding="utf-8")
    assert quick("init").status == 0
    assert '# suffix_variable = "environment_suffix"\n' in (tmp_path / ".tffix.toml").read_text(encoding="utf-8")


def test_an_existing_file_stays(quick: Tffix, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(MODULE, encoding="utf-8")
    done = quick("init")
    assert (done.status, done.stdout) == (0, ".tffix.toml\n")
    path = tmp_path / ".tffix.toml"
    path.write_text("ignore = []\n", encoding="utf-8")
    assert quick("init").status == 2
    assert path.read_text(encoding="utf-8") == "ignore = []\n"
    assert quick("init", "--force").status == 0
    assert path.read_text(encoding="utf-8").startswith("# Settings of tffix.")


def test_no_directory(quick: Tffix) -> None:
    assert quick("init", "nowhere").status == 2


def test_what_cannot_be_written_is_no_wrong_usage(quick: Tffix, tmp_path: Path) -> None:
    (tmp_path / ".tffix.toml").mkdir()
    done = quick("init", "--force")
    assert (done.status, "cannot be written: is a directory" in done.flat) == (3, True)
