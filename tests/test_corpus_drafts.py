"""Drafts of real answers: a sample of every shape, held against what every draft promises."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tffix.config import Config, Profile, validate_sections
from tffix.edits.fmt import format_text
from tffix.engine.check import RunOptions
from tffix.output.report_markdown import report_markdown
from tffix.output.report_page import report_page
from tffix.responses import Contract, extract, read_contract, rewrite
from tffix.responses.draft import Draft, Instructions, draft
from tffix.responses.form import fences
from tffix.responses.report import report_of
from tffix.rules import registry
from tffix.source import Source

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="no ../shared/corpus beside the project")

# One block demanded; values beside the code and a file to create; breaks off; code in the reasoning only; many files.
SAMPLE = ("Pr5103", "Pr5474", "Pr4510", "Pr5071", "Pr5285", "Pr1496")
RULES = registry.select(["all"], Profile.ANSWER)
OPTIONS = validate_sections(Config(), registry.declared_options(RULES), Profile.ANSWER)
PLAIN = Instructions(RULES, RunOptions(OPTIONS, profile=Profile.ANSWER))


def source(task: str, name: str = "MODEL_RESPONSE.md") -> Source:
    return Source.from_bytes(name, (CORPUS / task / name).read_bytes())


@cache
def contract(task: str) -> Contract:
    return read_contract(source(task, "PROMPT.md").text)


@cache
def made(task: str) -> Draft:
    return draft(source(task), PLAIN, contract(task))


@pytest.mark.parametrize("task", SAMPLE)
def test_draft_with_its_prompt(task: str) -> None:
    result = made(task)
    assert result.failures == ()
    assert {file.path: file.text for file in result.drafted.files} == result.files
    assert draft(Source("MODEL_RESPONSE.md", result.document), PLAIN, contract(task)).document == result.document
    if result.contract.is_one_block:
        assert len(fences(result.drafted)) == 1


@pytest.mark.parametrize("task", SAMPLE)
def test_draft_without_demands_keeps_every_other_byte(task: str) -> None:
    text = source(task)
    result = draft(text, PLAIN)
    assert result.failures == ()
    if result.files.keys() == result.before.keys():
        assert rewrite(extract(Source("draft", result.document)), result.before) == text.text
    else:
        kept = [line for line in text.text.split("\n") if line.startswith("#") and "Answer" in line]
        assert all(line in result.document.split("\n") for line in kept)


def test_formatted_draft_is_formatted() -> None:
    formatted = Instructions(PLAIN.rules, PLAIN.run, formatter=format_text)
    result = draft(source("Pr1496"), formatted)
    assert draft(Source("MODEL_RESPONSE.md", result.document), formatted).document == result.document
    for path, text in result.files.items():
        if path.endswith(".tf"):
            assert format_text(text) == text


@pytest.mark.parametrize("task", SAMPLE)
def test_report(task: str) -> None:
    report = report_of(made(task))
    lines = len(made(task).answer.source.line_starts)
    spots = [spot for entry in report.entries for item in entry.items for spot in item.spots]
    assert all(1 <= spot.line <= spot.last <= lines for spot in spots if not spot.drafted)
    text = report_markdown(report)
    titles = [line for line in text.split("\n") if line.startswith("### ")]
    assert len(titles) == len(set(titles)) == len(report.entries)
    assert "tffix" not in text
    assert report_page(report).count("<article") == len(report.entries)
    assert len(report.losses) == len(made(task).answer.truncated)
