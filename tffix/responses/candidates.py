"""Stretches of a document that may be files: fences, parts of fences, and HCL outside of any fence."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from tffix.responses.fences import HCL, MARKDOWN, Fence, Layout, Lines, heading_of, lifted
from tffix.responses.model import Announcement, Piece, Region
from tffix.responses.names import (
    SHELL,
    Above,
    above,
    comment_path,
    first_comment,
    fits,
    folder_of,
    from_info,
    is_known,
)
from tffix.responses.outline import Outline, declared, outline

_RAW_HEADER = re.compile(
    r'^(?:(?:resource|data)[ \t]++"[\w-]++"[ \t]*+"[\w-]++"|(?:variable|output|module|provider)[ \t]++"[\w-]++"'
    r"|terraform|locals)[ \t]*+\{",
    re.MULTILINE,
)
_REFERENCE = re.compile(r"\b(?:var|local|module|data|each|count|self|aws_\w+)\.\w|\w\(")
_RULE = re.compile(r"[ \t]*(?:#|//)[ \t#=*~/-]*")
_ELLIPSIS = re.compile(r"^[ \t]*+(?:#|//)[ \t]*+(?:\.\.\.|…)", re.MULTILINE)
_EXAMPLE = re.compile(
    r"\b(?:examples?|e\.g|usage|for instance|illustrat\w++|alternative\w*+|incorrect|wrong|instead)\b", re.IGNORECASE
)
_TREE = ("├", "└", "│")


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

    `tail` is where the unfinished rest ends that was cut off behind `region.end`, or -1; `hint` is the line
    above the code and its first line.
    """

    code: Code
    region: Region
    language: str
    path: str
    folder: str
    outline: Outline
    ended: str
    tail: int = -1
    hint: str = ""

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
    def has_constants_only(self) -> bool:
        """Attributes whose values refer to nothing, as in a file of variable values."""
        return self.outline.is_values and not _REFERENCE.search(self.code.text)


def candidates(lines: Lines, layout: Layout) -> list[Candidate]:
    """Every candidate of the document, in order."""
    result: list[Candidate] = []
    fences = lifted(layout.fences)
    if not any(f.language not in MARKDOWN and _is_hcl(lines, f) for f in fences):
        # The whole answer may sit in one Markdown fence.
        fences = tuple(g for f in fences for g in ([f, *f.inner] if f.language in MARKDOWN else [f]))
    folders = _Folders(lines)
    at = 0
    for fence in fences:
        result += _raw(lines, at, fence.opener, at, folders, layout)
        result += _fenced(lines, fence, at, folders)
        at = fence.first if any(inner in fences for inner in fence.inner) else fence.close
    return result + _raw(lines, at, len(lines), at, folders, layout)


def _is_hcl(lines: Lines, fence: Fence) -> bool:
    if fence.language in HCL:
        return True
    if is_known(fence.language):
        return False
    whole = outline(lines.text, lines.start(fence.first), lines.start(fence.last))
    return whole.is_terraform and whole.is_whole


