"""Drafts, answers, truncation, files said twice, code without fences."""

from __future__ import annotations

import pytest
from response_helpers import OUT, REGION, VPC, answer, fence, files, kinds, paths

from tffix.responses import rewrite

TRACE = "### Reasoning Trace\nI think.\n\n"
CUT = 'resource "aws_subnet" "a" {\n  vpc_id = aws_vpc.m'


def test_answer_wins_over_the_draft() -> None:
    text = f"{TRACE}{fence(VPC)}\n### Answer \n---\n\n## vpc.tf\n{fence(REGION)}"
    assert files(answer(text)) == {"vpc.tf": REGION}


def test_draft_is_used_where_the_answer_holds_no_terraform() -> None:
    text = f"{TRACE}{fence(VPC)}\n### Answer\n---\nDone.\n\n{fence('terraform init', 'bash')}"
    found = answer(text)
    assert files(found) == {"main.tf": VPC}
    assert "draft" in kinds(found)


def test_answer_heading_in_an_open_fence_ends_the_code() -> None:
    text = f"{TRACE}```hcl\n{VPC}\n{CUT}\n### Answer\n---\n\n"
    found = answer(text)
    assert files(found) == {"main.tf": VPC}
    assert set(kinds(found)) == {"draft", "truncated", "unnamed"}
    [cut] = found.truncated
    assert cut.path == "main.tf"
    assert text[cut.offset : cut.end] == f"\n{CUT}\n"


def test_answer_behind_a_draft_that_was_cut() -> None:
    text = f"{TRACE}```hcl\n{VPC}\n{CUT}\n### Answer\n\n## main.tf\n\n{fence(OUT)}"
    assert files(answer(text)) == {"main.tf": OUT}


def test_answer_comment_without_a_trace_is_a_comment() -> None:
    code = "### Answer\n" + VPC
    assert files(answer("## main.tf\n" + fence(code))) == {"main.tf": code}


def test_open_fence_with_complete_code_is_not_cut() -> None:
    for code in (VPC, VPC + "# end\n", VPC.rstrip()):
        found = answer("## main.tf\n\n```hcl\n" + code)
        assert files(found) == {"main.tf": code}
        assert kinds(found) == ["unclosed"]
        assert not found.truncated


def test_truncated_code_is_cut_behind_the_last_block() -> None:
    tails = [
        CUT,
        'resource "aws_s',
        "resource",
        'locals {\n  a = <<EOT\n  {"x": {\n',
        'locals {\n  a = "${x(\n',
        "# c\nlocals {",
    ]
    for tail in tails:
        text = f"## main.tf\n\n```hcl\n{VPC}\n{tail}"
        found = answer(text)
        assert files(found) == {"main.tf": VPC}, tail
        assert [text[t.offset :] for t in found.truncated] == ["\n" + tail]
        assert rewrite(found, {"main.tf": VPC + OUT}) == f"## main.tf\n\n```hcl\n{VPC}{OUT}\n{tail}"


def test_missing_brace_in_the_middle_is_no_truncation() -> None:
    code = 'resource "aws_vpc" "a" {\n  tags = {\n\n' + REGION
    found = answer("## main.tf\n\n```hcl\n" + code)
    assert files(found) == {"main.tf": code}
    assert not found.truncated


@pytest.mark.parametrize(
    "tail",
    [
        'resource "aws_',
        'resource "aws_subnet" "a"',
        'resource "aws_subnet" "a" {',
        'resource "aws_subnet" "a" {\n  vpc_id =',
        'resource "aws_subnet" "a" {\n  vpc_id = aws_vpc',
        'resource "aws_subnet" "a" {\n  vpc_id = aws_vpc.main.',
        'resource "aws_subnet" "a" {\n  vpc_id = aws_vpc_',
        'resource "aws_subnet" "a" {\n  tags = {\n    Name = "x${var.',
        'resource "aws_subnet" "a" {\n  tags = {\n    Na',
        'resource "aws_s3_bucket_policy" "a" {\n  policy = <<EOT\n  {"Version": "2012-10-17",',
        'resource "aws_subnet" "a" {\n  x = concat(var.a,\n  # more',
        'locals {\n  zones = ["a",\n    "b"',
    ],
)
def test_fence_that_was_closed_behind_code_that_breaks_off(tail: str) -> None:
    text = f"## main.tf\n{fence(VPC + tail + chr(10))}\n## o.tf\n{fence(OUT)}"
    found = answer(text)
    assert files(found) == {"main.tf": VPC, "o.tf": OUT}
    assert [text[t.offset : t.end] for t in found.truncated] == [tail + "\n"]
    assert kinds(found) == ["truncated"]


