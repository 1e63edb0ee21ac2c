"""Rule `kms-service-principal`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.terraform import Resource
from tffix.words import listed

from ._kms_uses import CHANNELS, KEYS, admits, policy_of, senders_to, statements, uses_of
from ._policy_writing import add_statement

# Source: SNS developer guide, "Enable compatibility between event sources from AWS services and encrypted topics"; SQS
# developer guide, "Configuring KMS permissions for AWS services": a key of AWS cannot be used there.
_MANAGED = ("alias/aws/sns", "alias/aws/sqs")


class KmsServicePrincipal(Rule):
    """Key policy that leaves out a service which has to use the key.

    ## Why is this bad?
    CloudWatch Logs, CloudTrail and services that send to an encrypted topic or queue use the key in their own name.
    A key policy that gives the account everything does not reach them: only a statement with their service principal
    does. Without it the log group or the trail cannot be created ("The specified KMS key does not exist or is not
    allowed to be used with Arn ..."), alarms, events and notifications are lost without an error, and instances of an
    Auto Scaling group whose volumes the key encrypts are terminated as soon as they are launched.

    ## Example
    ```hcl
    data "aws_caller_identity" "current" {}

    resource "aws_kms_key" "alerts" {
      description = "Alerts"
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Sid       = "Root"
            Effect    = "Allow"
            Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" }
            Action    = "kms:*"
            Resource  = "*"
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
    Use instead:
    ```hcl
    data "aws_caller_identity" "current" {}

    resource "aws_kms_key" "alerts" {
      description = "Alerts"
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Sid       = "Root"
            Effect    = "Allow"
            Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" }
            Action    = "kms:*"
            Resource  = "*"
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
    One statement is added for each service that is left out, in the way the others are written. A key without any
    policy is what `kms-key-policy` is about.

    A topic or queue that AWS' own key encrypts (`alias/aws/sns`) is reported: no service can send to it.

    Nothing is said where a statement may already be meant for the service: one for any principal, one whose
    principals are computed, a policy that is not in the text of the module.

    ## Fix safety
    Unsafe: the policy of the key changes. The service gets what its documentation asks for, for the account's own
    logs and trails.

    Groups of instances with volumes under the key are let in as AWS lets them in to its own key for volumes: everybody
    in the account (`"*"` with `kms:CallerAccount`), through EC2 alone (`kms:ViaService`). To name the service-linked
    role of Auto Scaling is closer, and refused as long as the account has no such role: it is named where the module
    creates it.

    ## References
    CloudWatch Logs user guide, "Encrypt log data in CloudWatch Logs using AWS KMS"; CloudTrail user guide, "Configure
    AWS KMS key policies for CloudTrail"; SNS developer guide, "Enable compatibility between event sources from AWS
    services and encrypted topics"; SQS developer guide, "Configuring KMS permissions for AWS services"; VPC user
    guide, "Required key policy for use with SSE-KMS"; EBS user guide, "Amazon EBS encryption"; Auto Scaling user guide,
    "Required AWS KMS key policy for use with encrypted volumes"
    """

    name = "kms-service-principal"
    subject = "KMS"
    target = m.Resource(*KEYS, *CHANNELS)
    severity = Severity.ERROR

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look for services that use the key and that its policy does not name."""
        if element.type in CHANNELS:
            _check_managed_key(element, ctx)
            return
        found = None if element.is_overridden else policy_of(element)
        if found is None or found[0].is_overridden:
            return
        holder, document = found
        for use in uses_of(element):
            if admits(document, use.service):
                continue
            fix = Fix(f"Let {use.service.title} use {element.address}", Level.UNSAFE)
            added = [add_statement(fix, document, one) for one in statements(fix, element, use.service)]
            ctx.report(
                holder,
                f"The policy of {element.address} does not let {use.service.title} use the key.",
                fix if all(added) else None,
                severity=Severity.ERROR if use.fails_apply else Severity.WARNING,
                related=[(user, f"{user.address} needs it") for user in use.users],
            )


def _check_managed_key(channel: Resource, ctx: RuleContext) -> None:
    """Look at a topic or queue that AWS' own key encrypts: its policy lets principals of the account in, no service."""
    named = channel.constant(CHANNELS[channel.type])
    services = senders_to(channel)
    if named not in _MANAGED or not services:
        return
    ctx.report(
        channel,
        f"{channel.address} is encrypted with {named}, which does not let {listed(services)} use it.",
        detail="The policy of a key of AWS cannot be changed: it takes a key of your own, with a statement for them.",
        severity=Severity.WARNING,
    )
