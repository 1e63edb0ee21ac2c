"""What a report tells of an answer: each finding once, the gravest first, with its places."""

from __future__ import annotations

from dataclasses import replace

from tffix.config import Config as Settings
from tffix.config import Profile, validate_sections
from tffix.engine.check import RunOptions
from tffix.linediff import settled
from tffix.output.report_json import report_record
from tffix.output.report_markdown import code, escape, inline, report_markdown
from tffix.output.report_words import action, distinct, lines, where
from tffix.output.spans import pieces
from tffix.responses.draft import Instructions, draft
from tffix.responses.entries import Entry, Item, State
from tffix.responses.places import Spot
from tffix.responses.report import Report, report_of
from tffix.rules import Level, registry
from tffix.rules.diagnostics import Severity
from tffix.source import Source

RULES = registry.load_rules(
    ["missing-referenced-file", "random-keepers", "required-providers", "undeclared-local", "unsupported-argument"]
)
OPTIONS = validate_sections(Settings(), registry.declared_options(RULES), Profile.DEFAULT)

ANSWER = """\
# Stack

## main.tf

```hcl
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "env" {
  type = string
}

resource "random_id" "a" {
  byte_length = 4
}

resource "random_id" "b" {
  byte_length = 4
}

resource "aws_flow_log" "main" {
  vpc_id              = "vpc-0123456789abcdef0"
  traffic_type        = "ALL"
  log_destination_arn = "arn:aws:s3:::flow-logs"
}

output "x" {
  value = [local.nothing, local.nothing, file("missing.txt")]
}
```

## run.py

```python
print("hello")
```
"""


def report(text: str = ANSWER, level: Level = Level.UNSAFE) -> Report:
    made = draft(Source("sub/answer.md", text), Instructions(RULES, RunOptions(OPTIONS), level))
    return report_of(made)


def entry(of: Report, rule: str) -> Entry:
    (found,) = [one for one in of.entries if one.rule == rule]
    return found


def test_gravest_first_and_numbered() -> None:
    found = report()
    assert [one.number for one in found.entries] == list(range(1, len(found.entries) + 1))
    ranks = [list(Severity).index(one.severity) for one in found.entries]
    assert ranks == sorted(ranks)
    assert [one.group for one in found.entries if one.severity is Severity.ERROR] == ["terraform", "schema", "aws"]


def test_one_entry_for_one_rule_and_one_repair() -> None:
    keepers = entry(report(), "random-keepers")
    assert keepers.count == 2
    assert keepers.state is State.REPAIRED
    assert keepers.doubtful == 2
    assert [item.address for item in keepers.items] == ["random_id.a", "random_id.b"]
    spots = [spot for item in keepers.items for spot in item.spots]
    assert spots == [Spot(18, 18, "main.tf", 13, 13), Spot(22, 22, "main.tf", 17, 17)]
    (change,) = keepers.changes
    assert [hunk.line for hunk in change.hunks] == [14, 18], "two places in one file"


def test_no_title_twice() -> None:
    text = ANSWER.replace("local.nothing, local.nothing", "local.zero, local.one, local.two")
    text = text.replace('"aws_flow_log" "main" {', '"aws_flow_log" "main" {\n  nonsense = local.three\n  rubbish = 1')
    found = report(text)
    titles = [one.title for one in found.entries]
    assert len(titles) == len(set(titles))


def test_what_is_not_repaired() -> None:
    found = report()
    assert entry(found, "undeclared-local").state is State.OPEN
    assert "A person has to decide" in action(entry(found, "undeclared-local"))
    safe = report(level=Level.SAFE)
    assert entry(safe, "random-keepers").state is State.PROPOSED
    assert action(entry(safe, "random-keepers")).startswith("Not changed.")
    assert entry(safe, "unsupported-argument").state is State.REPAIRED


def test_change_is_told_as_it_is_written() -> None:
    (change,) = entry(report(), "unsupported-argument").changes
    (hunk,) = [hunk for hunk in change.hunks if "log_destination" in hunk.added[-1]]
    assert hunk.line == 22
    assert [len(line) - len(line.lstrip()) for line in hunk.added] == [2] * len(hunk.added)
    assert len({line.index("=") for line in hunk.added}) == 1, "in columns, as in the draft"


LATER = """\
```hcl
locals {
  name   = "main"
  unused = "none"
  spare  = local.unused
}

resource "aws_db_instance" "main" {
  identifier = local.name
  password   = var.password
}
```
"""


def later_report() -> Report:
    rules = registry.load_rules(["undeclared-variable", "unused-local", "variable-missing-default"])
    options = validate_sections(Settings(), registry.declared_options(rules), Profile.ANSWER)
    return report_of(
        draft(Source("answer.md", LATER), Instructions(rules, RunOptions(options, profile=Profile.ANSWER)))
    )


def test_repairs_of_later_passes_show_their_change() -> None:
    (change,) = entry(later_report(), "unused-local").changes
    assert [(hunk.line, hunk.removed[-1].split()[0]) for hunk in change.hunks] == [(2, "unused"), (4, "spare")]


