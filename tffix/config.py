"""What a user may set in `.tffix.toml`, or in the table `tool.tffix` of `pyproject.toml`.

    rules = ["required-providers"]      # or "all", or ["all", "format"]; the default of --rule
    profile = "strict"                  # see `Profile`; the default of --profile
    ignore = ["legacy-index"]           # rules that never run
    exclude = ["legacy/", "*.gen.tf"]   # as in a .gitignore, relative to this file

    [levels]
    required-providers = "manual"       # treat its fixes as this level, if that is more careful

    [sfn]                               # every other table holds the options of rules
    definition = "templatefile"

A level can only be made more careful: `unsafe` keeps a rule's safe fixes from a plain `tffix apply`, `manual`
has every fix of the rule shown and none written. `safe` changes nothing: a fix keeps its own level.

This is text to values; finding and reading the files is `tffix.cli.configfile`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Generic, TypeVar

from tffix import toml
from tffix.errors import ConfigError, UnknownRuleError
from tffix.words import meant

ALL = "all"
LEVELS = ("safe", "unsafe", "manual")

_KEYS = ("exclude", "ignore", "levels", "profile", "rules")
_TYPES: dict[type, str] = {
    str: "a string",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    list: "a list of strings",
    dict: "a table of strings",
}


class Profile(StrEnum):
    """What kind of code tffix is looking at.

    `default` is code that may be deployed. `answer` is generated code that was never applied: a fix that could only
    hurt what is deployed counts as safe there, and files that nobody supplied get placeholders. `strict` is `default`
    with the rules that are otherwise run only when asked for by name.
    """

    DEFAULT = "default"
    ANSWER = "answer"
    STRICT = "strict"


V = TypeVar("V", covariant=True)


class Table(Mapping[str, V], Generic[V]):
    """A mapping that cannot change, hashes and pickles."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, V] | Iterable[tuple[str, V]] = ()) -> None:
        self._items: dict[str, V] = dict(items)

    def __getitem__(self, key: str) -> V:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return f"Table({self._items!r})"

    def __reduce__(self) -> tuple[type[Table[V]], tuple[dict[str, V]]]:
        return (Table, (self._items,))


@dataclass(frozen=True, slots=True)
class Option:
    """An option that a rule declares.

    `type_` is str, int, float, bool, list (of strings, arrives as a tuple) or dict (of strings, arrives as a
    `Table`). `choices` are the values allowed, of each element for a list, of each value for a dict. The
    default is what the rule gets where nothing is set, and None says that there is none; `in_answers` is the default
    of the profile `answer`, where that is another. `variables` are names of input variables that the option is about,
    best first: `tffix init` proposes those that a module has.
    """

    name: str
    type_: type = str
    default: object = None
    help: str = ""
    choices: tuple[object, ...] = ()
    in_answers: object = None
    variables: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.type_ not in _TYPES:
            raise TypeError(f"option {self.name}: no options of type {self.type_!r}")
        for name in ("default", "in_answers"):
            object.__setattr__(self, name, _freeze(getattr(self, name)))

    def default_in(self, profile: Profile) -> object:
        """The value where nothing is set."""
        return self.in_answers if profile is Profile.ANSWER and self.in_answers is not None else self.default


@dataclass(frozen=True, slots=True)
class Config:
    """One configuration file. `path` is as shown, empty where there is no file and everything is default.

    `rules` and `profile` are None where the file does not say; `all` among the rules stands for all. `sections` are
    the tables of options, not yet checked: what may stand in them is known when the rules are (`validate_sections`).
    """

    path: str = ""
    rules: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    levels: Mapping[str, str] = Table()
    exclude: tuple[str, ...] = ()
    sections: Mapping[str, Mapping[str, object]] = Table()
    profile: Profile | None = None
    text: str = field(default="", repr=False, compare=False)
    prefix: tuple[str, ...] = field(default=(), repr=False, compare=False)

    def level(self, rule: str, level: str) -> str:
        """What a fix of `rule` is treated as that says of itself it is of `level`: never less careful."""
        configured = self.levels.get(rule, LEVELS[0])
        return max(level, configured, key=LEVELS.index)

    def complaint(self, message: str, *key: str) -> str:
        """A sentence about the setting `key`, with the file and, if it can be found, the line."""
        line = toml.line_of(self.text, (*self.prefix, *key))
        place = self.path + (f" line {line}" if line else "")
        return f"{place}: {message}" if place else message


def parse_config(text: str, path: str) -> Config:
    """The configuration in the text of a `.tffix.toml`; raises ConfigError."""
    return _config(toml.read(text, path), text, path, ())


def parse_pyproject(text: str, path: str) -> Config | None:
    """The configuration in the text of a `pyproject.toml`, None if that has no table `tool.tffix`."""
    if "tffix" not in text:  # most have not, and need not be parsed (nor be valid) for us
        return None
    tool = toml.read(text, path).get("tool")
    if not isinstance(tool, dict) or "tffix" not in tool:
        return None
    table = tool["tffix"]
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: tool.tffix must be a table")
    return _config(table, text, path, ("tool", "tffix"))


def layered(config: Config, table: Mapping[str, object], name: str = "settings") -> Config:
    """A configuration with what a table in the shape of a `.tffix.toml` says in place of it. Raises ConfigError.

    Levels and the options of a section are replaced one by one, everything else as a whole.
    """
    over = _config(table, "", name, ())
    sections = dict(config.sections)
    for section, options in over.sections.items():
        sections[section] = Table({**sections.get(section, {}), **options})
    return replace(
        config,
        rules=config.rules if over.rules is None else over.rules,
        ignore=over.ignore if "ignore" in table else config.ignore,
        exclude=over.exclude if "exclude" in table else config.exclude,
        levels=Table({**config.levels, **over.levels}),
        profile=over.profile or config.profile,
        sections=Table(sections),
    )


