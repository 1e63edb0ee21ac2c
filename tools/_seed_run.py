"""The five seed answers through tffix: what `seed_acceptance` holds its assertions against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from _seed_reading import View

from tffix.config import ALL, Config, Profile, Table, validate_sections
from tffix.engine.check import RunOptions
from tffix.engine.fix import check_configuration, fix_configuration
from tffix.errors import ConfigError
from tffix.responses import Answer, Contract, check_document, extract, read_contract
from tffix.responses.draft import Draft, Instructions, draft
from tffix.rules import Level, Rule, registry
from tffix.rules.diagnostics import Diagnostic
from tffix.source import Source

#: What the prompts of the seeds say is there already.
CONTEXT = {"provider.tf": 'provider "aws" {\n  region = var.aws_region\n}\n'}

Settings = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True)
class Found:
    """A finding of a rule, with its line in the document; 0 where it is in no file of the answer."""

    rule: str
    address: str
    line: int
    message: str


@dataclass(frozen=True)
class Run:
    """One answer before and after all rules."""

    before: View
    after: View
    seen: tuple[Found, ...]
    left: tuple[Found, ...]
    applied: tuple[Found, ...]

    def by(self, rules: Iterable[str]) -> tuple[Found, ...]:
        """What these rules find in the answer and in what was made of it, and what they repaired."""
        named = set(rules)
        return tuple(one for one in (*self.seen, *self.left, *self.applied) if one.rule in named)


@dataclass(frozen=True)
class Case:
    """An answer that assertions are about; `settings` are what they need configured."""

    source: Source
    prompt: str = ""
    settings: Settings = field(default_factory=dict)

    @cached_property
    def answer(self) -> Answer:
        """The files in the document."""
        return extract(self.source)

    @cached_property
    def contract(self) -> Contract:
        """What the prompt demands of the form."""
        return read_contract(self.prompt)

    @cached_property
    def plain(self) -> Run:
        """Without any configuration."""
        return self._run({})

    @cached_property
    def configured(self) -> Run:
        """With the settings."""
        return self._run(self.settings)

    @cached_property
    def document(self) -> tuple[Found, ...]:
        """What the rules about documents find in it, by its prompt."""
        return self._document(self.contract, {})

    @cached_property
    def demanded(self) -> tuple[Found, ...]:
        """What the rules about documents find in it, by the settings."""
        return self._document(None, self.settings)

    def _document(self, contract: Contract | None, settings: Settings) -> tuple[Found, ...]:
        outcome = check_document(self.source, _rules(settings), contract, _options(settings))
        return tuple(Found(d.rule, d.address, self._line(d.location.start), d.message) for d in outcome.diagnostics)

    @cached_property
    def draft(self) -> Draft:
        """The corrected document."""
        return self._draft({})

    @cached_property
    def configured_draft(self) -> Draft:
        """The corrected document, with the settings."""
        return self._draft(self.settings)

    def _draft(self, settings: Settings) -> Draft:
        return draft(self.source, Instructions(_rules(settings), _options(settings), context=CONTEXT), self.contract)

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """The settings that no rule declares, or that are refused."""
        return tuple(reason for _, reason in _accepted(self.settings) if reason)

    def _run(self, settings: Settings) -> Run:
        files = {file.path: file.text for file in self.answer.files} | CONTEXT
        run, nothing_else = _options(settings), {"": frozenset[str]()}
        rules = _rules(settings)
        checked = check_configuration(files, rules, run, other_files=nothing_else)
        fixed = fix_configuration(files, rules, Level.UNSAFE, run, other_files=nothing_else)
        if fixed.failures:
            raise RuntimeError(f"{self.source.path}: {fixed.failures[0].message}")
        return Run(
            View(files),
            View(fixed.after),
            tuple(map(self._found, checked.diagnostics)),
            tuple(map(self._found, fixed.unwritten)),
            tuple(self._found(one.diagnostic) for one in fixed.applied),
        )

    def _found(self, diagnostic: Diagnostic) -> Found:
        file = self.answer.file(diagnostic.location.path)
        line = 0 if file is None else self._line(file.to_document(diagnostic.location.start))
        return Found(diagnostic.rule, diagnostic.address, line, diagnostic.message)

    def _line(self, offset: int) -> int:
        return self.source.position(offset).line


def read_case(corpus: Path, task: str, settings: Settings, lines: int | None = None) -> Case:
    """The answer of a task, or only its first `lines`."""
    directory = corpus / task
    source = Source.from_bytes(task, (directory / "MODEL_RESPONSE.md").read_bytes())
    if lines is not None:
        source = Source(task, "".join(source.text.splitlines(keepends=True)[:lines]))
    return Case(source, (directory / "PROMPT.md").read_text("utf-8", "replace"), settings)


def _rules(settings: Settings) -> tuple[Rule, ...]:
    """All rules, with those that run by name only where something is set for them."""
    named = [name for name in settings if name in registry.rule_names()]
    return registry.select((ALL, *named), Profile.ANSWER)


def _options(settings: Settings) -> RunOptions:
    kept: dict[str, dict[str, object]] = {}
    for (section, name), reason in _accepted(settings):
        if not reason:
            kept.setdefault(section, {})[name] = settings[section][name]
    options = validate_sections(_config(kept), registry.declared_options(_rules(settings)), Profile.ANSWER)
    return RunOptions(options, read_only=frozenset(CONTEXT), profile=Profile.ANSWER)


def _accepted(settings: Settings) -> Iterable[tuple[tuple[str, str], str]]:
    """Each setting, with the reason why it cannot be made."""
    declared = registry.declared_options(_rules(settings))
    for section, table in settings.items():
        for name, value in table.items():
            try:
                validate_sections(_config({section: {name: value}}), declared, Profile.ANSWER)
            except ConfigError as error:
                yield (section, name), str(error)
            else:
                yield (section, name), ""


def _config(settings: Settings) -> Config:
    tables = {section: Table({name: _frozen(v) for name, v in table.items()}) for section, table in settings.items()}
    return Config(sections=Table(tables))


def _frozen(value: object) -> object:
    if isinstance(value, list):
        return tuple(value)
    return Table(value) if isinstance(value, dict) else value
