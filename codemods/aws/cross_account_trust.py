"""Rule `cross-account-trust`."""

from __future__ import annotations

import re

from tffix import matchers as m
from tffix.rules import Rule, RuleContext, Severity
from tffix.terraform import Resource

from ._policies import Value
from ._policy_reading import read_document
from ._policy_text import CLOSE, OPEN
from ._role_policies import policies_of

_OWN_WORDS = frozenset({"account", "accountid", "aws", "current", "deployment", "id", "number", "own", "this"})
_HOLE = re.compile(f"{OPEN}[^{CLOSE}]*{CLOSE}")


class CrossAccountTrust(Rule):
    """Role that another account may assume, and that allows nothing but what that account has itself.

    ## Why is this bad?
    Who wants to read from another account assumes a role *there*, which trusts this account. A role here that trusts
    the other account works the other way round: it lets the other account act in this one, and what its policies name
    is not here. Nobody in this account can read anything with it.

    ## Example
    ```hcl
    variable "source_account_id" {
      type = string
    }

    resource "aws_iam_role" "read_source" {
      name = "read-source"
      assume_role_policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Effect    = "Allow"
            Action    = "sts:AssumeRole"
            Principal = { AWS = "arn:aws:iam::${var.source_account_id}:root" }
          }
        ]
      })
    }

    resource "aws_iam_role_policy" "read_source" {
      role = aws_iam_role.read_source.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Effect   = "Allow"
            Action   = "dynamodb:Scan"
            Resource = "arn:aws:dynamodb:eu-west-1:${var.source_account_id}:table/*"
          }
        ]
      })
    }
    ```
    The role belongs into the other account, with this account as its principal. Here the reader's role needs
    `sts:AssumeRole` on it.

    ## Fix safety
    Nothing is written: the role of the other account is not in this configuration.

    ## References
    IAM user guide, "IAM tutorial: Delegate access across AWS accounts using IAM roles"
    """

    name = "cross-account-trust"
    subject = "IAM and accounts"
    target = m.Resource("aws_iam_role", assume_role_policy=m.Present())
    severity = Severity.WARNING

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Compare whom a role trusts with where the resources of its policies are."""
        if element.is_overridden:
            return
        trust = read_document(element["assume_role_policy"], element)
        for statement in trust.statements:
            for principal in statement.principals if statement.effect == "Allow" else ():
                account = _account(principal.value) if principal.type == "AWS" else ""
                if not account or not _is_all(element, account):
                    continue
                shown = account.strip(OPEN + CLOSE)
                ctx.report(
                    principal.value.node if principal.value.node is not None else element,
                    f"{element.address} lets the account {shown} in, but all it allows is in that account: the trust "
                    "is in the wrong direction.",
                    address=element.address,
                    detail=f"Readers of this account need sts:AssumeRole on a role of {shown}, which trusts this one.",
                )


def _account(value: Value) -> str:
    """The account that a principal or the ARN of a resource names, empty where it names none, or the own one."""
    held: list[str] = []

    def number(found: re.Match[str]) -> str:
        held.append(found[0])
        return OPEN + str(len(held) - 1) + CLOSE

    text = _HOLE.sub(number, value.text)
    fields = text.split(":", 5)
    account = fields[4] if len(fields) == 6 and fields[0] == "arn" else text
    if account.isdigit() and len(account) == 12:
        return account
    found = re.fullmatch(f"{OPEN}(\\d+){CLOSE}", account)
    whole = held[int(found[1])] if found else ""
    if not whole.startswith(f"{OPEN}var."):
        return ""
    # `account_id` alone is the own account as likely as not; `prod_account_id` is another.
    return whole if set(whole[5:-1].lower().split("_")) - _OWN_WORDS else ""


def _is_all(role: Resource, account: str) -> bool:
    """Whether the policies of a role name resources of one account, and none that may be elsewhere."""
    policies = policies_of(role)
    if policies.managed or not policies.is_whole or not all(one.document.is_whole for one in policies.attached):
        return False
    accounts = set()
    for one in policies.attached:
        for statement in one.document.allows:
            for value in statement.resources:
                # The ARN of a bucket has no account; `*` is for actions that take no resource.
                if not value.text.startswith("arn:aws:s3:::") and value.text != "*":
                    accounts.add(_account(value))
    return accounts == {account}
