"""The contract that a prompt states, by patterns over its sentences that rather say nothing than guess."""

from __future__ import annotations

from tffix.responses.contract import Contract


def read_contract(prompt: str) -> Contract:
    """What a prompt demands of the form of the answer; each demand keeps its sentence and line."""
    return Contract()
