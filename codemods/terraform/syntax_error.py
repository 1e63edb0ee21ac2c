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
    Safe: each of these has one evident correction, and nothing is lost. A repair is made only if the parser gets
    further with it. Repaired are:

    - blocks with several arguments or blocks on one line, braces and blocks that do not begin or end their line, commas
      and semicolons behind arguments;
    - `name: value` and `"name" = value` in a block, an argument that is set twice to the same;
    - a closing brace too many below a block, and one that is missing where the indentation shows where;
    - strings in single or typographic quotes, or going on over lines, and backslashes that begin no escape: `\.` is a
      backslash, `\${var.name}` was escaped for another language;
    - expressions that go on on the next line without brackets, missing commas between elements, items and arguments;
    - the markers of a heredoc: `EOF)` at its end, quotes at its beginning;
    - shell expansions such as `${NAME:-default}` in a text for a shell;
    - sentences between blocks, which become comments.

    Every other syntax error is reported by the parser itself.

    ## References
    HCL native syntax specification, "Bodies", "Template Literals", "Collection Values".
    """

    name = "syntax-error"
    subject = "Syntax and layout"
    target = m.Module()
    severity = Severity.ERROR

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at the files of a module that do not parse."""
        for file in element.files:
            if file.error is None:
                continue
            for repair in repairs(file):
                fix = Fix(repair.title, Level.SAFE, repairs_syntax=True)
                for start, end, new in repair.edits:
                    fix.replace_text(n.InvalidExpression(file.source, start, end), new)
                error = repair.error
                where = n.InvalidExpression(file.source, error.start, max(error.end, error.start))
                ctx.report(where, f"{error.summary}.", fix, detail=error.detail, address="")
