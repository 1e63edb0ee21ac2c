"""Rule `response-truncated-block`."""

from __future__ import annotations

from collections.abc import Iterator

from tffix.responses import Answer, Truncation, lost_by
from tffix.responses.form import closed, edits_between, keeps, regions
from tffix.responses.outline import Item, outline
from tffix.responses.rules import AnswerContext, AnswerFix, AnswerRule
from tffix.rules import Level, Severity

from ._demanded import demands_form


class ResponseTruncatedBlock(AnswerRule):
    """An answer whose code breaks off, or whose fence is never closed.

    ## Why is this bad?
    What comes behind the cut is missing: the block that was begun, whatever the rest refers to, and every file that
    was still to come. A fence that stays open swallows the text behind it.

    The finding names the block that was cut and the places that refer to it. What is complete before the cut counts as
    the file, and is checked like any other.

    ## Example
    ````markdown
    ### main.tf

    ```hcl
    resource "aws_sns_topic" "alarms" {
      name = "alarms"
    }

    resource "aws_sqs_queue" "work" {
      name = "wo
    ````

    ## Fix safety
    Unsafe, and only where the contract says what the document must look like: the unfinished rest is left out and the
    fence closed. Without such a contract nothing is written.
    """

    name = "response-truncated-block"
    severity = Severity.ERROR

    def check_answer(self, answer: Answer, ctx: AnswerContext) -> None:
        """Report what was cut off, and fences that stay open."""
        fix = self._fix(answer, ctx)
        cut = set()
        for loss in answer.truncated:
            cut.add(loss.path)
            item = _begun(answer, loss)
            what = f"inside {_header(item)}" if item is not None and item.type else "here"
            related = tuple(_references(answer, loss))
            rest = answer.source.text[loss.offset : loss.end]
            start = loss.offset + len(rest) - len(rest.lstrip())
            ctx.report(start, loss.end, f"{loss.path} breaks off {what}.", fix, related=related)
        for file, region in regions(answer):
            if not region.closed and file.path not in cut:
                message = f"The fence that holds {file.path} is never closed."
                ctx.report(region.opener, region.start, message, fix, severity=Severity.WARNING)

    def _fix(self, answer: Answer, ctx: AnswerContext) -> AnswerFix | None:
        document = closed(answer)
        files = {file.path: file.text for file in answer.files}
        if not demands_form(ctx.contract) or not keeps(answer, document, files):
            return None
        level = Level.UNSAFE if answer.truncated else Level.SAFE
        title = "Leave out the unfinished rest and close the fence" if answer.truncated else "Close the fence"
        return AnswerFix.between(title, level, edits_between(answer.source.text, document))


def _begun(answer: Answer, loss: Truncation) -> Item | None:
    """The first thing that the unfinished rest begins."""
    items = outline(answer.source.text, loss.offset, loss.end).items
    return next((item for item in items if item.kind == "block"), None)


def _header(item: Item) -> str:
    return " ".join((item.type, *(f'"{label}"' for label in item.labels)))


def _references(answer: Answer, loss: Truncation) -> Iterator[tuple[int, int, str]]:
    """Where the code refers to what was cut."""
    for mention in lost_by(answer, loss):
        file = answer.file(mention.path)
        if file is not None:
            start, end = file.to_document(mention.start), file.to_document(mention.end)
            yield start, end, f"{mention.within or 'this'} refers to {mention.address}, which was cut."
