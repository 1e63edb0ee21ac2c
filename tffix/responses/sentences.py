"""The sentences of a prompt, one by one, without the signs of Markdown around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tffix.responses.fences import Lines, heading_of, scan
from tffix.source import Source

_ITEM = re.compile(r"(?:[-*+•]|\(?\d{1,2}[.)]|[a-z]\))[ \t]+")
_LEAD = re.compile(r"[ \t]*+(?:>[ \t]*+)*+")
_HARD_WRAP = 40  # a line at least this long that ends in the middle of a sentence goes on in the next one
_SIGNS = str.maketrans({"‑": "-", "‐": "-", "–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})
_END = re.compile(
    r"(?<=[.!?])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\betc\.)(?<!\bvs\.)[)\"*_]*+[ \t]++(?=[\"'`*_(\[\w])"
    r"|;[ \t]++"
)
_NAME = re.compile(r"`|\w+_\w|[\w/-]+\.\w")
_LABEL = re.compile(r"[^.!?;]{1,80}:")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a prompt.

    `text` is plain: dashes and quotes are those of ASCII, emphasis is left out, backticks stay. `line` is 1-based.
    `heading` is the heading or the introduction (a line that ends in a colon) it stands under; `item` says that it
    begins an item of a list, `is_heading` that it is one of these headings itself.
    """

    text: str
    line: int
    heading: str
    item: bool
    is_heading: bool

    @property
    def bare(self) -> str:
        """The text without backticks."""
        return self.text.replace("`", "")


def sentences(prompt: str) -> Iterator[Sentence]:
    """The sentences of a prompt outside of fenced code, in order."""
    heading = intro = ""
    for line, raw in _paragraphs(prompt):
        title = heading_of(raw)
        text = _LEAD.sub("", raw if title is None else title[1], count=1)
        item = _ITEM.match(text) if title is None else None
        plain = _plain(text[item.end() :] if item else text)
        if not plain:
            continue
        labelled = plain.endswith(":") and _LABEL.fullmatch(plain) is not None
        short = (
            title is None and item is None and len(plain) <= 60 and plain[-1] not in ".!?,;:" and not _END.search(plain)
        )
        named = _NAME.match(plain) is not None
        if title is not None or (labelled and not item) or (short and not named):
            if title is not None or short:
                heading, intro = plain.rstrip(":"), ""
            else:
                intro = plain.rstrip(":")
            yield Sentence(plain, line, heading, False, True)
            continue
        under = f"{heading}: {intro}" if intro else heading
        for number, part in enumerate(_split(plain)):
            yield Sentence(part, line, under, (item is not None or (short and named)) and number == 0, False)


def _plain(text: str) -> str:
    """Text without emphasis, with ASCII dashes and quotes."""
    text = text.translate(_SIGNS)
    text = re.sub(r"(?<!\w)\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?!\w)", "", text)
    return re.sub(r"[ \t]+", " ", text).strip()


def _split(text: str) -> Iterator[str]:
    at = 0
    for found in _END.finditer(text):
        if part := text[at : found.start()].strip():
            yield part
        at = found.end()
    if part := text[at:].strip():
        yield part


def _paragraphs(prompt: str) -> Iterator[tuple[int, str]]:
    """Lines outside of fences with their 1-based number; lines that are wrapped in a sentence are joined."""
    lines = Lines(Source("prompt", prompt))
    skipped = {
        i for fence in scan(lines).fences if fence.language != "markdown" for i in range(fence.opener, fence.close)
    }
    at = 0
    while at < len(lines):
        number, text = at + 1, lines[at].rstrip()
        at += 1
        if number - 1 in skipped or not text.strip():
            continue
        last = text
        while at < len(lines) and at not in skipped and _goes_on(last, lines[at]):
            last = lines[at].rstrip()
            text = f"{text} {last.strip()}"
            at += 1
        yield number, text


def _goes_on(line: str, below: str) -> bool:
    stripped = below.strip()
    wrapped = len(line) >= _HARD_WRAP and line[-1] not in ".:;!?" and heading_of(line) is None
    return wrapped and bool(stripped) and (stripped[0].islower() or stripped[0] in "`(") and not _ITEM.match(stripped)
