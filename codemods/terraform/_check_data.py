"""Data sources inside of `check` blocks: what they may not have, and how they leave the block."""

from __future__ import annotations

from tffix.rules import Fix, Level, RuleContext
from tffix.syntax import Block
from tffix.terraform import BlockElement


def check_data(check: BlockElement, ctx: RuleContext) -> None:
    """Report `count` and `for_each` in the data sources of a `check` block."""
    for data in check.blocks("data"):
        for name in ("count", "for_each"):
            attribute = data.body.get(name)
            if attribute is not None and len(data.labels) == 2:
                message = f"A data source inside of a check block cannot have {name}."
                ctx.report(attribute, message, _moved(data, check, ctx), address=check.address)


def _moved(data: Block, check: BlockElement, ctx: RuleContext) -> Fix | None:
    """The data source above the block, where its name is free."""
    address = "data." + ".".join(data.label_values)
    others = [block for one in ctx.module.elements_of("check") for block in one.blocks("data")]
    same = [block for block in others if block.label_values == data.label_values]
    if ctx.module.declares(address) or len(same) > 1:
        return None
    fix = Fix(f"Move {address} out of the check block", Level.UNSAFE)
    start = min((comment.start for comment in data.leading_comments), default=data.start)
    margin = data.start - (data.source.text.rfind("\n", 0, data.start) + 1)
    lines = data.source.text[start : data.end].split("\n")
    fix.insert_before(check, "\n".join([lines[0], *(_less(line, margin) for line in lines[1:])]))
    fix.remove(data)
    return fix


def _less(line: str, margin: int) -> str:
    """A line without as many blanks at its beginning."""
    return line[min(margin, len(line) - len(line.lstrip(" \t"))) :]
