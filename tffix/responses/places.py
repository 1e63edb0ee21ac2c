"""Places in an answer for a person: the line of the document, and the line of the file in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tffix.linediff import changes, line_before
from tffix.responses.model import Answer, VirtualFile
from tffix.rules.diagnostics import Location
from tffix.source import Source, split_lines


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Lines `line` to `last` of the document (0 where the file is not in it) and of the file `path` (0 for none).

    `drafted` says that they are lines of the draft: the answer has no such place.
    """

    line: int
    last: int
    path: str = ""
    file_line: int = 0
    file_last: int = 0
    drafted: bool = False


class Places:
    """Turns locations into spots. `texts` are the files, also those that the document does not hold."""

    def __init__(self, answer: Answer, texts: Mapping[str, str], *, drafted: bool = False) -> None:
        self._drafted = drafted
        self._answer = answer
        self._files = {file.path: file for file in answer.files}
        self._sources = {path: Source(path, text) for path, text in texts.items()}

    def spot(self, location: Location) -> Spot:
        """The lines of a location, in a file or in the document itself; never fails."""
        document = self._answer.source
        if location.path == document.path and location.path not in self._files:
            return Spot(*_lines(document, location.start, location.end), drafted=self._drafted)
        source = self._sources.get(location.path, Source(location.path, ""))
        first, last = _lines(source, location.start, location.end)
        file = self._files.get(location.path)
        if file is None:
            return Spot(0, 0, location.path, first, last, self._drafted)
        # A location that ends a line ends on it, and not where the next piece of the file begins.
        end = max(location.end - 1, location.start)
        low, high = _lines(document, file.to_document(location.start), file.to_document(end))
        return Spot(low, high, location.path, first, last, self._drafted)


class Origins:
    """Places in a text that came of an answer, told as places in the answer where they were there already."""

    def __init__(self, answer: Answer, text: str) -> None:
        self._answer = answer
        self._changes = changes(split_lines(answer.source.text), split_lines(text))

    def spot(self, spot: Spot) -> Spot:
        """The place in the answer; what is new in the text keeps its place there, and says so."""
        first, last = line_before(self._changes, spot.line), line_before(self._changes, spot.last)
        if first is None or last is None:
            return replace(spot, drafted=True)
        for file in self._answer.files if spot.path else ():
            low, high = self._file_line(file, first), self._file_line(file, last)
            if low is not None and high is not None:
                return Spot(first, last, file.path, low, high)
        return Spot(first, last) if not spot.path else replace(spot, line=first, last=last)

    def _file_line(self, file: VirtualFile, line: int) -> int | None:
        """The line of a file that a line of the answer holds."""
        starts = self._answer.source.line_starts
        low = starts[line - 1]
        high = starts[line] if line < len(starts) else len(self._answer.source.text) + 1
        for piece in file.pieces:
            at = max(piece.start, low)
            if at < min(piece.end, high):
                return file.text.count("\n", 0, piece.virtual + at - piece.start) + 1
        return None


def _lines(source: Source, start: int, end: int) -> tuple[int, int]:
    """The first and last line of a range; the end of a line belongs to it."""
    low = min(max(start, 0), len(source.text))
    high = min(max(end - 1, low), len(source.text))
    return source.position(low).line, source.position(high).line
