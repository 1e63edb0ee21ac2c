"""The LALR table of `hcl.lark`, computed by lark once and then kept in the user's cache directory.

Importing lark and building the table costs about 80 ms, loading it about 3 ms. The cache holds plain JSON and
the grammar it was made of, and may be deleted or read-only at any time.
"""

from __future__ import annotations

import contextlib
import json
import os
import pkgutil
import sys
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

STARTS = ("body", "expression", "bare_template")
_FORMAT = 5


@dataclass(frozen=True, slots=True)
class RuleShape:
    """One production: how many values it takes off the stack and what becomes of them."""

    kind: int
    size: int
    name: str
    origin: str


# What a reduction does: pass its one value on; build a node from one token, or from as many values as the rule is
# long; collect values into a list, or add them to the list that is first; build from values of which some are such
# lists, or do so only if there is more than one.
PASS, LEAF, BUILD, COLLECT, EXTEND, BUILD_FLAT, BUILD_OR_PASS = range(7)


@dataclass(frozen=True, slots=True)
class Table:
    """`actions[state][terminal]`: the state to shift to, or `~rule` to reduce by and `gotos[rule][state]`."""

    actions: tuple[dict[str, int], ...]
    rules: tuple[RuleShape, ...]
    gotos: tuple[dict[int, int], ...]
    start_states: dict[str, int]
    end_states: dict[str, int]


@lru_cache(maxsize=1)
def table() -> Table:
    """The table, from the cache where it is there."""
    grammar = (pkgutil.get_data("tffix.syntax", "hcl.lark") or b"").decode()
    path = _cache_path(grammar)
    data = _read(path, grammar)
    if data is None:
        data = _compute(grammar)
        _write(path, data)
    return _table(data)


def cache_directory() -> Path | None:
    """Where what can be computed again is kept: `TFFIX_CACHE_DIR` (nowhere if empty), else the user's cache."""
    configured = os.environ.get("TFFIX_CACHE_DIR")
    if configured is not None:
        return Path(configured) if configured else None
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 - Path raises without a home
    return Path(base, "tffix")


def _cache_path(grammar: str) -> Path | None:
    directory = cache_directory()
    return directory and directory / f"grammar-{_FORMAT}-{zlib.crc32(grammar.encode()):08x}.json"


def _read(path: Path | None, grammar: str) -> dict[str, Any] | None:
    if path is None:
        return None
    try:
        data: dict[str, Any] = json.loads(path.read_text("utf-8"))
        if data["grammar"] != grammar:
            return None
        _table(data)
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None
    return data


def _write(path: Path | None, data: dict[str, Any]) -> None:
    if path is None:
        return
    import tempfile

    # Without a place to keep it the table is computed again next time: no reason to fail.
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
            json.dump(data, file, separators=(",", ":"))
        Path(file.name).replace(path)


def _table(data: dict[str, Any]) -> Table:
    actions = tuple({sys.intern(k): int(v) for k, v in row.items()} for row in data["actions"])
    rules = tuple(RuleShape(*row) for row in data["rules"])
    gotos = tuple(
        {state: row[rule.origin] for state, row in enumerate(actions) if rule.origin in row} for rule in rules
    )
    return Table(actions, rules, gotos, data["starts"], data["ends"])


def _compute(grammar: str) -> dict[str, Any]:
    from lark import Lark
    from lark.lexer import Lexer
    from lark.parsers.lalr_analysis import Shift

    class NoLexer(Lexer):
        """The table alone is wanted: tokens come from our scanner."""

        def __init__(self, _: object) -> None:
            pass

        def lex(self, *_: object) -> Any:
            return iter(())

    lark: Any = Lark(grammar, parser="lalr", lexer=NoLexer, start=list(STARTS), keep_all_tokens=True)
    parse_table = lark.parser.parser._parse_table
    # lark orders some of its sets by hash: rules are numbered by their text, so that the table is always the same.
    productions = sorted(
        {arg for row in parse_table.states.values() for action, arg in row.values() if action is not Shift},
        key=lambda r: (r.origin.name, str(r.alias), [symbol.name for symbol in r.expansion]),
    )
    number = {production: index for index, production in enumerate(productions)}
    # So are states: by the order in which they are reached.
    states: dict[Any, int] = {parse_table.start_states[start]: index for index, start in enumerate(STARTS)}
    actions: list[dict[str, int]] = []
    todo = list(states)
    for state in todo:
        row: dict[str, int] = {}
        for symbol, (action, arg) in sorted(parse_table.states[state].items()):
            if action is Shift and arg not in states:
                states[arg] = len(states)
                todo.append(arg)
            row[symbol] = states[arg] if action is Shift else ~number[arg]
        actions.append(row)
    return {
        "grammar": grammar,
        "actions": actions,
        "rules": [_shape(production) for production in productions],
        "starts": {start: states[parse_table.start_states[start]] for start in STARTS},
        "ends": {start: states[parse_table.end_states[start]] for start in STARTS},
    }


def _shape(production: Any) -> tuple[int, int, str, str]:
    origin = str(production.origin.name)
    name = str(production.alias or origin)
    size = len(production.expansion)
    helpers = [symbol for symbol in production.expansion if symbol.name.startswith("_")]
    if origin in STARTS and size == 1 and not helpers:
        kind = PASS
    elif origin.startswith("_"):
        extends = size and production.expansion[0].name == origin
        kind = PASS if size == 1 else EXTEND if extends else COLLECT
    elif production.options.expand1 and not production.alias:
        kind = PASS if size == 1 else BUILD_OR_PASS
    elif helpers or not size:
        kind = BUILD_FLAT
    else:
        kind = LEAF if size == 1 and production.expansion[0].is_term else BUILD
    return (kind, size, name, origin)
