"""`tffix golden record`: the files of a golden case, written from what the rules do now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path


def record_cases(directories: Iterable[str]) -> Iterator[str]:
    """Record each case, and say what was done. Raises FileError for a directory that is no case."""
    from tffix.testing.record import record

    for directory in directories:
        yield record(Path(directory))
