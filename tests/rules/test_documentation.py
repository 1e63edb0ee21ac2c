"""What reports quote of the pages of rules."""

from __future__ import annotations

import pytest

from tffix.errors import UnknownRuleError
from tffix.rules.documentation import documentation, is_own, page_of
from tffix.rules.registry import rule_names


@pytest.mark.parametrize("name", [*rule_names(), "syntax", "truncated-response", "unused-ignore"])
def test_every_page_has_a_summary_and_a_reason(name: str) -> None:
    found = documentation(name)
    assert found.summary.endswith(".")
    assert found.reason
    assert "\n" not in found.summary + found.reason
    assert page_of(name).startswith(found.summary.split()[0])


def test_own_findings_are_no_rules() -> None:
    assert is_own("syntax")
    assert not is_own("random-keepers")
    with pytest.raises(UnknownRuleError):
        documentation("no-such-rule")
