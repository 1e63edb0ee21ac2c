"""One profile for all property tests: the same examples every time, no database, no clock.

Tests that take long with each of many parameters are marked `sampled(n)`: one parameter in n runs, always the same
ones, and every one with `--every`.
"""

from __future__ import annotations

from zlib import crc32

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "tffix", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("tffix")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--every", action="store_true", help="run every parameter of the tests that are sampled")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "sampled(n): runs with one parameter in n, with all of them with --every")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--every") or config.getoption("keyword"):
        return
    left_out = [item for item in items if not _is_in_sample(item)]
    items[:] = [item for item in items if item not in set(left_out)]
    config.hook.pytest_deselected(items=left_out)


def _is_in_sample(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("sampled")
    return mark is None or crc32(item.name.encode()) % mark.args[0] == 0
