"""Documents in the form that contracts demand: the code stays, and the second time changes nothing."""

from __future__ import annotations

from itertools import product

import pytest
from response_helpers import OUT, REGION, VPC, fence

from tffix.responses import Answer, Contract, check_document, conform, extract, fix_document
from tffix.responses.fences import Lines, scan
from tffix.responses.rules import AnswerContext, AnswerFix, AnswerRule
from tffix.rules import Level
from tffix.source import Source

END = "\n"
DOCUMENTS = {
    "nothing": "",
    "prose": "There is nothing here.\n",
    "headings": f"# Stack\n\n## main.tf\n\n{fence(VPC)}\nText.\n\n## outputs.tf\n\n{fence(OUT)}\nEnd.\n",
    "comments": f"{fence('# main.tf' + END + VPC)}\n{fence('// outputs.tf' + END + OUT)}",
    "info strings": f"{fence(VPC, 'hcl main.tf')}\n{fence(OUT, 'hcl outputs.tf')}",
    "one fence": f"```hcl\n# main.tf\n{VPC}\n# outputs.tf\n{OUT}```\n",
    "unnamed": f"Here:\n\n{fence(VPC)}\nThen:\n\n{fence(OUT, 'terraform')}\n",
    "raw": f"{VPC}\n{OUT}",
    "indented": "1. main.tf\n\n   ```hcl\n" + "".join(f"   {line}\n" for line in VPC.splitlines()) + "   ```\n",
    "crlf": f"# A\n\n## main.tf\n\n{fence(VPC)}\n## outputs.tf\n\n{fence(OUT)}".replace("\n", "\r\n"),
    "tildes": f"main.tf:\n\n{fence(VPC, mark='~~~')}\n",
    "readme": f"## main.tf\n\n{fence(VPC)}\n## README.md\n\n{fence('# A' + END + fence('x' + END, 'sh'), 'md')}",
    "shell": f"{fence(VPC)}\n```bash\nterraform apply\n```\n",
    "other languages": f"## main.tf\n\n{fence(VPC)}\n## app.py\n\n{fence('a = 1' + END, 'python')}\n"
    f"## x.json\n\n{fence('{}' + END, 'json')}",
    "script": f"## main.tf\n\n{fence(VPC)}\n## run.sh\n\n```bash\n#!/bin/bash\necho\n```\n",
    "cut": f'## main.tf\n\n```hcl\n{VPC}\nresource "aws_subnet" "a" {{\n  vpc_id = aws_v',
    "trace": f"### Reasoning Trace\n---\n\n{fence(REGION)}\n### Answer\n---\n\n{fence(VPC)}",
    "empty answer": f"### Reasoning Trace\n---\n\n{fence(VPC)}\n### Answer\n---\n",
    "modules": f"## main.tf\n\n{fence(VPC)}\n## modules/a/main.tf\n\n{fence(OUT)}",
    "twice": f"## main.tf\n\n{fence(VPC)}\n## main.tf\n\n{fence(OUT)}",
    "provider": "## provider.tf\n\n" + fence('provider "aws" {\n  region = "x"\n}\n') + f"\n## main.tf\n\n{fence(VPC)}",
    "values": f"## main.tf\n\n{fence(VPC)}\n## dev.tfvars\n\n" + fence('region = "a"\n'),
    "fence in code": "## main.tf\n\n````hcl\n" + VPC + "/*\n```\n*/\n````\n",
    "markdown fence": f"````markdown\n## main.tf\n\n{fence(VPC)}````\n",
    "byte order mark": f"\ufeff## main.tf\n\n{fence(VPC)}",
    "open": f"## main.tf\n\n```hcl\n{VPC}",
}
CONTRACTS = {
    "one": Contract(blocks="one"),
    "one and nothing else": Contract(blocks="one", text_outside=False, language="hcl"),
    "no text": Contract(text_outside=False),
    "single file": Contract(only_files=True, files=("stack.tf",)),
    "all at once": Contract(
        blocks="one", text_outside=False, first_line="// stack.tf", only_files=True, files=("stack.tf",), language="hcl"
    ),
    "label": Contract(language="terraform"),
    "names": Contract(named=True),
    "exists": Contract(blocks="one", only_files=True, existing=("provider.tf",), provider_blocks=False),
}


