"""`tools/seed_acceptance.py`: every finding of the five failure analyses, held against what tffix makes of it."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"

#: How many findings no rule deals with yet: only ever less.
MISSED = 0


# The rows take half a minute: the tests of them run in one process.
pytestmark = pytest.mark.xdist_group("rows")


@pytest.fixture(scope="module")
def rows() -> list[Any]:
    if not CORPUS.is_dir():
        pytest.skip("no ../shared/corpus beside the project")
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        return list(importlib.import_module("seed_acceptance").rows(CORPUS))
    finally:
        sys.path.remove(str(ROOT / "tools"))


def test_every_finding_has_a_row(rows: list[Any]) -> None:
    numbers = {0: 13, 1: 14, 2: 19, 3: 20, 4: 18}
    names = [f"S{seed}-{number:02}" for seed, count in numbers.items() for number in range(1, count + 1)]
    assert [row.finding.name for row in rows] == names


def test_nothing_is_wrong(rows: list[Any]) -> None:
    assert {row.finding.name: row.why for row in rows if row.result == "wrong"} == {}


def test_no_more_is_missed_than_was(rows: list[Any]) -> None:
    missed = {row.finding.name: row.why for row in rows if row.result == "missed"}
    assert len(missed) <= MISSED, missed
