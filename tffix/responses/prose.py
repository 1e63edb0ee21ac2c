"""What an answer itself says of the files that it stands beside."""

from __future__ import annotations

from tffix.responses.contract import Contract
from tffix.responses.fences import Lines, scan
from tffix.responses.model import Answer
from tffix.responses.prompt import read_contract

_KINDS = ("existing", "provider_blocks")


def said(answer: Answer) -> Contract:
    """That a file exists already, or that no provider block is wanted, by what stands outside of all code.

    Nothing else that the text of an answer says is a demand.
    """
    lines = Lines(answer.source)
    texts = [lines[index] for index in range(len(lines))]
    spans = [(lines.start(fence.opener), lines.start(fence.close)) for fence in scan(lines).fences]
    spans += [(piece.start, piece.end) for file in answer.files for piece in file.pieces]
    for start, end in spans:
        if start < end:
            first, last = lines.at(start), lines.at(end - 1)
            texts[first : last + 1] = [""] * (last + 1 - first)
    contract = read_contract("\n".join(text.rstrip("\r\n") for text in texts))
    demands = tuple(demand for demand in contract.demands if demand.kind in _KINDS)
    return Contract(existing=contract.existing, provider_blocks=contract.provider_blocks, demands=demands)
