"""`tffix init`: a settings file with every option commented out, and values that the module proposes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tffix.cli.configfile import NAME
from tffix.cli.files import reason, shown_path
from tffix.config import ALL, Option, Profile
from tffix.errors import ConfigError, FileError
from tffix.output.cells import wrap
from tffix.rules import registry
from tffix.terraform import Configuration, Module
from tffix.terraform.configuration import local_sources
from tffix.terraform.files import FileKind, join_path, kind_of

_WIDTH = 110
_HEAD = f"""\
# Settings of tffix. What is commented out is as if it were not there: the values shown are the defaults, or what the
# module proposes. `tffix explain RULE` has the documentation of a rule.

# Rules that run where --rule names none, and rules that never run.
# rules = ["{ALL}"]
# ignore = []

# Paths that are left alone, as in a .gitignore.
# exclude = []

# What kind of code this is: {", ".join(f'"{profile}"' for profile in Profile)}.
# profile = "{Profile.DEFAULT}"

# [levels]
# RULE = "manual"
"""


def write_settings(directory: str, *, force: bool) -> str:
    """Write the settings file of a directory; gives its path as shown.

    Raises ConfigError where there is one already (without `force`), FileError where it cannot be written.
    """
    folder = Path(directory)
    path = folder / NAME
    shown = shown_path(str(path.absolute()), str(Path.cwd()))
    try:
        if not folder.is_dir():
            raise ConfigError(f"{directory} is not a directory")
        text = settings(_module(folder))
        with path.open("w" if force else "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise ConfigError(f"{shown} exists already: --force writes it anew") from None
    except OSError as error:
        raise FileError(f"{shown} cannot be written: {reason(error)}") from None
    return shown


def settings(module: Module | None) -> str:
    """The text of a settings file for a module (None: nothing is known of one)."""
    rules = registry.load_rules(registry.rule_names())
    lines = [_HEAD]
    for section, options in sorted(registry.declared_options(rules).items()):
        users = sorted(
            (rule for rule in rules if rule.options and (rule.section or rule.name) == section),
            key=lambda rule: rule.name,
        )
        if [rule.name for rule in users] != [section]:
            lines += wrap(f"For {', '.join(rule.name for rule in users)}.", _WIDTH, first="# ", rest="# ")
        lines.append(f"# [{section}]")
        proposed = {} if module is None else dict(pair for rule in users for pair in rule.propose(module).items())
        for option in options:
            lines += _option(option, proposed.get(option.name) or _proposal(option, module))
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _option(option: Option, proposal: tuple[object, str]) -> Iterator[str]:
    about = option.help
    if option.choices:
        about += f" ({', '.join(_toml(choice) for choice in option.choices)})"
    value, why = proposal
    if why:
        about += f"; {why}"
    yield from wrap(about, _WIDTH, first="#   ", rest="#   ")
    yield f"# {option.name} = {_toml(value)}"


def _proposal(option: Option, module: Module | None) -> tuple[object, str]:
    """A value for an option, and where it is from; the default (or one that says nothing) where there is none."""
    found = _variables(module, option.variables) if module is not None else []
    if found:
        names = [name for name, _ in found]
        times = {0: "nowhere", 1: "once", 2: "twice"}.get(found[0][1], f"{found[0][1]} times")
        why = f"var.{names[0]} is used {times}"
        return (names if option.type_ is list else names[0]), why
    if option.default is not None:
        return option.default, ""
    empty: Mapping[type, object] = {list: [], dict: {}, bool: False, int: 0, float: 0.0, str: ""}
    return (option.choices[0] if option.choices else empty[option.type_]), "" if option.choices else "has no default"


def _variables(module: Module, names: Iterable[str]) -> list[tuple[str, int]]:
    """Those of the names that a module, or one it calls, has a variable of, with the number of uses: most first."""
    counted = []
    for name in dict.fromkeys(names):
        having = [one for one in module.configuration.modules.values() if one.variable(name) is not None]
        if having:
            counted.append((name, sum(len(one.references_to(f"var.{name}")) for one in having)))
    return sorted(counted, key=lambda one: -one[1])


def _toml(value: object) -> str:
    """A value as TOML writes it; a string in JSON is one in TOML."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f" {_toml(k)} = {_toml(v)}" for k, v in value.items()) + (" }" if value else "}")
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def _module(folder: Path) -> Module | None:
    """The module in a directory, with those it calls from below it. None without configuration. Raises OSError."""
    texts: dict[str, str] = {}
    waiting = [""]
    for directory in waiting:  # grows while it is walked
        for path in sorted((folder / directory).iterdir()):
            if kind_of(path.name) is not FileKind.CONFIG or not path.is_file():
                continue
            text = path.read_bytes().decode("utf-8", "surrogateescape")
            texts[join_path(directory, path.name)] = text
            called = (join_path(directory, source) for source in local_sources(text))
            waiting += [one for one in called if one not in waiting and _is_below(folder, one)]
    return Configuration(texts).modules.get("") if texts else None


def _is_below(folder: Path, directory: str) -> bool:
    return not directory.startswith("..") and (folder / directory).is_dir()
