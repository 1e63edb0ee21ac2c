"""Expressions and templates: text to typed nodes.

lark computes the LALR table, this module drives it: a tight loop over raw tokens that builds nodes as it
reduces. Chains of reductions by one symbol, most of all reductions of an expression, are memoised and taken
in one step.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tffix.source import Source
from tffix.syntax import nodes as n
from tffix.syntax import patterns as p
from tffix.syntax.builders import BUILDERS, plain_string
from tffix.syntax.scanner import Mode, scan
from tffix.syntax.table import BUILD_OR_PASS, COLLECT, PASS, table
from tffix.syntax.tokens import CONTEXTUAL_KINDS, END, RawToken, UnexpectedToken


@dataclass(frozen=True, slots=True)
class _Machine:
    """The table, unpacked into the parallel sequences that the loop reads."""

    actions: tuple[dict[str, int], ...]
    gotos: tuple[dict[int, int], ...]
    kinds: tuple[int, ...]
    sizes: tuple[int, ...]
    builders: tuple[Any, ...]
    starts: dict[str, int]
    ends: dict[str, int]
    chains: dict[tuple[int, int, str], int]


@lru_cache(maxsize=1)
def _machine() -> _Machine:
    t = table()
    return _Machine(
        t.actions,
        t.gotos,
        tuple(r.kind for r in t.rules),
        tuple(r.size for r in t.rules),
        tuple(BUILDERS.get(r.name) for r in t.rules),
        t.start_states,
        t.end_states,
        {},
    )


def drive(source: Source, tokens: list[RawToken], start: str) -> Any:
    """The value of the start rule for `tokens` (to which the end marker is added).

    Raises UnexpectedToken at the first token that no valid text could have there, SyntaxError for what the
    grammar lets through and the reference does not.
    """
    machine = _machine()
    actions, gotos, kinds, sizes = machine.actions, machine.gotos, machine.kinds, machine.sizes
    builders, chains = machine.builders, machine.chains
    end_state = machine.ends[start]
    state = machine.starts[start]
    states = [state]
    values: list[Any] = []
    length = len(source.text)
    tokens.append((END, length, length))
    for index, token in enumerate(tokens):
        kind = token[0]
        while True:
            action = actions[state].get(kind)
            if action is None:
                if kind in CONTEXTUAL_KINDS and "NAME" in actions[state]:
                    kind = "NAME"
                    continue
                expected = frozenset(k for k in actions[state] if k.isupper() or k == END)
                raise UnexpectedToken(tokens, index, expected)
            if action >= 0:
                states.append(action)
                values.append(token)
                state = action
                break
            rule = ~action
            rule_kind = kinds[rule]
            if rule_kind == PASS:
                below = states[-2]
                key = (below, state, kind)
                target = chains.get(key)
                if target is None:
                    target = chains[key] = _chain(machine, state, below, kind, end_state)
                state = states[-1] = target
            else:
                size = sizes[rule]
                taken = values[-size:] if size else []
                if size:
                    del states[-size:], values[-size:]
                if rule_kind == COLLECT:
                    value: Any = _collected(taken)
                else:
                    flat = taken
                    for item in taken:
                        if type(item) is list:
                            flat = []
                            for one in taken:
                                if type(one) is list:
                                    flat += one
                                else:
                                    flat.append(one)
                            break
                    if rule_kind == BUILD_OR_PASS and len(flat) == 1:
                        value = flat[0]
                    else:
                        value = builders[rule](source, flat)
                state = gotos[rule][states[-1]]
                states.append(state)
                values.append(value)
            if kind == END and state == end_state:
                return values[-1]
    raise AssertionError("the end marker is always shifted or refused")


def _collected(taken: list[Any]) -> list[Any]:
    """The values of a helper rule as one list; a list that the rule extends is extended in place."""
    if not taken:
        return []
    first = taken[0]
    if type(first) is not list:
        first = [first]
    for item in taken[1:]:
        if type(item) is list:
            first += item
        else:
            first.append(item)
    return first


def _chain(machine: _Machine, state: int, below: int, kind: str, end_state: int) -> int:
    """Where a chain of one-symbol reductions of the topmost value ends."""
    while True:
        action = machine.actions[state].get(kind, 0)
        if action >= 0 or machine.kinds[~action] != PASS:
            return state
        state = machine.gotos[~action][below]
        if state == end_state:
            return state


# Two thirds of all expressions are one of these and need neither scanner nor parser.
_SIMPLE = re.compile(
    rf"(?P<string>{p.PLAIN_STRING})"
    rf"|(?P<traversal>{p.IDENTIFIER}(?:\.{p.IDENTIFIER})*+)"
    rf"|(?P<number>{p.NUMBER})"
)


def parse_extent(source: Source, start: int, end: int) -> n.Expression:
    """The expression that fills `start:end` of `source`.

    Raises UnexpectedToken or SyntaxError where it does not parse.
    """
    text = source.text
    simple = _SIMPLE.fullmatch(text, start, end)
    if simple is not None and (text.isascii() or text[start:end].isascii()):
        if simple.lastgroup == "string":
            return plain_string(source, start, end)
        if simple.lastgroup == "traversal" and text[start:end] not in ("true", "false", "null"):
            return n.Traversal(source, start, end, ())
        return n.Literal(source, start, end)
    result: n.Expression = drive(source, scan(text, Mode.EXPRESSION, start, end), "expression")
    return result