@pytest.mark.parametrize(
    "tail",
    [
        'resource "aws_subnet" "a" {\n  vpc_id = aws_vpc.main.id\n',
        'resource "aws_subnet" "a" {\n  tags = {\n    a = true\n  }\n',
        'resource "aws_subnet" "a" {\n  enabled = true\n',
        'variable "a" {\n  type = string\n',
        'resource "aws_subnet" "a" {\n  vpc_id = aws_vpc.main.\n}\n',
        "That was all.\n",
    ],
)
def test_closed_fence_whose_code_lacks_something_else(tail: str) -> None:
    assert files(answer(f"## main.tf\n{fence(VPC + tail)}\nThat is it.\n")) == {"main.tf": VPC + tail}


def test_code_that_is_open_where_the_document_ends() -> None:
    tail = 'resource "aws_subnet" "a" {\n  tags = {\n    a = true\n  }\n'
    found = answer(f"## main.tf\n{fence(VPC + tail)}")
    assert files(found) == {"main.tf": VPC}
    assert kinds(found) == ["truncated"]
    whole = VPC + tail + "}\n" + tail.replace("  }\n", "") + "}\n"
    assert files(answer(f"## main.tf\n{fence(whole)}")) == {"main.tf": whole}


@pytest.mark.parametrize(
    ("tail", "names"),
    [
        (CUT, ("aws_subnet.a",)),
        ('data "aws_ami" "x" {\n  filter {', ("data.aws_ami.x",)),
        ('variable "a" {\n  type =', ("var.a",)),
        ('output "a" {', ("output.a",)),
        ('module "a" {\n  source = "', ("module.a",)),
        ("locals {\n  a = 1\n  b = {\n", ("local.a", "local.b")),
        ('resource "aws_subnet" "a"', ("aws_subnet.a",)),
        ('resource "aws_su', ()),
    ],
)
def test_names_of_what_was_cut(tail: str, names: tuple[str, ...]) -> None:
    [cut] = answer(f"## main.tf\n\n```hcl\n{VPC}\n{tail}").truncated
    assert cut.names == names


def test_nothing_complete_leaves_an_empty_file() -> None:
    assert files(answer("## main.tf\n\n```hcl\n" + CUT)) == {"main.tf": ""}
    assert paths("```hcl\n" + CUT) == []


def test_revision_takes_the_place_of_the_file() -> None:
    later = VPC.replace("10.0", "10.1") + OUT
    found = answer(f"## main.tf\n{fence(VPC)}\nBetter:\n\n## main.tf\n{fence(later)}")
    assert files(found) == {"main.tf": later}
    assert kinds(found) == ["revision"]
    assert files(answer(rewrite(found, {}))) == {}


def test_addition_belongs_to_the_file() -> None:
    text = f"## A (main.tf)\n{fence(VPC)}\n## B (main.tf)\n{fence(REGION)}\nx\n\n## C (main.tf)\n{fence(OUT)}"
    found = answer(text)
    assert files(found) == {"main.tf": VPC + REGION + OUT}
    assert kinds(found) == ["addition", "addition"]
    after = VPC + "# one\n" + REGION.replace("string", "number") + OUT + "# two\n"
    changed = text.replace(VPC, VPC + "# one\n").replace("string", "number").replace(OUT, OUT + "# two\n")
    assert rewrite(found, {"main.tf": after}) == changed


def test_excerpt_of_a_named_file_is_left_out() -> None:
    whole = VPC + REGION + OUT
    found = answer(f"## main.tf\n{fence(whole)}\nIn `main.tf`, change this:\n\n{fence(REGION)}")
    assert files(found) == {"main.tf": whole}
    assert kinds(found) == ["dropped"]
    assert files(answer(rewrite(found, {}))) == {}


def test_of_other_languages_the_last_one_counts() -> None:
    text = f"{fence(VPC)}\n## a.json\n{fence('1' + chr(10), 'json')}\n## a.json\n{fence('2' + chr(10), 'json')}"
    assert files(answer(text)) == {"main.tf": VPC, "a.json": "2\n"}


