"""The memory of checks: it changes nothing of what is found, and what cannot have changed is not looked at."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from tffix import matchers as m
from tffix.config import Config, validate_sections
from tffix.engine.check import Findings, RunOptions, check_pass, check_steps
from tffix.engine.memory import Memory
from tffix.rules import Rule, RuleContext, registry
from tffix.syntax import Attribute
from tffix.terraform import Configuration, Element, Module, Resource, evaluate
from tffix.terraform.requirements import requirement_for
from tffix.terraform.watched import _ASIDE, _METHODS, _PROPERTIES, _TRANSPARENT

LOCALS = 'locals {\n  name = "a"\n  other = "b"\n}\n'
BUCKETS = """
resource "aws_s3_bucket" "one" {
  bucket = local.name
}

resource "aws_s3_bucket" "two" {
  bucket = "two"
}
"""


GONE = re.compile("g[o]ne")


class Looking(Rule):
    """Finds nothing, and remembers what it was asked to look at."""

    name = "looking"
    target = m.OneOf(m.Resource(), m.Module())

    def __init__(self, ask: Callable[[Element | Module, RuleContext], object]) -> None:
        self.ask = ask
        self.seen: list[str] = []

    def check(self, element: Element | Module, ctx: RuleContext) -> None:
        """Ask."""
        self.seen.append(element.address if isinstance(element, Element) else "module")
        if self.ask(element, ctx) == "found":
            ctx.report(element, "Found.")


class Editor:
    """A module that is checked again and again."""

    def __init__(self, rules: list[Rule], texts: dict[str, str], run: RunOptions | None = None) -> None:
        self.rules = rules
        self.texts = texts
        self.run = run or RunOptions()
        self.memory = Memory()
        self.before: Configuration | None = None

    def check(self, **texts: str) -> Findings:
        self.texts |= {f"{name}.tf": text for name, text in texts.items()}
        self.before = configuration = self.memory.revision(dict(self.texts), frozenset(), self.before)
        steps = check_steps(configuration, self.rules, self.run, self.memory)
        while True:
            try:
                next(steps)
            except StopIteration as done:
                found: Findings = done.value
                return found

    def seen(self, **texts: str) -> list[str]:
        """What the first rule looked at."""
        (rule,) = self.rules
        assert isinstance(rule, Looking)
        rule.seen = []
        self.check(**texts)
        return rule.seen


def editor(ask: Callable[[Element | Module, RuleContext], object]) -> Editor:
    made = Editor([Looking(ask)], {"main.tf": BUCKETS, "locals.tf": LOCALS})
    assert made.seen() == ["module", "aws_s3_bucket.one", "aws_s3_bucket.two"]
    assert made.seen() == []
    return made


def name_of(element: Element | Module, ctx: RuleContext) -> object:
    return element.constant("bucket") if isinstance(element, Resource) else None


def test_what_changed_is_looked_at_and_the_rest_is_not() -> None:
    assert editor(name_of).seen(main=BUCKETS.replace('"two"\n}', '"2"\n}')) == ["aws_s3_bucket.two"]


def test_who_reads_a_local_value_is_looked_at_when_it_changes() -> None:
    one = editor(name_of)
    # Both values stand in one block: no more is known of it than that it changed.
    assert one.seen(locals=LOCALS.replace('"a"', '"c"')) == ["aws_s3_bucket.one"]
    assert one.seen(more='locals {\n  new = "a"\n}\n') == []


def test_what_moves_is_not_looked_at() -> None:
    one = editor(name_of)
    assert one.seen(main="# A line more.\n" + BUCKETS, locals="\n" + LOCALS) == []


def test_a_new_element_is_looked_at_and_one_that_comes_again() -> None:
    one = editor(name_of)
    second = BUCKETS[BUCKETS.index('\nresource "aws_s3_bucket" "two"') :]
    assert one.seen(main=BUCKETS.removesuffix(second)) == []
    assert one.seen(main=BUCKETS) == ["aws_s3_bucket.two"]


OUTPUT = 'output "o" {\n  value = 1\n}\n'
# What is asked, with two files: the answer to the first is that to none, the answer to the second another one.
QUESTIONS: dict[str, tuple[Callable[[Module], object], str, str]] = {
    "elements of a type": (lambda module: module.data_of("x_*"), OUTPUT, 'data "x_y" "z" {\n}\n'),
    "an address": (lambda module: module.get("local.gone"), OUTPUT, "locals {\n  gone = 1\n}\n"),
    "references": (lambda m: m.references_to("local.other"), OUTPUT, 'output "o" {\n  value = local.other\n}\n'),
    "words": (
        lambda module: list(module.attributes_mentioning("gone")),
        OUTPUT,
        'variable "v" {\n  default = "gone"\n}\n',
    ),
    "texts": (lambda module: list(module.attributes_matching(GONE)), OUTPUT, 'variable "v" {\n  default = "gone"\n}\n'),
    "all is read": (lambda module: module.is_complete, OUTPUT, "output {{\n"),
    "a fact": (
        lambda module: requirement_for(module, "aws").source,
        OUTPUT,
        'terraform {\n  required_providers {\n    aws = { source = "me/aws" }\n  }\n}\n',
    ),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_check_is_made_again_when_an_answer_is_another(name: str) -> None:
    ask, same, other = QUESTIONS[name]
    one = editor(lambda element, ctx: ask(ctx.module))
    assert one.seen(more=same) == []
    assert one.seen(more=other) == ["module", "aws_s3_bucket.one", "aws_s3_bucket.two"]
    assert one.seen(more=same) == ["module", "aws_s3_bucket.one", "aws_s3_bucket.two"]


def test_a_check_that_asks_for_elements_is_made_again_when_one_of_them_changes() -> None:
    one = editor(lambda element, ctx: ctx.module.resources_of("aws_s3_bucket"))
    assert one.seen(more='resource "x_y" "z" {\n}\n') == ["x_y.z"]
    assert one.seen(main=BUCKETS.replace('"two"\n}', '"2"\n}')) == [
        "module", "aws_s3_bucket.one", "aws_s3_bucket.two", "x_y.z"
    ]  # fmt: skip


def test_a_file_that_comes_into_being_counts() -> None:
    one = editor(lambda element, ctx: ctx.module.file_exists("more.tf"))
    assert one.seen(less="# x\n") == []
    assert one.seen(more="# x\n") == ["module", "aws_s3_bucket.one", "aws_s3_bucket.two"]


def test_callers_count() -> None:
    def ask(element: Element | Module, ctx: RuleContext) -> object:
        return ctx.module.configuration.callers(ctx.module)

    one = Editor([Looking(ask)], {"main.tf": LOCALS, "m/main.tf": BUCKETS})
    everything = ["module", "module", "aws_s3_bucket.one", "aws_s3_bucket.two"]
    assert one.seen() == everything
    assert one.seen(main=LOCALS + "# x\n") == []
    assert one.seen(main='module "m" {\n  source = "./m"\n}\n') == everything[1:]


def test_what_no_query_tells_is_looked_at_each_time() -> None:
    one = Editor([Looking(lambda element, ctx: ctx.module.files)], {"main.tf": BUCKETS})
    assert one.seen() == one.seen() == one.seen() != []


def test_what_was_found_is_looked_at_each_time() -> None:
    one = Editor([Looking(lambda element, ctx: "found")], {"main.tf": BUCKETS})
    assert one.seen() == one.seen() != []


def test_a_remembered_fact_is_computed_once_and_its_questions_count_for_all() -> None:
    computed: list[Module] = []

    def names(module: Module) -> tuple[object, ...]:
        computed.append(module)
        return tuple(evaluate(local.expr, module) for local in module.locals)

    one = Editor([Looking(lambda element, ctx: ctx.module.memo(names))], {"main.tf": BUCKETS, "locals.tf": LOCALS})
    everything = one.seen()
    assert len(computed) == 1
    assert one.seen(main=BUCKETS + "# x\n") == []
    assert one.seen(locals=LOCALS.replace('"b"', '"c"')) == everything


def test_a_check_that_fails_is_made_again() -> None:
    def ask(element: Element | Module, ctx: RuleContext) -> object:
        raise ValueError("x")

    one = Editor([Looking(ask)], {"main.tf": "locals {}\n"})
    assert one.seen() == one.seen() == ["module"]
    assert len(one.check().failures) == 1


def test_it_is_decided_of_every_question_what_it_means() -> None:
    """A new name of a module is a query, or one of those that no query tells."""
    names = {name for name in dir(Module) if not name.startswith("_")}
    untold = {"file_for"}
    assert names == _PROPERTIES | _METHODS | (_TRANSPARENT - {"configuration", "directory"}) | _ASIDE | untold
    assert not _PROPERTIES & _METHODS


# Against a cold start ---------------------------------------------------------------------------------------------

RULES = registry.select(["all"])
RUN = RunOptions(validate_sections(Config(), registry.declared_options(RULES)))
START = {
    "main.tf": """
