"""Which fixes of one pass go in together: claims, conflicts, and the order in which they are settled."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from tffix.edits.splice import TextEdit
from tffix.rules.diagnostics import Diagnostic


@dataclass(slots=True)
class Plan:
    """The edits of a pass: fixes are taken in whole, or put off to the next pass."""

    edits: dict[str, list[TextEdit]] = field(default_factory=dict)
    new_files: dict[str, str] = field(default_factory=dict)
    taken: list[Diagnostic] = field(default_factory=list)
    put_off: list[Diagnostic] = field(default_factory=list)
    _known: set[TextEdit] = field(default_factory=set)
    _ranges: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    _keys: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)
    _bare_insertions: set[tuple[str, int]] = field(default_factory=set)
    _copied: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def add(self, diagnostic: Diagnostic) -> bool:
        """Take in the fix of a diagnostic if it agrees with what is already in; say whether it was."""
        fix = diagnostic.fix
        assert fix is not None
        new = [edit for edit in fix.edits if edit not in self._known]
        if (
            any(self._conflicts(edit) for edit in new)
            or any(self.new_files.get(path, text) != text for path, text in fix.new_files)
            or any(_changes((edit.start, edit.end), one) for edit in new for one in self._copied.get(edit.path, ()))
            or any(_changes(one, (start, end)) for path, start, end in fix.copied for one in self._ranges.get(path, ()))
        ):
            self.put_off.append(diagnostic)
            return False
        for edit in new:
            self._known.add(edit)
            self.edits.setdefault(edit.path, []).append(edit)
            insort(self._ranges.setdefault(edit.path, []), (edit.start, edit.end))
            if edit.key:
                self._keys.add((edit.path, edit.key))
            elif edit.start == edit.end:
                self._bare_insertions.add((edit.path, edit.start))
        for path, start, end in fix.copied:
            self._copied.setdefault(path, []).append((start, end))
        self.new_files.update(fix.new_files)
        self.taken.append(diagnostic)
        return True

    def _conflicts(self, edit: TextEdit) -> bool:
        if edit.key and (edit.path, edit.key) in self._keys:
            return True
        ranges = self._ranges.get(edit.path, [])
        own = (edit.start, edit.end)
        # Accepted edits are disjoint, so only those that begin in the range, and the one before, can be in the way.
        first = max(bisect_left(ranges, (edit.start, edit.start)) - 1, 0)
        return any(self._meet(edit, own, other) for other in ranges[first : bisect_right(ranges, (edit.end, edit.end))])

    def _meet(self, edit: TextEdit, own: tuple[int, int], other: tuple[int, int]) -> bool:
        """Whether an edit wants what the accepted edit of the range `other` has."""
        if own == other:
            # Two insertions at one place commute if both have a key (and that differs).
            return own[0] < own[1] or not edit.key or (edit.path, edit.start) in self._bare_insertions
        inside = own[0] < other[0] == other[1] < own[1] or other[0] < own[0] == own[1] < other[1]
        return inside or max(own[0], other[0]) < min(own[1], other[1])


def _changes(edit: tuple[int, int], copied: tuple[int, int]) -> bool:
    """Whether an edit changes a stretch that another fix copies: not by what it inserts before or behind it."""
    return max(edit[0], copied[0]) < min(edit[1], copied[1]) or copied[0] < edit[0] == edit[1] < copied[1]


def plan(diagnostics: Sequence[Diagnostic]) -> Plan:
    """The plan for the diagnostics of a pass, all with a fix that may be written, in order of precedence."""
    result = Plan()
    for diagnostic in diagnostics:
        result.add(diagnostic)
    return result
