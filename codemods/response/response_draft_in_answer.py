"""Rule `response-draft-in-answer`."""

from __future__ import annotations

from tffix.responses import Answer
from tffix.responses.fences import HCL, Lines, scan
from tffix.responses.form import edits_between, keeps
from tffix.responses.outline import outline
from tffix.responses.rules import AnswerContext, AnswerFix, AnswerRule
from tffix.rules import Level

from ._demanded import because


class ResponseDraftInAnswer(AnswerRule):
    """A draft of the code that was left in the reasoning in front of the answer.

    ## Why is this bad?
    Whoever copies the code out of the document finds two versions of it, and the first is the one that was given up.
    Where the answer itself holds no code at all, the draft is all there is, and it was never finished.

    ## Example
    ````markdown
    ### Reasoning Trace

    A first attempt:

    ```hcl
    resource "aws_sns_topic" "alarms" {
      name = "alarms"
    }
    ```

    ### Answer

    ```hcl
    resource "aws_sns_topic" "alarms" {
      name              = "alarms"
      kms_master_key_id = "alias/aws/sns"
    }
    ```
    ````

    ## Fix safety
    Unsafe, and only where the contract forbids text outside of the fences: the reasoning is left out.
    """

    name = "response-draft-in-answer"
    after = ("response-truncated-block",)

    def check_answer(self, answer: Answer, ctx: AnswerContext) -> None:
        """Report Terraform in the reasoning."""
        lines = Lines(answer.source)
        layout = scan(lines)
        if not layout.answer:
            return
        end = lines.start(layout.answer)
        if any(region.opener < end for file in answer.files for region in file.regions):
            note = next((note for note in answer.notes if note.kind == "draft"), None)
            if note is not None:
                message = "The answer itself holds no Terraform, only the reasoning has a draft."
                ctx.report(note.start, note.end, message)
            return
        for fence in layout.fences:
            start = lines.start(fence.opener)
            if start < end and fence.language in HCL and _is_code(lines, fence.first, fence.last):
                message = "The reasoning in front of the answer holds a draft of the code."
                detail = because(ctx.contract, "text_outside")
                ctx.report(start, lines.start(fence.first), message, self._fix(answer, ctx, end), detail=detail)
                return

    def _fix(self, answer: Answer, ctx: AnswerContext, end: int) -> AnswerFix | None:
        if ctx.contract.text_outside is not False:
            return None
        text = answer.source.text
        rest = text[end:].lstrip("\r\n")
        if rest.startswith("---"):
            rest = rest.partition("\n")[2].lstrip("\r\n")
        if not keeps(answer, rest, {file.path: file.text for file in answer.files}):
            return None
        return AnswerFix.between("Leave out the reasoning", Level.UNSAFE, edits_between(text, rest))


def _is_code(lines: Lines, first: int, last: int) -> bool:
    return outline(lines.text, lines.start(first), lines.start(last)).is_terraform
