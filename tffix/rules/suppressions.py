"""`# tffix: ignore[rule-a, rule-b] reason` on the line of a finding or alone above it, and `ignore-file[rule]`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from tffix.rules.diagnostics import Diagnostic, Location, Severity
from tffix.source import Source
from tffix.syntax.scanner import Mode, tokenize
from tffix.words import meant

UNUSED = "unused-ignore"
_PATTERN = re.compile(r"(?:#|//|/\*)\s*tffix:\s*(ignore(?:-file)?)\s*(?:\[([^\]\n]*)\])?")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One ignore comment. `lines` are the 1-based lines it speaks of, None for the whole file.

    `rules` are the names in brackets; empty for a comment that names none, which ignores nothing.
    """

    location: Location
    rules: tuple[str, ...]
    lines: range | None


def suppressions(source: Source) -> tuple[Suppression, ...]:
    """The ignore comments of a file, in order; only real comments count, not text in strings or heredocs."""
    text = source.text
    if "tffix:" not in text:
        return ()
    found = []
    for token in tokenize(text, Mode.BODY):
        if token.kind != "COMMENT":
            continue
        match = _PATTERN.match(text, token.start, token.end)
        if match is None:
            continue
        rules = tuple(dict.fromkeys(name.strip() for name in (match[2] or "").split(",") if name.strip()))
        location = Location(source.path, token.start, token.end)
        found.append(Suppression(location, rules, None if match[1] == "ignore-file" else _lines(source, token)))
    return tuple(found)


def _lines(source: Source, token: tuple[str, int, int]) -> range:
    _, start, end = token
    first = source.position(start).line
    last = source.position(end - 1).line
    alone = not source.text[source.line_starts[first - 1] : start].strip()
    if not alone:
        return range(first, first + 1)
    # Alone on its line it speaks of the next line of code; comments may stand between.
    below = last + 1
    while below <= len(source.line_starts) and source.line(below).lstrip().startswith(("#", "//")):
        below += 1
    return range(first, below + 1)


def apply_suppressions(
    diagnostics: Iterable[Diagnostic],
    sources: Iterable[Source],
    checked_rules: Iterable[str],
    known_rules: Collection[str] = (),
    comments_of: Callable[[Source], tuple[Suppression, ...]] = suppressions,
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The diagnostics that nobody ignored, and one for each ignore that ignores nothing.

    An ignore of a rule that did not run says nothing about the rule: it is not reported as unused. Where
    `known_rules` are given, an ignore of any other name is reported. `comments_of` finds the comments of a source.
    """
    by_path = {source.path: source for source in sources}
    comments = {path: comments_of(source) for path, source in by_path.items()}
    used: set[tuple[Location, str]] = set()
    kept = []
    for diagnostic in diagnostics:
        path = diagnostic.location.path
        ignored = False
        for comment in comments.get(path, ()):
            if diagnostic.rule in comment.rules and (
                comment.lines is None or by_path[path].position(diagnostic.location.start).line in comment.lines
            ):
                used.add((comment.location, diagnostic.rule))
                ignored = True
        if not ignored:
            kept.append(diagnostic)
    ran = set(checked_rules)
    unused = [
        Diagnostic(UNUSED, Severity.INFO, _unused_sentence(rule, known_rules), comment.location)
        for path in sorted(comments)
        for comment in comments[path]
        for rule in (comment.rules or ("",))
        if (rule in ran or not rule or (known_rules and rule not in known_rules))
        and (comment.location, rule) not in used
    ]
    return kept, unused


def _unused_sentence(rule: str, known_rules: Collection[str]) -> str:
    if not rule:
        return "This comment names no rule in brackets, so it ignores nothing."
    if known_rules and rule not in known_rules:
        return f"There is no rule {rule}" + (meant(rule, known_rules, "") or ".")
    return f"There is nothing of {rule} to ignore here."
