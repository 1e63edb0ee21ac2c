"""A safe fix cannot change the plan: Terraform itself plans before and after, with every provider mocked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tffix.config import Profile
from tffix.rules import Level
from tffix.testing import Case, CaseKind, golden_cases, oracle
from tffix.testing.golden import run_case

CASES = [case for case in golden_cases(Path(__file__).parents[1] / "golden") if case.kind is CaseKind.FIXES]


@pytest.mark.terraform
@pytest.mark.sampled(10)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_plan_stays_equal(case: Case) -> None:
    oracle.require_oracle()
    if case.config.profile is Profile.ANSWER:
        pytest.skip("safe fixes of answers may change what is deployed, because nothing is")
    result = run_case(case, together=False)
    levels = {applied.diagnostic.fix.level for applied in result.outcome.applied if applied.diagnostic.fix}
    if levels != {Level.SAFE}:
        pytest.skip("not all fixes of the case are safe")
    others = {path: data.decode("utf-8", "surrogateescape") for path, data in case.other_files.items()}
    before = oracle.plan({**others, **case.sources})
    if before.plan is None:
        pytest.skip(f"terraform does not plan it: {before.error}")
    after = oracle.plan(result.after)
    assert after.plan is not None, f"terraform does not plan it any more: {after.error}"
    different = oracle.differences(before, after)
    assert not different or set(different) <= set(oracle.noise({**others, **case.sources}))
