"""What prompts demand of the form of an answer, and the sentences that were not understood.

python tools/contracts.py PROMPT.md...
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tffix.responses import read_contract


def lines_of(prompt: str) -> Iterator[str]:
    """A line for each demand, `+` where it was understood, `?` where not."""
    contract = read_contract(prompt)
    for demand in contract.demands:
        yield f"  + {demand.line}: {demand.kind.replace('_', '-')} = {demand.value} | {demand.sentence}"
    for demand in contract.not_understood:
        yield f"  ? {demand.line}: {demand.sentence}"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(name)
        for line in lines_of(Path(name).read_text(encoding="utf-8", errors="surrogateescape")):
            print(line.encode("utf-8", "replace").decode())
