"""Rule `response-unnamed-file`."""

from __future__ import annotations

from tffix.responses import Answer, VirtualFile
from tffix.responses.form import edits_between, is_terraform, keeps, main_files, name_line, ordered, with_first_line
from tffix.responses.merge import target_of
from tffix.responses.rewrite import rewrite
from tffix.responses.rules import AnswerContext, AnswerFix, AnswerRule
from tffix.rules import Level

from ._demanded import because


class ResponseUnnamedFile(AnswerRule):
    """Code that the answer gives no name, where one is needed.

    ## Why is this bad?
    Among several files, code without a name has to be put somewhere by a guess. Where the prompt says what the file is
    called, or how its first line is to read, code that does not say so is not what was asked for.

    ## Example
    ```toml
    [contract]
    files = ["network.tf"]
    only-files = true
    ```
    ````markdown
    This is the network:

    ```hcl
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }
    ```
    ````
    Use instead:
    ````markdown
    This is the network:

    ```hcl
    # network.tf
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }
    ```
    ````
    A single file without a name is reported only where the contract has a name for it.

    ## Fix safety
    Safe, and only where the contract says what the file is called: the name is put on the first line as a comment.
    """

    name = "response-unnamed-file"
    after = ("response-missing-file",)

    def check_answer(self, answer: Answer, ctx: AnswerContext) -> None:
        """Report code without a name, and a first line that is not the demanded one."""
        target = target_of(answer, ctx.contract) if ctx.contract.files else None
        own = main_files(answer, ctx.contract)
        if len(own) == 1 and self._first_line(answer, own[0], target, ctx):
            return
        terraform = [file for file in ordered(answer) if is_terraform(file)]
        unnamed = [file for file in terraform if file.regions[0].announcement is None]
        if ctx.contract.named:
            for file in unnamed:
                self._report(answer, [file], ctx)
        elif unnamed and len(terraform) > 1:
            self._report(answer, unnamed, ctx)

    def _report(self, answer: Answer, files: list[VirtualFile], ctx: AnswerContext) -> None:
        """Report code without a name, once for all of it."""
        names = [file.path for file in files]
        message = f"This code has no name; it is taken for {names[0]}."
        if len(names) > 1:
            message = f"{len(names)} pieces of code have no name; they are taken for {', '.join(names)}."
        fix = None
        if ctx.contract.named and (line := name_line(names[0])) is not None:
            fix = _with_line(answer, files[0], names[0], line)
        places = [(file.regions[0].opener, file.regions[0].start) for file in files]
        related = [(*place, f"This is taken for {name}.") for place, name in zip(places[1:], names[1:], strict=True)]
        ctx.report(*places[0], message, fix, detail=because(ctx.contract, "named"), related=related)

    def _first_line(self, answer: Answer, file: VirtualFile, target: str | None, ctx: AnswerContext) -> bool:
        """Report the only file if it lacks the name, or the first line, that the contract demands."""
        region = file.regions[0]
        contract = ctx.contract
        if contract.first_line is not None and target in (None, file.path):
            if file.text.partition("\n")[0].strip() == contract.first_line:
                return False
            path, kind = file.path, "first_line"
            message = f"The first line of the code is not {contract.first_line}."
        elif target is not None and target != file.path and region.announcement is None:
            path, kind = target, "files"
            message = f"This code has no name, and {target} is demanded."
        else:
            return False
        line = contract.first_line or name_line(path)
        fix = _with_line(answer, file, path, line) if line is not None else None
        ctx.report(
            region.opener,
            region.start,
            message,
            fix,
            detail=because(contract, kind, target or "" if kind == "files" else ""),
        )
        return True


def _with_line(answer: Answer, file: VirtualFile, path: str, line: str) -> AnswerFix | None:
    """A fix that names the file on its first line."""
    text = with_first_line(file.text, path, line, answer.source.newline)
    files = {other.path: other.text for other in answer.files}
    document = rewrite(answer, {**files, file.path: text})
    del files[file.path]
    if not any(keeps(answer, document, {**files, name: text}) for name in (path, file.path)):
        return None
    edits = edits_between(answer.source.text, document)
    return AnswerFix.between(f"Name it on its first line: {line}", Level.SAFE, edits) if edits else None
