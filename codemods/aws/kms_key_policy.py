"""Rule `kms-key-policy`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.terraform import Resource
from tffix.words import listed

from ._kms_uses import KEYS, policy_of, root_statement, statements, uses_of
from ._policy_writing import new_document


class KmsKeyPolicy(Rule):
    """Key without a policy that a service has to use.

    ## Why is this bad?
    A key that is created without a policy gets the default one, which lets the account use it and nobody else.
    CloudWatch Logs, CloudTrail and services that send to an encrypted topic or queue use a key in their own name and
    need a statement of their own: without it the log group or the trail cannot be created, and what is sent to the
    topic or queue is lost.

    ## Example
    ```hcl
    data "aws_caller_identity" "current" {}

    resource "aws_kms_key" "alerts" {
      description = "Alerts"
    }

    resource "aws_sns_topic" "alerts" {
      name              = "alerts"
      kms_master_key_id = aws_kms_key.alerts.id
    }

    resource "aws_cloudwatch_event_target" "alerts" {
      rule = "alerts"
      arn  = aws_sns_topic.alerts.arn
    }
    ```
    Use instead:
    ```hcl
    data "aws_caller_identity" "current" {}

    resource "aws_kms_key" "alerts" {
      description = "Alerts"
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Sid    = "EnableRootPermissions"
            Effect = "Allow"
            Principal = {
              AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root"
            }
            Action   = "kms:*"
            Resource = "*"
          },
          {
            Sid    = "AllowEventBridge"
            Effect = "Allow"
            Principal = {
              Service = "events.amazonaws.com"
            }
            Action = [
              "kms:Decrypt",
              "kms:GenerateDataKey*"
            ]
            Resource = "*"
          }
        ]
      })
    }

    resource "aws_sns_topic" "alerts" {
      name              = "alerts"
      kms_master_key_id = aws_kms_key.alerts.id
    }

    resource "aws_cloudwatch_event_target" "alerts" {
      rule = "alerts"
      arn  = aws_sns_topic.alerts.arn
    }
    ```
    The policy says what the default one says, and lets the services in that use the key in this module. A key that
    only IAM principals use needs no policy and is not reported.

    Groups of instances with volumes under the key are let in as AWS lets them in to its own key for volumes: everybody
    in the account (`"*"` with `kms:CallerAccount`), through EC2 alone (`kms:ViaService`). To name the service-linked
    role of Auto Scaling is closer, and refused as long as the account has no such role: it is named where the module
    creates it.

    ## Fix safety
    Unsafe: the key gets another policy. Its first statement is that of the default policy, so that the account can
    go on managing the key.

    ## References
    KMS developer guide, "Default key policy"; CloudWatch Logs user guide, "Encrypt log data in CloudWatch Logs using
    AWS KMS"; CloudTrail user guide, "Configure AWS KMS key policies for CloudTrail"; EBS user guide, "Amazon EBS
    encryption"; Auto Scaling user guide, "Required AWS KMS key policy for use with encrypted volumes"
    """

    name = "kms-key-policy"
    subject = "KMS"
    target = m.Resource(*KEYS, policy=m.Absent())
    severity = Severity.ERROR

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look for services that use the key."""
        if element.is_overridden or policy_of(element) is not None or _may_have_policy(element):
            return
        uses = uses_of(element)
        if not uses:
            return
        fix = Fix(f"Give {element.address} a policy", Level.UNSAFE)
        new = [root_statement(fix, element)]
        for use in uses:
            new += statements(fix, element, use.service)
        fix.set_attribute(element, "policy", new_document(tuple(new)))
        services = listed(use.service.title for use in uses)
        ctx.report(
            element,
            f"{element.address} has no policy that lets {services} use it.",
            fix,
            severity=Severity.ERROR if any(use.fails_apply for use in uses) else Severity.WARNING,
            related=[(user, f"{user.address} needs it") for use in uses for user in use.users],
        )


def _may_have_policy(key: Resource) -> bool:
    """Whether a policy resource of the module may be for this key: one of which that cannot be told."""
    module = key.module
    return any(
        policy.for_each is not None or module.resolve(policy["key_id"]) is None or policy.is_overridden
        for policy in module.resources_of("aws_kms_key_policy")
    )
