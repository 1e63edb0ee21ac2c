"""The option `--update-golden`. Loaded by every pytest that runs where tffix is installed: it imports nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    group = parser.getgroup("tffix")
    group.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite after, expected.diff and report.txt of golden cases instead of comparing with them",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Add the marker, and tell `check_case` what was asked for."""
    config.addinivalue_line("markers", "terraform: needs a terraform binary and offline providers; skips without")
    if config.getoption("--update-golden"):
        from tffix.testing import golden

        golden.UPDATE = True
