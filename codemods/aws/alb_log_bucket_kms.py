"""Rule `alb-log-bucket-kms`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Block
from tffix.syntax.literals import string_value
from tffix.terraform import Resource

_ENCRYPTION = "aws_s3_bucket_server_side_encryption_configuration"
# Network load balancers can use a customer managed key. Source: Elastic Load Balancing user guides, "Access logs" of
# application and network load balancers.
_WITH_KEYS = ("network", "gateway")


class AlbLogBucketKms(Rule):
    """Bucket for the access logs of an application load balancer that is encrypted with a KMS key.

    ## Why is this bad?
    The only server-side encryption that works with access logs of application and classic load balancers is that with
    keys of S3 (SSE-S3): "Access Denied for bucket" when the logs are turned on.

    ## Example
    ```hcl
    resource "aws_s3_bucket_server_side_encryption_configuration" "logs" {
      bucket = aws_s3_bucket.logs.id

      rule {
        apply_server_side_encryption_by_default {
          sse_algorithm     = "aws:kms"
          kms_master_key_id = var.key_arn
        }
      }
    }

    resource "aws_s3_bucket" "logs" {
      bucket = "example-logs"
    }

    resource "aws_lb" "web" {
      name = "web"

      access_logs {
        bucket  = aws_s3_bucket.logs.bucket
        enabled = true
      }
    }
    ```
    Use instead:
    ```hcl
    resource "aws_s3_bucket_server_side_encryption_configuration" "logs" {
      bucket = aws_s3_bucket.logs.id

      rule {
        apply_server_side_encryption_by_default {
          sse_algorithm = "AES256"
        }
      }
    }

    resource "aws_s3_bucket" "logs" {
      bucket = "example-logs"
    }

    resource "aws_lb" "web" {
      name = "web"

      access_logs {
        bucket  = aws_s3_bucket.logs.bucket
        enabled = true
      }
    }
    ```

    ## Fix safety
    Unsafe: what else is in the bucket is encrypted with a key of S3 from then on.

    ## References
    Elastic Load Balancing, user guide for application load balancers, "Enable access logs"
    """

    name = "alb-log-bucket-kms"
    subject = "S3 and CloudTrail"
    target = m.Resource("aws_lb", "aws_alb", "aws_elb")
    severity = Severity.ERROR

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at the logs of one load balancer."""
        kind = element.constant("load_balancer_type", default="application")
        if not isinstance(kind, str) or kind in _WITH_KEYS:
            return
        for logs in (*element.blocks("access_logs"), *element.blocks("connection_logs")):
            attribute, enabled = logs.body.get("bucket"), logs.body.get("enabled")
            if attribute is None or (enabled is not None and enabled.expr_text == "false"):
                continue
            bucket = ctx.module.resolve(attribute.expr)
            if not isinstance(bucket, Resource) or bucket.type != "aws_s3_bucket":
                continue
            for defaults, owner in _defaults(bucket, ctx):
                algorithm = defaults.body.get("sse_algorithm")
                if algorithm is None or string_value(algorithm.expr) not in ("aws:kms", "aws:kms:dsse"):
                    continue
                fix = Fix("Encrypt the logs with keys of S3", Level.UNSAFE, needs_whole_module=False)
                fix.replace(algorithm.expr, '"AES256"')
                key = defaults.body.get("kms_master_key_id")
                if key is not None:
                    fix.remove(key)
                rule = defaults.parent.get("bucket_key_enabled")
                if rule is not None:
                    fix.remove(rule)
                message = f"{element.address} cannot write its logs to a bucket that is encrypted with a KMS key."
                related = [(attribute.expr, "the logs of the load balancer")]
                ctx.report(algorithm.expr, message, fix, address=owner.address, related=related)


def _defaults(bucket: Resource, ctx: RuleContext) -> list[tuple[Block, Resource]]:
    """The blocks that say how objects of a bucket are encrypted."""
    owners = [bucket] if bucket.blocks("server_side_encryption_configuration") else []
    owners += [one for one in ctx.module.resources_of(_ENCRYPTION) if ctx.module.resolve(one["bucket"]) == bucket]
    found = []
    for owner in owners:
        if owner.is_overridden:
            continue
        outer = owner.blocks("server_side_encryption_configuration") if owner is bucket else (owner.node,)
        for rule in (rule for block in outer for rule in block.body.blocks_of("rule")):
            found += [(one, owner) for one in rule.body.blocks_of("apply_server_side_encryption_by_default")]
    return found
