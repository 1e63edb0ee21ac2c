"""The whole-file formatter: every behaviour by a case of its own, and Terraform itself as the judge."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
from edit_cases import Texts
from hypothesis import given, settings
from hypothesis import strategies as st

from tffix.edits.fmt import format_text
from tffix.edits.splice import TextEdit, compose, splice
from tffix.responses import extract
from tffix.source import Source
from tffix.syntax.configfile import parse
from tffix.syntax.scanner import tokenize
from tffix.syntax.structure import Block
from tffix.syntax.tokens import TRIVIA
from tffix.testing import oracle

SHARED = Path(__file__).resolve().parents[3] / "shared"

# What is written, and what it comes to.
CASES = {
    "indentation": ("b {\na=1\n    c {\n\td=1\n}\n}\n", "b {\n  a = 1\n  c {\n    d = 1\n  }\n}\n"),
    "several_brackets_on_a_line": ("a = f([{\nb = 1\n}])\n", "a = f([{\n  b = 1\n}])\n"),
    "brackets_closed_one_by_one": ("a = f(g(\n1\n)\n)\n", "a = f(g(\n  1\n  )\n)\n"),
    "columns": ("a = 1\nlong   = 2\n\nb   = 3\n", "a    = 1\nlong = 2\n\nb = 3\n"),
    "values_of_several_lines_are_in_no_column": ("a  = 1\nlong = [\n]\n", "a = 1\nlong = [\n]\n"),
    "comments_in_columns": ("a = 1 # x\nlong = 22    // y\n", "a    = 1  # x\nlong = 22 // y\n"),
    "a_block_comment_stands_in_no_column": ("a = 1   /* x */\nbb=2 # y\n", "a  = 1 /* x */\nbb = 2 # y\n"),
    "but_at_the_end_of_the_file": ("a = 1    /* x */", "a = 1 /* x */"),
    "wide_characters": ('a = "é" # x\nb = "日本" # y\n', 'a = "é"  # x\nb = "日本" # y\n'),
    "characters_of_several_code_points": (
        'a = "e\u0301👍🏽" # x\nb = "abc" # y\n',
        'a = "e\u0301👍🏽"  # x\nb = "abc" # y\n',
    ),
    "operators": ("a = 1+2*-3 == - x&&! y\n", "a = 1 + 2 * -3 == -x && !y\n"),
    "conditional": ("a = b?c:d\n", "a = b ? c : d\n"),
    "calls_and_indexes": ("a = f ( b [ 0 ] . c , d [*] . e ... )\n", "a = f(b[0].c, d[*].e...)\n"),
    "namespaces": ("a = provider :: x :: f (1)\n", "a = provider::x::f(1)\n"),
    "objects": ("a = {b=1,c={}, d :2}\n", "a = { b = 1, c = {}, d : 2 }\n"),
    "for_expressions": (
        "a = [ for x in [1]:x if x>0 ]\nb = {for k,v in c:k=>v... }\n",
        "a = [for x in [1] : x if x > 0]\nb = { for k, v in c : k => v... }\n",
    ),
    "templates": ('a = "x${ b }y%{ if  c ~}z%{ endif }"\n', 'a = "x${b}y%{if c~}z%{endif}"\n'),
    "an_object_in_a_template": ('a = "x${{}}y${ f({}) }"\n', 'a = "x${ {} }y${f({})}"\n'),
    "heredocs": (
        "b {\n  a = <<-EOT\n  x   ${ y }\n    z\n  EOT\n    c = 1\n}\n",
        "b {\n  a = <<-EOT\n  x   ${y}\n    z\n  EOT\n  c = 1\n}\n",
    ),
    "blank_lines_stay": ("b {\n\n\n  a = 1   \n \t \n}\n\n\n", "b {\n\n\n  a = 1\n\n}\n\n\n"),
    "blanks_behind_the_last_line_stay": ("a=1\n \t", "a = 1\n  "),
    "blocks_of_one_line": ("b{a=1}\nc{  }\n", "b { a = 1 }\nc {}\n"),
    "crlf": ("b {\r\na=1 # x\r\n\r\n}\r\n", "b {\r\n  a = 1 # x\r\n\r\n}\r\n"),
    "byte_order_mark": ("\ufeff a=1\n", "a = 1\n"),
    "not_utf_8": ("a=1 # \udcff\n", "a = 1 # \udcff\n"),
    "block_comments_of_several_lines": ("b {\n/* x\n  y */\n}\n", "b {\n  /* x\n  y */\n}\n"),
    "a_comment_on_its_own": ("b {\n# x\n      // y\n}\n", "b {\n  # x\n  // y\n}\n"),
    # What is more than blanks.
    "interpolation_only": ('a = "${ b.c }"\nd = "${~ e ~}"\n', "a = b.c\nd = e\n"),
    "interpolation_only_of_a_string": ('a = "${"b${c}"}"\n', 'a = "b${c}"\n'),
    "interpolation_only_once_at_a_time": ('a = "${"${b}"}"\n', 'a = "${b}"\n'),
    "interpolation_only_of_several_lines": ('a = "${\n  b ?\n c : d\n}"\n', "a = (b ?\nc : d)\n"),
    "interpolation_only_in_parentheses": ('a = "${(\n b\n)}"\n', "a = (\n  b\n)\n"),
    "interpolation_only_with_a_comment": ('a = "${b # x\n}"\n', "a = b # x\n\n"),
    "interpolation_only_with_a_comment_in_the_way": ('a = "${ # x\n b}"\n', 'a = "${ # x\nb}"\n'),
    "two_interpolations": ('a = "${b}${c}"\n', 'a = "${b}${c}"\n'),
    "interpolations_inside_of_a_value": ('a = ["${b}"]\nc = { d = "${e}" }\n', 'a = ["${b}"]\nc = { d = "${e}" }\n'),
    "directive_only": ('a = "%{ if b }c%{ endif }"\n', 'a = "%{if b}c%{endif}"\n'),
    "types": (
        'variable "a" {\n  type = "list"\n}\nvariable "b" {\n  type = set\n}\nvariable "c" {\n  type = "number"\n}\n',
        'variable "a" {\n  type = list(string)\n}\nvariable "b" {\n  type = set(any)\n}\n'
        'variable "c" {\n  type = "number"\n}\n',
    ),
    "types_of_variables_only": ('output "a" {\n  type = "list"\n}\n', 'output "a" {\n  type = "list"\n}\n'),
    "the_type_of_a_variable_is_no_template": (
        'variable "a" {\n  type = "${b}"\n}\n',
        'variable "a" {\n  type = "${b}"\n}\n',
    ),
    "labels": ('a b /* x */ "c" /* y */ {}\n', 'a "b" "c" /* y */ {}\n'),
    "escapes_in_labels": ('a "\\u00e9\\"" "\u200b" {}\n', 'a "é\\"" "\\u200b" {}\n'),
    "labels_that_terraform_would_drop": ('a   "b$c" "$${d}" {}\n', 'a "b$c" "$${d}" {}\n'),
    # What is no configuration stays.
    "empty": ("", ""),
    "a_syntax_error": ("a   =   = 1\n", "a   =   = 1\n"),
    "a_syntax_error_in_an_expression": ("a   =   [1 2]\n", "a   =   [1 2]\n"),
}


@pytest.mark.parametrize(("text", "formatted"), CASES.values(), ids=CASES.keys())
def test_a_text_is_formatted(text: str, formatted: str) -> None:
    assert format_text(text) == formatted


def shaken(random: Random, text: str) -> str:
    """The text with other blanks inside its lines."""
    pieces = []
    for token in tokenize(text):
        piece = text[token.start : token.end]
        pieces.append(random.choice([piece, " ", "   ", "\t"]) if token.kind == "WHITESPACE" else piece)
    shaken = "".join(pieces)
    return shaken.replace("\n", "\r\n") if random.random() < 0.2 else shaken


@settings(max_examples=150)
@given(st.integers(0, 10**9))
def test_only_blanks_change_and_only_once(seed: int) -> None:
    random = Random(seed)
    text = shaken(random, Texts(random).file())
    formatted = format_text(text)
    assert words(formatted) == words(text)
    assert format_text(formatted) == formatted
    assert parse(formatted).error is None


def words(text: str) -> list[str]:
    """The texts of the tokens that are no blanks, comments included."""
    kept = [token for token in tokenize(text) if token.kind not in TRIVIA or token.kind == "COMMENT"]
    return [text[token.start : token.end].replace('"', "") for token in kept]


def test_it_takes_time_in_proportion() -> None:
    deep = "a = " + "[" * 3000 + "]" * 3000 + "\n"
    assert format_text(deep) == deep
    lines = "".join(f"  name{i % 7} = f(1, {i})   # x\n" for i in range(8_000))
    assert format_text("b {\n" + lines + "}\n").count("\n") == 8_002


def terraform_fmt(folder: Path, texts: list[bytes]) -> list[bytes]:
    """What `terraform fmt` makes of files; what it refuses stays."""
    for number, data in enumerate(texts):
        (folder / f"{number}.tf").write_bytes(data)
    environment = {**os.environ, "TF_CLI_CONFIG_FILE": ""}
    command = [oracle.terraform() or "terraform", "fmt", "-list=false", "."]
    subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    return [(folder / f"{number}.tf").read_bytes() for number in range(len(texts))]


def samples() -> list[bytes]:
    """Configurations of every kind, as bytes."""
    found = [text.encode("utf-8", "surrogateescape") for text, _ in CASES.values()]
    for seed in range(300):
        random = Random(seed)
        found.append(shaken(random, Texts(random).file()).encode())
    manifest = SHARED / "conformance" / "manifest.jsonl"
    for line in manifest.read_text("utf-8").splitlines() if manifest.exists() else ():
        entry = json.loads(line)
        if entry["mode"] == "config" and entry["accepted"]:
            found.append((SHARED / "conformance" / entry["path"]).read_bytes())
    for answer in sorted((SHARED / "corpus").glob("*/MODEL_RESPONSE.md"))[::10]:
        for file in extract(Source.from_bytes(answer.name, answer.read_bytes())).files:
            if file.path.endswith((".tf", ".tfvars")):
                found.append(file.text.encode("utf-8", "surrogateescape"))
    return list(dict.fromkeys(found))


def test_terraform_fmt_agrees(tmp_path: Path) -> None:
    oracle.require_terraform()
    before = samples()
    wrong = []
    for data, expected in zip(before, terraform_fmt(tmp_path, before), strict=True):
        text = data.decode("utf-8", "surrogateescape")
        formatted = format_text(text)
        if formatted.encode("utf-8", "surrogateescape") != expected and not is_broken(text, expected):
            wrong.append(f"--- terraform\n{expected.decode('utf-8', 'replace')}\n--- tffix\n{formatted}")
    assert not wrong, f"{len(wrong)} of {len(before)} files differ:\n" + "\n".join(wrong[:5])


def is_broken(text: str, formatted: bytes) -> bool:
    """Whether `terraform fmt` has made something else of a text: it does not parse any more, or a label is gone."""
    before, after = parse(text), parse(formatted.decode("utf-8", "surrogateescape"))
    return after.error is not None or labels(before.body.blocks) != labels(after.body.blocks)


def labels(blocks: Iterable[Block]) -> list[int]:
    return [len(block.labels) for block in blocks]


def random_edits(random: Random, text: str) -> list[TextEdit]:
    """Disjoint edits of a text, some of them insertions, some that border on each other."""
    cuts = sorted(random.sample(range(len(text) + 1), min(len(text) + 1, 2 * random.randint(0, 4))))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return [
        TextEdit("f", a, random.choice([a, b]), "".join(random.choices("xyz", k=random.randint(0, 3))))
        for a, b in pairs
    ]


@given(st.text("abc", max_size=12), st.integers(0, 10**9))
def test_two_steps_of_edits_are_one(text: str, seed: int) -> None:
    random = Random(seed)
    first = random_edits(random, text)
    between = splice(text, first)
    second = random_edits(random, between)
    both = compose(text, first, second)
    assert splice(text, both) == splice(between, second)
    assert all(edit.text != text[edit.start : edit.end] for edit in both)
