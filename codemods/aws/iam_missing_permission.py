"""Rule `iam-missing-permission`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Rule, RuleContext, Severity
from tffix.terraform import Module
from tffix.words import listed

from ._permission_checks import is_missing
from ._permission_edges import Edge, edges_of
from ._permission_fix import fix_of


class IamMissingPermission(Rule):
    """Role that is not allowed what it is used for.

    ## Why is this bad?
    A function, a state machine or a rule acts with the rights of its role. What no policy of the role allows is
    refused: some of it when the configuration is applied (an event source that may not be read, a VPC in which the
    role may not make network interfaces), the rest when it runs.

    ## Example
    ```hcl
    resource "aws_sns_topic" "orders" {
      name = "orders"
    }

    resource "aws_iam_role" "workflow" {
      name               = "workflow"
      assume_role_policy = data.aws_iam_policy_document.trust.json
    }

    resource "aws_iam_role_policy" "workflow" {
      role = aws_iam_role.workflow.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Effect   = "Allow"
            Action   = "lambda:InvokeFunction"
            Resource = aws_lambda_function.check.arn
          }
        ]
      })
    }

    resource "aws_sfn_state_machine" "workflow" {
      name     = "workflow"
      role_arn = aws_iam_role.workflow.arn
      definition = jsonencode({
        StartAt = "Notify"
        States = {
          Notify = {
            Type       = "Task"
            Resource   = "arn:aws:states:::sns:publish"
            Parameters = { TopicArn = aws_sns_topic.orders.arn, Message = "done" }
            End        = true
          }
        }
      })
    }
    ```
    Use instead:
    ```hcl
    resource "aws_sns_topic" "orders" {
      name = "orders"
    }

    resource "aws_iam_role" "workflow" {
      name               = "workflow"
      assume_role_policy = data.aws_iam_policy_document.trust.json
    }

    resource "aws_iam_role_policy" "workflow" {
      role = aws_iam_role.workflow.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Effect   = "Allow"
            Action   = "lambda:InvokeFunction"
            Resource = aws_lambda_function.check.arn
          },
          {
            Effect   = "Allow"
            Action   = "sns:Publish"
            Resource = aws_sns_topic.orders.arn
          }
        ]
      })
    }

    resource "aws_sfn_state_machine" "workflow" {
      name     = "workflow"
      role_arn = aws_iam_role.workflow.arn
      definition = jsonencode({
        StartAt = "Notify"
        States = {
          Notify = {
            Type       = "Task"
            Resource   = "arn:aws:states:::sns:publish"
            Parameters = { TopicArn = aws_sns_topic.orders.arn, Message = "done" }
            End        = true
          }
        }
      })
    }
    ```
    What is looked at: event sources, destinations, dead letter targets, VPCs, tracing, logs and environments of
    functions; tasks and logs of state machines; targets of rules and schedules that have a role; secrets of
    containers; flow logs, trails, enhanced monitoring. Where a key of the module encrypts what is used, the role needs
    that as well.

    A role counts with everything that is attached to it, AWS' managed policies included. Nothing is said where it may
    have more than the text shows: policies from variables or files, of names that are computed, managed policies
    whose contents are not known. The policy of a queue, a topic, a secret or a key may let a role in as well.

    ## Fix safety
    Unsafe: the role may do more. A statement of its own is added for each resource, with the actions that its use
    asks for, to the role's policy, or in a new policy of the role; what takes no resource comes with the policy of
    AWS that is made for it. No statement that exists is widened. Where the text does not tell what is done with a
    resource (a function that has the name of a table or a bucket), the statement is only shown.

    ## References
    AWS service authorization reference; Lambda, Step Functions, EventBridge, ECS, SNS and SQS developer guides, the
    pages on permissions
    """

    name = "iam-missing-permission"
    subject = "IAM and accounts"
    target = m.Module()
    severity = Severity.WARNING
    after = ("kms-key-policy", "kms-service-principal")

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at everything that the roles of the module are used for."""
        missing: dict[str, list[Edge]] = {}
        for edge in edges_of(element):
            if is_missing(edge):
                missing.setdefault(edge.role.address, []).append(edge)
        for edges in missing.values():
            certain = [edge for edge in edges if not edge.need.is_open]
            fix = fix_of(edges[0].role, certain) if certain else None
            for first, *others in _alike(edges):
                ctx.report(
                    first.user,
                    _message(first),
                    fix_of(first.role, [first]) if first.need.is_open else fix,
                    severity=Severity.ERROR if first.need.fails_apply else Severity.WARNING,
                    related=[(one.user, f"{one.user.address} does so too") for one in others],
                )


def _alike(edges: list[Edge]) -> list[list[Edge]]:
    """The edges that want the same of a role."""
    found: dict[tuple[str, tuple[str, ...]], list[Edge]] = {}
    for edge in edges:
        found.setdefault(("" if edge.target is None else edge.target.address, edge.need.actions), []).append(edge)
    return list(found.values())


def _message(edge: Edge) -> str:
    user, role, target = edge.user.address, edge.role.address, edge.target
    if edge.encrypted is not None and target is not None:
        start = f"{user} {edge.how.replace('{}', edge.encrypted.address)}, which {target.address} encrypts"
        return f"{start}, but {role} is not allowed {listed(edge.need.required)} on the key."
    start = f"{user} {edge.how}" if target is None else f"{user} {edge.how.replace('{}', target.address)}"
    allowed = (
        f"is allowed nothing of {edge.need.service}"
        if edge.need.any_of
        else f"is not allowed {listed(edge.need.required)}"
    )
    return f"{start}, but {role} {allowed}{'' if target is None else ' on it'}."
