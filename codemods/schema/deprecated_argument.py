"""Rule `deprecated-argument`."""

from __future__ import annotations

from collections.abc import Iterator

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext
from tffix.syntax import Attribute
from tffix.terraform import BlockElement, Module

from ._facts import Action
from ._fit import fit
from ._renames import BY_PLACE, has_own_rule, second_of
from ._walk import Place, blocks_of, places_of

# AWS provider, resource pages and upgrade guides: what takes the place of an argument or block.
_INSTEAD = {
    ("aws_iam_role", "managed_policy_arns"): "Policies are attached by aws_iam_role_policy_attachment.",
    ("aws_iam_role", "inline_policy"): "A policy of a role is a resource of its own: aws_iam_role_policy.",
    ("aws_guardduty_detector", "datasources"): "Features are resources of their own: aws_guardduty_detector_feature.",
    ("aws_dynamodb_table", "hash_key"): "key_schema blocks take its place.",
    ("aws_dynamodb_table", "range_key"): "key_schema blocks take its place.",
}
# AWS provider, upgrade guides of versions 4, 5 and 6; null provider, `null_data_source`.
_TYPES = {
    ("data", "aws_s3_bucket_object"): "aws_s3_object takes its place.",
    ("data", "aws_s3_bucket_objects"): "aws_s3_objects takes its place.",
    ("data", "null_data_source"): "A local value says the same.",
    ("resource", "aws_kinesis_analytics_application"): "aws_kinesisanalyticsv2_application takes its place.",
    ("resource", "aws_s3_bucket_object"): "aws_s3_object takes its place.",
}
_LIFECYCLE = "aws_s3_bucket_lifecycle_configuration"
_BUCKET = {
    "acceleration_status": "aws_s3_bucket_accelerate_configuration",
    "acl": "aws_s3_bucket_acl",
    "cors_rule": "aws_s3_bucket_cors_configuration",
    "grant": "aws_s3_bucket_acl",
    "lifecycle_rule": "aws_s3_bucket_lifecycle_configuration",
    "logging": "aws_s3_bucket_logging",
    "object_lock_configuration": "aws_s3_bucket_object_lock_configuration",
    "policy": "aws_s3_bucket_policy",
    "replication_configuration": "aws_s3_bucket_replication_configuration",
    "request_payer": "aws_s3_bucket_request_payment_configuration",
    "server_side_encryption_configuration": "aws_s3_bucket_server_side_encryption_configuration",
    "versioning": "aws_s3_bucket_versioning",
    "website": "aws_s3_bucket_website_configuration",
}


class DeprecatedArgument(Rule):
    """An argument, nested block or whole type that the provider deprecates.

    ## Why is this bad?
    It works with a warning until the next major version removes it; then Terraform refuses the configuration.

    ## Example
    ```hcl
    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "~> 5.0"
        }
      }
    }

    resource "aws_eip" "nat" {
      vpc = true
    }
    ```
    Use instead:
    ```hcl
    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "~> 5.0"
        }
      }
    }

    resource "aws_eip" "nat" {
      domain = "vpc"
    }
    ```

    ## Fix safety
    Unsafe, where one argument takes the place of another, or where one says nothing any more: AWS is asked for the
    same, but the plan of a new object shows the one and not the other. Everything else is reported, with what takes
    its place where the documentation says so.

    ## References
    `terraform providers schema -json` of the provider version that the module's constraint admits; AWS provider,
    upgrade guides of versions 4, 5 and 6.
    """

    name = "deprecated-argument"
    target = m.OneOf(m.Resource(), m.Data())

    def check(self, element: BlockElement, ctx: RuleContext) -> None:
        """Look for what the schema says to be deprecated: the type, else its arguments and blocks."""
        for place in places_of(element):
            if not place.path and place.schema.deprecated:
                detail = _TYPES.get((element.kind, place.type), "") or place.schema.deprecation_message
                ctx.report(element, f"The provider {place.provider.source} deprecates {place.where}.", detail=detail)
                return
            for attribute, detail in _attributes(place):
                message = f"{place.where} deprecates the argument {attribute.name}."
                fix = _fix(place, attribute, ctx.module)
                ctx.report(attribute, message, fix, address=element.address, detail=detail)
            for block, type_ in blocks_of(place.body, element.kind, is_top=not place.path):
                nested = place.schema.blocks.get(type_)
                if nested is not None and nested.deprecated:
                    message = f"{place.where} deprecates the block {type_}."
                    detail = _instead(place, type_) or nested.block.deprecation_message
                    ctx.report(block, message, address=element.address, detail=detail)


def _attributes(place: Place) -> Iterator[tuple[Attribute, str]]:
    for name, attribute in place.body.attributes.items():
        schema = place.schema.attributes.get(name)
        if schema is not None and schema.deprecated and schema.is_settable and not has_own_rule(place, name):
            yield attribute, _instead(place, name) or schema.deprecation_message


def _instead(place: Place, name: str) -> str:
    if place.type == "aws_s3_bucket" and not place.path and name in _BUCKET:
        return f"It is a resource of its own: {_BUCKET[name]}."
    return _INSTEAD.get((place.type, name), "")


def _fix(place: Place, attribute: Attribute, module: Module) -> Fix | None:
    if place.type == _LIFECYCLE and place.path == ("rule",) and attribute.name == "prefix":
        return _filtered(place, attribute)
    fact = BY_PLACE.get((place.type, place.inner, attribute.name))
    if fact is None or not place.provider.is_exact:
        return None
    if fact.action is Action.RENAME:
        return _renamed(place, attribute, fact.to, module)
    if fact.says_nothing(attribute.expr_text):
        fix = Fix(f"Remove {attribute.name}", Level.UNSAFE, needs_whole_module=False)
        fix.remove(attribute)
        return fix
    if fact.action is not Action.VALUE:
        return None
    new = dict(fact.values).get(attribute.expr_text)
    schema = place.schema.attributes.get(fact.to)
    if new is None or schema is None or not schema.is_settable or fact.to in place.body:
        return None
    fix = Fix(f"Write {fact.to} = {new} for {attribute.name}", Level.UNSAFE, needs_whole_module=False)
    fix.rename(attribute, fact.to)
    fix.replace(attribute.expr, new)
    return fix


def _renamed(place: Place, attribute: Attribute, wanted: str, module: Module) -> Fix | None:
    """The argument by the name that takes its place."""
    schema = place.schema.attributes.get(wanted)
    if schema is None or schema.deprecated or not schema.is_settable or wanted in place.body:
        return None
    fix = Fix(f"Write {wanted} for {attribute.name}", Level.UNSAFE, needs_whole_module=False)
    fix.rename(attribute, wanted)
    second = second_of(place, attribute)
    if second is not None:
        fix.set_attribute(place.body, second, attribute.expr_text)
    return fix if fit(fix, attribute, schema, module) else None


def _filtered(place: Place, attribute: Attribute) -> Fix | None:
    """The prefix of a lifecycle rule in a filter."""
    if "filter" in place.block_types() or "\n" in attribute.expr_text:
        return None
    fix = Fix("Write the prefix in a filter", Level.UNSAFE, needs_whole_module=False)
    fix.insert_after(attribute, t.block("filter", prefix=attribute.expr_text))
    fix.remove(attribute)
    return fix
