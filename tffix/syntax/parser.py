"""Expressions and templates: text to typed nodes.

lark computes the LALR table, this module drives it: a tight loop over raw tokens that builds nodes as it
reduces. Chains of reductions by one symbol, most of all reductions of an expression, are memoised and taken
in one step.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tffix.source import Source
from tffix.syntax import nodes as n
from tffix.syntax.builders import BUILDERS, LEAF_BUILDERS
from tffix.syntax.scanner import Mode, scan
from tffix.syntax.shortcuts import shortcut
from tffix.syntax.table import BUILD, BUILD_FLAT, BUILD_OR_PASS, EXTEND, LEAF, PASS, Table, table
from tffix.syntax.tokens import CONTEXTUAL_KINDS, END, RawToken, UnexpectedToken

SHIFT = -1
# One entry of the driver's table: (SHIFT, next state, -, -), or a kind of reduction with its size, its builder and
# its `_Jumps` by the state below.
_Step = tuple[int, int, Any, Any]


class _Jumps(dict[str, int]):
    """Where a reduction leads, by the token ahead, filled in as it is asked; `target` is the table's next state.

    Reductions that only pass their value on are followed to their end, so a chain is one look-up.
    """

    def __init__(self, t: Table, below: int, target: int) -> None:
        super().__init__()
        self.table = t
        self.below = below
        self.target = target

    def __missing__(self, kind: str) -> int:
        t, state = self.table, self.target
        while (action := t.actions[state].get(kind, 0)) < 0 and t.rules[~action].kind == PASS:
            state = t.gotos[~action][self.below]
        self[kind] = state
        return state


@dataclass(frozen=True, slots=True)
class _Machine:
    """The table as the loop reads it: `steps[state][kind of token]`."""

    steps: tuple[dict[str, _Step], ...]
    starts: dict[str, int]


@lru_cache(maxsize=1)
def _machine() -> _Machine:
    t = table()
    reductions: list[_Step] = []
    jumps: dict[str, dict[int, _Jumps]] = {}
    for rule, gotos in zip(t.rules, t.gotos, strict=True):
        if rule.origin not in jumps:
            jumps[rule.origin] = {below: _Jumps(t, below, target) for below, target in gotos.items()}
        builder = LEAF_BUILDERS[rule.name] if rule.kind == LEAF else BUILDERS.get(rule.name)
        reductions.append((rule.kind, rule.size, builder, jumps[rule.origin]))
    steps = tuple(
        {kind: reductions[~action] if action < 0 else (SHIFT, action, None, None) for kind, action in row.items()}
        for row in t.actions
    )
    for state in t.end_states.values():
        # lark's own loop knows that it has arrived; here the end marker is shifted like any other token.
        steps[state][END] = (SHIFT, state, None, None)
    return _Machine(steps, t.start_states)


def drive(source: Source, tokens: list[RawToken], start: str) -> Any:
    """The value of the start rule for `tokens` (to which the end marker is added).

    Raises UnexpectedToken at the first token that no valid text could have there, SyntaxError for what the
    grammar lets through and the reference does not.
    """
    machine = _machine()
    steps = machine.steps
    state = machine.starts[start]
    states = [state]
    values: list[Any] = []
    push_state, push = states.append, values.append
    length = len(source.text)
    tokens.append((END, length, length))
    for index, token in enumerate(tokens):
        kind = token[0]
        while True:
            try:
                operation, size, build, jumps = steps[state][kind]
            except KeyError:
                if kind in CONTEXTUAL_KINDS and "NAME" in steps[state]:
                    kind = "NAME"
                    continue
                raise UnexpectedToken(tokens, index, _expected(machine, start, tokens, index)) from None
            if operation == SHIFT:
                state = size
                push_state(state)
                push(token)
                break
            if operation == LEAF:
                values[-1] = build(source, values[-1])
                state = states[-1] = jumps[states[-2]][kind]
            elif operation == BUILD:
                value = build(source, values[-size:])
                del states[-size:], values[-size:]
                state = jumps[states[-1]][kind]
                push_state(state)
                push(value)
            elif operation == PASS:
                state = states[-1] = jumps[states[-2]][kind]
            else:
                taken: list[Any] = []
                if size:
                    taken = values[-size:]
                    del states[-size:], values[-size:]
                if operation == EXTEND:
                    value = taken[0]
                    if type(value) is not list:
                        value = [value]
                    for item in taken[1:]:
                        if type(item) is list:
                            value += item
                        else:
                            value.append(item)
                else:
                    value = _flattened(taken)
                    if operation == BUILD_FLAT or (operation == BUILD_OR_PASS and len(value) > 1):
                        value = build(source, value)
                    elif operation == BUILD_OR_PASS:
                        value = value[0]
                state = jumps[states[-1]][kind]
                push_state(state)
                push(value)
    # The end marker has been shifted: below it is the one value of the start rule.
    return values[0]


def _expected(machine: _Machine, start: str, tokens: list[RawToken], index: int) -> frozenset[str]:
    """The kinds of token that could stand at `index`, where the one that does fits no rule.

    The states at the error do not tell: the table merges states that differ only in what may follow, so values may
    have been reduced by then that should not have been. The tokens before it are driven once more, by states only.
    """
    steps = machine.steps
    states = [machine.starts[start]]
    for kind, _, _ in tokens[:index]:
        if not _advance(steps, states, kind):
            _advance(steps, states, "NAME")
    candidates = [kind for kind in steps[states[-1]] if kind.isupper()]
    return frozenset(kind for kind in candidates if _is_shifted(steps, states, kind))


def _advance(steps: tuple[dict[str, _Step], ...], states: list[int], kind: str) -> bool:
    """Reduce and shift as the parser does; False (and the reductions done) where `kind` does not fit."""
    while (step := steps[states[-1]].get(kind)) is not None:
        operation, size, _, jumps = step
        if operation == SHIFT:
            states.append(size)
            return True
        if size:
            del states[-size:]
        states.append(jumps[states[-1]][kind])
    return False


def _is_shifted(steps: tuple[dict[str, _Step], ...], states: list[int], kind: str) -> bool:
    """Whether `kind` would end up being shifted. Works on the top of `states` without copying what may be deep."""
    above: list[int] = []
    below = len(states)
    while True:
        step = steps[above[-1] if above else states[below - 1]].get(kind)
        if step is None or step[0] == SHIFT:
            return step is not None
        _, size, _, jumps = step
        below -= max(0, size - len(above))
        del above[max(0, len(above) - size) :]
        above.append(jumps[above[-1] if above else states[below - 1]][kind])


def _flattened(taken: list[Any]) -> list[Any]:
    """Values with the lists among them spliced in."""
    flat: list[Any] = []
    for item in taken:
        if type(item) is list:
            flat += item
        else:
            flat.append(item)
    return flat


def parse_extent(source: Source, start: int, end: int) -> n.Expression:
    """The expression that fills `start:end` of `source`.

    Raises UnexpectedToken or SyntaxError where it does not parse.
    """
    expression = shortcut(source, start, end)
    if expression is None:
        expression = drive(source, scan(source.text, Mode.EXPRESSION, start, end), "expression")
    return expression
