"""Where code stands in a document: in fences, and outside of any fence."""

from __future__ import annotations

import re
from dataclasses import replace

from tffix.responses.cuts import HEADER, after_line
from tffix.responses.fences import HCL, MARKDOWN, Fence, Layout, Lines, heading_of
from tffix.responses.indent import margin
from tffix.responses.model import Announcement, Piece, Region
from tffix.responses.names import SHELL, Above, above, first_comment, folder_of, from_info, is_known, is_whole_name
from tffix.responses.outline import Outline, outline
from tffix.responses.parts import Candidate, Code, parts

_END = re.compile(r"\s*+\Z")
_TREE = ("├", "└", "│")


def candidates(lines: Lines, layout: Layout) -> list[Candidate]:
    """Every candidate of the document, in order."""
    result: list[Candidate] = []
    fences = _lifted(lines, layout)
    folders = _Folders(lines)
    at = 0
    for fence in fences:
        result += _raw(lines, at, fence.opener, at, folders, layout)
        found = _fenced(lines, fence, at, folders)
        result += found
        at = fence.close
        if fence.ended == "reopened":  # what announces the next fence stands in this one
            at = lines.at(found[-1].region.end) if found else fence.first
        folders.skip(at)
    return result + _raw(lines, at, len(lines), at, folders, layout)


def _lifted(lines: Lines, layout: Layout) -> list[Fence]:
    """The fences, and of those inside Markdown fences the ones that are files of the answer."""
    fences: list[Fence] = []
    at = 0
    for fence in layout.fences:
        if fence.language in MARKDOWN and fence.inner and fence.ended != "closed":
            # A README without a closing line swallows every file behind it: it ends where the next file is announced.
            for index, inner in enumerate(fence.inner):
                floor = fence.inner[index - 1].close if index else fence.first
                over = above(lines, inner.opener, floor, "hcl") if inner.language in HCL else None
                if over and over.announcement.exact and over.announcement.path.endswith(".tf"):
                    fence = replace(fence, last=over.line, close=over.line, ended="reopened", inner=fence.inner[index:])
                    fences += [fence, *fence.inner]
                    break
            else:
                fences.append(fence)
        else:
            fences.append(fence)
    if any(fence.language not in MARKDOWN and _is_hcl(lines, fence) for fence in fences):
        return fences
    # The whole answer may sit in one Markdown fence.
    result: list[Fence] = []
    for fence in fences:
        named = from_info(fence.mark.info, "markdown") or above(lines, fence.opener, at, "markdown")
        result += [fence] if fence.language not in MARKDOWN or named or not fence.inner else fence.inner
        at = fence.close
    return result


def _is_hcl(lines: Lines, fence: Fence) -> bool:
    if fence.language in HCL:
        return True
    if is_known(fence.language):
        return False
    return outline(lines.text, lines.start(fence.first), lines.start(fence.last)).is_configuration


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
    code = _deindented(lines, fence)
    hcl = _is_hcl(lines, fence)
    language = "hcl" if hcl else fence.language
    over = above(lines, fence.opener, floor, language)
    comment = first_comment(code.text[:4096].splitlines(), language)
    announcement = _choose(from_info(fence.mark.info, language), over, comment)
    if announcement is not None and not hcl:
        if announcement.path.endswith((".tf", ".tfvars")) and not is_known(language):
            whole = outline(code.text)
            hcl = whole.is_terraform or whole.is_values
            language = "hcl" if hcl else language
        plain = code.text.startswith("#!") or announcement.exact
        if is_whole_name(announcement.path) and not announcement.exact:
            return []
        if (language in SHELL and not plain) or (not is_known(language) and any(s in code.text for s in _TREE)):
            announcement = None
    if not hcl and (announcement is None or announcement.path.endswith((".tf", ".tfvars"))):
        return []
    head = over.line if over is not None and announcement is over.announcement else fence.opener
    region = Region(
        head=lines.start(head),
        opener=lines.start(fence.opener),
        start=lines.start(fence.first),
        end=lines.start(fence.last) - fence.glued,
        close=lines.start(fence.close),
        indent=fence.mark.indent,
        mark=fence.mark.mark,
        info=fence.mark.info,
        closed=fence.ended == "closed",
        shared=False,
        announcement=announcement,
    )
    ended = "last" if region.closed and _END.match(lines.text, region.close) else fence.ended
    return parts(lines, code, region, language, folder, ended)


def _choose(info: Announcement | None, over: Above | None, comment: Announcement | None) -> Announcement | None:
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
    start, end = lines.start(fence.first), lines.start(fence.last) - fence.glued
    indent = fence.mark.indent
    if not indent or start == end:
        text = lines.text[start:end]
        return Code(text, (Piece(0, start, end),) if text else ())
    pieces, texts, virtual = [], [], 0
    for index in range(fence.first, fence.last):
        low, high = lines.start(index), lines.start(index + 1)
        high = min(high, end)
        line = lines.text[low:high]
        cut = margin(line, indent)
        if len(line) > cut:
            pieces.append(Piece(virtual, low + cut, high))
            texts.append(line[cut:])
            virtual += len(line) - cut
    return Code("".join(texts), tuple(pieces))


def _raw(lines: Lines, first: int, last: int, floor: int, folders: _Folders, layout: Layout) -> list[Candidate]:
    """HCL outside of fences, in the lines `first:last`."""
    if first < layout.answer < last:
        return [
            *_raw(lines, first, layout.answer - 1, floor, folders, layout),
            *_raw(lines, layout.answer, last, layout.answer, folders, layout),
        ]
    result: list[Candidate] = []
    start, limit = lines.start(first), lines.start(last)
    if first in (0, layout.answer):
        whole = outline(lines.text, start, limit, stop_at_stray=True)
        values = [item for item in whole.items if item.kind != "stray"]
        if values and all(item.kind == "attribute" and item.complete for item in values):
            stop = limit if len(values) == len(whole.items) and last == len(lines) else whole.last_complete
            found = _raw_candidate(lines, start, after_line(lines.text, stop, limit), floor, folders, whole)
            if all(candidate.has_constants_only for candidate in found):
                return found
    while header := HEADER.search(lines.text, start, limit):
        begin = header.start()
        if first in (0, layout.answer) and not result and not outline(lines.text, start, begin).items:
            begin = start
        whole = outline(lines.text, begin, limit, stop_at_stray=True)
        stop = limit
        if not whole.inside and (whole.items[-1].kind == "stray" or last < len(lines)):
            stop = after_line(lines.text, whole.last_complete, limit)
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
    return parts(lines, code, region, "hcl", folders.at_line(line), "open" if whole.inside else "closed")
