"""Rule `kms-key-rotation`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext
from tffix.terraform import Resource

# What a key must be for KMS to rotate it, by argument; the value is also what holds where nothing is said. Source: AWS
# KMS developer guide, "Rotate AWS KMS keys": symmetric encryption keys with material that AWS KMS generated.
_ROTATED = {
    "key_usage": "ENCRYPT_DECRYPT",
    "customer_master_key_spec": "SYMMETRIC_DEFAULT",
    "custom_key_store_id": None,
    "xks_key_id": None,
}
_PLACES = ("deletion_window_in_days", "description")


class KmsKeyRotation(Rule):
    """Customer managed key whose material is never rotated.

    ## Why is this bad?
    Without `enable_key_rotation` the key is the same for as long as it exists. Rotation once a year is what security
    standards ask for (CIS AWS Foundations, AWS Security Hub KMS.4); it needs no change in what uses the key.

    ## Example
    ```hcl
    resource "aws_kms_key" "data" {
      description             = "Data at rest"
      deletion_window_in_days = 30
    }
    ```
    Use instead:
    ```hcl
    resource "aws_kms_key" "data" {
      description             = "Data at rest"
      deletion_window_in_days = 30
      enable_key_rotation     = true
    }
    ```
    Asymmetric and HMAC keys and those in key stores of their own cannot be rotated, and a key that says
    `enable_key_rotation = false` is left alone.

    ## Fix safety
    Safe in code that was never applied. Elsewhere unsafe: the next apply turns rotation on, which is paid for.

    ## References
    AWS KMS developer guide, "Rotate AWS KMS keys"; AWS provider, resource `aws_kms_key`
    """

    name = "kms-key-rotation"
    subject = "KMS"
    target = m.Resource("aws_kms_key", enable_key_rotation=m.Absent())

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at one key."""
        for name, value in _ROTATED.items():
            # UNKNOWN equals no value: what may be another kind of key is left alone.
            if element.constant(name, default=value) != value:
                return
        fix = Fix("Rotate the key every year", Level.SAFE, needs_whole_module=False, only_before_apply=True)
        fix.set_attribute(element, "enable_key_rotation", "true", after=_PLACES)
        ctx.report(element, "This key is never rotated.", fix)
