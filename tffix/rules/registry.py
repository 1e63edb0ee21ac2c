"""Finding rules: every package in the entry point group `tffix.codemods`, one module per rule.

A module is named as its rule with underscores for hyphens, so a rule asked for by name is imported alone.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable, Mapping
from functools import cache
from heapq import heappop, heappush
from importlib import metadata
from pathlib import Path
from types import ModuleType

from tffix.config import ALL, Option, Profile
from tffix.errors import UnknownRuleError
from tffix.rules.rule import Rule
from tffix.words import meant

GROUP = "tffix.codemods"


@cache
def rule_modules() -> Mapping[str, str]:
    """Rule name to the module that defines it, sorted by name; nothing of a package but its folders is imported."""
    found: dict[str, str] = {}
    for entry in sorted(metadata.entry_points(group=GROUP), key=lambda e: (e.value, e.name)):
        spec = importlib.util.find_spec(entry.value)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            _collect(Path(folder), entry.value, found)
    return dict(sorted(found.items()))


def _collect(folder: Path, package: str, found: dict[str, str]) -> None:
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        name = path.name.removesuffix(".py")
        if name.startswith(("_", ".")):
            continue
        if path.is_dir():
            _collect(path, f"{package}.{name}", found)
        elif path.suffix == ".py":
            found.setdefault(name.replace("_", "-"), f"{package}.{name}")


def rule_names() -> tuple[str, ...]:
    """The names of all rules, sorted."""
    return tuple(rule_modules())


def load_rule(name: str) -> Rule:
    """The rule of that name. Raises UnknownRuleError where there is none."""
    module = rule_modules().get(name)
    if module is None:
        raise UnknownRuleError(f'there is no rule "{name}"{meant(name, rule_names())}')
    return _rule_in(importlib.import_module(module), name)


@cache
def _rule_in(module: ModuleType, name: str) -> Rule:
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, Rule) and value.__dict__.get("name") == name:
            return value()
    raise UnknownRuleError(f'the module {module.__name__} defines no rule "{name}"')


def load_rules(names: Iterable[str]) -> tuple[Rule, ...]:
    """The rules of these names, in the order in which their fixes take precedence. Raises UnknownRuleError."""
    return in_order(load_rule(name) for name in dict.fromkeys(names))


def select(names: Iterable[str], profile: Profile = Profile.DEFAULT, ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules that `names` ask for, in order, without those to `ignore`. Raises UnknownRuleError.

    `all` stands for every rule but those that run by name only; the profile `strict` has these as well.
    """
    wanted = dict.fromkeys(names)
    chosen = {name: load_rule(name) for name in wanted if name != ALL}
    if ALL in wanted:
        every = (load_rule(name) for name in rule_names())
        chosen |= {r.name: r for r in every if profile is Profile.STRICT or not r.by_name_only}
    ignored = set(ignore)
    return in_order(rule for rule in chosen.values() if rule.name not in ignored)


def in_order(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Rules by name, but each behind the rules it names in `after`. Raises UnknownRuleError for a cycle."""
    by_name = {rule.name: rule for rule in sorted(rules, key=lambda r: r.name)}
    missing = {name: {a for a in rule.after if a in by_name} for name, rule in by_name.items()}
    waiting: dict[str, list[str]] = {}
    for name, others in missing.items():
        for other in others:
            waiting.setdefault(other, []).append(name)
    ready = [name for name, others in missing.items() if not others]
    ordered: dict[str, Rule] = {}
    while ready:
        name = heappop(ready)
        ordered[name] = by_name[name]
        for later in waiting.get(name, ()):
            missing[later].remove(name)
            if not missing[later]:
                heappush(ready, later)
    if len(ordered) < len(by_name):
        cycle = ", ".join(name for name in by_name if name not in ordered)
        raise UnknownRuleError(f"these rules want to come after each other: {cycle}")
    return tuple(ordered.values())


def declared_options(rules: Iterable[Rule]) -> dict[str, tuple[Option, ...]]:
    """The options of each configuration section, for `tffix.config.validate_sections`."""
    sections: dict[str, tuple[Option, ...]] = {}
    for rule in rules:
        if rule.options:
            name = rule.section or rule.name
            sections[name] = tuple(dict.fromkeys((*sections.get(name, ()), *rule.options)))
    return sections
