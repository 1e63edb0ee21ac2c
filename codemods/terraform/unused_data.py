"""Rule `unused-data`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.terraform import DataSource

from ._null_default import is_tested
from ._undeclared import names_undeclared

# Data sources that do more than read. Source: the providers' documentation of each.
_DOES_MORE = frozenset(
    {
        "archive_file",  # writes the archive, which others name by its path
        "aws_lambda_invocation",  # calls the function
        "external",  # runs a program
        "http",  # sends a request, of any method
        "local_command",  # runs a program
        "terraform_remote_state",  # fails where the other state is missing: a check that it is there
    }
)


class UnusedData(Rule):
    """A data source that nothing refers to.

    ## Why is this bad?
    It is read with every plan, costs a call of an API and the permission for it, and fails the plan where what it
    looks for does not exist: for nothing.

    ## Example
    ```hcl
    data "aws_availability_zones" "available" {
      state = "available"
    }

    data "aws_caller_identity" "current" {}

    output "account_id" {
      value = data.aws_caller_identity.current.account_id
    }
    ```
    Use instead:
    ```hcl
    data "aws_caller_identity" "current" {}

    output "account_id" {
      value = data.aws_caller_identity.current.account_id
    }
    ```
    All files of the module count, JSON and tests included; while one of them cannot be read, nothing is reported. Data
    sources with conditions (`precondition`, `postcondition`) are there to check something, and those that do more than
    read (`archive_file`, `external`, `http` and others) may be there for what they do: both stay.

    ## Fix safety
    Safe: nothing depends on what is read. It is removed when no other rule has anything left to fix, as one may give it
    a use. Where a comment goes with it, the fix is unsafe.
    While the module names a data source that it does not declare, this may be the one that is meant: it is only
    reported.

    ## References
    Terraform language documentation, "Data Sources".
    """

    name = "unused-data"
    subject = "Variables, outputs and modules"
    target = m.Data()
    severity = Severity.INFO
    comes_last = True

    def check(self, element: DataSource, ctx: RuleContext) -> None:
        """Look for references to one data source."""
        module, address = ctx.module, element.address
        if len(element.labels) != 2 or element.type in _DOES_MORE or _checks_something(element):
            return
        if module.is_mentioned(address) or is_tested(module, address) or not module.is_complete:
            return
        fix = None
        if not names_undeclared(module, "data"):
            fix = Fix(f"Remove {address}", Level.SAFE)
            fix.remove(element)
        ctx.report(element, f"Nothing refers to {address}.", fix)


def _checks_something(element: DataSource) -> bool:
    return any(block.body.blocks for block in element.blocks("lifecycle"))