def test_what_is_about_code_of_the_draft_has_its_place_there() -> None:
    missing = entry(later_report(), "variable-missing-default")
    assert [spot.drafted for item in missing.items for spot in item.spots] == [True]
    assert "in the draft, line 2 (`main.tf` line 1)" in report_markdown(later_report())


def test_markdown_says_everything_once() -> None:
    text = report_markdown(report())
    assert text.startswith("# Model response failures\n\n")
    assert text.count("\n### ") == len(report().entries)
    assert "lines 18" not in text
    assert "line 18 (`main.tf` line 13): `random_id.a` has no keepers." in text
    assert "`run.py` is not Terraform" in text
    assert "Review it" in text
    assert "tffix" not in text
    assert text == report_markdown(report()), "the same for the same answer"


def test_clean_answer() -> None:
    text = report_markdown(report("# T\n\n## a.tf\n```hcl\nlocals {}\n```\n"))
    assert "Nothing was found in `answer.md` (6 lines, 1 file of code)." in text
    assert "The draft changes no file." in text


def test_cut_off_answer() -> None:
    found = report(
        "## a.tf\n```hcl\nlocals {\n  x = [aws_vpc.cut.id, local.gone]\n}\n\n"
        'resource "aws_vpc" "cut" {\n  cidr_block = "10.'
    )
    (loss,) = found.losses
    assert (loss.path, loss.spot.line, loss.begun) == ("a.tf", 6, 'resource "aws_vpc" "cut" {')
    text = report_markdown(found)
    assert 'breaks off in `resource "aws_vpc" "cut" {`, lines 6-8.' in text
    assert "`aws_vpc.cut` was begun in lines 6-8, and it is referred to in line 4 (`a.tf` line 2)." in text
    (gone,) = [one.number for one in found.entries if one.rule == "undeclared-local"]
    assert f"may have been meant to come behind the cut: finding {gone}." in text


def test_record_has_what_the_text_has() -> None:
    record = report_record(report())
    findings = record["findings"]
    assert isinstance(findings, list)
    assert [one["number"] for one in findings] == [one.number for one in report().entries]
    place = findings[0]["places"][0]
    assert (place["file"], place["file_line"] + 5) == ("main.tf", place["line"])


def test_nothing_is_markup() -> None:
    assert escape("a*b_c<d>[e](f)|") == "a\\*b\\_c\\<d\\>\\[e\\](f)|"
    assert code("a`b") == "``a`b``"
    assert code("`x`") == "`` `x` ``"
    assert inline("the local.x of `y z` e.g. <b>") == "the `local.x` of `y z` e.g. \\<b\\>"
    assert inline("read modules/vpc/main.tf and service-role/X, hashicorp/aws and/or this.") == (
        "read `modules/vpc/main.tf` and `service-role/X`, `hashicorp/aws` and/or this."
    )
    assert inline('domain = "vpc" for vpc, in "us-west-2/a_b" and aws_eip.nat') == (
        '`domain = "vpc"` for vpc, in "us-west-2/a\\_b" and `aws_eip.nat`'
    )
    assert list(pieces("no names here")) == [("no names here", False)]


def test_new_lines_begin_where_a_block_begins() -> None:
    before = ["a {", "  x", "}", "", "c {", "}"]
    after = ["a {", "  x", "}", "", "b {", "}", "", "c {", "}"]
    assert list(settled(before, after)) == [(4, 4, 4, 7)]
    assert list(settled(["a {", "}", "z"], ["a {", "}", "b {", "}", "z"])) == [(2, 2, 2, 4)]
    assert list(settled(["a {", "  b {", "  }", "}"], ["a {", "}"])) == [(1, 3, 1, 1)]
    assert list(settled(["a {", "}", "b {", "}", "z"], ["a {", "}", "z"])) == [(2, 4, 2, 2)]
    assert list(settled(["}"], ["}", "}"]))
    assert list(settled(["x"], ["x"])) == []


def test_one_place_many_names() -> None:
    spot = (Spot(1, 1),)
    items = tuple(Item(f'The output "{name}" is demanded.', spot) for name in ("a", "b", "c"))
    told = Entry(1, "r", "response", Severity.ERROR, State.OPEN, "T", items)
    ((item, spots),) = distinct(told)
    assert item.message == 'The output "a" is demanded. The same goes for "b" and "c".'
    assert spots == [Spot(1, 1)]
    assert len(distinct(replace(told, items=items[:2]))) == 2


def test_places_in_words() -> None:
    assert lines([(3, 3)]) == "line 3"
    assert lines([(3, 5), (9, 9)]) == "lines 3-5 and 9"
    assert where([Spot(9, 9, "a.tf", 4, 4), Spot(12, 12, "a.tf", 7, 7)]) == "lines 9 and 12 (`a.tf` lines 4 and 7)"
    assert where([Spot(0, 0, "new.tf", 4, 4, True)]) == "in the draft, `new.tf` line 4"
    many = [Spot(n + 5, n + 5, "a.tf", n, n) for n in range(1, 20)]
    assert where(many).endswith("and 24 (`a.tf` lines 1 to 19)")
