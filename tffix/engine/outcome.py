"""What one run of the engine gives back. Plain values that pickle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tffix.rules.diagnostics import Diagnostic

_NEW_CODE = "It is about code that a fix would add here."


@dataclass(frozen=True, slots=True)
class Applied:
    """A finding whose fix was written. The diagnostic's location is in the text *before* the first pass.

    The edits of its fix count in what the pass saw. `in_new_code` says that an earlier pass wrote what it is about.
    """

    diagnostic: Diagnostic
    pass_number: int
    in_new_code: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """A finding whose fix was not written, and why, in one sentence. The location is in the text *after*."""

    diagnostic: Diagnostic
    reason: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that went wrong on our side or in the file: a rule that crashed, a run that did not converge.

    `rules` names the rules concerned, `path`/`start` a place in the text before (path may be empty).
    """

    message: str
    rules: tuple[str, ...] = ()
    path: str = ""
    start: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reshaped:
    """The text of an answer whose form was changed, not only the files in it."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of `fix_configuration` or `check_configuration`.

    `before` and `after` map paths to texts (`after` also holds created files, and lacks removed ones).
    `diagnostics` are the findings that remain in `after`, sorted; findings with a fix that the level did not
    admit are among them. `applied` are those that were repaired, `skipped` says of some of `diagnostics` why
    their fix was not written. `failures` empty means nothing went wrong.
    """

    before: Mapping[str, str]
    after: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...] = ()
    applied: tuple[Applied, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    failures: tuple[Failure, ...] = ()
    passes: int = 0
    unwritten: tuple[Diagnostic, ...] = ()
    """`diagnostics`, one for one, with their places (and the edits of their fixes) in `before`."""
    in_new_code: frozenset[Diagnostic] = frozenset()
    """Those of `diagnostics` that are about code which the run itself wrote."""
    stages: tuple[Mapping[str, str], ...] = ()
    """The texts that each pass saw."""
    document: Reshaped | None = None
    """The answer that the files come from, where that is not just its old text with the files replaced."""

    @property
    def changed(self) -> tuple[str, ...]:
        """Paths whose text differs between before and after, created ones included, sorted."""
        paths = {p for p in self.before.keys() | self.after.keys() if self.before.get(p) != self.after.get(p)}
        if self.document is not None and self.document.before != self.document.after:
            paths.add(self.document.path)
        return tuple(sorted(paths))

    @property
    def as_shown_before(self) -> Outcome:
        """The same outcome for a run that writes nothing: every finding has its place in the files as they are."""
        if len(self.unwritten) != len(self.diagnostics):
            return self
        places = {}
        for diagnostic, placed in zip(self.diagnostics, self.unwritten, strict=True):
            if diagnostic in self.in_new_code:
                placed = replace(placed, detail=" ".join(filter(None, (placed.detail, _NEW_CODE))))
            places[diagnostic] = placed
        skipped = tuple(replace(skip, diagnostic=places.get(skip.diagnostic, skip.diagnostic)) for skip in self.skipped)
        return replace(self, diagnostics=tuple(places[one] for one in self.diagnostics), skipped=skipped)
