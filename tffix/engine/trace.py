"""Places of later passes, told in terms of the text that the user has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tffix.edits.splice import TextEdit
from tffix.rules.diagnostics import Diagnostic, Location, LoweredFix


@dataclass(slots=True)
class Trace:
    """The edits made so far, stage by stage, per file."""

    _stages: dict[str, list[tuple[int, Sequence[TextEdit]]]] = field(default_factory=dict)

    def add(self, number: int, path: str, stages: Sequence[Sequence[TextEdit]]) -> None:
        """Record what the pass `number` did to a file, in order."""
        self._stages.setdefault(path, []).extend((number, stage) for stage in stages)

    def to_original(self, diagnostic: Diagnostic, number: int) -> Diagnostic:
        """A finding of the pass `number` with its locations in the text before the first pass."""
        if number == 1:
            return diagnostic
        related = tuple(replace(r, location=self._location(r.location, number)) for r in diagnostic.related)
        return replace(diagnostic, location=self._location(diagnostic.location, number), related=related)

    def edits_to_original(self, fix: LoweredFix, number: int) -> LoweredFix:
        """A fix of the pass `number` with its edits where they would be in the text before: to be shown, not made."""
        edits = []
        for edit in fix.edits:
            place = self._location(Location(edit.path, edit.start, edit.end), number)
            edits.append(replace(edit, start=place.start, end=place.end))
        return replace(fix, edits=tuple(edits))

    def inserted(self, location: Location, number: int) -> str | None:
        """The code inserted before the pass `number` that holds all of a place; None where there was something."""
        start, end = location.start, location.end
        for made_in, edits in reversed(self._stages.get(location.path, [])):
            if made_in < number:
                if (edit := _around(start, end, edits)) is not None and edit.start == edit.end:
                    return edit.text
                start, end = _back(start, edits), _back(end, edits)
        return None

    def _location(self, location: Location, number: int) -> Location:
        start, end = location.start, location.end
        for made_in, edits in reversed(self._stages.get(location.path, [])):
            if made_in < number:
                start, end = _back(start, edits), _back(end, edits)
        return Location(location.path, start, max(start, end))


def _around(start: int, end: int, edits: Sequence[TextEdit]) -> TextEdit | None:
    """The edit that wrote all of an interval of the spliced text."""
    shift = 0
    for edit in sorted(edits, key=lambda e: e.sort_key):
        at = edit.start + shift
        if start < at:
            break
        if end <= at + len(edit.text):
            return edit
        shift += len(edit.text) - (edit.end - edit.start)
    return None


def _back(offset: int, edits: Sequence[TextEdit]) -> int:
    """Where an offset of the spliced text was before; inside new text, where the edit began."""
    shift = 0
    for edit in sorted(edits, key=lambda e: e.sort_key):
        start = edit.start + shift
        if offset < start:
            break
        if offset < start + len(edit.text):
            return min(edit.start + (offset - start), edit.end)
        shift += len(edit.text) - (edit.end - edit.start)
    return offset - shift
