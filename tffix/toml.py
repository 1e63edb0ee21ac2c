"""Texts in TOML: reading them, how values and keys are written, and where in a text a key is set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from tffix.errors import ConfigError


def read(text: str, path: str) -> dict[str, object]:
    """The table that a text is; raises ConfigError, which names the file at `path`."""
    import tomllib

    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        what = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "it is nested too deeply"
        found = re.search(r" \(at line (\d+), column \d+\)", what)
        place = f"{path} line {found[1]}" if found else path
        what = what.replace(found[0], "") if found else what
        raise ConfigError(f"{place}: this is not valid TOML: {what[:1].lower()}{what[1:]}") from None


def either(values: Iterable[object]) -> str:
    """Values to choose from."""
    return ", ".join(literal(value) for value in values)


def literal(value: object, longest: int = 60) -> str:
    """A value roughly as TOML writes it, cut where it is longer than that."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        text = f'"{value}"'
    elif isinstance(value, list | tuple):
        text = "[" + ", ".join(literal(item, longest) for item in value) + "]"
    elif isinstance(value, Mapping):
        text = "a table" if value else "an empty table"
    else:
        text = str(value)
    return text if len(text) <= longest else text[: longest - 3] + "..."


def dotted(*keys: str) -> str:
    """A key with those it is inside of."""
    return ".".join(key if re.fullmatch(r"[\w-]+", key) else f'"{key}"' for key in keys)


_KEY = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_HEADER = re.compile(rf"[ \t]*\[\[?[ \t]*({_KEY}(?:[ \t]*\.[ \t]*{_KEY})*+)[ \t]*\]")
_ASSIGNED = re.compile(rf"[ \t]*({_KEY}(?:[ \t]*\.[ \t]*{_KEY})*+)[ \t]*=")


def line_of(text: str, key: tuple[str, ...]) -> int | None:
    """The line that sets `key`, or else the table around it: a guess by layout, as tomllib does not say."""
    best: tuple[int, int] | None = None
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        if found := _HEADER.match(line):
            table = here = _split(found[1])
        elif found := _ASSIGNED.match(line):
            here = table + _split(found[1])
        else:
            continue
        depth = min(len(here), len(key))
        if here[:depth] == key[:depth] and (best is None or depth > best[0]):
            best = (depth, number)
    # A prefix of `tool.tffix` alone (some other tool's table) says nothing about our key.
    return best[1] if best and best[0] >= min(len(key), 3 if key[:1] == ("tool",) else 1) else None


def _split(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_KEY, dotted))
