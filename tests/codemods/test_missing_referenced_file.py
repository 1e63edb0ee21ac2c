"""What golden cases cannot say of `missing-referenced-file`: who reports what, and what placeholders are worth."""

from __future__ import annotations

import ast
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from tffix_codemods.aws._lambda_handlers import _LANGUAGES, handler_of, placeholder
from tffix_codemods.aws._lambda_packages import telling
from tffix_codemods.aws._placeholder_files import scripts
from tffix_codemods.aws._referenced_files import file_calls

from tffix.engine.check import RunOptions
from tffix.engine.fix import check_configuration, fix_configuration
from tffix.responses import extract
from tffix.rules import Level
from tffix.rules.registry import load_rules
from tffix.source import Source
from tffix.terraform import Configuration, Module
from tffix.testing.cases import golden_cases

ROOT = Path(__file__).parents[2]
NAME = "missing-referenced-file"
BOTH = load_rules([NAME, "sfn-definition-templatefile"])
CORPUS = sorted((ROOT.parent / "shared/corpus").glob("*/MODEL_RESPONSE.md"))
FUNCTION = 'resource "aws_lambda_function" "x" {{\n  runtime = "python3.12"\n  handler = "{}"\n}}\n'


def module_of(text: str) -> Module:
    return Configuration({"main.tf": text}, frozenset()).modules[""]


# One finding for one call -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "case", [c for c in golden_cases(ROOT / "golden") if c.rule in {r.name for r in BOTH}], ids=str
)
def test_both_rules_never_report_one_call_twice(case: object) -> None:
    sources, others = case.sources, frozenset(case.other_files)  # type: ignore[attr-defined]
    configuration = Configuration(sources, others)
    found = check_configuration(sources, BOTH, RunOptions(), other_files={"": others}).diagnostics
    places = Counter((one.location.path, one.location.start) for one in found)
    for module in configuration.modules.values():
        for read in file_calls(module):
            argument = read.call.arguments[0]
            assert places[(argument.source.path, argument.start)] <= 1


def test_every_missing_file_is_reported_by_one_of_them() -> None:
    text = """
resource "aws_sfn_state_machine" "m" {
  definition = templatefile("m.json.tpl", {})
}

locals {
  waiting = templatefile("other.json.tpl", {})
  script  = file("run.sh")
}
"""
    found = check_configuration({"main.tf": text}, BOTH, RunOptions(), other_files={"": frozenset()}).diagnostics
    assert [(one.rule, text[one.location.start : one.location.end]) for one in found] == [
        ("sfn-definition-templatefile", '"m.json.tpl"'),
        (NAME, '"other.json.tpl"'),
        (NAME, '"run.sh"'),
    ]


# Placeholders -------------------------------------------------------------------------------------------------------


def test_placeholder_of_python_has_the_handlers_and_fails() -> None:
    text = placeholder(_LANGUAGES["python"], ["run", "stop", "run"])
    names = {}
    exec(compile(text, "placeholder", "exec"), names)
    assert [node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)] == ["run", "stop"]
    with pytest.raises(NotImplementedError, match="placeholder"):
        names["stop"]({}, None)


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no node")
def test_placeholder_of_node_has_the_handlers_and_fails() -> None:
    text = placeholder(_LANGUAGES["nodejs"], ["run", "stop"])
    script = text + "\nexports.stop().catch((error) => { console.log(Object.keys(exports), error.message); });"
    done = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True)
    assert "'run', 'stop'" in done.stdout
    assert "placeholder: replace" in done.stdout


def test_placeholder_of_a_script_is_a_template_without_sequences() -> None:
    module = module_of(
        'locals {\n  a = templatefile("a.sh", { x = 1, "y-z" = 2, (var.k) = 3 })\n  b = file("a.sh")\n}\n'
    )
    (text,) = scripts(file_calls(module)).values()
    assert text.startswith("#!/bin/bash\n")
    assert "# variables: x, y-z\n" in text
    assert "${" not in text


# Names --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "module", "function"),
    [
        ("index.handler", "index", "handler"),
        ("pkg.api.run", "pkg/api", "run"),
        ("pkg/api.run", "pkg/api", "run"),
    ],
)
def test_handlers(text: str, module: str, function: str) -> None:
    (resource,) = module_of(FUNCTION.format(text)).resources_of("aws_lambda_function")
    handler = handler_of(resource, _LANGUAGES["python"])
    assert handler is not None
    assert (handler.module, handler.function) == (module, function)


@pytest.mark.parametrize("text", ["run", "", ".run", "index.", "a b.c-d", "../x.run", "${var.x}.run"])
def test_what_is_no_handler(text: str) -> None:
    (resource,) = module_of(FUNCTION.format(text)).resources_of("aws_lambda_function")
    assert handler_of(resource, _LANGUAGES["python"]) is None


@pytest.mark.parametrize(
    ("name", "rest"),
    [("order-processor_lambda", "orderprocessor"), ("lambda_function", ""), ("Orders", "orders"), ("src", "")],
)
def test_telling(name: str, rest: str) -> None:
    assert telling(name) == rest


# Answers ------------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not CORPUS, reason="there is no corpus")
@pytest.mark.parametrize("placeholders", [False, True])
def test_second_run_changes_nothing(placeholders: bool) -> None:
    run = RunOptions({NAME: {"placeholder": placeholders}})
    changed = 0
    for path in CORPUS[::3]:
        text = path.read_bytes()
        if b".zip" not in text and b"file(" not in text:
            continue
        sources = {file.path: file.text for file in extract(Source.from_bytes(path.name, text)).files}
        outcome = fix_configuration(sources, BOTH, Level.UNSAFE, run, other_files={"": frozenset()})
        assert outcome.failures == ()
        again = fix_configuration(dict(outcome.after), BOTH, Level.UNSAFE, run, other_files={"": frozenset()})
        assert not again.changed
        changed += bool(outcome.changed)
    assert changed >= 2
