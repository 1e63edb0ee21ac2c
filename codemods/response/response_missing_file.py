"""Rule `response-missing-file`."""

from __future__ import annotations

from tffix.responses import Answer, VirtualFile
from tffix.responses.form import Edit, described, main_files, without_name_line
from tffix.responses.merge import target_of
from tffix.responses.rules import AnswerContext, AnswerFix, AnswerRule
from tffix.rules import Level, Severity

from ._demanded import because


class ResponseMissingFile(AnswerRule):
    """A file that is demanded, or that the answer describes, and that it does not bring.

    ## Why is this bad?
    The prompt names the files that it wants. One that is missing, or has another name, is not found by whoever asked.
    A heading with the name of a file and no code below it is a promise that the answer does not keep.

    ## Example
    ```toml
    [contract]
    files = ["network.tf"]
    only-files = true
    ```
    ````markdown
    ### main.tf

    ```hcl
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }
    ```
    ````
    Use instead:
    ````markdown
    ### network.tf

    ```hcl
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }
    ```
    ````

    ## Fix safety
    Safe where one Terraform file is demanded and the answer has one under another name: it gets the name that is
    demanded. A file that is not there at all is reported, and not made up.
    """

    name = "response-missing-file"
    severity = Severity.ERROR
    after = ("response-truncated-block", "response-draft-in-answer")

    def check_answer(self, answer: Answer, ctx: AnswerContext) -> None:
        """Report files that are demanded or described, and not there."""
        missing = [path for path in ctx.contract.files if not _holds(answer, path)]
        self._described(answer, ctx)
        if not missing:
            return
        own = main_files(answer, ctx.contract)
        only = own[0] if len(own) == 1 else None
        target = target_of(answer, ctx.contract)
        if only is not None and target in missing:
            missing.remove(target)
            region = only.regions[0]
            if region.announcement is not None:
                fix = AnswerFix.between(f"Call it {target}", Level.SAFE, _renamed(answer, only, target))
                message = f"This file is called {only.path}, and {target} is demanded."
                ctx.report(region.head, region.start, message, fix, detail=because(ctx.contract, "files", target))
        for path in missing:
            detail = because(ctx.contract, "files", path)
            ctx.report(0, 0, f"{path} is demanded, and the answer has no such file.", detail=detail)

    def _described(self, answer: Answer, ctx: AnswerContext) -> None:
        """Report, once, what the answer describes without bringing it."""
        known = {path.rpartition("/")[2] for path in (*ctx.contract.files, *ctx.contract.existing)}
        places: dict[str, tuple[int, int]] = {}
        for start, end, path in described(answer):
            if path.rpartition("/")[2] not in known:
                places.setdefault(path, (start, end))
        if not places:
            return
        names = list(places)
        message = f"{names[0]} is described here, and the answer does not bring it."
        if len(names) > 1:
            message = f"The answer describes {len(names)} files and does not bring them: {', '.join(names)}."
        related = [(*places[name], f"{name} is described here.") for name in names[1:]]
        ctx.report(*places[names[0]], message, related=related)


def _holds(answer: Answer, path: str) -> bool:
    """Whether the answer has the file, or one of that name in another folder."""
    name = path.rpartition("/")[2]
    return any(file.path == path or file.path.rpartition("/")[2] == name for file in answer.files)


def _renamed(answer: Answer, file: VirtualFile, path: str) -> list[Edit]:
    """The edits that put another name wherever the file is announced, also on the first line of the code."""
    edits = []
    name = file.announced.removesuffix(file.path) + path
    for region in file.regions:
        named = region.announcement
        if named is None:
            continue
        at = answer.source.text.find(named.line, region.start if named.kind == "comment" else region.head)
        if at >= 0:
            edits.append((at + named.start, at + named.end, name))
        first = answer.source.text[region.start : region.end].partition("\n")[0]
        column = first.find(file.announced)
        if named.kind != "comment" and column >= 0 and not without_name_line(first):
            start = region.start + column
            edits.append((start, start + len(file.announced), name))
    return edits
