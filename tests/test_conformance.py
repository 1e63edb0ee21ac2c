"""Inputs nobody here wrote, with the verdict of HashiCorp's own parser (`../shared/conformance`, if it is there)."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from tffix.errors import SyntaxError  # noqa: A004
from tffix.source import Source
from tffix.syntax import Attribute, Body, ConfigFile, Mode, parse, tokenize
from tffix.syntax.check import parse_body, parse_fragment
from tffix.syntax.skeleton import skeleton

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "conformance"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="no conformance data beside the repository")


def _lines(name: str) -> list[dict[str, Any]]:
    path = DATA / name
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def deep(run: Callable[[], Any]) -> Any:
    """`run()` on a stack large enough for the recursion of `json` on thousands of nested blocks."""
    result: list[Any] = []
    limit = sys.getrecursionlimit()
    size = threading.stack_size(512 * 1024 * 1024)
    sys.setrecursionlimit(200_000)
    try:
        thread = threading.Thread(target=lambda: result.append(run()))
        thread.start()
        thread.join()
    finally:
        sys.setrecursionlimit(limit)
        threading.stack_size(size)
    return result[0]


@pytest.fixture(scope="module")
def entries() -> list[tuple[dict[str, Any], Source]]:
    found = []
    for entry in _lines("manifest.jsonl"):
        found.append((entry, Source.from_bytes(entry["path"], (DATA / entry["path"]).read_bytes())))
    return found


def _error(entry: dict[str, Any], source: Source) -> SyntaxError | None:
    return parse(source).error if entry["mode"] == "config" else parse_fragment(source, entry["mode"])[1]


def _report(problems: list[str]) -> None:
    assert not problems, f"{len(problems)} files differ:\n" + "\n".join(problems[:20])


def test_verdict_and_line_of_the_first_error(entries: list[tuple[dict[str, Any], Source]]) -> None:
    problems = []
    for entry, source in entries:
        error = _error(entry, source)
        if entry["accepted"] is None:
            # The reference did not finish on it: any answer will do, as long as there is one.
            continue
        if entry["accepted"] != (error is None):
            problems.append(f"{entry['path']}: {error or 'accepted'}; reference: {entry.get('error', 'accepts it')}")
        elif error is not None and source.position(error.start).line != entry["line"]:
            line = source.position(error.start).line
            problems.append(f"{entry['path']}: line {line}, reference line {entry['line']}: {error}")
    _report(problems)


def test_every_file_prints_as_it_was_read(entries: list[tuple[dict[str, Any], Source]]) -> None:
    problems = []
    for entry, source in entries:
        data = (DATA / entry["path"]).read_bytes()
        mode = Mode.TEMPLATE if entry["mode"] == "template" else Mode.BODY
        tokens = tokenize(source.text, mode)
        if "".join(source.text[token.start : token.end] for token in tokens) != source.text:
            problems.append(f"{entry['path']}: tokens are not the text")
        if source.to_bytes() != data or str(parse(source)).encode("utf-8", "surrogateescape") != data:
            problems.append(f"{entry['path']}: bytes differ")
    _report(problems)


def test_structure(entries: list[tuple[dict[str, Any], Source]]) -> None:
    expected = {line["path"]: line["items"] for line in deep(lambda: _lines("structure.jsonl"))}
    problems = []
    for entry, source in entries:
        wanted = expected.get(entry["path"])
        file = parse(source)
        if wanted is not None and list(_flat(wanted)) != list(_of_file(file)):
            problems.append(entry["path"])
    _report(problems)


def test_skeleton_and_grammar_agree(entries: list[tuple[dict[str, Any], Source]]) -> None:
    problems = []
    for entry, source in entries:
        if entry["mode"] == "config" and entry["accepted"]:
            found = skeleton(source.text)
            if found is not None and deep(lambda f=found, s=source: f != parse_body(s)[0]):
                problems.append(entry["path"])
    _report(problems)


def _flat(items: list[Any]) -> Iterator[tuple[Any, ...]]:
    """The reference's structure, parents before children, in source order; one tuple an item."""
    stack = sorted(items, key=lambda item: item[2], reverse=True)
    while stack:
        item = stack.pop()
        if item[0] == "a":
            yield ("a", item[1], *map(tuple, item[2:4]))
        else:
            _, kind, name, labels, label_ranges, opening, closing, inner = item
            ranges = [tuple(r) for r in label_ranges]
            yield ("b", kind, tuple(name), labels or [], ranges, tuple(opening), tuple(closing))
            stack.extend(sorted(inner, key=lambda item: item[2], reverse=True))


def _of_file(file: ConfigFile) -> Iterator[tuple[Any, ...]]:
    """The same of a file of ours, in byte offsets."""
    text = file.text
    at: Any = range(len(text) + 1)
    if not text.isascii():
        at = list(accumulate((len(c.encode("utf-8", "surrogateescape")) for c in text), initial=0))
    body: Body = file.body
    for item in body.all_items():
        if isinstance(item, Attribute):
            yield ("a", item.name, (at[item.start], at[item.name_end]), (at[item.expr_start], at[item.end]))
        else:
            yield (
                "b",
                item.type,
                (at[item.start], at[item.type_end]),
                list(item.label_values),
                [(at[label.start], at[label.end]) for label in item.labels],
                (at[item.open_brace], at[item.open_brace] + 1),
                (at[item.close_brace], at[item.close_brace] + 1),
            )
