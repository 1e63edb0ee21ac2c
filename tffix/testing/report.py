"""What a run of a case says, as `report.txt` keeps it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping

from tffix.engine.outcome import Outcome
from tffix.output.human import render_diagnostic, render_failure
from tffix.output.locate import TextLocator
from tffix.output.style import Style
from tffix.output.summary import Result, count, summarize
from tffix.source import Source
from tffix.syntax import Block, parse
from tffix.terraform.files import FileKind, kind_of

WIDTH = 100


def report(outcome: Outcome) -> str:
    """What was found, in boxes: first what was repaired (places in the text before), then what remains (after)."""
    style = Style(WIDTH)
    before, after = TextLocator(outcome.before), TextLocator(outcome.after)
    reasons = {skipped.diagnostic: skipped.reason for skipped in outcome.skipped}
    was, is_ = blocks(outcome.before), blocks(outcome.after)
    parts = [render_diagnostic(a.diagnostic, before, style, context=was) for a in outcome.applied]
    if outcome.applied and outcome.diagnostics:
        parts.append("Remaining:\n")
    parts += [render_diagnostic(d, after, style, context=is_, remark=reasons.get(d, "")) for d in outcome.diagnostics]
    parts += [render_failure(failure, before, style, context=was) for failure in outcome.failures]
    parts.append(summarize(count([Result(outcome, before, after)])) + "\n")
    return "".join(parts)


def blocks(texts: Mapping[str, str]) -> Callable[[str, int], str | None]:
    """Names the top-level block around an offset of a file by its header, as diagnostics do."""
    known: dict[str, tuple[Block, ...]] = {}

    def header(path: str, offset: int) -> str | None:
        if path not in texts or kind_of(path) is FileKind.OTHER:
            return None
        if path not in known:
            known[path] = parse(Source(path, texts[path])).body.blocks
        found = known[path]
        index = bisect_right(found, offset, key=lambda block: block.start) - 1
        if index < 0 or offset >= found[index].end:
            return None
        start, end = found[index].header_span
        return texts[path][start:end]

    return header
