"""Rule `cloudtrail-bucket-policy`."""

from __future__ import annotations

from collections.abc import Sequence

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.terraform import Module, Resource

from ..terraform._dependency_graph import Vertex, dependency_graph
from ._depends_on import wait_for
from ._instances import provider_argument
from ._plain_data import account_id, partition, region
from ._policies import Document, allows_action
from ._policy_reading import read_document
from ._policy_writing import NewStatement, add_statement, new_document

_PRINCIPAL = "cloudtrail.amazonaws.com"
_ACL, _WRITE = "s3:GetBucketAcl", "s3:PutObject"


class CloudtrailBucketPolicy(Rule):
    """Trail whose bucket does not let CloudTrail in, or not in time.

    ## Why is this bad?
    CloudTrail tries the bucket when the trail is made: without a policy that lets it read the ACL and write objects,
    or before that policy is there, the trail is refused ("Incorrect S3 bucket policy is detected for bucket").

    ## Example
    ```hcl
    data "aws_caller_identity" "current" {}

    data "aws_region" "current" {}

    resource "aws_s3_bucket" "audit" {
      bucket = "audit"
    }

    resource "aws_cloudtrail" "audit" {
      name           = "audit"
      s3_bucket_name = aws_s3_bucket.audit.id
    }
    ```
    Use instead:
    ```hcl
    data "aws_caller_identity" "current" {}

    data "aws_region" "current" {}

    resource "aws_s3_bucket" "audit" {
      bucket = "audit"
    }

    resource "aws_s3_bucket_policy" "audit" {
      bucket = aws_s3_bucket.audit.id

      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Sid    = "AWSCloudTrailAclCheck"
            Effect = "Allow"
            Principal = {
              Service = "cloudtrail.amazonaws.com"
            }
            Action   = "s3:GetBucketAcl"
            Resource = aws_s3_bucket.audit.arn
            Condition = {
              StringEquals = {
                "aws:SourceArn" = "arn:aws:cloudtrail:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:trail/audit"
              }
            }
          },
          {
            Sid    = "AWSCloudTrailWrite"
            Effect = "Allow"
            Principal = {
              Service = "cloudtrail.amazonaws.com"
            }
            Action   = "s3:PutObject"
            Resource = "${aws_s3_bucket.audit.arn}/AWSLogs/${data.aws_caller_identity.current.account_id}/*"
            Condition = {
              StringEquals = {
                "aws:SourceArn" = "arn:aws:cloudtrail:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:trail/audit"
                "s3:x-amz-acl"  = "bucket-owner-full-control"
              }
            }
          }
        ]
      })
    }

    resource "aws_cloudtrail" "audit" {
      name           = "audit"
      s3_bucket_name = aws_s3_bucket.audit.id

      depends_on = [aws_s3_bucket_policy.audit]
    }
    ```
    A policy that exists gets the statements that it lacks. Where it has them, the trail is told to wait for it.

    ## Fix safety
    Unsafe where the policy of the bucket changes: only the trails of the module may write to it. Safe where nothing
    but `depends_on` is added.

    ## References
    CloudTrail user guide, "Amazon S3 bucket policy for CloudTrail"; AWS provider, `aws_cloudtrail`
    """  # noqa: E501

    name = "cloudtrail-bucket-policy"
    subject = "S3 and CloudTrail"
    target = m.Resource("aws_cloudtrail", s3_bucket_name=m.Present())
    severity = Severity.ERROR
    after = ("name-environment-suffix",)

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at the policy of the bucket that a trail writes to."""
        module = ctx.module
        bucket = module.resolve(element["s3_bucket_name"])
        if element.is_overridden or not isinstance(bucket, Resource) or bucket.type != "aws_s3_bucket":
            if isinstance(bucket, Resource) and bucket.type == "aws_s3_bucket_policy":
                return  # waits for the policy by naming it
            return
        found = _policy(bucket)
        if found is None or bucket.is_overridden:
            return
        policy, document = found
        missing = [] if document is None else _missing(document)
        if policy is None or missing:
            message = f"The policy of {bucket.address} does not let CloudTrail write to it."
            if policy is None:
                message = f"{bucket.address} has no policy that lets CloudTrail write to it."
            ctx.report(element, message, _allow(element, bucket, policy, document, missing or [_ACL, _WRITE]))
        elif not _waits(element, policy):
            fix = Fix(f"Wait for {policy.address}", Level.SAFE)
            if not wait_for(fix, element, [policy.address]):
                return
            message = f"{element.address} may be made before the policy of its bucket, {policy.address}."
            ctx.report(element, message, fix, severity=Severity.WARNING)


def _policy(bucket: Resource) -> tuple[Resource | None, Document | None] | None:
    """The policy of a bucket and the resource that sets it; None where it cannot be told."""
    if bucket["policy"] is not None:
        document = read_document(bucket["policy"], bucket)
        return (bucket, document) if document.is_whole else None
    module = bucket.module
    for policy in module.resources_of("aws_s3_bucket_policy"):
        named = module.resolve(policy["bucket"])
        if not isinstance(named, Resource) or policy.is_overridden:
            return None
        if named.address == bucket.address:
            document = read_document(policy["policy"], policy)
            return (policy, document) if document.is_whole else None
    return None, None


def _missing(document: Document) -> list[str]:
    """The actions that a policy does not let CloudTrail have."""
    missing = []
    for action in (_ACL, _WRITE):
        for statement in document.allows:
            texts = [one.value.text for one in statement.principals]
            named = "Principal" in statement.negated or any(
                text in (_PRINCIPAL, "*") or "\ue000" in text for text in texts
            )
            if named and allows_action(statement, action) is not False:
                break
        else:
            missing.append(action)
    return missing


def _allow(
    trail: Resource, bucket: Resource, policy: Resource | None, document: Document | None, missing: Sequence[str]
) -> Fix | None:
    """The fix that adds what is missing to the policy, or makes one."""
    module = trail.module
    trails = [
        one
        for one in module.resources_of("aws_cloudtrail")
        if isinstance(named := module.resolve(one["s3_bucket_name"]), Resource) and named.address == bucket.address
    ]
    if any(one.repeats or one.constant("is_organization_trail", False) is not False for one in (bucket, *trails)):
        return None
    fix = Fix(f"Let CloudTrail write to {bucket.address}", Level.UNSAFE)
    statements = _statements(fix, bucket, trails, missing)
    if policy is not None and document is not None:
        if policy.repeats or not all(add_statement(fix, document, one) for one in statements):
            return None
        address = policy.address
    else:
        if module.declares(f"aws_s3_bucket_policy.{bucket.label}"):
            return None
        items = (
            *provider_argument(bucket),
            f"bucket = {bucket.address}.id",
            "",
            f"policy = {new_document(statements)}",
        )
        code = t.resource("aws_s3_bucket_policy", bucket.label, items=items)
        address = code.address
        fix.insert_after(_last_about(bucket, module), code)
    if policy is None or (policy.type != "aws_s3_bucket" and not _waits(trail, policy)):
        wait_for(fix, trail, [address])
    return fix


def _last_about(bucket: Resource, module: Module) -> Resource:
    """The last of the resources that follow a bucket and configure it."""
    last = bucket
    for resource in module.resources:
        if resource.path == bucket.path and resource.start > last.start:
            named = module.resolve(resource["bucket"]) if resource.type.startswith("aws_s3_bucket_") else None
            if not isinstance(named, Resource) or named.address != bucket.address:
                break
            last = resource
    return last


def _statements(
    fix: Fix, bucket: Resource, trails: Sequence[Resource], missing: Sequence[str]
) -> tuple[NewStatement, ...]:
    module = bucket.module
    account = account_id(fix, module, bucket)
    for trail in trails:
        fix.copies(trail["name"], trail["s3_key_prefix"])
    sources = tuple(
        f'"{partition(module)}:cloudtrail:${{{where}}}:${{{account}}}:trail/{_inner(trail["name"])}"'
        for trail in trails
        for where in (region(fix, module, trail),)
    )
    principal = {"Service": (f'"{_PRINCIPAL}"',)}
    prefixes = {_inner(trail["s3_key_prefix"]) for trail in trails}
    prefix = f"{prefixes.pop()}/" if len(prefixes) == 1 and "" not in prefixes else ""
    below = f"{prefix}AWSLogs/${{{account}}}/*" if prefix or prefixes <= {""} else "*"
    made = []
    if _ACL in missing:
        source = {("StringEquals", "aws:SourceArn"): sources}
        made.append(NewStatement("AWSCloudTrailAclCheck", (_ACL,), (f"{bucket.address}.arn",), principal, source))
    if _WRITE in missing:
        conditions = {
            ("StringEquals", "aws:SourceArn"): sources,
            ("StringEquals", "s3:x-amz-acl"): ('"bucket-owner-full-control"',),
        }
        resource = f'"${{{bucket.address}.arn}}/{below}"'
        made.append(NewStatement("AWSCloudTrailWrite", (_WRITE,), (resource,), principal, conditions))
    return tuple(made)


def _inner(expression: n.Expression | None) -> str:
    """An expression as a part of a template."""
    if expression is None:
        return ""
    if isinstance(expression, n.Template):
        return expression.text[1:-1]
    return f"${{{expression.text}}}"


def _waits(trail: Resource, policy: Resource) -> bool:
    """Whether a trail waits for a policy, or the policy for the trail."""
    if policy.type == "aws_s3_bucket":
        return True
    graph, one, other = dependency_graph(trail.module), Vertex((), trail.address), Vertex((), policy.address)
    return graph.reaches(one, other) or graph.reaches(other, one)