def test_unnamed_snippets() -> None:
    assert paths(f"{fence(VPC)}\nand\n\n{fence(REGION)}\nand\n\n{fence(OUT)}") == ["main.tf", "main_2.tf", "main_3.tf"]
    assert paths(f"## vpc.tf\n{fence(VPC + OUT)}\nNote:\n\n{fence(OUT)}") == ["vpc.tf"]
    assert paths(f"## vpc.tf\n{fence(VPC)}\nNote:\n\n{fence(REGION)}") == ["main.tf", "vpc.tf"]
    assert paths(f"## vpc.tf\n{fence(VPC)}\nUsage:\n\n{fence(REGION)}") == ["vpc.tf"]
    assert paths(f"{fence('lifecycle {' + chr(10) + '}' + chr(10))}\n## vpc.tf\n{fence(VPC)}") == ["vpc.tf"]
    assert paths(f"{fence('tags = merge(var.a, var.b)' + chr(10))}\n## vpc.tf\n{fence(VPC)}") == ["vpc.tf"]


def test_unnamed_revision() -> None:
    later = VPC.replace("10.0", "10.1")
    found = answer(f"First:\n\n{fence(VPC)}\nFixed:\n\n{fence(later)}")
    assert files(found) == {"main.tf": later}
    assert kinds(found) == ["revision", "unnamed"] or kinds(found) == ["unnamed", "revision"]


def test_values_are_no_configuration() -> None:
    values = 'region = "eu-west-1"\nzones = [\n  "a",\n]\n'
    assert files(answer(f"{fence(VPC)}\nValues:\n\n{fence(values)}")) == {"main.tf": VPC, "terraform.tfvars": values}
    assert paths(f"{fence(VPC)}\n## 2) `dev.tfvars`\n{fence(values)}") == ["dev.tfvars", "main.tf"]


def test_several_files_in_one_fence() -> None:
    one, two, three = "# main.tf\n" + VPC + "\n", "# variables.tf\n" + REGION + "\n", "# outputs.tf\n" + OUT
    found = answer("## Everything\n\n" + fence(one + two + three))
    assert files(found) == {"main.tf": one, "variables.tf": two, "outputs.tf": three}
    changed = dict(files(found), **{"variables.tf": two.replace("string", "number"), "outputs.tf": three + "# end\n"})
    expected = one + two.replace("string", "number") + three + "# end\n"
    assert rewrite(found, changed) == "## Everything\n\n" + fence(expected)
    assert rewrite(found, {"main.tf": one, "outputs.tf": three}) == "## Everything\n\n" + fence(one + three)


def test_file_behind_a_label_in_a_fence_that_a_heading_names() -> None:
    one, two = REGION + "\n", "# File: lib/outputs.tf\n" + OUT
    found = answer("## lib/variables.tf\n\n" + fence(one + two))
    assert files(found) == {"variables.tf": one, "outputs.tf": two}
    assert rewrite(found, {"variables.tf": one, "outputs.tf": two + VPC}) == (
        "## lib/variables.tf\n\n" + fence(one + two + VPC)
    )


def test_rulers_go_with_the_file_below_them() -> None:
    ruler = "# " + "=" * 20 + "\n"
    one = ruler + "# main.tf\n" + ruler + VPC
    two = ruler + "# variables.tf\n" + ruler + REGION
    assert files(answer(fence(one + two))) == {"main.tf": one, "variables.tf": two}


def test_boxes_with_a_name_and_a_title() -> None:
    ruler = "#" * 20 + "\n"
    one, two = f"{ruler}# main.tf - Core\n{ruler}{VPC}\n", f"{ruler}# variables.tf - Inputs\n{ruler}{REGION}"
    assert files(answer(fence(one + two))) == {"main.tf": one, "variables.tf": two}
    code = f"# main.tf - Core\n{VPC}# variables.tf - those are elsewhere\n{OUT}"
    assert list(files(answer(fence(code)))) == ["main.tf"]


