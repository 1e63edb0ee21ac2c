"""Demands of a contract, judged on the answer and on its draft."""

from __future__ import annotations

import pytest

from tffix.config import Profile
from tffix.engine.check import RunOptions
from tffix.output.report_words import judged as judgements
from tffix.responses import read_contract
from tffix.responses.draft import Instructions, draft
from tffix.responses.requirements import NOT_APPLICABLE, Judgement, Requirement, requirements_of
from tffix.rules import registry
from tffix.source import Source

CODE = 'variable "region" {\n  type = string\n}\n\noutput "id" {\n  value = var.region\n}\n'
ONE = f"```hcl\n# main.tf\n{CODE}```\n"
TWO = f'Text.\n\n## main.tf\n```hcl\n{CODE}```\n\n## provider.tf\n```terraform\nprovider "aws" {{}}\n```\n'


def judged(text: str, prompt: str, rules: tuple[str, ...] = ()) -> list[Requirement]:
    instructions = Instructions(registry.load_rules(rules), RunOptions(profile=Profile.ANSWER))
    return list(requirements_of(draft(Source("a.md", text), instructions, read_contract(prompt))))


@pytest.mark.parametrize(
    ("prompt", "demand", "one", "two"),
    [
        ("Return exactly one fenced code block.", "Exactly one fenced block", "1 fenced block", "!2 fenced blocks"),
        (
            "No text outside the code block.",
            "No text outside",
            "there is none",
            "!3 lines of text",
        ),
        ("Use ```hcl for it.", "Fences of Terraform are labelled `hcl`", "every one", "!fences with terraform"),
        ("Do not include a provider block.", "No provider block", "there is none", "there is none"),
        (
            "Deliver the files `main.tf` and `x.tf`.",
            "The files `main.tf`, `x.tf`",
            "!missing: `x.tf`",
            "!missing: `x.tf`",
        ),
        ("I already have a `provider.tf` file.", "Without `provider.tf`", "not in", "!the answer brings `provider.tf`"),
        ("Put everything in a single file `main.tf`.", "All Terraform in one file", "1 file", "1 file"),
        ('You must declare `variable "region"`.', "The variable `region`", "declared", "declared"),
        ('You must declare `variable "zone"`.', "The variable `zone`", "!missing", "!missing"),
    ],
)
def test_demands(prompt: str, demand: str, one: str, two: str) -> None:
    for text, wanted in ((ONE, one), (TWO, two)):
        (found,) = [r for r in judged(text, prompt) if r.demand.startswith(demand)]
        assert found.answer.met is not wanted.startswith("!")
        assert found.answer.evidence.startswith(wanted.removeprefix("!"))
        assert found.sources[0][0] == 1
        assert found.draft == found.answer, "without rules nothing is done about it"


def test_provider_block_in_the_code() -> None:
    text = ONE.replace("output", 'provider "aws" {}\n\noutput')
    (found,) = judged(text, "Do not include a provider block.")
    assert (found.answer.met, found.answer.evidence) == (False, "provider block in `main.tf`")


def test_file_in_another_directory() -> None:
    text = ONE + "\n## env/dev/backend.tf\n```hcl\nlocals {}\n```\n"
    (found,) = [r for r in judged(text, "Deliver the files `main.tf` and `backend.tf`.") if "backend" in r.demand]
    assert (found.answer.met, found.answer.evidence) == (None, "only as `env/dev/backend.tf`")


def test_draft_is_judged_too() -> None:
    prompt = "Return exactly one fenced code block. No text outside the block."
    found = judged("Text.\n\n" + ONE, prompt, ("response-text-outside-fence",))
    outside = found[-1]
    assert (outside.answer.met, outside.draft.met) == (False, True)


def test_what_does_not_parse_proves_nothing() -> None:
    broken = ONE.replace("output", "output {")
    (found,) = judged(broken, 'You must declare `output "gone"`.')
    assert found.answer.met is None
    assert found.answer.evidence == "`main.tf` does not parse"


def test_nothing_is_demanded() -> None:
    assert judged(TWO, "Write some Terraform.") == []


def test_an_answer_without_code() -> None:
    prompt = "Put everything in a single Terraform file `main.tf`. Do not include a provider block."
    found = {one.demand: one for one in judged("No code at all.\n", prompt)}
    assert found.pop("The file `main.tf`").answer == Judgement(False, "missing")
    assert len(found) == 2
    for one in found.values():
        assert one.answer == one.draft == NOT_APPLICABLE
        assert judgements(one) == ("Not applicable: there is no Terraform", "Not applicable")
