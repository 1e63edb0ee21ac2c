"""Rule `scope-wildcard-arn`."""

from __future__ import annotations

import re

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.terraform import Module

from ..terraform._provider_references import provider_uses
from ._identity_policies import identity_documents, own_values
from ._plain_data import account_id, region

# Services whose resources no other account shares, so that naming the own account takes nothing away. Source: IAM
# user guide, "AWS services that work with IAM" (no resource-based policies; those of CloudWatch Logs are about
# destinations alone).
_OWN = frozenset({
    "application-autoscaling", "autoscaling", "batch", "cloudwatch", "codebuild", "codepipeline", "cognito-idp", "ec2",
    "ecs", "elasticache", "elasticloadbalancing", "logs", "rds", "ssm", "states",
})  # fmt: skip
# Resources of these services that may be of AWS, or of others: images, snapshots,
# documents, or what is shared with the account (subnets).
_SHARED = re.compile(
    r"(?:image|snapshot|document|automation-definition|patchbaseline|subnet|vpc|transit-gateway|prefix-list)[/:]"
)


class ScopeWildcardArn(Rule):
    """ARN of an identity policy that names every account.

    ## Why is this bad?
    The role needs the resources of its own account. An ARN with `*` in the place of the account (and of the region)
    says more than that, hides what is meant, and fails most security reviews.

    ## Example
    ```hcl
    data "aws_caller_identity" "current" {}

    data "aws_region" "current" {}

    resource "aws_iam_role_policy" "logs" {
      role = "api"
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Effect   = "Allow"
            Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
            Resource = "arn:aws:logs:*:*:*"
          }
        ]
      })
    }
    ```
    Use instead:
    ```hcl
    data "aws_caller_identity" "current" {}

    data "aws_region" "current" {}

    resource "aws_iam_role_policy" "logs" {
      role = "api"
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Effect   = "Allow"
            Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
            Resource = "arn:aws:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:*"
          }
        ]
      })
    }
    ```
    Only policies of roles, users and groups are looked at: in the policy of a bucket, a queue or a key `*` may be the
    point. Only services are meant whose resources are not shared between accounts (CloudWatch Logs, Systems Manager,
    Step Functions, ...), and no statement that denies. The region is named for CloudWatch Logs, where the module has
    and uses no provider configuration with an alias, and the role is not that of an edge function.

    ## Fix safety
    Unsafe: the policy changes, and the role may no longer reach what it had no use for.

    ## References
    IAM user guide, "Identify AWS resources with Amazon Resource Names (ARNs)", "AWS services that work with IAM"
    """

    name = "scope-wildcard-arn"
    subject = "IAM and accounts"
    target = m.Module()
    severity = Severity.WARNING
    after = ("iam-missing-permission",)

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at the resources of every identity policy."""
        one_region = not _has_aliases(element) and not _mentions_edge(element)
        for document in identity_documents(element):
            for statement in document.statements:
                if statement.effect != "Allow" or "Resource" in statement.negated:
                    continue
                for value in own_values(document, statement):
                    found = _fields(value.node)
                    if found is None:
                        continue
                    node, fields = found
                    fix = Fix("Name the account", Level.UNSAFE)
                    written = fields.copy()
                    written[4] = f"${{{account_id(fix, element)}}}"
                    if fields[3] == "*" and fields[2] == "logs" and one_region:
                        fix.title = "Name the account and the region"
                        written[3] = f"${{{region(fix, element)}}}"
                    fix.replace(node, '"' + ":".join(written) + '"')
                    address = "" if document.owner is None else document.owner.address
                    ctx.report(node, f"{node.text} names the resources of every account.", fix, address=address)


def _fields(node: n.Expression | None) -> tuple[n.Template, list[str]] | None:
    """The fields of an ARN whose account is `*`, as they are written."""
    if not isinstance(node, n.Template) or not node.parts or not isinstance(node.parts[0], n.TemplateLiteral):
        return None
    held: list[str] = []
    text = ""
    for part in node.parts:
        if isinstance(part, n.TemplateLiteral):
            text += part.text
        else:
            text += f"\ue000{len(held)}\ue001"
            held.append(part.text)
    fields = text.split(":", 5)
    if len(fields) != 6 or fields[0] != "arn" or fields[4] != "*" or fields[2] not in _OWN or _SHARED.match(fields[5]):
        return None
    return node, [re.sub("\ue000(\\d+)\ue001", lambda one: held[int(one[1])], field) for field in fields]


def _has_aliases(module: Module) -> bool:
    """Whether the module may work in other regions: an alias that is declared, or used and declared nowhere yet."""
    return any(provider.label == "aws" and provider.alias is not None for provider in module.providers) or any(
        use.name in ("", "aws") and use.address != "aws" for use in provider_uses(module)
    )


def _mentions_edge(module: Module) -> bool:
    """Whether a function of the module runs at edge locations: it writes logs in all regions."""
    return any("edgelambda.amazonaws.com" in file.text for file in module.files)
