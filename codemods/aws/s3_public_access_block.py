"""Rule `s3-public-access-block`."""

from __future__ import annotations

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext
from tffix.syntax import Block
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name, string_value
from tffix.terraform import UNKNOWN, DataSource, Module, ModuleCall, Output, Resource, evaluate

from ._instances import opening, own_key

_BLOCK = "aws_s3_bucket_public_access_block"
_SETTINGS = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")
# What makes a bucket public on purpose. Source: S3 user guide, "Hosting a static website using Amazon S3".
_PUBLIC = frozenset({"aws_s3_bucket_website_configuration"})
_PUBLIC_ACLS = frozenset({"public-read", "public-read-write", "authenticated-read"})


class S3PublicAccessBlock(Rule):
    """Bucket that nothing keeps from being made public.

    ## Why is this bad?
    S3 blocks public access to new buckets, but nothing in the configuration says so: a setting that somebody changes by
    hand shows no difference, and buckets from before April 2023 never had the block. With it, a policy or ACL that
    makes the bucket public by mistake is refused.

    ## Example
    ```hcl
    resource "aws_s3_bucket" "data" {
      bucket = "example-data"
    }
    ```
    Use instead:
    ```hcl
    resource "aws_s3_bucket" "data" {
      bucket = "example-data"
    }

    resource "aws_s3_bucket_public_access_block" "data" {
      bucket = aws_s3_bucket.data.id

      block_public_acls       = true
      block_public_policy     = true
      ignore_public_acls      = true
      restrict_public_buckets = true
    }
    ```
    Buckets with a website, a public ACL or a policy for everybody are public on purpose and left alone, and so are
    those that a module is called with, or where a block in the module is for buckets that cannot be told, or for the
    account.

    ## Fix safety
    Safe in code that was never applied. Elsewhere unsafe: what reads the bucket without credentials no longer can.

    ## References
    S3 user guide, "Blocking public access to your Amazon S3 storage"; AWS provider, resource
    `aws_s3_bucket_public_access_block`
    """

    name = "s3-public-access-block"
    subject = "S3 and CloudTrail"
    target = m.Resource("aws_s3_bucket")

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at one bucket."""
        module = ctx.module
        if (
            len(element.labels) != 2
            or element.is_overridden
            or "acl" in element
            or element.blocks("website")
            or _may_be_blocked(element, module)
        ):
            return
        fix: Fix | None = None
        address = f"{_BLOCK}.{element.label}"
        if not module.declares(address) and not module.references_to(address):
            fix = Fix("Block public access to the bucket", Level.SAFE, only_before_apply=True)
            fix.insert_after(element, _code(element))
        ctx.report(element, "Nothing keeps this bucket from being made public.", fix)


def _code(bucket: Resource) -> t.Code:
    items = opening(bucket)
    items += [f"bucket = {bucket.address}{own_key(bucket)}.id", ""]
    return t.resource(_BLOCK, bucket.label, items=(*items, *(f"{name} = true" for name in _SETTINGS)))


def _may_be_blocked(bucket: Resource, module: Module) -> bool:
    """Whether the bucket has a block, or may have one, or is public on purpose."""
    in_json = any(address.startswith(f"{_BLOCK}.") for address in module.json_addresses)
    if in_json or module.resources_of("aws_s3_account_public_access_block"):
        return True
    known = bucket.constant("bucket")
    for block in module.resources_of(_BLOCK):
        resolved = module.resolve(block["bucket"])
        name = evaluate(block["bucket"], module)
        if resolved == bucket or (name is not UNKNOWN and name == known):
            return True
        if not isinstance(resolved, Resource) and name is UNKNOWN:
            return True
    for reference in module.references_to(bucket.address):
        container = reference.container
        if isinstance(container, ModuleCall):
            return True
        if isinstance(container, Output) and _is_blocked_by_a_caller(module):
            return True
        if isinstance(container, Resource) and (container.type in _PUBLIC or _makes_public(container, module)):
            return True
    return False


def _is_blocked_by_a_caller(module: Module) -> bool:
    return any(call.module.resources_of(_BLOCK) for call in module.configuration.callers(module))


def _makes_public(resource: Resource, module: Module) -> bool:
    """Whether an ACL or a policy of a bucket is, or may be, for everybody."""
    if resource.type == "aws_s3_bucket_acl":
        acl = resource.constant("acl", default="private")
        return acl is UNKNOWN or acl in _PUBLIC_ACLS
    if resource.type != "aws_s3_bucket_policy":
        return False
    policy = resource["policy"]
    document = module.resolve(policy)
    if isinstance(document, DataSource):
        return any(_opens_to_everybody(block) for block in document.blocks("statement"))
    if isinstance(policy, n.FunctionCall) and policy.name == "jsonencode":
        return any(_allows_everybody(node) for node in policy.walk() if isinstance(node, n.ObjectCons))
    return True


def _allows_everybody(node: n.ObjectCons) -> bool:
    items = {key_name(item.key): item.value for item in node.items}
    if string_value(items.get("Effect")) != "Allow" or "Condition" in items or "Principal" not in items:
        return False
    return any(string_value(one) == "*" for one in items["Principal"].walk())


def _opens_to_everybody(statement: Block) -> bool:
    effect = statement.body.get("effect")
    if (effect is not None and string_value(effect.expr) != "Allow") or statement.body.blocks_of("condition"):
        return False
    principals = [block.body.get("identifiers") for block in statement.body.blocks_of("principals")]
    return any(string_value(one) == "*" for value in principals if value is not None for one in value.expr.walk())