class _Folders:
    """The directory that the headings around a line name; asked in the order of the document."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.at = 0
        self.stack: list[tuple[int, str]] = []

    def skip(self, line: int) -> None:
        """Leave out the content of a fence."""
        self.at = max(self.at, line)

    def at_line(self, line: int) -> str:
        """The directory for the fence or the code that begins at `line`."""
        for index in range(self.at, line):
            text = self.lines[index]
            heading = heading_of(text)
            if heading is None and not (text.startswith("**") and text.rstrip(": ").endswith("**")):
                continue
            level = heading[0] if heading else 7
            while self.stack and self.stack[-1][0] >= level:
                self.stack.pop()
            if folder := folder_of(text):
                self.stack.append((level, folder))
        self.skip(line)
        return self.stack[-1][1] if self.stack else ""


def _fenced(lines: Lines, fence: Fence, floor: int, folders: _Folders) -> list[Candidate]:
    folder = folders.at_line(fence.opener)
    folders.skip(fence.first if fence.inner else fence.close)
    code = _deindented(lines, fence)
    hcl = _is_hcl(lines, fence)
    language = "hcl" if hcl else fence.language
    over = above(lines, fence.opener, floor, language)
    comment = first_comment(code.text[:4096].splitlines(), language) if language not in MARKDOWN else None
    announcement = _choose(from_info(fence.mark.info, language), over, comment)
    if announcement is not None and not hcl:
        if announcement.path.endswith((".tf", ".tfvars")) and not is_known(language):
            whole = outline(code.text)
            hcl = whole.is_terraform or whole.is_values
            language = "hcl" if hcl else language
        plain = code.text.startswith("#!") or announcement.exact
        if (language in SHELL and not plain) or (not is_known(language) and any(s in code.text for s in _TREE)):
            announcement = None
    if not hcl and (announcement is None or announcement.path.endswith((".tf", ".tfvars"))):
        return []
    head = over.line if over is not None and announcement is over.announcement else fence.opener
    region = Region(
        head=lines.start(head),
        opener=lines.start(fence.opener),
        start=lines.start(fence.first),
        end=lines.start(fence.last),
        close=lines.start(fence.close),
        indent=fence.mark.indent,
        mark=fence.mark.mark,
        info=fence.mark.info,
        closed=fence.ended == "closed",
        shared=False,
        announcement=announcement,
    )
    return _parts(lines, code, region, language, folder, fence.ended)


def _choose(
    info: Announcement | None, over: Above | None, comment: Announcement | None
) -> Announcement | None:
    """The announcement that counts: info string, exact line above, comment, any other line above."""
    named = over.announcement if over is not None else None
    if info is not None:
        return info
    if named is None or comment is None:
        return named or comment
    if not named.exact or comment.path.endswith("/" + named.path):
        return comment
    return named


def _deindented(lines: Lines, fence: Fence) -> Code:
    start, end = lines.start(fence.first), lines.start(fence.last)
    width = len(fence.mark.indent)
    if not width or start == end:
        text = lines.text[start:end]
        return Code(text, (Piece(0, start, end),) if text else ())
    pieces, texts, virtual = [], [], 0
    for index in range(fence.first, fence.last):
        low, high = lines.start(index), lines.start(index + 1)
        line = lines.text[low:high]
        cut = min(width, len(line) - len(line.lstrip(" \t")))
        if len(line) > cut:
            pieces.append(Piece(virtual, low + cut, high))
            texts.append(line[cut:])
            virtual += len(line) - cut
    return Code("".join(texts), tuple(pieces))


def _raw(
    lines: Lines, first: int, last: int, floor: int, folders: _Folders, layout: Layout
) -> list[Candidate]:
    """HCL outside of fences, in the lines `first:last`."""
    if first < layout.answer < last:
        return [
            *_raw(lines, first, layout.answer - 1, floor, folders, layout),
            *_raw(lines, layout.answer, last, layout.answer, folders, layout),
        ]
    result: list[Candidate] = []
    start, limit = lines.start(first), lines.start(last)
    if first in (0, layout.answer) and last == len(lines) and "=" in lines.text:
        whole = outline(lines.text, start, limit, stop_at_stray=True)
        if whole.is_values and not whole.inside:
            return _raw_candidate(lines, start, limit, floor, folders, whole)
    while header := _RAW_HEADER.search(lines.text, start, limit):
        begin = header.start()
        if first in (0, layout.answer) and not result and not outline(lines.text, start, begin).items:
            begin = start
        whole = outline(lines.text, begin, limit, stop_at_stray=True)
        stop = limit
        if not whole.inside and (whole.items[-1].kind == "stray" or last < len(lines)):
            stop = _after_line(lines.text, whole.last_complete, limit)
        result += _raw_candidate(lines, begin, stop, floor, folders, whole)
        start = max(stop, header.end())
        floor = lines.at(start)
    return result


def _raw_candidate(
    lines: Lines, start: int, end: int, floor: int, folders: _Folders, whole: Outline
) -> list[Candidate]:
    text = lines.text[start:end]
    line = lines.at(start)
    over = above(lines, line, min(floor, line), "hcl")
    announcement = _choose(None, over, first_comment(text[:4096].splitlines(), "hcl"))
    head = lines.start(over.line) if over is not None and announcement is over.announcement else start
    region = Region(head, start, start, end, end, "", "", "", True, False, announcement)
    code = Code(text, (Piece(0, start, end),) if text else ())
    return _parts(lines, code, region, "hcl", folders.at_line(line), "open" if whole.inside else "closed")


def _after_line(text: str, at: int, limit: int) -> int:
    end = text.find("\n", at, limit)
    return limit if end < 0 else end + 1


def _parts(
    lines: Lines, code: Code, region: Region, language: str, folder: str, ended: str
) -> list[Candidate]:
    """One candidate, or several where comments in the code begin new files."""
    cuts = _cuts(code.text) if language == "hcl" else []
    if not cuts:
        return [_candidate(lines, code, region, language, folder, ended)]
    result = []
    bounds = [*(start for start, _ in cuts), len(code.text)]
    if bounds[0] > 0 and code.text[: bounds[0]].strip():
        part = code.cut(0, bounds[0])
        result.append(
            _candidate(
                lines, part, _shared(lines, region, part, region.announcement), language, folder, "closed"
            )
        )
    for (_, announcement), low, high in zip(cuts, bounds, bounds[1:], strict=False):
        part = code.cut(low, high)
        last = high == len(code.text)
        inner = _shared(lines, region, part, announcement)
        result.append(_candidate(lines, part, inner, language, folder, ended if last else "closed"))
    return result


def _cuts(text: str) -> list[tuple[int, Announcement]]:
    """Where the files of one fence begin: a comment line at the top level that is nothing but a path."""
    if text.count(".tf") < 2:
        return []
    found: list[tuple[int, Announcement]] = []
    whole = outline(text)
    seen = False
    for start, end in whole.comments:
        comment = comment_path(text[start:end], "hcl")
        top = not seen and not any(item.start < start for item in whole.items)
        if comment is None or not (comment[1] or top):
            continue
        seen = True
        if comment[0].path.endswith((".tf", ".tfvars")):
            found.append((_above_rule(text, start), comment[0]))
    return found if len({announcement.path for _, announcement in found}) > 1 else []


def _above_rule(text: str, start: int) -> int:
    """The beginning of the line at `start`, or of the ruler comment above it."""
    start = text.rfind("\n", 0, start) + 1
    before = text.rfind("\n", 0, max(start - 1, 0)) + 1
    if start and _RULE.fullmatch(text[before : start - 1].rstrip("\r")):
        return before
    return start


def _shared(lines: Lines, region: Region, part: Code, announcement: Announcement | None) -> Region:
    start = lines.text.rfind("\n", 0, part.pieces[0].start) + 1
    start = max(start, region.start)
    end = part.pieces[-1].end
    return replace(region, head=start, start=start, end=end, shared=True, announcement=announcement)


def _candidate(lines: Lines, code: Code, region: Region, language: str, folder: str, ended: str) -> Candidate:
    whole = outline(code.text) if language == "hcl" else Outline((), (), "")
    announcement = region.announcement
    path = announcement.path if announcement is not None and fits(announcement.path, language) else ""
    tail = -1
    if ended != "closed" and language == "hcl" and (at := _cut_at(code.text, whole, ended)) >= 0:
        tail = region.end
        code = code.cut(0, at)
        end = code.pieces[-1].end if code.pieces else region.start
        region = replace(region, end=end)
        whole = outline(code.text)
    return Candidate(code, region, language, path, folder, whole, ended, tail, _hint(lines, code, region))


def _hint(lines: Lines, code: Code, region: Region) -> str:
    opener = lines.at(region.opener)
    above_it = next((lines[i] for i in range(opener - 1, max(opener - 4, -1), -1) if lines[i].strip()), "")
    return above_it + "\n" + code.text[:200].partition("\n")[0]


def _cut_at(text: str, whole: Outline, ended: str) -> int:
    """Where to cut code whose end is missing, -1 where it is complete.

    More blocks after the one that stays open mean a missing brace, not a missing end: that is for the parser to say.
    """
    at = _after_line(text, whole.last_complete, len(text)) if whole.last_complete else 0
    if ended == "reopened" and not whole.inside:
        return at if text[at:].strip() else -1
    if not whole.is_cut:
        return -1
    unfinished = next(
        (item.start for item in whole.items if item.start >= at and item.kind != "stray"), len(text)
    )
    return -1 if _RAW_HEADER.search(text, unfinished + 1) else at
