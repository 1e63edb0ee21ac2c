"""Rule `s3-acl-ownership`."""

from __future__ import annotations

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.terraform import ModuleCall, Resource

from ._instances import opening, own_key

_CONTROLS = "aws_s3_bucket_ownership_controls"
_ENFORCED = "BucketOwnerEnforced"
_PREFERRED = '"BucketOwnerPreferred"'


class S3AclOwnership(Rule):
    """ACL of a bucket that takes none.

    ## Why is this bad?
    Buckets that were made since April 2023 have ACLs turned off unless their ownership controls say otherwise:
    "AccessControlListNotSupported: The bucket does not allow ACLs". CloudFront's standard logs are delivered by way of
    an ACL, too.

    ## Example
    ```hcl
    resource "aws_s3_bucket" "logs" {
      bucket = "example-logs"
    }

    resource "aws_s3_bucket_acl" "logs" {
      bucket = aws_s3_bucket.logs.id
      acl    = "log-delivery-write"
    }
    ```
    Use instead:
    ```hcl
    resource "aws_s3_bucket" "logs" {
      bucket = "example-logs"
    }

    resource "aws_s3_bucket_ownership_controls" "logs" {
      bucket = aws_s3_bucket.logs.id

      rule {
        object_ownership = "BucketOwnerPreferred"
      }
    }

    resource "aws_s3_bucket_acl" "logs" {
      bucket = aws_s3_bucket.logs.id
      acl    = "log-delivery-write"

      depends_on = [aws_s3_bucket_ownership_controls.logs]
    }
    ```
    Controls that turn ACLs off are only reported: either they or the ACL are wrong.

    ## Fix safety
    Safe in code that was never applied. Elsewhere unsafe: the owner of objects that others write changes.

    ## References
    S3 user guide, "Controlling ownership of objects and disabling ACLs for your bucket"; CloudFront developer guide,
    "Configure standard logging (legacy)"; AWS provider, resource `aws_s3_bucket_acl`
    """

    name = "s3-acl-ownership"
    subject = "S3 and CloudTrail"
    target = m.Resource("aws_s3_bucket_acl", "aws_cloudfront_distribution")
    severity = Severity.ERROR

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at one ACL, or at where one distribution writes its logs."""
        expression = _bucket_of(element)
        bucket = ctx.module.resolve(expression)
        if not isinstance(bucket, Resource) or bucket.type != "aws_s3_bucket" or element.is_overridden:
            return
        what = "This ACL" if element.type == "aws_s3_bucket_acl" else "CloudFront's log delivery"
        controls = _controls(bucket, ctx)
        if controls is None:
            message = f"{what} needs a bucket that takes ACLs, and {bucket.address} takes none."
            ctx.report(element, message, _fix(element, bucket, ctx))
            return
        for one in controls:
            for rule in one.blocks("rule"):
                value = rule.body.get("object_ownership")
                if value is not None and value.expr_text == f'"{_ENFORCED}"':
                    message = f"{what} needs a bucket that takes ACLs, and its ownership controls turn them off."
                    ctx.report(element, message, related=[(value.expr, "turns ACLs off")])


def _bucket_of(element: Resource) -> n.Expression | None:
    if element.type == "aws_s3_bucket_acl":
        return element["bucket"]
    for logs in element.blocks("logging_config"):
        attribute = logs.body.get("bucket")
        if attribute is not None:
            return attribute.expr
    return None


def _controls(bucket: Resource, ctx: RuleContext) -> list[Resource] | None:
    """The ownership controls that a bucket has or may have, None where it has none."""
    found = []
    is_uncertain = any(address.startswith(f"{_CONTROLS}.") for address in ctx.module.json_addresses)
    for one in ctx.module.resources_of(_CONTROLS):
        resolved = ctx.module.resolve(one["bucket"])
        if resolved == bucket:
            found.append(one)
        elif not isinstance(resolved, Resource):
            is_uncertain = True
    for reference in ctx.module.references_to(bucket.address):
        is_uncertain = is_uncertain or isinstance(reference.container, ModuleCall)
    return found or ([] if is_uncertain or bucket.is_overridden else None)


def _fix(element: Resource, bucket: Resource, ctx: RuleContext) -> Fix | None:
    address = f"{_CONTROLS}.{bucket.label}"
    if ctx.module.declares(address) or ctx.module.references_to(address):
        return None
    fix = Fix("Let the bucket take ACLs", Level.SAFE, only_before_apply=True)
    items = opening(bucket)
    items.append(f"bucket = {bucket.address}{own_key(bucket)}.id")
    items.append(f"rule {{\n  object_ownership = {_PREFERRED}\n}}")
    fix.insert_after(bucket, t.resource(_CONTROLS, bucket.label, items=tuple(items)))
    depends = element["depends_on"]
    if isinstance(depends, n.TupleCons):
        fix.append_element(depends, address)
    elif depends is None:
        fix.insert_after(element.body.items[-1], f"depends_on = [{address}]", is_set_off=True)
    return fix
