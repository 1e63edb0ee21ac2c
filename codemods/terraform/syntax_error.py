"""Rule `syntax-error`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.terraform import Module

from ._repairs import repairs


class SyntaxErrorWithOneReading(Rule):
    r"""A syntax error that can only have meant one thing.

    ## Why is this bad?
    Terraform reads nothing of a module in which one file does not parse.

    ## Example
    ```hcl
    variable "name" { type = string, default = "api" }

    locals {
      digits = "^\d+$"
      ports = [
        80
        443
      ]
    }
    ```
    Use instead:
    ```hcl
    variable "name" {
      type    = string
      default = "api"
    }

    locals {
      digits = "^\\d+$"
      ports = [
        80,
        443
      ]
    }
    ```

    ## Fix safety
    Safe: each of these has one evident correction, and nothing is lost. Repaired are one-line blocks with several
    arguments, backslashes that begin no escape, quoted strings that go on over lines, missing commas between elements,
    and shell expansions such as `${NAME:-default}` in a text for a shell. A repair is made only if the parser gets
    further with it. Every other syntax error is reported by the parser itself.

    ## References
    HCL native syntax specification, "Bodies", "Template Literals", "Collection Values".
    """

    name = "syntax-error"
    target = m.Module()
    severity = Severity.ERROR

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at the files of a module that do not parse."""
        for file in element.files:
            if file.error is None:
                continue
            for repair in repairs(file.text):
                fix = Fix(repair.title, Level.SAFE, repairs_syntax=True)
                for start, end, new in repair.edits:
                    fix.replace(n.InvalidExpression(file.source, start, end), new)
                error = repair.error
                where = n.InvalidExpression(file.source, error.start, max(error.end, error.start))
                ctx.report(where, f"{error.summary}.", fix, detail=error.detail, address="")
