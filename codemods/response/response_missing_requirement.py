"""Rule `response-missing-requirement`."""

from __future__ import annotations

from collections.abc import Iterator

from tffix.responses import Answer, VirtualFile
from tffix.responses.contract import NONE
from tffix.responses.fences import Lines
from tffix.responses.form import (
    Edit,
    edits_between,
    fences,
    is_existing,
    is_setup,
    is_terraform,
    keeps,
    main_files,
    without_blocks,
)
from tffix.responses.merge import Merged, extra_files, into_one_block, into_one_file
from tffix.responses.outline import Item, declared, outline
from tffix.responses.rewrite import rewrite
from tffix.responses.rules import AnswerContext, AnswerFix, AnswerRule
from tffix.rules import Level, Severity

from ._demanded import because


class ResponseMissingRequirement(AnswerRule):
    """A demand of the prompt that the answer does not meet: one block, one file, a variable or output it names.

    ## Why is this bad?
    These are the demands that are checked first, and by machines: the number of blocks and files, names of variables
    and outputs that other code reads, and blocks that must not be there because they exist elsewhere.

    ## Example
    ```toml
    [contract]
    blocks = "one"
    ```
    ````markdown
    ### main.tf

    ```hcl
    resource "aws_sns_topic" "alarms" {
      name = "alarms"
    }
    ```

    ### outputs.tf

    ```hcl
    output "topic_arn" {
      value = aws_sns_topic.alarms.arn
    }
    ```
    ````
    Use instead:
    ````markdown
    ```hcl
    # main.tf
    resource "aws_sns_topic" "alarms" {
      name = "alarms"
    }

    # outputs.tf
    output "topic_arn" {
      value = aws_sns_topic.alarms.arn
    }
    ```
    ````
    Nothing is reported without a contract.

    ## Fix safety
    Unsafe: the files are put into one block (with comments that say where each begins), or into one file where one is
    demanded; fences that hold no file go. A provider that is configured elsewhere is left out, unless it has an alias.
    Variables and outputs that are missing and modules that are not wanted are reported.
    """

    name = "response-missing-requirement"
    severity = Severity.ERROR
    after = ("response-unnamed-file", "response-missing-file")

    def check_answer(self, answer: Answer, ctx: AnswerContext) -> None:
        """Report what the contract demands and the answer lacks."""
        self._one_file(answer, ctx)
        self._other_files(answer, ctx)
        self._one_block(answer, ctx)
        self._names(answer, ctx)
        self._unwanted(answer, ctx)

    def _one_file(self, answer: Answer, ctx: AnswerContext) -> None:
        extra = extra_files(answer, ctx.contract)
        if extra:
            region = extra[0].regions[0]
            message = f"The answer has {len(extra) + 1} files of Terraform, and one is demanded."
            merged = into_one_file(answer, ctx.contract)
            self._report_form(answer, ctx, (region.head, region.start), message, merged, "only_files")

    def _other_files(self, answer: Answer, ctx: AnswerContext) -> None:
        """Report files that are not among those demanded, and those that exist already."""
        contract = ctx.contract
        several = sum(path.endswith(".tf") for path in contract.files) > 1
        own = main_files(answer, contract) if contract.only_files and several else []
        for file in answer.files:
            region = file.regions[0]
            if is_existing(file.path, contract):
                message = f"{file.path} exists already, and does not belong into the answer."
                detail = because(contract, "existing", file.path)
                ctx.report(region.head, region.start, message, detail=detail, severity=Severity.INFO)
            elif file in own and file.path not in contract.files:
                message = f"{file.path} is not among the files that are demanded."
                ctx.report(region.head, region.start, message, detail=because(contract, "only_files"))

    def _one_block(self, answer: Answer, ctx: AnswerContext) -> None:
        if not ctx.contract.is_one_block or extra_files(answer, ctx.contract):
            return
        number = len(fences(answer))
        if number == 1:
            return
        lines = Lines(answer.source)
        at = fences(answer)[1].opener if number > 1 else 0
        message = f"The answer has {number} fenced blocks, and one is demanded."
        merged = into_one_block(answer, ctx.contract)
        self._report_form(answer, ctx, (lines.start(at), lines.start(at + 1)), message, merged, "blocks")

    def _report_form(
        self, answer: Answer, ctx: AnswerContext, at: tuple[int, int], message: str, merged: Merged, kind: str
    ) -> None:
        fix = None
        if merged.document is not None:
            edits: list[Edit] = edits_between(answer.source.text, merged.document)
            title = "Put all Terraform into one block" if kind == "blocks" else "Put all Terraform into one file"
            fix = AnswerFix.between(title, Level.UNSAFE, edits)
        demanded = because(ctx.contract, kind) or because(ctx.contract, "text_outside")
        detail = " ".join(filter(None, (merged.reason, demanded)))
        ctx.report(*at, message, fix, detail=detail)

    def _names(self, answer: Answer, ctx: AnswerContext) -> None:
        """Report variables and outputs that nothing declares; files that cannot be read may declare anything."""
        found: set[str] = set()
        for file in answer.files:
            if is_terraform(file) and not file.directory:
                whole = outline(file.text)
                if whole.inside or any(item.kind == "stray" for item in whole.items):
                    return
                found |= declared(file.text, whole)
        for kind, names in (("variable", ctx.contract.variables), ("output", ctx.contract.outputs)):
            for name in names:
                if found and f"{kind}.{name}" not in found:
                    detail = because(ctx.contract, kind + "s", name)
                    ctx.report(0, 0, f"The {kind} {name} is demanded, and nothing declares it.", detail=detail)

    def _unwanted(self, answer: Answer, ctx: AnswerContext) -> None:
        """Report provider and module blocks that are not to be there."""
        contract = ctx.contract
        for file, item in _blocks(answer):
            start, end = file.to_document(item.start), file.to_document(item.body)
            if item.type == "provider" and contract.provider_blocks is False and not is_setup(file):
                message = "A provider is configured here, which is not wanted."
                fix = _without_provider(answer, file, item)
                ctx.report(start, end, message, fix, detail=because(contract, "provider_blocks"))
            if item.type == "module" and contract.modules is not None:
                local = _is_local(file, item)
                if contract.modules == NONE or local is False:
                    what = "A module is called here" if contract.modules == NONE else "This module comes from elsewhere"
                    ctx.report(start, end, f"{what}, which is not wanted.", detail=because(contract, "modules"))


def _blocks(answer: Answer) -> Iterator[tuple[VirtualFile, Item]]:
    for file in answer.files:
        if is_terraform(file):
            yield from ((file, item) for item in outline(file.text).items if item.kind == "block")


def _without_provider(answer: Answer, file: VirtualFile, item: Item) -> AnswerFix | None:
    """A fix that leaves out a default provider; what refers to an alias needs that one."""
    if any(inner.type == "alias" for inner in outline(file.text, item.body, item.end).items):
        return None
    text = without_blocks(file, lambda block: block.start == item.start)
    files = {other.path: other.text for other in answer.files} | {file.path: text}
    document = rewrite(answer, files)
    if text == file.text or not keeps(answer, document, files):
        return None
    edits = edits_between(answer.source.text, document)
    return AnswerFix.between("Leave out the provider block", Level.UNSAFE, edits)


def _is_local(file: VirtualFile, item: Item) -> bool | None:
    """Whether a module call is one of a local module; None where that does not show."""
    for inner in outline(file.text, item.body, item.end).items:
        if inner.kind == "attribute" and inner.type == "source":
            return file.text[inner.body : inner.end].strip().startswith(('"./', '"../'))
    return None
