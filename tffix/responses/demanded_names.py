"""The variables and outputs that a sentence of a prompt demands by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tffix.responses.sentences import Sentence

_NAME = r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*"
_SNAKE = r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+"
_DECLARED = re.compile(
    rf"\b(?:declare|define|add|include|create|expose)s?\b(?: [\w'-]+){{0,3}}?`? `?(variable|output)s? "
    rf"(?:called |named |block )?(?:\"+({_NAME})\"+|`({_NAME})`|({_SNAKE})\b)",
    re.IGNORECASE,
)
_CALLED = re.compile(
    rf"\b(?:add|declare|define|create|include|use) (?:a |an |the )?(variable|output) (?:called|"
    rf"named) ({_NAME})\b",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?P<required>^(?:required|mandatory|key|expected|stack|terraform)? ?(?P<kind>inputs?|"
    r"variables?|outputs?)\b(?P<rest>.*)$)",
    re.IGNORECASE,
)
_MUST = re.compile(r"\b(?:must|required|needed|declare|expose|include|following named|need)\b|^$", re.IGNORECASE)
_TICKED = re.compile(rf"(?:[A-Z][\w /&()-]{{0,40}}: ?)?(`{_NAME}(?:[ =:][^`]*)?`.*)")
_PART = re.compile(
    rf"`(?:(?:variable|output) \"?)?({_NAME})\"?(?:[ =:][^`]*)?`(?: ?\([^)]*\))?(?:,? and |, ?|"
    rf"/| ?\+ ?)?",
)
_BARE = re.compile(rf"{_SNAKE}(?: ?\([^)]*\))?(?:,? (?:and )?{_SNAKE}(?: ?\([^)]*\))?)*(?=$| ?[-:.(])")
_TICKS = rf"`{_NAME}`(?: \([^)]*\))?(?:(?:,? and |, )`{_NAME}`(?: \([^)]*\))?)*"
_SNAKES = rf"{_SNAKE}(?: \([^)]*\))?(?:(?:,? and |, ){_SNAKE}(?: \([^)]*\))?)+"
_WORD = r"[a-z][a-z0-9_]*"
_LEADING = (
    r"(?:,? (?:must|should|include|including|required|needed|are|we|i|need|to|the|following|"
    r"names?|values|expose|for))"
)
_INLINE = re.compile(
    rf"(?<!environment )\b(?P<kind>variable|output)s\b{_LEADING}{{0,5}}(?:: ?| \()(?P<names>{_TICKS}|{_SNAKES}|"
    rf"{_WORD}(?:, (?:and )?{_WORD})+\.?$)",
    re.IGNORECASE,
)
_FOR = re.compile(
    rf"\b(?:declare|define|add|create|expose|export|provide|include|must have)s?\b(?: [\w']+){{0,3}}? "
    rf"(?P<kind>variable|output)s?\b(?: values)?(?: named| called| for)? (?P<names>{_TICKS}|{_SNAKES})",
    re.IGNORECASE,
)
_OUTPUT = re.compile(rf"^(?:also )?(?P<kind>output|export) (?:the )?(?P<names>{_TICKS})", re.IGNORECASE)
_NAMED_FIRST = re.compile(
    rf"\b(?:declare|define|add|include|use|accept|expose|create)s? (?:an? |the "
    rf")?(?P<names>`{_NAME}`|{_SNAKE}) (?:input )?(?P<kind>variable|output)\b",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"\b(?:like|such as|e\.g\.|for example|optional\w*|may|might|could|or|existing|not?)\b",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(r"[A-Z][A-Z\d_]+$|(?:aws_(?!region\b)|random_|data_|var_|tls_|archive_)")


def names_demanded(sentence: Sentence) -> list[tuple[str, tuple[str, ...]]]:
    """The settings `variables` and `outputs` that a sentence adds to."""
    hits: list[tuple[str, tuple[str, ...]]] = []
    if sentence.is_heading:
        return hits
    for found in _DECLARED.finditer(sentence.text):
        hits.append((found[1].lower() + "s", (found[2] or found[3] or found[4],)))
    for found in _CALLED.finditer(sentence.bare):
        hits.append((found[1].lower() + "s", (found[2],)))
    if not _EXAMPLE.search(sentence.bare):
        for pattern in (_INLINE, _FOR, _OUTPUT, _NAMED_FIRST):
            for found in pattern.finditer(sentence.text):
                kind = "variables" if found["kind"].lower() == "variable" else "outputs"
                hits.append((kind, tuple(re.findall(_NAME, re.sub(r"\([^)]*\)|\band\b", "", found["names"])))))
    if sentence.item and (kind := _listed(sentence)) and (names := tuple(_first_names(sentence.text))):
        hits.append((kind, names))
    return [(kind, names) for kind, names in hits if not any(map(_NOT_A_NAME.match, names))]


def _listed(sentence: Sentence) -> str:
    """`variables` or `outputs` where the sentence is an item of a list of them."""
    for part in reversed(sentence.heading.split(": ")):
        found = _SECTION.match(part.strip().lstrip("0123456789.) "))
        if found:
            return "outputs" if found["kind"].lower().startswith("output") else "variables"
    return ""


def _first_names(text: str) -> Iterator[str]:
    """The names that an item of a list begins with, in backticks or alone."""
    if found := _TICKED.match(text):
        rest = found[1]
        at = 0
        while part := _PART.match(rest, at):
            yield part[1]
            at = part.end()
        return
    if found := _BARE.match(text):
        yield from re.findall(_SNAKE, re.sub(r"\([^)]*\)", "", found[0]))
