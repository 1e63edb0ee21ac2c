"""Places in an answer for a person: the line of the document, and the line of the file in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tffix.responses.hunks import hunks, split_lines
from tffix.responses.model import Answer
from tffix.rules.diagnostics import Location
from tffix.source import Source


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


class LineMap:
    """Lines of a text that came of another, told as lines of that other: new ones as the line that they came behind."""

    def __init__(self, before: str, after: str) -> None:
        self._hunks = list(hunks(split_lines(before), split_lines(after)))

    def before(self, line: int) -> int:
        """The 1-based line of the text before for one of the text after."""
        shift = 0
        for i, j, k, l in self._hunks:  # noqa: E741
            if line - 1 < k:
                break
            if line - 1 < l:
                return min(i + (line - 1 - k) + 1, max(j, i + 1))
            shift = j - l
        return max(line + shift, 1)


def _lines(source: Source, start: int, end: int) -> tuple[int, int]:
    """The first and last line of a range; the end of a line belongs to it."""
    low = min(max(start, 0), len(source.text))
    high = min(max(end - 1, low), len(source.text))
    return source.position(low).line, source.position(high).line
