"""Drafts: the answer's own text where nothing was wrong, the corrected files where something was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tffix.config import Profile
from tffix.edits.fmt import format_text
from tffix.engine.check import RunOptions
from tffix.responses import Contract, extract
from tffix.responses.draft import Draft, Instructions, draft
from tffix.responses.entries import State
from tffix.responses.places import Spot
from tffix.responses.report import report_of
from tffix.rules import registry
from tffix.source import Source

SMELL = 'variable "version" {\n  type = string\n}\n\noutput "v" {\n  value = var.version\n}\n'
MENDED = SMELL.replace('"version"', '"app_version"').replace("var.version", "var.app_version")
RULES = registry.load_rules(["reserved-variable-name", "required-providers", "undeclared-variable"])
RUN = RunOptions(
    {"required-providers": {"create": "auto"}, "reserved-variable-name": {"names": {"version": "app_version"}}},
    profile=Profile.ANSWER,
)
PLAIN = Instructions(RULES, RUN)


def made(text: str, instructions: Instructions = PLAIN, contract: Contract | None = None) -> Draft:
    """The draft, after the checks that hold for every one."""
    result = draft(Source("answer.md", text), instructions, contract)
    assert not result.failures
    assert {f.path: f.text for f in extract(Source("answer.md", result.document)).files} == result.files
    again = draft(Source("answer.md", result.document), instructions, contract)
    assert again.document == result.document
    assert again.files == result.files
    return result


@pytest.mark.parametrize(
    "frame",
    [
        "# Answer\n\nText  with  blanks \n\n## main.tf\n\n```hcl\n{}```\n\nThe end",
        "{}",
        "```hcl\n# main.tf\n{}```\n",
        "- a list\n\n  ```terraform\n{}  ```\n",
        "### Reasoning Trace\n```hcl\n```\n### Answer\n## a/main.tf\n~~~hcl\n{}~~~\n## a/b\n```hcl\n```\n",
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_the_edited_lines_change(frame: str, newline: str) -> None:
    indented = "  ```terraform" in frame
    before, after = (("  " + t.replace("\n", "\n  ").rstrip(" ") if indented else t) for t in (SMELL, MENDED))
    if indented:
        before, after = before.replace("  \n", "\n"), after.replace("  \n", "\n")
    text, wanted = (frame.format(code).replace("\n", newline) for code in (before, after))
    assert made(text).document == wanted


@pytest.mark.parametrize("text", ["", "No code at all.\n", "```python\nprint()\n```\n", "\ufeff# T\n\n```hcl\n```"])
def test_nothing_to_do(text: str) -> None:
    assert made(text).document == text


def test_formatter_formats_what_parses() -> None:
    ugly = "locals {\n  a=1\n  long = 2\n}\n"
    text = f"## a.tf\n```hcl\n{ugly}```\n## b.tf\n```hcl\nlocals {{\n  x = = 1\n}}\n```\n## c.py\n```python\na=1\n```\n"
    result = made(text, Instructions(RULES, RUN, formatter=format_text))
    assert result.document == text.replace(ugly, "locals {\n  a    = 1\n  long = 2\n}\n")
    assert result.formatted == ("a.tf",)


def test_context_is_read_and_not_written() -> None:
    text = '## main.tf\n```hcl\noutput "v" {\n  value = var.region\n}\n```\n'
    provider = 'variable "region" {\n  type = string\n}\n'
    assert made(text).document != text, "the variable is declared nowhere"
    result = made(text, Instructions(RULES, RUN, context={"provider.tf": provider}))
    assert result.document == text
    assert result.context == {"provider.tf": provider}


def test_context_may_be_patched() -> None:
    text = "## main.tf\n```hcl\nlocals {}\n```\n"
    beside = Instructions(RULES, RUN, context={"vars.tf": SMELL}, patch_context=True)
    result = made(text, beside)
    assert result.document == text
    assert result.context == {"vars.tf": MENDED}


def test_a_file_of_the_answer_counts_instead_of_the_context() -> None:
    text = f"## main.tf\n```hcl\n{SMELL}```\n"
    result = made(text, Instructions(RULES, RUN, context={"main.tf": "broken {"}))
    assert result.files == {"main.tf": MENDED}
    assert result.context == {}


def test_no_file_is_created_where_one_block_is_demanded() -> None:
    rules = registry.load_rules(["sfn-definition-templatefile"])
    code = (
        'resource "aws_sfn_state_machine" "m" {\n  name     = "m"\n  role_arn = "arn:aws:iam::111122223333:role/m"\n'
        '  definition = local.built\n}\n\nlocals {\n  built = jsonencode({ StartAt = "A" })\n'
        '  file  = templatefile("${path.module}/m.json.tpl", {})\n}\n'
    )
    text = f"## main.tf\n```hcl\n{code}```\n"
    run = RunOptions({"sfn": {"definition": "templatefile"}}, profile=Profile.ANSWER)
    free = made(text, Instructions(rules, run))
    assert set(free.files) == {"main.tf", "m.json.tpl"}
    bound = made(text, Instructions(rules, run), Contract(blocks="one"))
    assert set(bound.files) == {"main.tf"}
    assert bound.outcomes[0].skipped


def test_no_provider_is_declared_where_none_is_wanted() -> None:
    code = 'resource "aws_sns_topic" "t" {\n  provider = aws.us_west_2\n  name     = "t"\n}\n'
    text = f"## main.tf\n```hcl\n{code}```\n"
    instructions = Instructions(registry.load_rules(["undeclared-provider-alias"]), RUN)
    assert 'provider "aws"' in made(text, instructions).document
    bound = made(text, instructions, Contract(provider_blocks=False))
    assert bound.document == text
    (entry,) = report_of(bound).entries
    assert entry.state is State.PROPOSED
    assert entry.refusals == ("no provider block is wanted here",)
    rules = registry.load_rules(["missing-provider-block", "response-missing-requirement"])
    plain = f"## main.tf\n```hcl\n{code.replace('  provider = aws.us_west_2', '')}```\n"
    assert made(plain, Instructions(rules, RUN), Contract(provider_blocks=False)).document == plain


def test_places_are_those_of_the_answer_whatever_the_form_became() -> None:
    code = "locals {\n  a = local.none\n}\n"
    text = f"Some text.\n\n## main.tf\n```hcl\n{code}```\nThe end.\n"
    rules = registry.load_rules(["undeclared-local", "response-text-outside-fence"])
    contract = Contract(blocks="one", first_line="# main.tf", text_outside=False)
    bound = made(text, Instructions(rules, RUN), contract)
    assert "text" not in bound.document
    found = {entry.rule: entry.items[0].spots[0] for entry in report_of(bound).entries}
    assert found["undeclared-local"] == Spot(6, 6, "main.tf", 2, 2)
    assert found["response-text-outside-fence"].line == 1


def test_a_file_that_was_not_seen_may_set_up_providers_and_state() -> None:
    code = 'resource "random_id" "r" {\n  byte_length = 4\n}\n\nlocals {\n  x = local.gone\n}\n'
    text = f"## main.tf\n```hcl\n{code}```\n"
    instructions = Instructions(registry.load_rules(["required-providers", "missing-backend", "undeclared-local"]), RUN)
    free = {entry.rule: entry.state for entry in report_of(made(text, instructions)).entries}
    assert free["required-providers"] is State.REPAIRED
    assert "missing-backend" in free
    existing = Contract(existing=("provider.tf",))
    bound = {entry.rule: entry for entry in report_of(made(text, instructions, existing)).entries}
    assert sorted(bound) == ["required-providers", "undeclared-local"]
    assert bound["required-providers"].state is State.PROPOSED
    assert bound["required-providers"].refusals == ("provider.tf was not seen, and may declare it",)
    seen = replace(instructions, context={"provider.tf": "terraform {\n  required_providers {\n  }\n}\n"})
    (told,) = [entry for entry in report_of(made(text, seen, existing)).entries if entry.rule == "required-providers"]
    assert told.refusals == ("provider.tf is read for context only",)


@pytest.mark.parametrize(
    "contract", [Contract(only_files=True), Contract(only_files=True, files=("main.tf",)), Contract(blocks="one")]
)
def test_no_other_file_where_one_is_demanded(contract: Contract) -> None:
    settings = 'terraform {\n  required_version = ">= 1.5"\n}\n'
    text = f'```hcl\n# main.tf\n{settings}\noutput "v" {{\n  value = var.region\n}}\n```\n'
    other = '```hcl\n# outputs.tf\noutput "w" {\n  value = var.zone\n}\n```\n'
    names = ["undeclared-variable", "provider-block-location", "response-missing-requirement"]
    result = made(f"{text}\n{other}", Instructions(registry.load_rules(names), RUN), contract)
    code = result.files["main.tf"]
    assert code.startswith(f"# main.tf\n{settings}")
    declared = [line for text in result.files.values() for line in text.splitlines() if line.startswith("variable ")]
    assert sorted(declared) == ['variable "region" {', 'variable "zone" {']
    assert set(result.files) <= {"main.tf", "outputs.tf"}
    assert "outputs.tf" not in result.files or contract.blocks


def test_name_of_a_file_stays_with_the_file() -> None:
    code = 'terraform {\n  required_version = ">= 1.5"\n}\n\nresource "null_resource" "a" {}\n'
    text = f'```hcl\n# main.tf\n{code}```\n\n```hcl\n# outputs.tf\noutput "v" {{\n  value = 1\n}}\n```\n'
    result = made(text, Instructions(registry.load_rules(["provider-block-location"]), RUN))
    assert result.files["main.tf"].startswith("# main.tf\n")
    assert "main.tf" not in result.files["versions.tf"]


def test_a_demanded_file_may_be_created() -> None:
    contract = Contract(only_files=True, files=("main.tf", "variables.tf"))
    text = '```hcl\n# main.tf\noutput "v" {\n  value = var.region\n}\n```\n\n```hcl\n# outputs.tf\n```\n'
    result = made(text, Instructions(registry.load_rules(["undeclared-variable"]), RUN), contract)
    assert "variable" in result.files["variables.tf"]
