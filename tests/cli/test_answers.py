"""Markdown answers, as a user sees them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import ALIAS, LAMBDA, RULE, LayOut, Tffix

ANSWER = f"# Answer\n\nHere it is.\n\n## main.tf\n\n```hcl\n{LAMBDA}```\n\nThat was it.\n"
FIX = ("apply", "--rule", RULE)


def test_answer_is_fixed_in_place(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({"answer.md": ANSWER})
    found = quick("check", "--rule", RULE, "answer.md")
    assert "on answer.md line 15 (main.tf line 8), in resource" in found.flat
    assert "15: resource" in found.stdout
    done = quick(*FIX, "answer.md")
    assert done.status == 0
    assert "fixed (unsafe) answer.md line 15 (main.tf line 8):" in done.stdout
    after = (tmp_path / "answer.md").read_text()
    assert after.startswith("# Answer\n\nHere it is.\n\n## main.tf\n\n```hcl\n")
    assert after.endswith("```\n\nThat was it.\n")
    assert ALIAS in after
    assert quick(*FIX, "answer.md").status == 0
    assert (tmp_path / "answer.md").read_text() == after


def test_diff_and_json_are_about_the_document(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({"sub/answer.md": ANSWER})
    done = quick(*FIX, "sub/answer.md", "--diff")
    assert done.stdout.startswith("--- a/sub/answer.md\n+++ b/sub/answer.md\n@@ -10,")
    document = json.loads(quick(*FIX, "sub/answer.md", "--format", "json", "--diff").stdout)
    assert document["diff"] == done.stdout
    assert document["changed"] == ["sub/answer.md"]
    at = document["applied"][0]
    assert (at["path"], at["file"], at["start"]["line"]) == ("sub/answer.md", "main.tf", 15)
    assert (tmp_path / "sub/answer.md").read_text() == ANSWER


def test_answer_from_standard_input(quick: Tffix) -> None:
    done = quick(*FIX, "-", "--stdin-filename", "x.md", stdin=ANSWER.encode() + b"\xff")
    assert done.status == 0
    assert done.out.startswith(b"# Answer\n")
    assert done.out.endswith(b"That was it.\n\xff")
    assert "fixed (unsafe) x.md line 15" in done.stderr


def test_answer_from_standard_input_is_recognised(quick: Tffix) -> None:
    done = quick(*FIX, "-", stdin=ANSWER.encode())
    assert done.status == 0
    assert done.stdout.endswith("That was it.\n")
    assert ALIAS in done.stdout
    assert "Note: Standard input looks like a Markdown answer and is read as one" in done.stderr
    assert "fixed (unsafe) stdin.md line 15" in done.stderr
    heredoc = f"locals {{\n  doc = <<EOT\n{ANSWER}EOT\n}}\n{LAMBDA}"
    assert "stdin.tf line 34" in quick("check", "--rule", RULE, "-", stdin=heredoc.encode()).flat


def test_answer_that_breaks_off(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    rest = 'resource "aws_s3_bucket" "cut" {\n  bucket = "a'
    lay_out({"answer.md": ANSWER.partition("```\n\nThat")[0] + rest})
    done = quick(*FIX, "answer.md")
    assert done.status == 1
    after = (tmp_path / "answer.md").read_text()
    assert ALIAS in after
    assert after.endswith(rest)
    assert "Error: main.tf breaks off after this." in done.stdout
    assert "[truncated-response]" in done.stdout
    line = after.partition(rest)[0].rstrip("\n").count("\n") + 1
    assert f"on answer.md line {line} (main.tf line" in done.flat
    assert "Fixed 1 problem in 1 file (unsafe); 1 remains." in done.stdout


def test_what_refers_to_what_was_cut_is_named(quick: Tffix, lay_out: LayOut) -> None:
    code = 'output "b" {\n  value = aws_s3_bucket.cut.id\n}\n'
    lay_out({"answer.md": f'## main.tf\n\n```hcl\n{code}\nresource "aws_s3_bucket" "cut" {{\n  bucket = "a'})
    done = quick("check", "--rule", RULE, "answer.md")
    assert "What was cut begins with aws_s3_bucket.cut." in done.flat
    place = "also: answer.md line 5 (main.tf line 2): output.b refers to aws_s3_bucket.cut, which was cut."
    assert place in done.flat
    [found] = json.loads(quick("check", "--rule", RULE, "answer.md", "--format", "json").stdout)["diagnostics"]
    assert [related["start"]["line"] for related in found["related"]] == [5]
    assert place in quick("check", "--rule", "response-truncated-block", "answer.md").flat


def test_notes(quick: Tffix, lay_out: LayOut) -> None:
    lay_out({"answer.md": "Hello.\n\n```hcl\nlocals {}\n```\n"})
    done = quick("check", "--rule", RULE, "answer.md")
    assert done.status == 0
    assert done.stdout.startswith("Note: answer.md line 3: No name is announced for this code")
    assert json.loads(quick("check", "--rule", RULE, "answer.md", "--format", "json").stdout)["notes"][0].startswith(
        "answer.md line 3"
    )


def test_document_without_terraform(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    text = "## app.ts\n\n```typescript\nexport {};\n```\n"
    lay_out({"answer.md": text})
    for command in ("check", "apply"):
        done = quick(command, "--rule", RULE, "answer.md")
        assert done.status == 0
        assert done.flat.startswith("Note: answer.md: no Terraform was found in this document.")
        assert "No Terraform found in 1 file." in done.flat
        assert "No problems" not in done.flat
    assert (tmp_path / "answer.md").read_text() == text


def test_excerpts_are_not_edited(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    snippet = f"```hcl\n{LAMBDA}```\n"
    text = f"**Before:**\n\n{snippet}\n**After:**\n\n{snippet.replace('api', 'b')}"
    lay_out({"answer.md": text})
    done = quick(*FIX, "answer.md")
    assert done.status == 0
    assert done.flat.count("An excerpt of a file that the answer does not name is left out.") == 2
    assert (tmp_path / "answer.md").read_text() == text


def test_several_answers_and_directories_together(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({"a.md": ANSWER, "b.md": ANSWER.replace("\n", "\r\n"), "live/main.tf": LAMBDA, "c.md": "No code here.\n"})
    done = quick(*FIX, "a.md", "b.md", "c.md", "live")
    assert done.status == 0
    assert "Fixed 3 problems in 3 files (all unsafe)." in done.stdout
    data = (tmp_path / "b.md").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")


def test_findings_come_in_the_order_of_the_document(quick: Tffix, lay_out: LayOut) -> None:
    second = f"\n## a.tf\n\n```hcl\n{LAMBDA}```\n".replace(".api.", ".b.").replace('"api"', '"b"')
    lay_out({"answer.md": ANSWER + second})
    for arguments in (("check", "--rule", RULE), (*FIX, "--check")):
        told = quick(*arguments, "answer.md").flat
        assert 0 < told.index("(main.tf line 8)") < told.index("(a.tf line 8)")


TALK = "Here it is.\n\n### main.tf\n\n```terraform\n" + LAMBDA + "```\n\nThat was it.\n"
CONTRACT = '[contract]\nblocks = "one"\nlanguage = "hcl"\ntext-outside = false\n'


def test_form_is_left_alone_without_a_contract(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({"answer.md": TALK})
    assert quick("apply", "--rule", "all", "answer.md").status in (0, 1)
    after = (tmp_path / "answer.md").read_text()
    assert after.startswith("Here it is.\n\n### main.tf\n\n```terraform\n")
    assert after.endswith("```\n\nThat was it.\n")


def test_form_of_the_contract(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({".tffix.toml": CONTRACT, "answer.md": TALK})
    names = "response-text-outside-fence,response-wrong-fence-language"
    found = quick("check", "--rule", names, "answer.md")
    assert found.status == 1
    assert "Warning: 3 lines stand outside of the code, where nothing is to stand." in found.stdout
    assert "on answer.md line 5:" in found.flat
    assert (tmp_path / "answer.md").read_text() == TALK
    would = quick("apply", "--rule", names, "answer.md", "--diff")
    assert "-Here it is." in would.stdout
    document = json.loads(quick("apply", "--rule", names, "answer.md", "--format", "json", "--check").stdout)
    assert document["changed"] == ["answer.md"]
    assert [(one["rule"], one["start"]["line"]) for one in document["applied"]] == [
        ("response-text-outside-fence", 1),
        ("response-wrong-fence-language", 5),
    ]
    done = quick("apply", "--rule", names, "answer.md")
    assert done.status == 0
    after = (tmp_path / "answer.md").read_text()
    assert after == "```hcl\n# main.tf\n" + LAMBDA + "```\n"
    assert quick("apply", "--rule", names, "answer.md").status == 0
    assert (tmp_path / "answer.md").read_text() == after


TWO_FILES = """\
```hcl
# main.tf
resource "aws_s3_bucket" "in" {
  bucket = var.name
}

# variables.tf
variable "name" {
  default = "in"
}
```
"""


@pytest.mark.parametrize("contract", ['files = ["main.tf"]\nonly-files = true', 'blocks = "one"'])
def test_repairs_make_no_file_that_the_contract_does_not_allow(
    quick: Tffix, lay_out: LayOut, tmp_path: Path, contract: str
) -> None:
    lay_out({".tffix.toml": f"[contract]\n{contract}\n", "answer.md": TWO_FILES})
    assert quick("apply", "--rule", "missing-outputs", "answer.md").status == 0
    after = (tmp_path / "answer.md").read_text()
    assert after.count("```") == 2
    assert "outputs.tf" not in after
    assert '}\n\noutput "in_bucket_name" {' in after
    assert "}\n\n# variables.tf\n" in after


def test_files_and_form_are_mended_together(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({".tffix.toml": CONTRACT, "answer.md": TALK})
    done = quick("apply", "--rule", f"{RULE},response-text-outside-fence", "answer.md")
    assert done.status == 0
    assert "fixed (unsafe) answer.md line 1:" in done.stdout
    assert "fixed (unsafe) answer.md line 13 (main.tf line 8):" in done.flat
    after = (tmp_path / "answer.md").read_text()
    assert after.startswith("```terraform\n# main.tf\n")
    assert ALIAS in after


def test_findings_about_the_document_can_be_ignored(quick: Tffix, lay_out: LayOut) -> None:
    comment = "<!-- tffix: ignore[response-text-outside-fence] a greeting -->\n"
    lay_out({".tffix.toml": CONTRACT, "answer.md": comment + TALK})
    assert quick("check", "--rule", "response-text-outside-fence", "answer.md").status == 0
    unused = quick("check", "--rule", "response-duplicate-file", "answer.md")
    assert unused.status == 0
    lay_out({"other.md": comment + "\n```hcl\n" + LAMBDA + "```\n"})
    assert (
        "There is nothing of response-text-outside-fence to ignore here."
        in quick("check", "--rule", "response-text-outside-fence", "other.md").flat
    )


def test_providers_that_the_answer_says_are_elsewhere(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    code = 'provider "aws" {\n  region = "eu-west-1"\n}\n\nresource "aws_vpc" "a" {\n  provider = aws.us_east_1\n}\n'
    text = f"- No provider block needed (already have provider.tf)\n\n## main.tf\n\n```hcl\n{code}```\n"
    lay_out({"answer.md": text, "plain.md": text.partition("\n")[2]})
    apply = ("apply", "--rule", "undeclared-provider-alias")
    done = quick(*apply, "answer.md")
    assert "Note: answer.md line 1: The answer says that providers are declared elsewhere" in done.flat
    assert (tmp_path / "answer.md").read_text() == text
    assert done.status == 1
    quick(*apply, "plain.md")
    assert "alias" in (tmp_path / "plain.md").read_text()
