"""One pass over a snapshot: what the rules find in it. Nothing is changed."""

from __future__ import annotations

import traceback
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tffix.config import LEVELS, Profile
from tffix.engine.memory import Memory
from tffix.engine.outcome import Failure
from tffix.errors import SyntaxError  # noqa: A004 - HCL's own word
from tffix.rules.diagnostics import Diagnostic, Level, Location, LoweredFix, Related, Severity
from tffix.rules.rule import Rule, RuleContext
from tffix.rules.suppressions import apply_suppressions
from tffix.syntax.configfile import ConfigFile
from tffix.syntax.fragments import parse_template
from tffix.terraform.configuration import Configuration
from tffix.terraform.files import FileKind, directory_of, kind_of
from tffix.terraform.module import Module

SYNTAX = "syntax"


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What one run is asked to do, beside the sources and the rules.

    `options` are the values of each rule's section. `named` are the rules that the user asked for by name.
    `levels` makes the fixes of a rule more careful than they say. `read_only` are paths that take part but are
    neither reported on nor written; what they lack is told where it can be written. `every_expression` has each file
    parsed to the last character, not only where a rule looks. `locked` are paths that are reported on and not
    written, with the end of a sentence that says why. `create_in` are the directories in and below which files may be
    created, None for any; `create_into` is the file that takes in the configuration which would become a new one beside
    it, where that is there.
    `known_rules` are all names that an ignore comment may use, empty where nobody says. `profile` says what kind of
    code it is.
    """

    options: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    named: frozenset[str] = frozenset()
    levels: Mapping[str, str] = field(default_factory=dict)
    read_only: frozenset[str] = frozenset()
    every_expression: bool = True
    locked: Mapping[str, str] = field(default_factory=dict)
    create_in: frozenset[str] | None = None
    create_into: str = ""
    known_rules: frozenset[str] = frozenset()
    profile: Profile = Profile.DEFAULT


@dataclass(slots=True)
class Findings:
    """What one pass found."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def check_pass(configuration: Configuration, rules: Sequence[Rule], run: RunOptions) -> Findings:
    """Every finding in the snapshot, suppressed ones left out, sorted by place."""
    steps = check_steps(configuration, rules, run)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            findings: Findings = done.value
            return findings


def check_steps(
    configuration: Configuration, rules: Sequence[Rule], run: RunOptions, memory: Memory | None = None
) -> Generator[None, None, Findings]:
    """`check_pass` in steps, one rule on one module each: who has other things to do may stop in between.

    `memory` is the one that the configuration is a revision of, if any.
    """
    found = Findings()
    broken: list[Diagnostic] = []
    for path, file in sorted(configuration.files.items()):
        if path not in run.read_only and (diagnostic := syntax_diagnostic(file, run.every_expression)) is not None:
            broken.append(_with_consequence(diagnostic, file, configuration) if rules else diagnostic)
    broken += _broken_templates(configuration, run)
    for directory in sorted(configuration.modules):
        module = configuration.modules[directory]
        for rule in rules:
            _check_module(rule, module, run, found, memory)
            yield
    if memory is not None:
        memory.end()
    reported = [d for d in found.diagnostics if d.location.path not in run.read_only]
    reported += _beside_context(found.diagnostics, reported, configuration, run)
    sources = [file.source for path, file in configuration.files.items() if path not in run.read_only]
    kept, unused = apply_suppressions(reported, sources, [rule.name for rule in rules], run.known_rules)
    # A rule that explains a syntax error better, or repairs it, speaks for the parser.
    told = {(d.location.path, d.location.start) for d in kept if d.fix is not None and d.fix.repairs_syntax}
    broken = [d for d in broken if (d.location.path, d.location.start) not in told]
    unique = dict.fromkeys((*broken, *kept, *unused))
    found.diagnostics = sorted((levelled(d, run) for d in unique), key=lambda d: d.sort_key)
    return found


