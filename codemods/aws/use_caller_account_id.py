"""Rule `use-caller-account-id`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform import DataSource, Element, Local, Module, Resource

from ._plain_data import account_id

# Account IDs of examples. Source: AWS general reference, "AWS account identifiers"; IAM user guide, the examples.
_EXAMPLES = ("123456789012", "111122223333", "000000000000", "012345678901", "111111111111", "444455556666")
_ID = re.compile(r"(?<![\w-])(?:" + "|".join(_EXAMPLES) + r")(?![\w-])")
_ANY_ID = re.compile(r"(?<![\w-])\d{12}(?![\w-])")
# An ARN whose resource is an example as well stays wrong with any account.
_EXAMPLE_NAME = re.compile(r"x{4,}|your[-_]|example|existing|placeholder|12345678-", re.IGNORECASE)
# What people write beside the value.
_STALE = re.compile(r"\b(?:replace|change|update|your|placeholder|example|todo|fixme)\b", re.IGNORECASE)


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
    target = m.Module()
    severity = Severity.WARNING

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at every string with the account ID of an example."""
        for owner, attribute, node in _strings(element):
            fix = Fix("Name the account of the caller", Level.UNSAFE)
            account = account_id(fix, element, owner if isinstance(owner, Resource | DataSource) else None)
            text = node.text[1:-1]
            new = account if _ID.fullmatch(text) else '"' + _ID.sub(f"${{{account}}}", text) + '"'
            if not _drop_comment(fix, attribute, node, new):
                fix.replace(node, new)
            found = _ID.search(text)
            account_text = found[0] if found else text
            ctx.report(node, f"{account_text} is the account of an example.", fix, address=owner.address)


def _strings(module: Module) -> Iterator[tuple[Element, Attribute, n.Template]]:
    """The strings that hold the account ID of an example, where the own account is meant."""
    for file in module.files:
        if not _ID.search(file.text):
            continue
        for attribute in file.body.all_attributes():
            if not _ID.search(attribute.expr_text) or len(set(_ANY_ID.findall(attribute.expr_text))) > 1:
                continue
            owner = module.element_at(file.path, attribute.start)
            if not isinstance(owner, Resource | DataSource | Local) or owner.is_overridden:
                continue
            for node in attribute.expr.walk():
                if isinstance(node, n.Template) and _is_meant(node):
                    yield owner, attribute, node


def _is_meant(node: n.Template) -> bool:
    text = node.text[1:-1]
    if not _ID.search(text) or _EXAMPLE_NAME.search(text):
        return False
    return bool(_ID.fullmatch(text)) or text.startswith("arn:")


def _drop_comment(fix: Fix, attribute: Attribute, node: n.Template, new: str) -> bool:
    """Write an argument anew without the comment that asks for it; false where there is no such comment."""
    comment = attribute.trailing_comment
    block = attribute.parent.parent
    if comment is None or not _STALE.search(comment.text) or attribute.expr is not node or block is None:
        return False
    if string_value(node) is None or block.type == "locals":
        return False
    items = list(block.body.items)
    at = items.index(attribute)
    code = t.attribute(attribute.name, new)
    if at + 1 < len(items) and isinstance(items[at + 1], Attribute):
        fix.insert_before(items[at + 1], code)
    elif at:
        fix.insert_after(items[at - 1], code, is_set_off=False)
    else:
        return False
    fix.remove(attribute)
    return True
