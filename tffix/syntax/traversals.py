"""The steps of a traversal, read off its tokens."""

from __future__ import annotations

from functools import lru_cache

from tffix.syntax import nodes as n
from tffix.syntax.scanner import Mode, scan


def steps_of(traversal: n.Traversal) -> tuple[n.TraversalStep, ...]:
    """Root, attribute and index steps of a traversal, in order."""
    source = traversal.source
    steps: list[n.TraversalStep] = []
    keys = {key.start: key for key in traversal.keys}
    opened: int | None = None
    for kind, start, end in scan(source.text, Mode.EXPRESSION, traversal.start, traversal.end):
        if kind == "LSQB":
            opened = start
        elif kind == "RSQB" and opened is not None:
            key = next(k for k in traversal.keys if opened < k.start < end)
            steps.append(n.TraverseIndex(source, opened, end, key))
            opened = None
        elif opened is not None or kind == "DOT":
            continue
        else:
            # A run of names (`a.b`), or of legacy indexes (`0.1`).
            at = start
            for part in source.text[start:end].split("."):
                if kind == "NUMBER":
                    steps.append(n.TraverseIndex(source, at, at + len(part), keys[at]))
                else:
                    steps.append((n.TraverseAttr if steps else n.TraverseRoot)(source, at, at + len(part)))
                at += len(part) + 1
    return tuple(steps)


@lru_cache(maxsize=8192)
def _plain_names(text: str) -> tuple[str, ...] | None:
    """The names of a traversal that has nothing but names and dots, None for one that has more."""
    is_plain = text.replace(".", "").replace("_", "").replace("-", "").isalnum()
    return tuple(text.split(".")) if is_plain else None


def leading_names(traversal: n.Traversal) -> tuple[str, ...]:
    """The names before the first index."""
    plain = None if traversal.keys else _plain_names(traversal.text)
    if plain is not None:
        return plain
    names = []
    for step in steps_of(traversal):
        if isinstance(step, n.TraverseIndex):
            break
        names.append(step.name)
    return tuple(names)
