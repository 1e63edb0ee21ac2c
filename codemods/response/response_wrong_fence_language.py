"""Rule `response-wrong-fence-language`."""

from __future__ import annotations

from tffix.responses import Answer
from tffix.responses.fences import HCL, MARKDOWN, Fence, Lines
from tffix.responses.form import fences
from tffix.responses.outline import outline
from tffix.responses.rules import AnswerContext, AnswerFix, AnswerRule
from tffix.rules import Level

from ._demanded import because


class ResponseWrongFenceLanguage(AnswerRule):
    """Terraform in a fence that is labelled as something else.

    ## Why is this bad?
    Tools that pick the code out of an answer go by the label: Terraform in a fence for JSON or a shell is not found, or
    not as Terraform. A prompt that demands a certain label is usually read by such a tool.

    ## Example
    ```toml
    [contract]
    language = "hcl"
    ```
    ````markdown
    ```terraform
    resource "aws_sns_topic" "alarms" {
      name = "alarms"
    }
    ```
    ````
    Use instead:
    ````markdown
    ```hcl
    resource "aws_sns_topic" "alarms" {
      name = "alarms"
    }
    ```
    ````
    Without a contract, `hcl`, `terraform` and their like are all right, and a fence without a label is as well.

    ## Fix safety
    Safe, and only where the contract demands a label: nothing but the label changes.
    """

    name = "response-wrong-fence-language"
    after = ("response-text-outside-fence",)

    def check_answer(self, answer: Answer, ctx: AnswerContext) -> None:
        """Report labels that are not the demanded one, or that say another language than the code."""
        lines = Lines(answer.source)
        wanted = ctx.contract.language
        for fence in fences(answer):
            if fence.language in MARKDOWN or not _is_terraform(lines, fence):
                continue
            label = fence.language
            if label == wanted or (wanted is None and (label in HCL or not label)):
                continue
            start = lines.start(fence.opener) + len(fence.mark.indent) + len(fence.mark.mark)
            message = f"This Terraform is in a fence labelled {label}." if label else "This fence has no label."
            fix = None
            if wanted is not None:
                message = message[:-1] + f", and {wanted} is demanded."
                fix = AnswerFix(f"Label the fence {wanted}", Level.SAFE)
                info = lines[fence.opener][start - lines.start(fence.opener) :]
                at = start + len(info) - len(info.lstrip())
                fix.replace(at, at + len(label), wanted)
            detail = because(ctx.contract, "language")
            ctx.report(lines.start(fence.opener), lines.start(fence.first), message, fix, detail=detail)


def _is_terraform(lines: Lines, fence: Fence) -> bool:
    whole = outline(lines.text, lines.start(fence.first), lines.start(fence.last))
    if fence.language in HCL or not fence.language:
        return whole.is_terraform
    return whole.is_terraform and whole.is_whole
