"""Running golden cases (see `cases` for what lies on disk, `checks` for what every case is held to)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tffix.config import ALL, Profile, validate_sections
from tffix.engine.check import RunOptions
from tffix.engine.fix import fix_configuration
from tffix.engine.outcome import Applied, Outcome
from tffix.errors import TffixError
from tffix.output.diff import unified_diff
from tffix.responses import Contract, fix_document, read_contract
from tffix.rules.diagnostics import Level
from tffix.rules.registry import declared_options, in_order, load_rule, rule_names
from tffix.rules.rule import Rule
from tffix.source import Source
from tffix.testing.cases import DOCUMENT, Case
from tffix.testing.report import report

#: Finds a rule by its name; a package whose rules are not installed brings its own.
Load = Callable[[str], Rule]

UPDATE = False
"""Whether `check_case` rewrites what it would compare with (`pytest --update-golden`)."""


@dataclass(frozen=True, slots=True)
class CaseRun:
    """What a case asks the engine to do."""

    rules: tuple[Rule, ...]
    options: RunOptions
    other_files: frozenset[str] = frozenset()
    contract: Contract | None = None
    """For a case about a document: what its prompt demands."""

    def fix(self, sources: Mapping[str, str]) -> Outcome:
        """Fix texts the way the case wants it: everything but what only a person can decide."""
        if self.contract is not None:
            return self._document(sources[DOCUMENT], self.contract)
        return fix_configuration(sources, self.rules, Level.UNSAFE, self.options, other_files=self.other_files)

    def _document(self, text: str, contract: Contract) -> Outcome:
        done = fix_document(Source(DOCUMENT, text), self.rules, Level.UNSAFE, contract, self.options)
        applied = tuple(Applied(diagnostic, number) for diagnostic, number in done.applied)
        before, after = {DOCUMENT: done.before}, {DOCUMENT: done.after}
        return Outcome(before, after, done.diagnostics, applied, failures=done.failures, passes=done.passes)


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What came of a case. `problems` are sentences; none means that the case holds.

    `after` are all files that are there afterwards, those the engine does not read included.
    """

    case: Case
    outcome: Outcome
    after: Mapping[str, str]
    diff: str
    report: str
    problems: tuple[str, ...] = ()
    unreadable: int = 0
    """Changed files that the second parser could not read even before."""


def run_of(case: Case, load: Load = load_rule, *, every_rule: bool = False) -> CaseRun:
    """The run that a case asks for, or (`every_rule`) the same with all rules together."""
    rules, named = _rules(case, load, every_rule)
    ignored = set(case.config.ignore)
    rules = tuple(rule for rule in rules if rule.name not in ignored)
    declared = declared_options({rule.name: rule for rule in (*rules, *_rules(case, load, False)[0])}.values())
    profile = case.config.profile or Profile.DEFAULT
    sections = validate_sections(case.config, declared, profile)
    options = RunOptions(sections, named, case.config.levels, profile=profile)
    contract = read_contract(case.prompt) if case.is_document else None
    return CaseRun(rules, options, frozenset(case.other_files), contract)


def run_case(case: Case, load: Load = load_rule, *, together: bool = True) -> CaseResult:
    """Run a case and hold it to everything that a case is held to. Nothing on disk is read or written.

    Without `together` it is not run with all rules at once, which takes most of the time.
    """
    from tffix.testing.checks import problems

    run = run_of(case, load)
    outcome = run.fix(case.sources)
    others = {path: data.decode("utf-8", "surrogateescape") for path, data in case.other_files.items()}
    before, after = {**others, **case.sources}, {**others, **outcome.after}
    result = CaseResult(case, outcome, after, unified_diff(before, after), report(outcome))
    every = run_of(case, load, every_rule=True) if together else None
    found, unreadable = problems(result, run, every)
    return CaseResult(case, outcome, after, result.diff, result.report, tuple(found), unreadable)


def check_case(case: Case, load: Load = load_rule, *, together: bool = True) -> CaseResult:
    """Run a case and raise AssertionError with all that is wrong; with `--update-golden`, record it first.

    `together` as in `run_case`.
    """
    __tracebackhide__ = True
    if UPDATE:
        from tffix.testing.record import record_case

        result = record_case(case, load)
    else:
        result = run_case(case, load, together=together)
    if result.problems:
        raise AssertionError(f"{case}:\n" + "\n".join(result.problems))
    return result


def _rules(case: Case, load: Load, every_rule: bool) -> tuple[tuple[Rule, ...], frozenset[str]]:
    """The rules of a run, in order, and those of them that count as asked for by name."""
    wanted = case.config.rules
    if wanted is None:
        own: tuple[Rule, ...] = () if case.rule.startswith("_") else (load(case.rule),)
        named: frozenset[str] = frozenset()
    else:
        named = frozenset(wanted) - {ALL}
        own = tuple(load(name) for name in sorted(named))
    profile = case.config.profile or Profile.DEFAULT
    together = every_rule or ALL in (wanted or ())
    everything = {rule.name: rule for rule in (*(every_installed_rule(profile) if together else ()), *own)}
    return in_order(everything.values()), frozenset() if every_rule else named


@lru_cache(maxsize=3)
def every_installed_rule(profile: Profile = Profile.DEFAULT) -> tuple[Rule, ...]:
    """Every registered rule that `all` means and that can be loaded; one that cannot is another test's business."""
    rules = []
    for name in rule_names():
        try:
            rule = load_rule(name)
        except (TffixError, ImportError, NameError, TypeError, ValueError, AttributeError, SyntaxError):
            continue
        if profile is Profile.STRICT or not rule.by_name_only:
            rules.append(rule)
    return tuple(rules)
