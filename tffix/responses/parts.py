"""Stretches of code that may be files, one or several to a fence, cut where their end is missing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass, replace

from tffix.responses.cuts import after_line, cut_at
from tffix.responses.fences import Lines, heading_of, mark_of
from tffix.responses.model import Announcement, Piece, Region
from tffix.responses.names import comment_path, fits
from tffix.responses.outline import Outline, declared, outline

_REFERENCE = re.compile(r"\b(?:var|local|module|data|each|count|self|aws_\w+)\.\w|\w\(")
_CONSTANT = re.compile(r'[ \t]*+(?:["\[{<\d-]|(?:true|false|null)\b)')
_RULE = re.compile(r"[ \t]*(?:#|//)[ \t#=*~/-]*")
_BOX = re.compile(r"(?:#|//)[ \t#=*~/-]{4,}")
_ELLIPSIS = re.compile(r"^[ \t]*+(?:#|//)[ \t]*+(?:\.\.\.|…)", re.MULTILINE)
_FILE = re.compile(r"\bfile(?:name)?[ \t]*:", re.IGNORECASE)
_EXAMPLE = re.compile(
    r"\b(?:examples?|e\.g|usage|for instance|illustrat\w++|alternative\w*+|incorrect|wrong|instead)\b", re.IGNORECASE
)
_TALK = re.compile(
    r"\b(?:before|previously|original\w*+|fix(?:ed|es)?|corrected|issue|variation|highlights)\b|\bafter[ \t]*+[:(*]",
    re.IGNORECASE,
)
_NEAR = 12


@dataclass(frozen=True, slots=True)
class Code:
    """De-indented text and where it lies in the document."""

    text: str
    pieces: tuple[Piece, ...]

    def cut(self, start: int, end: int) -> Code:
        """The part `start:end`, which begins and ends with whole lines."""
        pieces = []
        for piece in self.pieces[max(bisect_right(self.pieces, start, key=lambda p: p.virtual) - 1, 0) :]:
            if piece.virtual >= end:
                break
            low = max(start - piece.virtual, 0)
            high = min(end - piece.virtual, piece.end - piece.start)
            if low < high:
                pieces.append(Piece(piece.virtual + low - start, piece.start + low, piece.start + high))
        return Code(self.text[start:end], tuple(pieces))


@dataclass(frozen=True, slots=True)
class Candidate:
    """Code that may be a file; `path` is what the document calls it, empty where it says nothing.

    `tail` is where the unfinished rest ends that was cut off behind `region.end`, or -1, and `rest` is that rest;
    `hint` is the line above the code and its first line, `heading` the heading above it.
    """

    code: Code
    region: Region
    language: str
    path: str
    folder: str
    outline: Outline
    ended: str
    tail: int = -1
    rest: str = ""
    hint: str = ""
    heading: str = ""

    @property
    def is_hcl(self) -> bool:
        """Whether the code is HCL."""
        return self.language == "hcl"

    @property
    def is_configuration(self) -> bool:
        """Whether this is Terraform configuration rather than values, a fragment or another language."""
        return self.is_hcl and self.outline.is_terraform and (not self.path or self.path.endswith(".tf"))

    @property
    def keys(self) -> frozenset[str]:
        """What the code declares."""
        return declared(self.code.text, self.outline) if self.is_hcl else frozenset()

    @property
    def exact(self) -> bool:
        """Whether the document names this file, and does not merely mention it."""
        return self.region.announcement is not None and self.region.announcement.exact

    @property
    def is_excerpt(self) -> bool:
        """Whether a comment says that something was left out, or that this is an example."""
        return _ELLIPSIS.search(self.code.text) is not None or _EXAMPLE.search(self.hint) is not None

    @property
    def is_quote(self) -> bool:
        """Whether this looks like a part of a configuration that the text talks about: no whole one, or said so."""
        whole = self.outline.is_whole or self.tail >= 0
        return self.is_excerpt or not whole or _TALK.search(f"{self.heading}\n{self.hint}") is not None

    @property
    def has_constants_only(self) -> bool:
        """Attributes whose values refer to nothing, as in a file of variable values."""
        text = self.code.text
        constant = all(_CONSTANT.match(text, item.body) for item in self.outline.items)
        return self.outline.is_values and constant and not _REFERENCE.search(text)


def parts(lines: Lines, code: Code, region: Region, language: str, folder: str, ended: str) -> list[Candidate]:
    """One candidate, or several where comments in the code begin new files."""
    cuts = _cuts(code.text) if language == "hcl" else []
    if not cuts:
        return [_candidate(lines, code, region, language, folder, ended)]
    result = []
    bounds = [*(start for start, _ in cuts), len(code.text)]
    if bounds[0] > 0:
        part = code.cut(0, bounds[0])
        result.append(
            _candidate(lines, part, _shared(lines.text, region, part, region.announcement), language, folder, "closed")
        )
    for (_, announcement), low, high in zip(cuts, bounds, bounds[1:], strict=False):
        part = code.cut(low, high)
        last = high == len(code.text)
        inner = _shared(lines.text, region, part, announcement)
        result.append(_candidate(lines, part, inner, language, folder, ended if last else "closed"))
    return result


def _cuts(text: str) -> list[tuple[int, Announcement]]:
    """Where the files of one fence begin: a comment line at the top level that is nothing but a path.

    There must be two of them with different paths, or one behind other code that says that it is a file.
    """
    if ".tf" not in text:
        return []
    found: list[tuple[int, Announcement]] = []
    whole = outline(text)
    begins = [item.start for item in whole.items]
    counts: list[int] = []
    ends: list[int] = []
    seen = False
    for start, end in whole.comments:
        comment = comment_path(text[start:end].rstrip("\r"), "hcl")
        top = not seen and not (begins and begins[0] < start)
        if comment is None or not (comment[1] or top or _is_boxed(text, start, end)):
            continue
        seen = True
        if not comment[0].path.endswith((".tf", ".tfvars")):
            continue
        count = bisect_right(begins, start)
        if found and count == counts[-1] and found[-1][1].path == comment[0].path:
            continue  # the name twice in a row
        if found and not text[ends[-1] : start].strip() and text.count("\n", ends[-1], start) == 1:
            found.pop()  # a list of the files
        found.append((_above_rule(text, start) if count or found else 0, comment[0]))
        counts.append(count)
        ends.append(end)
    if len({announcement.path for _, announcement in found}) > 1:
        return found
    return [(at, named) for at, named in found[:1] if at and _FILE.search(named.line)]


def _is_boxed(text: str, start: int, end: int) -> bool:
    """Whether ruler comments stand above and below a comment."""
    above = text[text.rfind("\n", 0, max(text.rfind("\n", 0, start), 0)) + 1 : start].strip()
    below = text[end + 1 : after_line(text, min(end + 1, len(text)), len(text))].strip()
    return _BOX.fullmatch(above) is not None and _BOX.fullmatch(below) is not None


def _above_rule(text: str, start: int) -> int:
    """The beginning of the line at `start`, or of the ruler comment above it."""
    start = text.rfind("\n", 0, start) + 1
    before = text.rfind("\n", 0, max(start - 1, 0)) + 1
    if start and _RULE.fullmatch(text[before : start - 1].rstrip("\r")):
        return before
    return start


def _shared(document: str, region: Region, part: Code, announcement: Announcement | None) -> Region:
    start = document.rfind("\n", 0, part.pieces[0].start) + 1
    start = max(start, region.start)
    end = part.pieces[-1].end
    return replace(region, head=start, start=start, end=end, shared=True, announcement=announcement)


def without(document: str, candidate: Candidate, known: Collection[str]) -> tuple[list[Candidate], list[Region]] | None:
    """The candidate without its blocks that declare nothing but `known` names: the stretches between, and theirs.

    None where a block declares other things too, or nothing is left at an end that is not that of a closed fence.
    """
    text, code = candidate.code.text, candidate.code
    comments = {start: text.rfind("\n", 0, start) + 1 for start, _ in candidate.outline.comments}
    kept: list[Candidate] = []
    gone: list[Region] = []
    low = 0
    for item in candidate.outline.items:
        names = declared(text, Outline((item,), (), ""))
        if names.isdisjoint(known):
            continue
        if not names.issubset(known):
            return None
        start = text.rfind("\n", 0, item.start) + 1
        for comment, line in sorted(comments.items(), reverse=True):
            if low <= comment < start and text.count("\n", comment, start) == 1:
                start = line
        end = after_line(text, item.end, len(text))
        if text[low:start].strip():
            kept.append(_stretch(document, candidate, low, start))
        gone.append(_shared(document, candidate.region, code.cut(start, end), None))
        low = end
    if text[low:].strip():
        last = _stretch(document, candidate, low, len(text))
        kept.append(replace(last, ended=candidate.ended, tail=candidate.tail, rest=candidate.rest))
    elif candidate.tail >= 0 or candidate.ended != "closed":
        return None
    return (kept, gone) if kept else None


def _stretch(document: str, candidate: Candidate, start: int, end: int) -> Candidate:
    code = candidate.code.cut(start, end)
    region = _shared(document, candidate.region, code, candidate.region.announcement)
    return replace(candidate, code=code, region=region, outline=outline(code.text), ended="closed", tail=-1, rest="")


def _candidate(lines: Lines, code: Code, region: Region, language: str, folder: str, ended: str) -> Candidate:
    whole = outline(code.text) if language == "hcl" else Outline((), (), "")
    announcement = region.announcement
    path = announcement.path if announcement is not None and fits(announcement.path, language) else ""
    tail, rest = -1, ""
    if language == "hcl" and (at := cut_at(code.text, whole, ended)) >= 0:
        tail = region.end if whole.inside or ended != "reopened" else -1
        rest = code.text[at:]
        code = code.cut(0, at)
        end = code.pieces[-1].end if code.pieces else region.start
        region = replace(region, end=end)
        whole = outline(code.text)
    ended = "closed" if ended == "last" else ended
    return Candidate(
        code,
        region,
        language,
        path,
        folder,
        whole,
        ended,
        tail,
        rest,
        _hint(lines, code, region),
        _heading(lines, region),
    )


def _hint(lines: Lines, code: Code, region: Region) -> str:
    opener = lines.at(region.opener)
    above_it = next((lines[i] for i in range(opener - 1, max(opener - 4, -1), -1) if lines[i].strip()), "")
    return above_it + "\n" + code.text[:200].partition("\n")[0]


def _heading(lines: Lines, region: Region) -> str:
    """The nearest heading above, not far away and not past another fence."""
    opener = lines.at(region.opener)
    for at in range(opener - 1, max(opener - _NEAR, -1), -1):
        if mark_of(lines[at]):
            break
        if heading := heading_of(lines[at]):
            return heading[1]
    return ""
