"""From corrected files back to the answer: every character outside of the edits stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from tffix.edits.splice import TextEdit, splice
from tffix.linediff import changes
from tffix.responses.create import created, longest_run
from tffix.responses.fences import Mark, closes
from tffix.responses.indent import indented
from tffix.responses.model import Answer, Region, VirtualFile
from tffix.source import split_lines

_LONE_NEWLINE = re.compile(r"(?<!\r)\n")


def rewrite(answer: Answer, after: Mapping[str, str]) -> str:
    """The document with the files `after` in place of those of the answer.

    A path that the answer lacks becomes a new fence, announced in the answer's manner, after the last file of its
    directory. A file that `after` lacks is left out together with its announcement. A file in a fence ends with a
    newline, whether or not its text does.
    """
    edits: list[TextEdit] = []
    for file in answer.files:
        text = after.get(file.path)
        if text is None:
            edits += _removed(answer, file)
        elif text != file.text:
            edits += _changed(answer, file, text)
    known = {file.path for file in answer.files}
    kept = replace(answer, files=tuple(file for file in answer.files if file.path in after))
    edits += created(kept, {path: text for path, text in after.items() if path not in known})
    return splice(answer.source.text, dict.fromkeys(edits))


def _removed(answer: Answer, file: VirtualFile) -> Iterator[TextEdit]:
    text = answer.source.text
    for region in (*file.regions, *file.superseded):
        if region.shared:
            yield TextEdit(answer.source.path, region.start, region.end, "")
            continue
        end = region.close
        while (stop := text.find("\n", end) + 1) and not text[end:stop].strip():
            end = stop
        yield TextEdit(answer.source.path, region.head, end, "")


def _changed(answer: Answer, file: VirtualFile, new: str) -> Iterator[TextEdit]:
    source = answer.source
    document = source.text
    if source.newline == "\r\n" and not _LONE_NEWLINE.search(file.text):
        new = _LONE_NEWLINE.sub("\r\n", new)
    if new and not new.endswith("\n") and file.regions[-1].end < len(document):
        new += source.newline
    before, after = split_lines(file.text), split_lines(new)
    places = _places(document, file, before)
    for region in file.regions:
        yield from _longer_fence(answer, region, file.text, after)
    for i, j, k, l in changes(before, after):  # noqa: E741
        if i < j:
            runs = [list(run) for _, run in groupby(places[i:j], key=lambda place: place[2])]
            start, region = runs[0][0][0], file.regions[runs[0][0][2]]
            yield TextEdit(source.path, start, runs[0][-1][1], _rendered(after[k:l], region))
            for run in runs[1:]:
                yield TextEdit(source.path, run[0][0], run[-1][1], "")
            continue
        at, region = (places[i - 1][1], file.regions[places[i - 1][2]]) if i else _beginning(file, places)
        text = _rendered(after[k:l], region)
        if at and document[at - 1] != "\n" and document[at - 1] != "\ufeff":
            text = source.newline + text
        yield TextEdit(source.path, at, at, text)


def _beginning(file: VirtualFile, places: Sequence[tuple[int, int, int]]) -> tuple[int, Region]:
    index = places[0][2] if places else 0
    return (places[0][0] if places else file.regions[0].start), file.regions[index]


def _places(document: str, file: VirtualFile, lines: Sequence[str]) -> list[tuple[int, int, int]]:
    """For every line of the file: where it begins (with its indentation) and ends, and the index of its region."""
    result: list[tuple[int, int, int]] = []
    region = piece = at = 0
    for line in lines:
        while piece + 1 < len(file.pieces) and file.pieces[piece + 1].virtual <= at:
            piece += 1
        start = file.pieces[piece].start + at - file.pieces[piece].virtual
        end = start + len(line)
        while file.regions[region].end < end:
            region += 1
        if file.regions[region].indent:
            start = document.rfind("\n", 0, start) + 1
        result.append((start, end, region))
        at += len(line)
    return result


def _rendered(lines: Sequence[str], region: Region) -> str:
    if not region.indent:
        return "".join(lines)
    return "".join(indented(line, region.indent) for line in lines)


def _longer_fence(answer: Answer, region: Region, before: str, after: Sequence[str]) -> Iterator[TextEdit]:
    """Make a fence longer whose new content would close it."""
    mark = Mark(region.indent, region.mark, region.info)
    if not region.mark or region.mark not in "".join(after) or region.mark in before:
        return
    if not any(closes(line.rstrip("\r\n"), mark) for line in after):
        return
    document = answer.source.text
    longer = mark.mark[0] * (longest_run("".join(after), mark.mark[0]) + 1)
    at = document.index(region.mark, region.opener)
    yield TextEdit(answer.source.path, at, at + len(region.mark), longer)
    if region.closed:
        line = document.rfind("\n", 0, region.close - 1) + 1
        at = document.index(region.mark, line)
        end = at + longest_run(document[at : region.close], mark.mark[0])
        yield TextEdit(answer.source.path, at, end, longer)
