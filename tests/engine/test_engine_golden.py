"""`golden/_engine`: what the engine does with rules that are made for it (`engine_rules.py`)."""

from __future__ import annotations

from pathlib import Path

import pytest
from engine_rules import load

from tffix.testing import Case, check_case, golden_cases

GOLDEN = Path(__file__).parents[2] / "golden"
CASES = [case for case in golden_cases(GOLDEN) if case.rule == "_engine"]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_engine_case(case: Case) -> None:
    check_case(case, load)
