"""Every golden case, held to everything a case is held to; and what the cases of a rule must be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tffix.rules.registry import load_rule, load_rules, rule_names
from tffix.terraform.files import FileKind, kind_of
from tffix.testing import Case, CaseKind, check_case, golden_cases, oracle
from tffix.testing.golden import run_case

GOLDEN = Path(__file__).parents[1] / "golden"
ALL_CASES = golden_cases(GOLDEN)
CASES = [case for case in ALL_CASES if not case.rule.startswith("_")]
FIXES = [case for case in CASES if case.kind is CaseKind.FIXES]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    check_case(case, together=False)


@pytest.mark.sampled(12)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_case_with_all_rules(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("name", rule_names())
def test_rule_can_be_loaded(name: str) -> None:
    assert load_rule(name).name == name


@pytest.mark.parametrize("name", rule_names())
def test_rule_has_cases(name: str) -> None:
    kinds = {case.kind for case in CASES if case.rule == name}
    assert kinds & {CaseKind.FIXES, CaseKind.REPORTS}, f"golden/{name} has no fixes- or reports- case"
    assert CaseKind.IGNORES in kinds, f"golden/{name} has no ignores- case"


def test_rules_have_an_order() -> None:
    assert {rule.name for rule in load_rules(rule_names())} == set(rule_names())


def test_every_folder_belongs_to_a_rule() -> None:
    folders = {p.name for p in GOLDEN.iterdir() if p.is_dir() and not p.name.startswith((".", "_"))}
    assert folders <= set(rule_names())


def _formatted(texts: dict[str, str]) -> dict[str, str]:
    return {path: text for path, text in texts.items() if kind_of(path) in (FileKind.CONFIG, FileKind.TFVARS)}


@pytest.mark.terraform
@pytest.mark.sampled(8)
@pytest.mark.parametrize("case", [case for case in ALL_CASES if case.after is not None], ids=str)
def test_fmt_clean_stays_fmt_clean(case: Case) -> None:
    oracle.require_terraform()
    assert case.after is not None
    after = _formatted(dict(case.after))
    before = {path: text for path, text in _formatted(dict(case.sources)).items() if after.get(path) != text}
    dirty = {path for path, text in before.items() if not oracle.fmt_clean(text)}
    unclean = [
        path
        for path, text in after.items()
        if case.sources.get(path) != text and path not in dirty and not oracle.fmt_clean(text)
    ]
    assert not unclean, "terraform fmt would change " + ", ".join(unclean)


@pytest.mark.terraform
@pytest.mark.sampled(10)
@pytest.mark.parametrize("case", FIXES, ids=str)
def test_terraform_accepts_what_it_accepted(case: Case) -> None:
    oracle.require_oracle()
    others = {path: data.decode("utf-8", "surrogateescape") for path, data in case.other_files.items()}
    after = oracle.validate(run_case(case, together=False).after)
    if after == ():
        return
    before = oracle.validate({**others, **case.sources})
    if before is None or after is None:
        pytest.skip("the oracle cannot decide: a provider or a module that it lacks")
    # Terraform stops at the first stage that fails: what it did not accept before says nothing about after.
    assert before, "terraform validate accepted before, and does not accept after:\n" + "\n".join(after)
