"""The loop: check, plan, splice, until a pass finds nothing more to write. A pure function of its arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tffix.config import LEVELS
from tffix.edits.layout import tidy
from tffix.edits.splice import TextEdit, splice
from tffix.engine.check import Findings, RunOptions, check_pass
from tffix.engine.gather import gathered
from tffix.engine.outcome import Applied, Failure, Outcome, Skipped
from tffix.engine.plan import Plan, plan
from tffix.engine.trace import Trace
from tffix.rules.diagnostics import Diagnostic, Level, Location, LoweredFix
from tffix.rules.rule import Rule
from tffix.syntax import ConfigFile, parse
from tffix.terraform.configuration import Configuration
from tffix.terraform.files import FileKind, kind_of
from tffix.terraform.paths import OtherFiles, file_exists, relative_to

MAX_PASSES = 10
# What is no configuration but may be part of one: the texts that `templatefile` reads.
_TEXTS = frozenset({FileKind.TEMPLATE, FileKind.OTHER})


def check_configuration(
    sources: Mapping[str, str],
    rules: Sequence[Rule],
    run: RunOptions | None = None,
    *,
    other_files: OtherFiles | None = frozenset(),
) -> Outcome:
    """What the rules find in a configuration; nothing is written.

    `sources` maps paths (posix, relative to one root) to texts, `other_files` says which other files exist
    (see `Configuration`). `rules` are in order of precedence (`registry.load_rules`).
    """
    run = run or RunOptions()
    configuration = Configuration(sources, other_files)
    found = check_pass(configuration, rules, run)
    return Outcome(dict(sources), dict(sources), tuple(found.diagnostics), failures=tuple(found.failures), passes=1)


def fix_configuration(
    sources: Mapping[str, str],
    rules: Sequence[Rule],
    level: Level,
    run: RunOptions | None = None,
    *,
    other_files: OtherFiles | None = frozenset(),
) -> Outcome:
    """Check and fix a configuration until nothing more is to be written.

    Fixes up to `level` are written (`manual` ones never). A configuration that does not settle within ten passes, or
    that would not parse any more, comes back exactly as it was, with a failure that names the rules.
    """
    return _Run(sources, rules, level, run or RunOptions(), other_files).outcome()


def write_fix(configuration: Configuration, fix: LoweredFix) -> Mapping[str, str]:
    """The new texts of all files that one fix changes or creates, laid out as `fix_configuration` would."""
    edits: dict[str, list[TextEdit]] = {}
    for edit in fix.edits:
        edits.setdefault(edit.path, []).append(edit)
    changed = {path: tidy(configuration.files[path], own).text for path, own in sorted(edits.items())}
    return {**changed, **dict(fix.new_files)}


class _Run:
    """The state of one call: the current texts, what was written so far."""

    def __init__(
        self,
        sources: Mapping[str, str],
        rules: Sequence[Rule],
        level: Level,
        run: RunOptions,
        other_files: OtherFiles | None,
    ) -> None:
        self.before = dict(sources)
        self.texts = dict(sources)
        self.rules = rules
        self.rank = {rule.name: index for index, rule in enumerate(rules)}
        self.last = frozenset(rule.name for rule in rules if rule.comes_last)
        self.level = level
        self.run = run
        self.other_files = other_files
        self.applied: list[Applied] = []
        self.failures: dict[Failure, None] = {}
        self.trace = Trace()
        self.stages: list[Mapping[str, str]] = [self.texts]

    def outcome(self) -> Outcome:
        configuration = Configuration(self.texts, self.other_files)
        for number in range(1, MAX_PASSES + 1):
            found = check_pass(configuration, self.rules, self.run)
            if self.run.create_into in self.texts:
                found.diagnostics = [gathered(d, self.texts, self.run.create_into) for d in found.diagnostics]
            self.failures.update(dict.fromkeys(found.failures))
            skipped = self._refusals(configuration, found)
            refused = {skip.diagnostic for skip in skipped}
            wanted = [d for d in found.diagnostics if self._admits(d) and d not in refused]
            wanted = [d for d in wanted if d.rule not in self.last] or wanted
            planned = plan(sorted(wanted, key=self._precedence))
            if not planned.taken:
                return self._result(found, skipped, number)
            broken = self._write(configuration, planned, number)
            if broken:
                return self._untouched(found, number, broken, "would leave a file that Terraform cannot parse")
            configuration = Configuration(self.texts, self.other_files, previous=configuration)
            if self.texts in self.stages:
                break
            self.stages.append(self.texts)
        rules = sorted({d.rule for d in planned.taken})
        return self._untouched(found, number, rules, "did not come to an end: each pass changed the code again")

    def _precedence(self, diagnostic: Diagnostic) -> tuple[int, tuple[str, int, int, str, str]]:
        return (self.rank.get(diagnostic.rule, 0), diagnostic.sort_key)

    def _admits(self, diagnostic: Diagnostic) -> bool:
        fix = diagnostic.fix
        return fix is not None and LEVELS.index(fix.level) <= LEVELS.index(self.level)

    def _refusals(self, configuration: Configuration, found: Findings) -> list[Skipped]:
        """Admitted fixes that cannot be written, each with the reason."""
        refusals = []
        for diagnostic in found.diagnostics:
            if not self._admits(diagnostic):
                continue
            assert diagnostic.fix is not None
            repairs = diagnostic.fix.repairs_syntax
            reasons = (self._why_not(configuration, edit, repairs=repairs) for edit in diagnostic.fix.edits)
            created = (self._why_not_created(configuration, path) for path, _ in diagnostic.fix.new_files)
            if reason := next(filter(None, (*reasons, *created)), ""):
                refusals.append(Skipped(diagnostic, reason))
        return refusals

    def _why_not_created(self, configuration: Configuration, path: str) -> str:
        if path in self.texts or file_exists(configuration, "", path) is True:
            return f"{path} exists already"
        allowed = self.run.create_in
        if allowed is not None and all(relative_to(path, directory) is None for directory in allowed):
            return f"{path} would have to be created"
        return ""

    def _why_not(self, configuration: Configuration, edit: TextEdit, *, repairs: bool) -> str:
        file, text = configuration.files.get(edit.path), self.texts.get(edit.path)
        if text is None or (file is None and kind_of(edit.path) not in _TEXTS):
            return f"{edit.path} is no file that can be rewritten"
        if edit.path in self.run.read_only:
            return f"{edit.path} is read for context only"
        if edit.path in self.run.locked:
            return f"{edit.path} {self.run.locked[edit.path]}"
        if file is not None and file.error is not None and not repairs:
            return f"{edit.path} does not parse"
        if "\0" in text:
            return f"{edit.path} holds a NUL character"
        return ""

    def _write(self, configuration: Configuration, planned: Plan, number: int) -> list[str]:
        """Make the edits of a pass; the names of the rules whose edits broke a file, none if all went well."""
        texts = dict(self.texts)
        for path, edits in sorted(planned.edits.items()):
            if path not in configuration.files:
                texts[path] = splice(self.texts[path], edits)
                self.trace.add(number, path, (edits,))
                continue
            stages = tidy(configuration.files[path], edits)
            texts[path] = stages.text
            self.trace.add(number, path, stages.edits)
            if _is_worse(configuration.files[path], parse(stages.source)):
                return _writers(planned, path, configuration.files[path].text)
        texts.update(planned.new_files)
        for path, text in sorted(planned.new_files.items()):
            if kind_of(path) is FileKind.CONFIG and parse(text, path).error is not None:
                return _writers(planned, path)
        self.texts = texts
        for diagnostic in planned.taken:
            placed = self.trace.to_original(diagnostic, number)
            self.applied.append(Applied(placed, number, self._is_new(diagnostic.location, number)))
        return []

    def _result(self, found: Findings, skipped: list[Skipped], passes: int) -> Outcome:
        applied = sorted(self.applied, key=lambda a: (a.diagnostic.sort_key, a.pass_number))
        return Outcome(
            self.before,
            self.texts,
            tuple(found.diagnostics),
            tuple(applied),
            tuple(skipped),
            tuple(self.failures),
            passes,
            tuple(self._before_all(diagnostic) for diagnostic in found.diagnostics),
            frozenset(d for d in found.diagnostics if self._is_new(d.location, MAX_PASSES + 1)),
            tuple(self.stages),
        )

    def _is_new(self, location: Location, number: int) -> bool:
        """Whether a place of the pass `number` lies in code that an earlier pass wrote, and did not only move."""
        was_there = location.path in self.before
        code = self.trace.inserted(location, number) if was_there else self.texts.get(location.path)
        if code is None:
            return False
        first = next((line.strip() for line in code.split("\n") if line.strip()), "")
        return not any(first == line.strip() for text in self.before.values() for line in text.split("\n"))

    def _before_all(self, diagnostic: Diagnostic) -> Diagnostic:
        """A finding of the last pass with everything in it in terms of the text that the user has."""
        placed = self.trace.to_original(diagnostic, MAX_PASSES + 1)
        if diagnostic.fix is None:
            return placed
        fix = self.trace.edits_to_original(diagnostic.fix, MAX_PASSES + 1)
        pairs = zip(diagnostic.fix.edits, fix.edits, strict=True)
        if any(_text_of(self.before, old) != _text_of(self.texts, new) for new, old in pairs):
            # It would change what an earlier pass wrote: there is nothing of it in the text before to be shown.
            fix = replace(fix, edits=(), new_files=())
        return replace(placed, fix=fix)

    def _untouched(self, found: Findings, passes: int, rules: list[str], what: str) -> Outcome:
        names = ", ".join(rules)
        failure = Failure(f"nothing was changed: fixing with {names} {what}", tuple(rules))
        first = check_pass(Configuration(self.before, self.other_files), self.rules, self.run)
        return Outcome(
            self.before,
            dict(self.before),
            tuple(first.diagnostics),
            failures=(*self.failures, failure),
            passes=passes,
        )


def _text_of(texts: Mapping[str, str], edit: TextEdit) -> str:
    return texts.get(edit.path, "")[edit.start : edit.end]


def _is_worse(before: ConfigFile, after: ConfigFile) -> bool:
    """Whether a file parses less far than before. Of a file that does not parse, the first error has to come later."""
    if after.error is None:
        return False
    return before.error is None or after.error.start <= before.error.start


def _writers(planned: Plan, path: str, before: str = "") -> list[str]:
    """The names of the rules that broke a file: those whose fix alone would, else all that write to it."""
    writers = [d for d in planned.taken if d.fix is not None and path in d.fix.paths]
    alone = [
        d
        for d in writers
        if d.fix and parse(splice(before, [e for e in d.fix.edits if e.path == path])).error is not None
    ]
    return sorted({d.rule for d in (before and alone) or writers})
