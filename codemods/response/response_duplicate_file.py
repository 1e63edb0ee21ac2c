"""Rule `response-duplicate-file`."""

from __future__ import annotations

from tffix.responses import Answer
from tffix.responses.rules import AnswerContext, AnswerRule


class ResponseDuplicateFile(AnswerRule):
    """A file that the answer brings twice.

    ## Why is this bad?
    Both fences claim the same name, and whoever writes them to disk keeps only one. Which of the two counts is a guess:
    a later version that declares the same things takes the place of the first, one that declares others adds to it.

    ## Example
    ````markdown
    ### main.tf

    ```hcl
    resource "aws_sns_topic" "alarms" {
      name = "alarms"
    }
    ```

    With encryption it becomes:

    ### main.tf

    ```hcl
    resource "aws_sns_topic" "alarms" {
      name              = "alarms"
      kms_master_key_id = "alias/aws/sns"
    }
    ```
    ````

    ## Fix safety
    Nothing is written: which version is meant is for a person to say. Where the contract demands one block, the
    version that counts is what goes into it (see `response-missing-requirement`).
    """

    name = "response-duplicate-file"

    def check_answer(self, answer: Answer, ctx: AnswerContext) -> None:
        """Report the later of two fences for one file."""
        for note in answer.notes:
            if note.kind in ("revision", "addition"):
                ctx.report(note.start, note.end, note.message)
