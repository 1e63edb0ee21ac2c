"""Which source and version constraint an undeclared provider gets, and what that may change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tffix.rules import Level
from tffix.syntax import Block
from tffix.syntax.literals import quote, string_value
from tffix.terraform import Module

from ._provider_entries import Entry, entries_of, required_blocks
from ._provider_home import LOCK_FILE
from ._provider_sources import Known, known_provider
from ._provider_uses import configured_providers

# The constraint for a provider of which no version is known.
_ANY = ">= 0.1"


@dataclass(frozen=True, slots=True)
class Choice:
    """What to declare a provider as, and how sure it is that nothing else changes."""

    source: str
    version: str
    level: Level
    fails_undeclared: bool

    @property
    def fields(self) -> dict[str, str]:
        """The settings of the entry."""
        fields = {"source": self.source, "version": self.version}
        return {name: quote(value) for name, value in fields.items() if value}


class Chooser:
    """Choices for one module; `versions` and `sources` are what the user configured."""

    def __init__(self, module: Module, versions: Mapping[str, str], sources: Mapping[str, str]) -> None:
        self.module = module
        self.versions = versions
        self.sources = sources

    def choice(self, name: str, block: Block | None = None) -> Choice | None:
        """What to declare `name` as, in `block` if there is one; None for a provider that nobody knows."""
        known = self._known(name)
        if known is None:
            return None
        if name in self.versions:
            return Choice(known.source, self.versions[name], Level.UNSAFE, known.fails_undeclared)
        shared = self._shared_version(name, known.source)
        if shared is not None:
            level = Level.SAFE if self._keeps_source(name, known) else Level.UNSAFE
            return Choice(known.source, shared, level, known.fails_undeclared)
        version = known.version
        if self._has_lower_bounds(block):
            version = version.replace("~>", ">=")
        neutral = known.is_inferred and not (known.is_open and self._is_chosen_elsewhere(name))
        level = Level.SAFE if neutral or known.fails_undeclared else Level.UNSAFE
        return Choice(known.source, version, level, known.fails_undeclared)

    def _known(self, name: str) -> Known | None:
        """What is known of a provider: from the options, the table, or another module of the configuration."""
        known = known_provider(name)
        if name in self.sources:
            source = self.sources[name]
            if known is None or known.source != source:
                return Known(source, self.versions.get(name, _ANY), is_inferred=source == f"hashicorp/{name}")
        if known is not None:
            return known
        entries = [entry for entry in self._entries_elsewhere(name) if entry.source is not None]
        written = entries[0].field_text("source") if len({entry.source for entry in entries}) == 1 else None
        if written is None:
            return None
        return Known(written, entries[0].field_text("version") or _ANY, is_inferred=False)

    def _keeps_source(self, name: str, known: Known) -> bool:
        return known.is_inferred or (known.fails_undeclared and name not in self.sources)

    def _shared_version(self, name: str, source: str) -> str | None:
        """The constraint that the configuration has for the provider already: one more of it changes nothing."""
        for provider in self.module.providers:
            if provider.label == name and (text := string_value(provider["version"])):
                return text
        for entry in self._entries_elsewhere(name):
            if (entry.source or f"hashicorp/{name}") == source.lower() and (text := entry.field_text("version")):
                return text
        return None

    def _entries_elsewhere(self, name: str) -> Iterator[Entry]:
        """The entries of that name in the other modules, callers first."""
        configuration = self.module.configuration
        callers = [call.module.directory for call in configuration.callers(self.module)]
        for directory in dict.fromkeys((*callers, *configuration.modules)):
            module = configuration.modules[directory]
            if module is not self.module:
                for block in required_blocks(module):
                    yield from (entry for entry in entries_of(block) if entry.name == name)

    def _has_lower_bounds(self, block: Block | None) -> bool:
        """Whether lower bounds are the style: in modules that others call, and among entries that all have them."""
        if self.module.configuration.callers(self.module):
            return True
        versions = [entry.version for entry in entries_of(block)] if block is not None else []
        written = [version for version in versions if version]
        return bool(written) and all(version.startswith(">") for version in written)

    def _is_chosen_elsewhere(self, name: str) -> bool:
        """Whether something that is not read takes part in the choice of the version."""
        modules = self.module.configuration.modules.values()
        if any(module.file_exists(LOCK_FILE) is True or module.json_required_providers for module in modules):
            return True
        if any(call.local_source is None for module in modules for call in module.modules):
            return True
        roots = [module for module in modules if not module.configuration.callers(module)]
        # A root that neither configures the provider nor has a `terraform` block does so in a file not shown.
        return any(not module.terraform_blocks and name not in configured_providers(module) for module in roots)