def _beside_context(
    found: Sequence[Diagnostic], reported: Sequence[Diagnostic], configuration: Configuration, run: RunOptions
) -> list[Diagnostic]:
    """Findings that context files are not to blame for though they are placed there, told where they belong.

    A context file may use what the files at hand have to declare: such an error is told where its fix writes. What is
    said of the whole module is told at the first file at hand. Other findings there are nobody's business.
    """
    told = {(d.rule, d.message) for d in reported}
    moved: list[Diagnostic] = []
    for diagnostic in found:
        fix, key = diagnostic.fix, (diagnostic.rule, diagnostic.message)
        if diagnostic.location.path not in run.read_only or key in told:
            continue
        if diagnostic.location.is_whole:
            members = configuration.modules[directory_of(diagnostic.location.path)].files
            here = [file.path for file in members if file.path not in run.read_only]
            moved += [replace(diagnostic, location=Location(path, 0, 0)) for path in here[:1]]
            continue
        if diagnostic.severity is not Severity.ERROR:
            continue
        place = None if fix is None or run.read_only.intersection(fix.paths) else _place_of(fix, configuration, run)
        if place is not None:
            told.add(key)
            used = Related(diagnostic.location, "needed here")
            moved.append(replace(diagnostic, location=place, related=(used, *diagnostic.related)))
    return moved


def _place_of(fix: LoweredFix, configuration: Configuration, run: RunOptions) -> Location | None:
    """Where a fix writes first: of one that only creates files, the first file that may be written beside them."""
    if fix.edits:
        first = min(fix.edits, key=lambda edit: edit.sort_key)
        return Location(first.path, first.start, first.start)
    directories = {directory_of(path) for path, _ in fix.new_files}
    beside = [path for path in configuration.files if path not in run.read_only and directory_of(path) in directories]
    return Location(min(beside), 0, 0) if beside else None


def levelled(diagnostic: Diagnostic, run: RunOptions) -> Diagnostic:
    """The finding with its fix at the level that the configuration sets for the rule, if that is more careful."""
    fix, configured = diagnostic.fix, run.levels.get(diagnostic.rule, LEVELS[0])
    if fix is None or LEVELS.index(fix.level) >= LEVELS.index(configured):
        return diagnostic
    return replace(diagnostic, fix=replace(fix, level=Level(configured)))


def _check_module(rule: Rule, module: Module, run: RunOptions, found: Findings, memory: Memory | None) -> None:
    options = run.options.get(rule.section or rule.name, {})
    context = RuleContext(rule, module, options, is_named=rule.name in run.named, profile=run.profile)
    element: object = None
    try:
        for element in rule.target.candidates(module):
            if memory is not None:
                memory.look(element, context)
            else:
                context.look(element)
    except Exception as error:  # noqa: BLE001 - a rule may be anybody's code; the others go on
        address = getattr(element, "address", "") or module.directory or "."
        found.failures.append(crash(rule, address, error))
    found.diagnostics += context.diagnostics


def crash(rule: Rule, address: str, error: Exception) -> Failure:
    """The failure of a rule that raised."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__}: {error} (in {frame.name}, line {frame.lineno} of {frame.filename.split('/')[-1]})"
    return Failure(
        f"the rule {rule.name} failed at {address}; its findings there are incomplete", (rule.name,), detail=where
    )


def _broken_templates(configuration: Configuration, run: RunOptions) -> list[Diagnostic]:
    paths = [p for p in configuration.sources if kind_of(p) is FileKind.TEMPLATE and p not in run.read_only]
    templates = (parse_template(configuration.sources[p], p) for p in paths if run.every_expression)
    return [_not_parsed(t.source.path, t.error) for t in templates if t.error is not None]


def syntax_diagnostic(file: ConfigFile, every_expression: bool) -> Diagnostic | None:
    """The finding for a file that does not parse, None for one that does."""
    error = file.error if every_expression else file.structure_error
    if error is None:
        return None
    return _not_parsed(file.path, error)


# What a file that does not parse keeps from being said of its module, by whether its blocks are known.
_UNKNOWN_BLOCKS = "Until it parses, rules that need the whole module say nothing of its other files either."
_UNKNOWN_VALUE = "Until it parses, fixes that need the whole module are not offered."


def _with_consequence(diagnostic: Diagnostic, file: ConfigFile, configuration: Configuration) -> Diagnostic:
    """The finding for a file that does not parse, with what that means for its module."""
    module = configuration.modules.get(directory_of(file.path))
    if module is None or file not in module.files:
        return diagnostic
    sentence = _UNKNOWN_VALUE if file.structure_error is None else _UNKNOWN_BLOCKS
    if file.structure_error is not None and len(module.files) == 1:
        sentence = sentence.replace("say nothing of its other files either", "say nothing")
    return replace(diagnostic, detail=f"{diagnostic.detail} {sentence}".strip())


def _not_parsed(path: str, error: SyntaxError) -> Diagnostic:
    location = Location(path, error.start, max(error.end, error.start))
    return Diagnostic(SYNTAX, Severity.ERROR, f"{error.summary}.", location, detail=error.detail)
