"""Golden cases for rules, tffix' own and those of others.

    import pytest
    from tffix.testing import check_case, golden_cases

    @pytest.mark.parametrize("case", golden_cases("golden"), ids=str)
    def test_golden(case):
        check_case(case)

`tffix golden record CASE_DIR` and `pytest --update-golden` write down what the rules make of the cases;
a person reads the diff.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tffix.testing.cases import Case, CaseKind, golden_cases, read_case
    from tffix.testing.golden import CaseResult, check_case, run_case
    from tffix.testing.record import record_case

_HOMES = {
    "Case": "cases",
    "CaseKind": "cases",
    "CaseResult": "golden",
    "check_case": "golden",
    "golden_cases": "cases",
    "read_case": "cases",
    "record_case": "record",
    "run_case": "golden",
}

__all__ = ["Case", "CaseKind", "CaseResult", "check_case", "golden_cases", "read_case", "record_case", "run_case"]


def __getattr__(name: str) -> Any:
    # pytest loads the plugin of this package wherever tffix is installed: nothing is imported before it is used.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
