"""`tools/build_values.py`: what a provider says when it refuses arguments, as facts; what is asked; what is shipped."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tffix.terraform.schema import default_store

ROOT = Path(__file__).parents[1]


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    return importlib.import_module("build_values")


@pytest.mark.parametrize(
    ("summary", "detail", "expected"),
    [
        (r'expected rule.0.mode to be one of ["On" "\t" ""], got x', "", ("mode", ("On", "\t"), "x")),
        (
            "Invalid Attribute Value Match",
            'Attribute a[0].mode value must be one of: ["On"\n"Off"], got: "x"',
            ("mode", ("On", "Off"), "x"),
        ),
        (
            "Invalid String Enum Value",
            'No.\n\nPath: a[Value({"b":[{"mode":"y"}]})].mode\nGiven Value: x\nValid Values: [ON OFF ]',
            ("mode", ("ON", "OFF"), "x"),
        ),
        (
            "Invalid String Enum Value",
            "Value [x] at attribute a[0].modes[1] is not a valid enum value. Valid values are: [ON OFF]",
            ("modes", ("ON", "OFF"), "x"),
        ),
        ("expected size to be one of [1 2], got 3", "", None),
        ('expected "port" to be a valid port number, got: 0', "", None),
    ],
)
def test_a_message_lists_strings(
    tool: Any, summary: str, detail: str, expected: tuple[str, tuple[str, ...], str] | None
) -> None:
    found = tool.read_listed(summary, detail)
    assert (found and (found.name, found.values, found.given)) == expected


def test_a_message_names_arguments_of_which_one_may_be_there(tool: Any) -> None:
    conflict = "Conflicting configuration arguments", '"a.0.y": conflicts with a.0.x'
    other = "Conflicting configuration arguments", '"name": conflicts with a.0.x'
    only = "Invalid combination of arguments", '"x": only one of `x,y,z` can be specified, but `x,y` were specified.'
    none = "Invalid combination of arguments", '"x": one of `x,y` must be specified'
    assert tool.read_excluded(*conflict) == (("a", "x"), ("a", "y"))
    assert tool.read_excluded(*none) == ()
    said = [("aws_thing", *one) for one in (only, conflict, other, none)]
    assert tool.excluded(said) == {"aws_thing": ["a.x a.y", "x y z"]}


def test_values_are_of_what_the_provider_refuses(tool: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(part: Any, mirror: Path) -> Iterable[tuple[str, str, str]]:
        for line in part.texts.get("aws_sqs_queue", "").splitlines():
            name, _, value = line.strip().partition(" = ")
            if name in ("kms_master_key_id", "fifo_throughput_limit") and value != '"off"':
                yield "aws_sqs_queue", f'expected {name} to be one of ["On" "off"], got {json.loads(value)}', ""

    monkeypatch.setattr(tool, "messages", answer)
    monkeypatch.setattr(tool, "other_case", lambda values: "off")
    monkeypatch.setattr(sys, "argv", ["build", "--mirror", str(tmp_path), "--output", str(tmp_path)])
    assert tool.main() == 0
    built = json.loads((tmp_path / "enumerations.json").read_text(encoding="utf-8"))
    assert built == {"aws_sqs_queue": {"fifo_throughput_limit~": ["On", "off"], "kms_master_key_id~": ["On", "off"]}}


def test_what_is_shipped_is_of_the_version_that_was_asked(tool: Any) -> None:
    schema = default_store().select("hashicorp/aws", f"= {tool.VERSION}")
    assert schema is not None
    for type_, arguments in json.loads((tool.OUTPUT / "enumerations.json").read_text(encoding="utf-8")).items():
        found = schema.resource(type_)
        for key in arguments:
            *path, name = key.removesuffix("~").split(".")
            body = found.block
            for block in path:
                body = body.blocks[block].block
            assert name in body.attributes, (type_, key)
