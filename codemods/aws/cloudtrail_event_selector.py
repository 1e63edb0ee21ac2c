"""Rule `cloudtrail-event-selector`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Block
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform import Resource

# What a basic event selector can record, and how what stands behind the name of the service says "all of them". AWS
# refuses every wildcard ("Value arn:aws:s3:::* for DataResources.Values is invalid"); all of them is the name of the
# service alone. Source: CloudTrail API reference, DataResource; AWS provider, `data_resource`.
_ALL = {
    "AWS::S3::Object": ("s3", re.compile(r":+(?:\*(?:/\*?)?)?(?<=\*)|:+\*/")),
    "AWS::Lambda::Function": ("lambda", re.compile(r":.*\*")),
    "AWS::DynamoDB::Table": ("dynamodb", re.compile(r":.*[:/]\*|:\*")),
}
_ARN = re.compile(r"(arn:(?:aws[\w-]*|\$\{[\w.\[\]]+\}):(\w+))(:.*)", re.DOTALL)


class CloudtrailEventSelector(Rule):
    """Event selector of a trail with a type or an ARN that CloudTrail does not take.

    ## Why is this bad?
    Event selectors know objects of S3, functions of Lambda and tables of DynamoDB, and no wildcards: "Value
    arn:aws:s3:::*/* for DataResources.Values is invalid". An object ARN is a prefix: that of a bucket needs a `/` at
    its end, and with `/*` only objects whose key begins with `*` are meant.

    ## Example
    ```hcl
    resource "aws_cloudtrail" "main" {
      name           = "main"
      s3_bucket_name = "example-trail"

      event_selector {
        data_resource {
          type   = "AWS::S3::Object"
          values = ["arn:aws:s3:::*/*"]
        }
      }
    }
    ```
    Use instead:
    ```hcl
    resource "aws_cloudtrail" "main" {
      name           = "main"
      s3_bucket_name = "example-trail"

      event_selector {
        data_resource {
          type   = "AWS::S3::Object"
          values = ["arn:aws:s3"]
        }
      }
    }
    ```
    A `data_resource` of another type is removed; such events take an `advanced_event_selector`.

    ## Fix safety
    Safe in code that was never applied where AWS refuses the ARN, and unsafe elsewhere. Unsafe where it is accepted
    (`/*`): more events are recorded. Unsafe where a block is removed.

    ## References
    CloudTrail API reference, DataResource; AWS provider, resource `aws_cloudtrail`; hashicorp/terraform-provider-aws
    issue 4043
    """

    name = "cloudtrail-event-selector"
    subject = "S3 and CloudTrail"
    target = m.Resource("aws_cloudtrail")
    severity = Severity.ERROR

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at the data resources of one trail."""
        if element.is_overridden:
            return
        for block, removable in _data_resources(element.node):
            attribute = block.body.get("type")
            kind = None if attribute is None else string_value(attribute.expr)
            if attribute is None or kind is None:
                continue
            if kind not in _ALL:
                fix = Fix("Remove the data resource", Level.UNSAFE, needs_whole_module=False)
                fix.remove(removable)
                message = f"An event selector cannot record {kind}."
                ctx.report(attribute.expr, message, fix, address=element.address)
                continue
            values = block.body.get("values")
            if values is not None and isinstance(values.expr, n.TupleCons):
                for value in values.expr.items:
                    _check_value(value, kind, element, ctx)


def _check_value(value: n.Expression, kind: str, element: Resource, ctx: RuleContext) -> None:
    service, pattern = _ALL[kind]
    written = value.text[1:-1] if isinstance(value, n.Template) else ""
    arn = _ARN.fullmatch(written)
    if written == "*" or (arn is not None and arn[2] == service and pattern.fullmatch(arn[3])):
        new = f"arn:aws:{service}" if arn is None else arn[1]
        fix = Fix("Name the service alone", Level.SAFE, needs_whole_module=False, only_before_apply=True)
        fix.replace(value, t.expression(f'"{new}"'))
        ctx.report(value, "An event selector takes no wildcards.", fix, address=element.address)
    elif kind == "AWS::S3::Object" and written.endswith("/*") and "*" not in written[:-1]:
        fix = Fix("End the prefix with the slash", Level.UNSAFE, needs_whole_module=False)
        fix.replace(value, t.expression(f'"{written[:-1]}"'))
        message = "An object ARN is a prefix here: only keys that begin with * are meant."
        ctx.report(value, message, fix, address=element.address, severity=Severity.WARNING)
    elif kind == "AWS::S3::Object" and _is_bucket_arn(value, ctx):
        fix = Fix("End the bucket's ARN with a slash", Level.SAFE, needs_whole_module=False, only_before_apply=True)
        fix.replace(value, '"${', value, '}/"')
        message = "The ARN of a bucket needs a slash at its end here."
        ctx.report(value, message, fix, address=element.address)


def _is_bucket_arn(value: n.Expression, ctx: RuleContext) -> bool:
    reference = ctx.module.reference_of(value)
    if reference is None or isinstance(value, n.Template) or reference.attribute_path != ("arn",):
        return False
    return m.matches(ctx.module.resolve(value, follow_locals=False), m.Resource("aws_s3_bucket"))


def _data_resources(block: Block) -> Iterator[tuple[Block, Block]]:
    """The bodies of `data_resource` blocks in a block, each with the block that is to be removed with it."""
    for inner in block.body.blocks:
        if inner.type == "data_resource":
            yield inner, inner
        elif inner.type == "dynamic" and inner.label_values[:1] == ("data_resource",):
            yield from ((content, inner) for content in inner.body.blocks_of("content"))
        else:
            yield from _data_resources(inner)
