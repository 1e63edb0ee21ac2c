"""Rule `sqs-encryption`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.terraform import Resource


class SqsEncryption(Rule):
    """Queue that does not say how its messages are encrypted.

    ## Why is this bad?
    New queues are encrypted with keys of SQS (SSE-SQS) unless that is turned off, but older ones are not, and a queue
    whose encryption is turned off by hand shows no drift: nothing in the configuration says what it should be.

    ## Example
    ```hcl
    resource "aws_sqs_queue" "orders" {
      name = "orders"
    }
    ```
    Use instead:
    ```hcl
    resource "aws_sqs_queue" "orders" {
      name                    = "orders"
      sqs_managed_sse_enabled = true
    }
    ```
    A queue with `kms_master_key_id` is encrypted with that key; both at once are refused.

    ## Fix safety
    Safe in code that was never applied. Elsewhere unsafe: a queue that exists may get encrypted by the next apply.

    ## References
    Amazon SQS developer guide, "Encryption at rest in Amazon SQS"; AWS provider, resource `aws_sqs_queue`
    """

    name = "sqs-encryption"
    subject = "Messages and workflows"
    target = m.Resource("aws_sqs_queue", sqs_managed_sse_enabled=m.Absent(), kms_master_key_id=m.Absent())
    severity = Severity.INFO

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at one queue."""
        if element.is_overridden:
            return
        fix = Fix("Encrypt the messages with keys of SQS", Level.SAFE, needs_whole_module=False, only_before_apply=True)
        fix.set_attribute(element, "sqs_managed_sse_enabled", "true")
        ctx.report(element, "Nothing says how the messages of this queue are encrypted.", fix)
