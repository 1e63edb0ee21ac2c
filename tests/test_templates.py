"""New code: it parses, it is as `terraform fmt` would have it, it says exactly what was asked for."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from tffix import templates as t
from tffix.errors import TemplateError
from tffix.syntax.configfile import parse
from tffix.syntax.literals import string_value

MADE = {
    "empty": t.block("moved"),
    "attributes": t.resource(
        "aws_lambda_alias", "live", name='"live"', function_version="aws_lambda_function.a.version"
    ),
    "names_of_parameters": t.data("x", "y", name="1", type_="2", label="3", labels="4", text="5"),
    "nested": t.variable(
        "x",
        type="string",
        items=(t.block("validation", condition="true", error_message='"No."'), "sensitive = true", ""),
    ),
    "object": t.output("x", value=t.object_({"a": "1", "a b": t.object_({"c": "[\n  1,\n]", "longer": "{}"})})),
    "heredoc": t.resource("a", "b", policy="<<E\n{\n  x\n}\nE", longer_name="<<-E\n  t\n\n    u\nE", x="1"),
    "call": t.attribute("x", "merge(\n  a,\n  { b = 1 },\n)"),
    "brackets": t.block("x", "y", v="[{\n  a = 1\n  }, {\n  bcd = 2\n}]", longer="1"),
    "two_blocks": t.block("x", items=("a {\n  b = 1\n}", "a {\n  b = 2\n}", "c = 1")),
}


@pytest.mark.parametrize("name", MADE)
def test_what_is_made_parses(name: str) -> None:
    assert parse(MADE[name] + "\n").error is None


@pytest.mark.skipif(shutil.which("terraform") is None, reason="needs a terraform binary")
def test_what_is_made_is_left_alone_by_terraform_fmt() -> None:
    text = "\n\n".join(MADE.values()) + "\n"
    environment = {**os.environ, "TF_CLI_CONFIG_FILE": ""}
    done = subprocess.run(
        ["terraform", "fmt", "-"], input=text, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == text


def test_text_of_a_heredoc_is_what_was_given() -> None:
    body = parse(MADE["heredoc"] + "\n").body.blocks[0].body
    assert string_value(body["policy"].expr) == "{\n  x\n}\n"


def test_nested_blocks_are_set_off_and_attributes_are_in_columns() -> None:
    assert MADE["nested"] == (
        'variable "x" {\n  type = string\n\n'
        '  validation {\n    condition     = true\n    error_message = "No."\n  }\n\n  sensitive = true\n}'
    )


def test_addresses() -> None:
    assert MADE["attributes"].address == "aws_lambda_alias.live"  # type: ignore[attr-defined]
    assert t.data("a", "b").address == "data.a.b"
    assert t.variable("a").address == "var.a"
    assert t.output("a").address == "output.a"
    assert t.block("locals").address == ""


def test_labels_and_strings_are_quoted() -> None:
    assert t.string('a"${b}') == '"a\\"$${b}"'
    assert t.block("x", 'a"b') == 'x "a\\"b" {}'


@pytest.mark.parametrize("text", ["", "1 +", "a b", "1\nb = 2", "1 # c", "[", "<<E\nt", '"', "1\n"])
def test_what_is_not_one_expression_is_refused(text: str) -> None:
    with pytest.raises(TemplateError, match="new code"):
        t.expression(text)


def test_names_that_are_none_are_refused() -> None:
    with pytest.raises(TemplateError, match="not a name"):
        t.attribute("a b", "1")
    with pytest.raises(TemplateError, match="not a name"):
        t.block("a = 1\nb")
    with pytest.raises(TemplateError, match="does not parse"):
        t.block("a", items=("b = ",))


def test_an_attribute_given_twice_is_refused() -> None:
    with pytest.raises(TemplateError, match="redefined"):
        t.block("a", b="1", items=("b = 2",))
