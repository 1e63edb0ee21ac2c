"""Rule `response-text-outside-fence`."""

from __future__ import annotations

from tffix.responses import Answer
from tffix.responses.form import edits_between, loose_spans, without_text_outside
from tffix.responses.rules import AnswerContext, AnswerFix, AnswerRule
from tffix.rules import Level

from ._demanded import because


class ResponseTextOutsideFence(AnswerRule):
    """Text around the code where only code is demanded.

    ## Why is this bad?
    The prompt says that the answer is to be code and nothing else, because something reads it that expects just that.

    ## Example
    ```toml
    [contract]
    text-outside = false
    ```
    ````markdown
    Here is the stack you asked for.

    ### main.tf

    ```hcl
    resource "aws_sns_topic" "alarms" {
      name = "alarms"
    }
    ```

    Run `terraform apply` to create it.
    ````
    Use instead:
    ````markdown
    ```hcl
    # main.tf
    resource "aws_sns_topic" "alarms" {
      name = "alarms"
    }
    ```
    ````
    Nothing is reported unless a contract forbids text outside of the fences.

    ## Fix safety
    Unsafe: what was written around the code is gone, fences included that hold no file of the answer. A name that was
    announced outside of the fence moves into it, as a comment.
    """

    name = "response-text-outside-fence"
    after = ("response-missing-requirement",)

    def check_answer(self, answer: Answer, ctx: AnswerContext) -> None:
        """Report the first text outside, and take out all of it."""
        loose = loose_spans(answer)
        if ctx.contract.text_outside is not False or not loose:
            return
        start, end = loose[0]
        text = answer.source.text
        number = sum(1 for low, high in loose for line in text[low:high].split("\n") if line.strip())
        what = "1 line stands" if number == 1 else f"{number} lines stand"
        message = f"{what} outside of the code, where nothing is to stand."
        document = without_text_outside(answer, ctx.contract)
        fix, reason = None, "A fence is open, or a name would be lost with the text."
        if document is not None:
            reason = ""
            fix = AnswerFix.between("Leave out everything but the code", Level.UNSAFE, edits_between(text, document))
        stop = start + len(text[start:end].rstrip())
        detail = " ".join(filter(None, (reason, because(ctx.contract, "text_outside"))))
        ctx.report(start, stop, message, fix, detail=detail)
