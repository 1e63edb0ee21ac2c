"""Rule `use-caller-account-id`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.terraform import DataSource, Local, Module, Resource

from ._example_accounts import EXAMPLE_ACCOUNT, own_accounts
from ._plain_data import account_id, read_by_provider, uses_aws
from ._stale_comments import without_stale_comment


class UseCallerAccountId(Rule):
    """Account ID of an example in the place of the own account.

    ## Why is this bad?
    `123456789012` and the other IDs of AWS' documentation belong to nobody: what is granted to them is granted to no
    one, and what should be the own account is not.

    ## Example
    ```hcl
    data "aws_caller_identity" "current" {}

    resource "aws_lambda_layer_version_permission" "shared" {
      layer_name     = "shared"
      version_number = 1
      action         = "lambda:GetLayerVersion"
      statement_id   = "account"
      principal      = "123456789012" # Replace with your account ID
    }
    ```
    Use instead:
    ```hcl
    data "aws_caller_identity" "current" {}

    resource "aws_lambda_layer_version_permission" "shared" {
      layer_name     = "shared"
      version_number = 1
      action         = "lambda:GetLayerVersion"
      statement_id   = "account"
      principal      = data.aws_caller_identity.current.account_id
    }
    ```
    Only the IDs that AWS' documentation uses are meant: any other may be a partner, a log delivery account of AWS, the
    owner of an image. Defaults of variables, provider and backend settings are left alone, where no data source can
    stand, and so are lists and maps with several accounts, and ARNs whose resource is an example too.

    ## Fix safety
    Unsafe: the value changes to that of the account in which the configuration is applied. A comment on the line that
    asks to replace the value goes with it.

    ## References
    AWS general reference, "AWS account identifiers"
    """

    name = "use-caller-account-id"
    subject = "IAM and accounts"
    target = m.Module()
    severity = Severity.WARNING

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at every string with the account ID of an example."""
        for owner, attribute, node in own_accounts(element):
            fix = Fix("Name the account of the caller", Level.UNSAFE)
            account = account_id(fix, element, owner if isinstance(owner, Resource | DataSource) else None)
            text = node.text[1:-1]
            is_whole = EXAMPLE_ACCOUNT.fullmatch(text) is not None
            new = account if is_whole else '"' + EXAMPLE_ACCOUNT.sub(f"${{{account}}}", text) + '"'
            if not without_stale_comment(fix, attribute, node, new):
                fix.replace(node, new)
            found = EXAMPLE_ACCOUNT.search(text)
            account_text = found[0] if found else text
            # Which account it is cannot be asked of a provider that has to be told first.
            is_read = owner.address in element.memo(read_by_provider)
            shown = None if is_read or not (isinstance(owner, Local) or element.memo(uses_aws)) else fix
            ctx.report(node, f"{account_text} is the account of an example.", shown, address=owner.address)