provider "aws" {
  region = "eu-west-1"
}

resource "aws_lambda_function" "api" {
  function_name = "api-${var.env}"
  role          = aws_iam_role.api.arn
  filename      = "api.zip"
  handler       = "api.run"
  runtime       = "python3.12"
  vpc_config {
    subnet_ids         = local.subnets
    security_group_ids = [aws_security_group.api.id]
  }
}

resource "aws_iam_role" "api" {
  name               = "api-${local.suffix}"
  assume_role_policy = jsonencode({ Statement = [{ Action = "sts:AssumeRole", Effect = "Allow" }] })
}

resource "aws_iam_role_policy" "api" {
  role   = aws_iam_role.api.id
  policy = data.aws_iam_policy_document.api.json
}

data "aws_iam_policy_document" "api" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.data.arn}/*"]
  }
}
""",
    "more.tf": """
resource "aws_security_group" "api" {
  name   = "api"
  vpc_id = var.vpc_id
}

resource "aws_s3_bucket" "data" {
  count  = local.sizes[var.env]
  bucket = "data-123456789012-eu-west-1"
}

resource "random_password" "p" {
  length = 16
}
""",
    "variables.tf": """
variable "env" {
  type = string
}

variable "vpc_id" {
  default = "vpc-12345678"
}

locals {
  suffix  = "x"
  subnets = ["subnet-1"]
  sizes   = { dev = 1 }
}

output "name" {
  value = random_password.p.result
}
""",
}
WORDS = ["x", '"', " ", "\n", "{", "}", "[", "= 1\n", "var.env", "local.suffix", "count = 2\n", "aws_s3_bucket.data[0]"]


def _edited(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    if chance.random() < 0.4:
        return text[:at] + chance.choice(WORDS) + text[at:]
    if chance.random() < 0.5:
        return text[:at] + text[at + chance.randrange(12) :]
    words = [found.span() for found in re.finditer(r"\w+", text)]
    (start, end), (first, last) = chance.choice(words), chance.choice(words)
    return text[:start] + text[first:last] + text[end:]


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_the_findings_are_those_of_a_cold_start(seed: int) -> None:
    chance = random.Random(seed)
    one = Editor(list(RULES), dict(START), RUN)
    for _ in range(20):
        path = chance.choice(sorted(START))
        new = START[path] if chance.random() < 0.3 else _edited(one.texts[path] or START[path], chance)
        found = one.check(**{path.removesuffix(".tf"): new})
        cold = check_pass(Configuration(dict(one.texts), frozenset()), RULES, RUN)
        assert found.diagnostics == cold.diagnostics, one.texts


def test_an_attribute_is_a_target() -> None:
    class Gone(Rule):
        name = "gone"
        target = m.Attribute(GONE)

        def check(self, attribute: Attribute, ctx: RuleContext) -> None:
            ctx.report(attribute, "Gone.")

    text = 'resource "a" "b" {\n  c = "gone"\n  d {\n    e = "here"\n    f = ["gone"]\n  }\n}\n'
    found = check_pass(Configuration({"main.tf": text}), [Gone()], RunOptions()).diagnostics
    assert [text[d.location.start : d.location.end] for d in found] == ['c = "gone"', 'f = ["gone"]']