def code(document: str) -> list[str]:
    """The lines of Terraform in a document but for blank ones and names of files."""
    found = []
    for file in extract(Source("a.md", document)).files:
        if file.path.endswith((".tf", ".tfvars")):
            lines = [line.rstrip() for line in file.text.splitlines()]
            found += [line for line in lines if line and not (line.startswith(("#", "//")) and ".tf" in line)]
    return sorted(found)


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_without_demands_nothing_changes(document: str) -> None:
    assert conform(document, Contract()).text == document


@pytest.mark.parametrize(
    ("document", "contract"),
    list(product(DOCUMENTS.values(), CONTRACTS.values())),
    ids=[f"{d}: {c}" for d, c in product(DOCUMENTS, CONTRACTS)],
)
def test_code_stays_and_the_second_time_is_the_same(document: str, contract: Contract) -> None:
    done = conform(document, contract)
    assert done.failures == ()
    again = conform(done.text, contract)
    assert again.text == done.text
    assert again.done == ()
    assert [step.message for step in again.not_done] == [step.message for step in done.not_done]
    if contract.provider_blocks is None:
        assert code(done.text) == code(document)
    assert bool(done.done) == (done.text != document)


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name not in ("nothing", "prose")])
def test_one_block_is_one_block(name: str) -> None:
    done = conform(DOCUMENTS[name], CONTRACTS["one and nothing else"])
    fences = scan(Lines(Source("a.md", done.text))).fences
    others = [file for file in extract(Source("a.md", done.text)).files if not file.path.endswith((".tf", ".tfvars"))]
    assert len(fences) == 1 + len(others)
    if others:  # a block of Terraform cannot hold them, which is said
        assert any(others[0].path in step.reason for step in done.not_done)
    else:
        text = done.text.removeprefix("\ufeff").strip()
        assert text.startswith(("```", "~~~"))
        assert text.endswith(("```", "~~~"))


def test_line_endings_stay() -> None:
    text = conform(DOCUMENTS["crlf"], CONTRACTS["all at once"]).text
    assert text.count("\n") == text.count("\r\n") > 5


def test_steps_say_what_was_done_and_what_was_not() -> None:
    contract = Contract(blocks="one", outputs=("queue",))
    done = conform(DOCUMENTS["headings"], contract)
    assert [(step.rule, step.done) for step in done.done] == [
        ("response-missing-requirement", "Put all Terraform into one block")
    ]
    assert done.done[0].message == "The answer has 2 fenced blocks, and one is demanded."
    assert DOCUMENTS["headings"][done.done[0].start :].startswith("```hcl\noutput")
    assert [step.message for step in done.not_done] == ["The output queue is demanded, and nothing declares it."]
    assert [finding.rule for finding in done.findings] == ["response-missing-requirement"]


class Crashing(AnswerRule):
    """A rule with a bug."""

    name = "crashing"

    def check_answer(self, answer: Answer, ctx: AnswerContext) -> None:
        """Fail."""
        raise ValueError("no")


class Restless(AnswerRule):
    """A rule that changes its mind."""

    name = "restless"

    def check_answer(self, answer: Answer, ctx: AnswerContext) -> None:
        """Turn the first letter around."""
        fix = AnswerFix("Turn it around", Level.SAFE)
        text = answer.source.text
        fix.replace(0, 1, text[0].swapcase())
        ctx.report(0, 1, "This is not right.", fix)


def test_a_rule_that_crashes_is_a_failure_of_its_own() -> None:
    outcome = check_document(Source("a.md", "Hello.\n"), [Crashing()])
    assert [failure.rules for failure in outcome.failures] == [("crashing",)]


def test_fixes_that_do_not_come_to_an_end_are_not_made() -> None:
    outcome = fix_document(Source("a.md", "hello\n"), [Restless()], Level.UNSAFE)
    assert outcome.after == "hello\n"
    assert [failure.rules for failure in outcome.failures] == [("restless",)]
    assert [finding.rule for finding in outcome.diagnostics] == ["restless"]
