"""How findings say what a contract demands, and where that comes from."""

from __future__ import annotations

from tffix.responses import Contract


def because(contract: Contract, kind: str, name: str = "") -> str:
    """The sentence of the prompt that makes a demand (of a name in a list); empty where the demand is configured."""
    for demand in contract.demands:
        if demand.kind == kind and (not name or name in demand.value.split(", ")):
            return f"Line {demand.line} of the prompt: {demand.sentence}" if demand.line else ""
    return ""


def demands_form(contract: Contract) -> bool:
    """Whether the contract says what the document must look like around the code."""
    return contract.blocks is not None or contract.text_outside is False or contract.first_line is not None
