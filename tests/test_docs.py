"""A rule's docstring is its page: the headings are there, the example does what it says, the page is up to date."""

from __future__ import annotations

import importlib.util
import inspect
import re
from pathlib import Path
from typing import Any

import pytest

from tffix.config import Config, parse_config, validate_sections
from tffix.engine.check import RunOptions
from tffix.engine.fix import fix_configuration
from tffix.responses import fix_document
from tffix.responses.rules import AnswerRule
from tffix.rules import Level
from tffix.rules.documentation import documentation
from tffix.rules.registry import declared_options, load_rule, rule_names
from tffix.source import Source

ROOT = Path(__file__).parents[1]
REQUIRED = ("Why is this bad?", "Example", "Fix safety")
HEADINGS = (*REQUIRED, "Options", "References")


def docstring(name: str) -> str:
    return inspect.cleandoc(load_rule(name).__doc__ or "")


def example(name: str) -> tuple[str, str | None]:
    """The fence before and, behind `Use instead:`, the fence after; None for a rule that fixes nothing.

    A rule about answers has `markdown` fences of four backticks, so that the documents can hold fences.
    """
    text = docstring(name)
    section = text.partition("## Example\n")[2].split("\n## ")[0]
    before, found, after = section.partition("Use instead:")
    fence = re.compile(r"(?<!`)```hcl\n(.*?)```", re.DOTALL)
    if isinstance(load_rule(name), AnswerRule):
        fence = re.compile(r"````markdown\n(.*?)````", re.DOTALL)
    first = fence.search(before)
    assert first is not None, "there is no fence in the example"
    second = fence.search(after)
    assert bool(found) == (second is not None), "`Use instead:` and the second fence belong together"
    return first[1], second[1] if second else None


@pytest.mark.parametrize("name", rule_names())
def test_headings(name: str) -> None:
    text = docstring(name)
    headings = re.findall(r"^## (.+)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    assert set(REQUIRED) <= set(headings)
    assert headings == [heading for heading in HEADINGS if heading in headings]
    assert text.split("\n")[0], "the first line names the pattern found"
    # Reports quote both to people who see neither the page nor its example.
    quoted = documentation(name)
    assert re.search(r'"x"|`x\b|\.x\b|\[\.\.\.\]|\bthe rule\b', f"{quoted.summary} {quoted.reason}") is None


@pytest.mark.parametrize("name", rule_names())
def test_example(name: str) -> None:
    before, after = example(name)
    rule = load_rule(name)
    if isinstance(rule, AnswerRule):
        _check_document(rule, before, after)
        return
    # A `toml` fence in front of the example are its settings.
    start = docstring(name).partition("## Example\n")[2].partition("```hcl")[0]
    settings = re.search(r"```toml\n(.*?)```", start, re.DOTALL)
    config = parse_config(settings[1], "example") if settings else Config()
    run = RunOptions(validate_sections(config, declared_options([rule])), frozenset({name}))
    outcome = fix_configuration({"main.tf": before}, [rule], Level.UNSAFE, run)
    assert outcome.failures == ()
    if after is None:
        assert outcome.diagnostics, "the rule says nothing about its own example"
    else:
        assert outcome.after["main.tf"] == after


def _check_document(rule: AnswerRule, before: str, after: str | None) -> None:
    """The same for a rule about answers, with the settings of the `toml` fence in front of the example."""
    settings = re.search(r"```toml\n(.*?)```", docstring(rule.name), re.DOTALL)
    config = parse_config(settings[1] if settings else "", "example")
    run = RunOptions(validate_sections(config, declared_options([rule])))
    outcome = fix_document(Source("answer.md", before), [rule], Level.UNSAFE, None, run)
    assert outcome.failures == ()
    assert outcome.applied or outcome.diagnostics, "the rule says nothing about its own example"
    assert outcome.after == (before if after is None else after)


def build_docs() -> Any:
    spec = importlib.util.spec_from_file_location("build_docs", ROOT / "tools" / "build_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_pages_are_up_to_date() -> None:
    tool = build_docs()
    assert tool.stale(ROOT, tool.pages()) == [], "run `make docs`"


def test_every_rule_and_finding_is_in_the_index() -> None:
    index = build_docs().pages()["docs/rules/index.md"]
    by_subject, _, by_finding = index.partition("## By seed finding")
    assert {f"| [`{name}`]({name}.md) |" for name in rule_names()} <= set(
        re.findall(r"^\| \[.*?\) \|", by_subject, re.M)
    )
    assert len(re.findall(r"^\| S\d-\d\d \|", by_finding, re.MULTILINE)) == 84


def test_a_page_shows_the_difference_and_the_options() -> None:
    page = build_docs().pages()["docs/rules/lambda-log-group.md"]
    assert "Subject: Lambda · severity: warning · fixes: unsafe, manual, safe before the first apply" in page
    assert "\n+  depends_on = [aws_cloudwatch_log_group.api]\n" in page
    assert "| `retention_in_days` | a number | none; `14` in the profile `answer` |" in page


def test_pages_are_written_and_removed(tmp_path: Path) -> None:
    tool = build_docs()
    folder = tmp_path / "docs" / "rules"
    folder.mkdir(parents=True)
    (folder / "gone.md").write_text("# gone\n", encoding="utf-8")
    wanted = {"docs/rules/here.md": "# here\n"}
    assert tool.write(tmp_path, wanted) == ["docs/rules/gone.md", "docs/rules/here.md"]
    assert [path.name for path in folder.iterdir()] == ["here.md"]
    assert tool.stale(tmp_path, wanted) == []