def validate_rules(config: Config, known: Iterable[str]) -> None:
    """Check every rule name the file mentions; raises UnknownRuleError for the first that no rule has."""
    names = sorted(known)
    for key, mentioned in (
        ("rules", config.rules or ()),
        ("ignore", config.ignore),
        ("levels", config.levels),
    ):
        for name in mentioned:
            if name not in names and not (key == "rules" and name == ALL):
                where = (key, name) if key == "levels" else (key,)
                message = f'unknown rule "{name}" in {toml.dotted(*config.prefix, key)}{meant(name, names)}'
                raise UnknownRuleError(config.complaint(message, *where))


def validate_sections(
    config: Config, declared: Mapping[str, tuple[Option, ...]], profile: Profile = Profile.DEFAULT
) -> Mapping[str, Mapping[str, object]]:
    """The options of every declared section, with the profile's defaults filled in, immutable; raises ConfigError."""
    for section, table in config.sections.items():
        if section not in declared:
            hint = meant(section, [*declared, *_KEYS])
            message = f"unknown section [{toml.dotted(*config.prefix, section)}]{hint}"
            raise ConfigError(config.complaint(message, section))
        names = [option.name for option in declared[section]]
        for key in table:
            if key not in names:
                shown = toml.dotted(*config.prefix, section, key)
                raise ConfigError(config.complaint(f"unknown option {shown}{meant(key, names)}", section, key))
    result: dict[str, Table[object]] = {}
    for section in sorted(declared):
        given = config.sections.get(section, {})
        result[section] = Table(
            (option.name, _value(config, section, option, given[option.name]))
            if option.name in given
            else (option.name, option.default_in(profile))
            for option in declared[section]
        )
    return Table(result)


def _config(table: Mapping[str, object], text: str, path: str, prefix: tuple[str, ...]) -> Config:
    bare = Config(path, text=text, prefix=prefix)
    sections: dict[str, Table[object]] = {}
    for key, value in table.items():
        if key in _KEYS:
            continue
        if not isinstance(value, dict):
            message = f"unknown setting {toml.dotted(*prefix, key)}{meant(key, _KEYS)}"
            raise ConfigError(bare.complaint(message, key))
        sections[key] = Table((name, _freeze(inner)) for name, inner in value.items())
    rules = table.get("rules")
    if isinstance(rules, str):
        rules = [rules]
    selected = None if rules is None else _strings(bare, "rules", rules)
    profile = table.get("profile")
    if profile is not None and profile not in list(Profile):
        shown = toml.dotted(*prefix, "profile")
        message = f"{shown} must be one of {toml.either(Profile)}, not {toml.literal(profile)}"
        raise ConfigError(bare.complaint(message + meant(str(profile), Profile), "profile"))
    levels = table.get("levels", {})
    if not isinstance(levels, dict):
        raise ConfigError(bare.complaint(f"{toml.dotted(*prefix, 'levels')} must be a table", "levels"))
    for rule, level in levels.items():
        if level not in LEVELS:
            shown, hint = toml.dotted(*prefix, "levels", rule), meant(str(level), LEVELS)
            message = f"{shown} must be one of {toml.either(LEVELS)}, not {toml.literal(level)}{hint}"
            raise ConfigError(bare.complaint(message, "levels", rule))
    return Config(
        path,
        selected,
        _strings(bare, "ignore", table.get("ignore", [])),
        Table(levels),
        _strings(bare, "exclude", table.get("exclude", [])),
        Table(sections),
        None if profile is None else Profile(str(profile)),
        text,
        prefix,
    )


def _strings(config: Config, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        message = f"{toml.dotted(*config.prefix, key)} must be a list of strings, not {toml.literal(value)}"
        raise ConfigError(config.complaint(message, key))
    return tuple(dict.fromkeys(value))


def _value(config: Config, section: str, option: Option, value: object) -> object:
    """A value from the file as the option wants it; raises ConfigError."""
    shown = toml.dotted(*config.prefix, section, option.name)

    def wrong(message: str) -> ConfigError:
        return ConfigError(config.complaint(f"{shown} must be {message}", section, option.name))

    kind = option.type_
    items: Iterable[object] = (value,)
    if kind is list and isinstance(value, tuple):
        items, kind = value, str
    elif kind is dict and isinstance(value, Table):
        items, kind = value.values(), str
    if kind is float:
        fits = all(isinstance(item, int | float) and not isinstance(item, bool) for item in items)
    else:
        fits = all(type(item) is kind for item in items)
    if not fits:
        raise wrong(f"{_TYPES[option.type_]}, not {toml.literal(value)}")
    for item in items:
        if option.choices and item not in option.choices:
            hint = meant(str(item), [str(choice) for choice in option.choices])
            raise wrong(f"one of {toml.either(option.choices)}, not {toml.literal(item)}{hint}")
    return float(value) if option.type_ is float and isinstance(value, int) else value


def _freeze(value: object) -> object:
    if isinstance(value, Mapping):
        return Table((str(key), _freeze(inner)) for key, inner in value.items())
    if isinstance(value, list | tuple):
        return tuple(_freeze(inner) for inner in value)
    return value
