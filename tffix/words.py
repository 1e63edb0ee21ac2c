"""Pieces of sentences."""

from __future__ import annotations

from collections.abc import Iterable


def number(count: int, noun: str) -> str:
    """`1 finding`, `2 findings`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def meant(name: str, known: Iterable[str], mark: str = '"') -> str:
    """`; did you mean "x"?` where a known name is much like this one, else nothing."""
    from difflib import get_close_matches  # only who has mistyped pays for it

    close = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return f"; did you mean {mark}{close[0]}{mark}?" if close else ""


def listed(parts: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`; empty for nothing."""
    *most, last = [*parts] or [""]
    return f"{', '.join(most)} and {last}" if most else last
