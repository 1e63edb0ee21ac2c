"""What golden cases cannot say of `sfn-definition-templatefile`: what Terraform reads the new files as."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tffix_codemods.aws._referenced_files import file_calls
from tffix_codemods.aws._sfn_definitions import Definition, Reached, definitions, follow
from tffix_codemods.aws._sfn_names import snake, variable_name
from tffix_codemods.aws._sfn_template import Template, template_of

from tffix.engine.check import RunOptions, check_pass
from tffix.engine.fix import fix_configuration
from tffix.engine.outcome import Outcome
from tffix.responses import extract, rewrite
from tffix.rules import Level
from tffix.rules.registry import load_rule
from tffix.source import Source
from tffix.syntax import nodes as n
from tffix.syntax import parse
from tffix.syntax.literals import quote
from tffix.terraform import UNKNOWN, Configuration, Module
from tffix.testing.cases import Case, golden_cases
from tffix.testing.golden import run_of

ROOT = Path(__file__).parents[2]
NAME = "sfn-definition-templatefile"
RULE = load_rule(NAME)
ASKED = RunOptions(named=frozenset({NAME}))
ANSWER = ROOT.parent / "shared/corpus/Pr5474/MODEL_RESPONSE.md"
CASES = [case for case in golden_cases(ROOT / "golden") if case.rule == NAME]
MACHINE = 'resource "aws_sfn_state_machine" "m" {{\n  definition = {}\n}}\n'

needs_terraform = pytest.mark.skipif(shutil.which("terraform") is None, reason="there is no terraform binary")


def fix(sources: Mapping[str, str], run: RunOptions = ASKED) -> Outcome:
    return fix_configuration(sources, [RULE], Level.UNSAFE, run)


def console(directory: Path, expression: str) -> object:
    """What `terraform console` says an expression is worth, as a Python value."""
    result = subprocess.run(
        ["terraform", "console", "-no-color"],
        input=f"jsonencode({expression})\n",
        capture_output=True,
        text=True,
        cwd=directory,
        env={**os.environ, "TF_CLI_CONFIG_FILE": os.devnull, "CHECKPOINT_DISABLE": "1", "TF_IN_AUTOMATION": "1"},
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith('"'), result.stdout + result.stderr
    return json.loads(json.loads(result.stdout))


# The same object, says Terraform --------------------------------------------------------------------------------

# What stands for the objects that a console does not have; every other reference is a string with traps in it.
STAND_INS = {"var.seconds": "90", "var.queues": '{ a = "1" }', "aws_sqs_queue.this[*].url": '["a", "b"]'}
TRAP = quote('"quoted" \\ ${x} %{y} $${z} <&> é\n')


def stood_in(module: Module, node: n.Node) -> str:
    """The text of an expression without references, and without calls that never give the same twice."""
    text, end = "", node.start
    for reference in module.references_in(node):
        one = reference.expression
        if one.start < end:
            continue
        text += node.source.text[end : one.start] + STAND_INS.get(one.text, TRAP)
        end = one.end
    text += node.source.text[end : node.end]
    text = re.sub(r"\beach\.(key|value\.\w+)", lambda _: TRAP, text)
    return text.replace("uuid()", '"unique"').replace("terraform.workspace", '"default"').replace("\r\n", "\n")


def modules_of(sources: Mapping[str, str]) -> dict[str, Module]:
    return dict(Configuration(sources, frozenset()).modules)


def template_calls(module: Module) -> dict[str, Reached]:
    found = {}
    for machine in module.resources_of("aws_sfn_state_machine"):
        attribute = machine.attribute("definition")
        reached = None if attribute is None else follow(module, attribute)
        if reached is not None and reached.call.name == "templatefile":
            found[machine.address] = reached
    return found


@needs_terraform
def test_terraform_reads_every_template_as_the_object_it_was(tmp_path: Path) -> None:
    lines: list[str] = []
    names: list[str] = []
    for case in (case for case in CASES if case.kind == "fixes"):
        pairs = moved(case)
        outcome = run_of(case).fix(case.sources)
        for number, (before, obj, after, call) in enumerate(pairs):
            key = f"{snake(case.directory.name)}_{number}"
            read = next(one for one in file_calls(after) if one.call is call)
            path = tmp_path / f"{key}.tpl"
            directory = f"{after.directory}/" if after.directory else ""
            path.write_bytes(outcome.after[directory + read.path].encode())
            arguments = stood_in(after, call.arguments[1])
            lines.append(f"{key}_before = jsondecode(jsonencode({stood_in(before, obj)}))")
            lines.append(f'{key}_after = jsondecode(templatefile("{path.name}", {arguments}))')
            names.append(key)
    assert len(names) > 20
    (tmp_path / "main.tf").write_text("locals {\n" + "\n".join(lines) + "\n}\n")
    same = console(tmp_path, "{" + ", ".join(f"{key} = local.{key}_before == local.{key}_after" for key in names) + "}")
    assert same == dict.fromkeys(names, True)


def moved(case: Case) -> list[tuple[Module, n.ObjectCons, Module, n.FunctionCall]]:
    """The definitions of a case that moved: the object before, the call after, each with its module."""
    outcome = run_of(case).fix(case.sources)
    old, new = modules_of(outcome.before), modules_of(outcome.after)
    found = []
    for directory, module in old.items():
        calls = template_calls(new[directory])
        for definition in definitions(module):
            address = definition.machines[0].address
            if definition.object is not None and address in calls:
                found.append((module, definition.object, new[directory], calls[address].call))
    return found


PIECES = (
    '"', "'", "\\", "\\n", "\n", "\r", "\t", "$", "$$", "${", "$${", "%{", "%%{", "}", "%", "$.x", "$$.Map.Item.Value",
    "<", ">", "&", "é", "\u2028", "😀", "\x01", "\x7f", "a", " ", "{", "jsonencode(x)", "~}", "%{ if true }", "/*", "#",
)  # fmt: skip


def random_string(rng: random.Random) -> str:
    return "".join(rng.choice(PIECES) for _ in range(rng.randrange(6)))


def random_expression(rng: random.Random, depth: int) -> str:
    kind = rng.randrange(12 if depth else 7)
    if kind < 3:
        return quote(random_string(rng))
    if kind == 3:
        return rng.choice(("0", "-1", "1.5", "1e3", "-2.5E-2", "12345678901234567890", "true", "false", "null"))
    if kind == 4:
        return f"local.{rng.choice(('text', 'list', 'map', 'number', 'none'))}"
    if kind == 5:
        return rng.choice(('"${local.text}-${1 + 1}"', "upper(local.text)", "[for x in local.list : x]", "(true)"))
    if kind == 6:
        return rng.choice(("{}", "[]", '"$.x"', "local.number > 1 ? local.list : null", "merge(local.map, { b = 1 })"))
    if kind < 9:
        return "[" + ", ".join(random_expression(rng, depth - 1) for _ in range(rng.randrange(4))) + "]"
    return random_object(rng, depth - 1)


def random_object(rng: random.Random, depth: int) -> str:
    items = []
    for _ in range(rng.randrange(5)):
        key = rng.choice(("a", "Key", quote(random_string(rng)), quote(random_string(rng)), "(local.text)", '"k${1}"'))
        items.append(f"{key} {rng.choice('=:')} {random_expression(rng, depth)}")
    return "{" + ", ".join(items) + "}"


def template_for(text: str) -> Template:
    call = parse(f"a = jsonencode({text})").body["a"].expr
    assert isinstance(call, n.FunctionCall)
    obj = call.arguments[0]
    assert isinstance(obj, n.ObjectCons)
    return template_of(call, obj)


@needs_terraform
@pytest.mark.parametrize("seed", [1, 2])
def test_terraform_reads_random_templates_as_the_objects_they_were(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    texts = [random_object(rng, 4) for _ in range(150)]
    texts += [
        "{ a = " + "[" * 40 + "{ b = local.text }" + "]" * 40 + " }",
        '{ a = "' + "$" * 9 + '{" }'.replace("{", "$${"),
    ]
    lines = [
        f"text = {TRAP}",
        'list = ["a", 1, { b = null }]',
        "map = { a = [true] }",
        "number = 1.5",
        "none = null",
    ]
    for number, text in enumerate(texts):
        template = template_for(text)
        (tmp_path / f"{number}.tpl").write_bytes(template.text.encode())
        lines.append(f"before_{number} = jsondecode(jsonencode({text}))")
        path = f'"{number}.tpl"'
        lines.append(f"after_{number} = jsondecode({template.arguments(path)})")
    (tmp_path / "main.tf").write_text("locals {\n" + "\n".join(lines) + "\n}\n")
    same = console(tmp_path, "[" + ", ".join(f"local.before_{i} == local.after_{i}" for i in range(len(texts))) + "]")
    assert isinstance(same, list)
    assert [texts[i] for i, one in enumerate(same) if one is not True] == []


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)
    )
)
def test_a_literal_object_is_plain_json(value: object) -> None:
    template = template_for("{ a = " + hcl(value) + " }")
    assert template.variables == ()
    text = template.text.replace("$${", "${").replace("%%{", "%{")
    assert json.loads(text) == {"a": json.loads(json.dumps(value))}


def hcl(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quote(key)} = {hcl(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(hcl, value)) + "]"
    return quote(value) if isinstance(value, str) else json.dumps(value)


# Names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "path", "name"),
    [
        ("aws_lambda_function.consistency_checker.arn", (), "consistency_checker_arn"),
        ("data.aws_region.current.name", (), "region_name"),
        ("data.aws_ami.ubuntu.id", (), "ubuntu_id"),
        ("aws_sqs_queue.this.url", (), "sqs_queue_url"),
        ("module.orders.queue_url", (), "orders_queue_url"),
        ("var.name", ("Parameters",), "name"),
        ("(local.tables[each.key].name)", (), "tables_name"),
        ("each.value.name", (), "each_value_name"),
        ("count.index", (), "count_index"),
        ('"${var.a}-b"', ("States", "ChargeCard", "Parameters", "FunctionName"), "charge_card_function_name"),
        ("upper(var.a)", ("Comment",), "comment"),
        ("upper(var.a)", (), "value"),
        ("var.for", (), "value_for"),
    ],
)
def test_variable_names(expression: str, path: tuple[str, ...], name: str) -> None:
    assert variable_name(parse(f"a = {expression}").body["a"].expr, path, set()) == name


# What the engine and the answers make of it ------------------------------------------------------------------------


def test_nothing_is_created_where_nobody_knows_what_exists() -> None:
    sources = {"main.tf": MACHINE.format('jsonencode({ StartAt = "a" })')}
    found = check_pass(Configuration(sources, None), [RULE], ASKED).diagnostics
    assert [diagnostic.fix for diagnostic in found] == [None]
    assert "not known" in found[0].detail


def test_missing_files_are_reported_only_where_somebody_looked() -> None:
    sources = {"main.tf": 'locals {\n  a = file("${path.module}/a.txt")\n}\n'}
    assert check_pass(Configuration(sources, None), [RULE], RunOptions()).diagnostics == []
    (module,) = modules_of(sources).values()
    assert [(one.path, one.exists) for one in file_calls(module)] == [("a.txt", False)]
    (module,) = Configuration(sources, None).modules.values()
    assert [(one.path, one.exists) for one in file_calls(module)] == [("a.txt", UNKNOWN)]


def test_a_module_that_cannot_be_read_loses_no_local() -> None:
    waiting = 'locals {\n  definition = templatefile("${path.module}/m.json.tpl", {})\n}\n'
    sources = {"main.tf": waiting + MACHINE.format('jsonencode({ StartAt = "a" })'), "broken.tf": "locals { a = }\n"}
    assert fix(sources).changed == ()
    assert [d.fix for d in fix(sources).diagnostics if d.rule == NAME] == [None]


def test_nothing_is_parsed_where_there_is_no_state_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    def parsed(*_: object) -> object:
        raise AssertionError("an expression was parsed")

    monkeypatch.setattr("tffix.syntax.structure.parse_extent", parsed)
    sources = {"main.tf": 'locals {\n  profile = "x"\n  file = [1]\n}\n\nresource "aws_x" "y" {\n  z = local.file\n}\n'}
    run = RunOptions(every_expression=False)
    found = check_pass(Configuration(sources, frozenset()), [RULE], run)
    assert (found.diagnostics, found.failures) == ([], [])


def test_a_deep_object_becomes_a_variable_at_some_depth() -> None:
    template = template_for("{ a = " + "[" * 500 + "1" + "]" * 500 + " }")
    assert [variable.name for variable in template.variables] == ["a"]


def test_a_file_in_windows_lines_gets_a_template_in_windows_lines() -> None:
    text = MACHINE.format('jsonencode({\n    StartAt = "a"\n  })').replace("\n", "\r\n")
    outcome = fix({"main.tf": text})
    assert outcome.after["m.json.tpl"] == '{\r\n  "StartAt": "a"\r\n}\r\n'


def test_every_case_is_a_definition_seen_once() -> None:
    (module,) = modules_of({"main.tf": MACHINE.format("jsonencode({})") * 2}).values()
    found = definitions(module)
    assert all(isinstance(one, Definition) and len(one.machines) == 1 for one in found)
    assert len(found) == 2


def test_the_example_of_the_documentation() -> None:
    assert RULE.__doc__ is not None
    before, after = re.findall(r"```hcl\n(.*?)    ```", RULE.__doc__, re.DOTALL)
    outcome = fix({"main.tf": dedented(before)})
    assert outcome.after["main.tf"] == dedented(after)
    assert '"Resource": ${jsonencode(charge_arn)}' in outcome.after["orders.json.tpl"]


def dedented(text: str) -> str:
    return re.sub(r"^    ", "", text, flags=re.MULTILINE)


@pytest.mark.skipif(not ANSWER.exists(), reason="there is no ../shared")
def test_the_answer_whose_template_nobody_wrote() -> None:
    answer = extract(Source.from_bytes("answer.md", ANSWER.read_bytes()))
    sources = {file.path: file.text for file in answer.files}
    outcome = fix(sources, RunOptions())
    assert outcome.changed == ("sfn_definition.json.tpl", "tap_stack.tf")
    assert outcome.diagnostics == ()
    text = outcome.after["tap_stack.tf"]
    assert "  definition = local.sfn_definition\n" in text
    assert "sfn_definition_json" not in text
    again = extract(Source("answer.md", rewrite(answer, outcome.after)))
    assert {file.path: file.text for file in again.files} == dict(outcome.after)
    assert fix(outcome.after, RunOptions()).changed == ()
