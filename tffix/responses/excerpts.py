"""Which of the snippets without a name are excerpts of something that the answer does not hold."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Sequence

from tffix.responses.parts import Candidate

_FEW = 4  # blocks of a snippet that a text may quote; what has more is a file of its own whatever is said of it
_SOURCE = re.compile(r'^[ \t]*+source[ \t]*+=[ \t]*+"(\.\.?/[^"$%\n]*+)"', re.MULTILINE)
_OF_A_MODULE = re.compile(r"\bmodule\.[a-zA-Z_]")


def is_talk(unnamed: list[Candidate], size: int) -> bool:
    """Whether the snippets without a name are excerpts that a text talks about, in `size` characters of code.

    Several of them, and one in three is a fragment, an example, a thing before or after a change; and none is half of
    all code. Or several of them, and they declare nothing that exists: inputs, values and outputs of something.
    """
    snippets = [candidate for candidate in unnamed if candidate.is_hcl and not candidate.has_constants_only]
    if len(snippets) < 2:
        return False
    if sum(len(candidate.code.text) for candidate in snippets) == size and not any(_makes(c) for c in snippets):
        return True
    bulk = max((len(c.code.text) for c in snippets if not c.is_quote or len(c.outline.items) > _FEW), default=0)
    return 2 * bulk < size and 3 * sum(candidate.is_quote for candidate in snippets) >= len(snippets)


def revises(later: frozenset[str], earlier: frozenset[str]) -> bool:
    """Whether what declares `later` is a new version of what declares `earlier`: two thirds of it."""
    return bool(earlier) and 3 * len(later & earlier) >= 2 * len(earlier)


def of_modules(root: Sequence[Candidate], missing: Collection[str]) -> Iterator[Candidate]:
    """The snippets without a name that may be files of modules, where the directories of modules are `missing`.

    `root` is all that is taken for the root module, in order. Nothing tells which snippet belongs to which directory,
    or to none, once one of them declares again what another declares beside new things. Those behind the first call
    are then of the root module if they refer to modules, or declare nothing that is made and come before any snippet
    that repeats something.
    """
    if not missing or not _clash(root):
        return
    declared: set[str] = set()
    called = repeats = False
    for candidate in root:
        keys = candidate.keys
        repeats = repeats or not (candidate.path or declared.isdisjoint(keys))
        declared |= keys
        calls = _OF_A_MODULE.search(candidate.code.text) or any(i.type == "module" for i in candidate.outline.items)
        if not candidate.path and called and not calls and (repeats or _makes(candidate)):
            yield candidate
        called = called or bool(calls)


def local_calls(candidate: Candidate, folder: str) -> Iterator[str]:
    """The directories of the modules that code in `folder` calls by a path."""
    for item in candidate.outline.items:
        if item.type == "module" and (source := _SOURCE.search(candidate.code.text, item.body, item.end)):
            yield posixpath.normpath(posixpath.join(folder, source[1]))


def _clash(root: Sequence[Candidate]) -> bool:
    """Whether a snippet without a name declares something again, something new too, and is no later version."""
    earlier: list[frozenset[str]] = []
    declared: set[str] = set()
    for candidate in root:
        keys = candidate.keys
        again = keys & declared
        if not candidate.path and again and again != keys and not any(revises(keys, one) for one in earlier):
            return True
        earlier.append(keys)
        declared |= keys
    return False


def _makes(candidate: Candidate) -> bool:
    return any(item.type in ("resource", "module") for item in candidate.outline.items)