def test_comments_that_split_nothing() -> None:
    for code in (
        "# main.tf\n" + VPC + "# see variables.tf for the inputs\n" + OUT,
        "# main.tf\n" + VPC.replace("{\n", "{\n# variables.tf\n", 1),
        "# main.tf\nlocals {\n  a = <<EOT\n# variables.tf\nEOT\n}\n",
        VPC + "# outputs.tf\n" + OUT,
        "# main.tf\n\n# main.tf\n" + VPC,
    ):
        assert list(files(answer(fence(code)))) == ["main.tf"], code


def test_document_that_is_hcl() -> None:
    code = "# The network\n\n" + VPC + "\n# the end\n"
    for text in (code, "\ufeff" + code, code.rstrip("\n"), code.replace("\n", "\r\n")):
        assert files(answer(text)) == {"main.tf": text.removeprefix("\ufeff")}
    assert files(answer("# vpc.tf\n" + code)) == {"vpc.tf": "# vpc.tf\n" + code}
    assert paths("# main.tf\n" + VPC + "# outputs.tf\n" + OUT) == ["main.tf", "outputs.tf"]


def test_document_that_is_hcl_and_truncated() -> None:
    found = answer(VPC + "\n" + CUT)
    assert files(found) == {"main.tf": VPC}
    assert [t.offset for t in found.truncated] == [len(VPC)]


def test_hcl_between_prose() -> None:
    text = f"Here is the code.\n\nvpc.tf:\n\n{VPC}\n{OUT}\nIt makes a VPC.\n"
    assert files(answer(text)) == {"vpc.tf": VPC + "\n" + OUT}
    assert paths("A resource is a block.\n\nlocals are values.\nvariable x = y\n") == []


def test_document_that_is_values() -> None:
    assert files(answer('a = 1\nb = ["x"]\n')) == {"terraform.tfvars": 'a = 1\nb = ["x"]\n'}
    assert paths("a = b is an assignment.\n") == []


def test_list_of_files_in_a_comment_splits_nothing() -> None:
    code = "# Files:\n# main.tf\n# outputs.tf\n# variables.tf\n\n" + VPC
    assert list(files(answer(fence(code)))) == ["main.tf"]


def test_files_of_comments_only() -> None:
    one, two, three = "# main.tf\n" + VPC + "\n", "# dev.tfvars\n# a = 1\n\n", "# prod.tfvars\n# a = 2\n"
    assert files(answer(fence(one + two + three))) == {"main.tf": one, "dev.tfvars": two, "prod.tfvars": three}


VALUES = fence("locals {\n  a = 1\n}\n")
FRAGMENT = fence("lifecycle {\n  prevent_destroy = true\n}\n")
PART = fence('resource "aws_eip" "a" {\n  domain = "vpc"\n}\n')


@pytest.mark.parametrize(
    "text",
    [
        f"We keep it:\n\n{FRAGMENT}\nand:\n\n{PART}\nbut:\n\n{FRAGMENT}\nso\n\n{fence(VPC)}\nand\n{fence(OUT)}",
        f"### Inputs\n\n{fence(REGION)}\n### Values\n\n{VALUES}",
        f"**Before:**\n\n{PART}\n**After:**\n\n{fence(VPC)}",
        f"## Fixed addresses\n\n{PART}\n## Issue 2\n\nThis was wrong, so it is:\n\n{fence(VPC)}",
    ],
)
def test_snippets_that_a_text_talks_about_are_no_files(text: str) -> None:
    found = answer(text)
    assert files(found) == {}
    assert set(kinds(found)) == {"excerpt"}


def test_snippets_beside_the_bulk_of_a_configuration() -> None:
    whole = VPC + REGION + OUT + 'resource "aws_subnet" "a" {\n  vpc_id = aws_vpc.main.id\n}\n' * 3
    found = answer(f"{fence(whole)}\nThe main parts:\n\n{FRAGMENT}\nand\n\n{FRAGMENT}")
    assert files(found) == {"main.tf": whole}
    assert kinds(found) == ["unnamed", "dropped", "dropped"]


def test_variations_of_named_files_are_no_files() -> None:
    text = f"## main.tf\n{fence(VPC + OUT)}\n"
    for word in ("logs", "alarms"):
        snippet = f'resource "aws_eip" "{word}" {{\n  domain = "vpc"\n}}\n'
        text += f"### Example variation: {word}\n\nOne might add this:\n\n{fence(snippet)}\n"
    assert paths(text) == ["main.tf"]
