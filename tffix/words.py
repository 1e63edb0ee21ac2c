"""Pieces of sentences."""

from __future__ import annotations

from collections.abc import Iterable


def number(count: int, noun: str) -> str:
    """`1 finding`, `2 findings`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def listed(parts: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`; empty for nothing."""
    *most, last = [*parts] or [""]
    return f"{', '.join(most)} and {last}" if most else last
