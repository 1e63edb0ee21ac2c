"""Rule `s3-lifecycle-filter`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext
from tffix.syntax import Attribute, Block
from tffix.terraform import Resource

# Arguments of a rule that stand above its nested blocks.
_FIRST = ("status", "id")


class S3LifecycleFilter(Rule):
    """Lifecycle rule of a bucket that does not say which objects it is about.

    ## Why is this bad?
    A rule needs one of `filter` and `prefix`. The provider warns where there is neither ("This will be an error in a
    future version of the provider"), and every later plan may show a difference. An empty `filter` means all objects.

    ## Example
    ```hcl
    resource "aws_s3_bucket_lifecycle_configuration" "logs" {
      bucket = "example-logs"

      rule {
        id     = "expire"
        status = "Enabled"

        expiration {
          days = 90
        }
      }
    }
    ```
    Use instead:
    ```hcl
    resource "aws_s3_bucket_lifecycle_configuration" "logs" {
      bucket = "example-logs"

      rule {
        id     = "expire"
        status = "Enabled"

        filter {}

        expiration {
          days = 90
        }
      }
    }
    ```

    ## Fix safety
    Safe in code that was never applied. What was applied without a filter is about all objects already; the next plan
    shows how the provider writes that down, so elsewhere the fix is unsafe.

    ## References
    AWS provider, resource `aws_s3_bucket_lifecycle_configuration`, "Specifying an empty filter"
    """

    name = "s3-lifecycle-filter"
    subject = "S3 and CloudTrail"
    target = m.Resource("aws_s3_bucket_lifecycle_configuration")

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at the rules of one configuration."""
        if element.is_overridden:
            return
        for block in _rules(element):
            body = block.body
            if "prefix" in body or "filter" in body or body.blocks_of("filter") or _makes_filters(block):
                continue
            fix = Fix("Let the rule apply to all objects", Level.SAFE, needs_whole_module=False, only_before_apply=True)
            anchor = next(filter(None, map(body.get, _FIRST)), None)
            if anchor is None:
                fix.append(block, "filter {}")
            else:
                fix.insert_after(_last_of_paragraph(block, anchor), "filter {}", is_set_off=True)
            ctx.report(block, "This lifecycle rule has neither a filter nor a prefix.", fix, address=element.address)


def _rules(element: Resource) -> list[Block]:
    """The bodies of rules: written out, or made by `dynamic` blocks."""
    rules = list(element.blocks("rule"))
    for dynamic in element.blocks("dynamic"):
        if dynamic.label_values[:1] == ("rule",):
            rules += dynamic.body.blocks_of("content")
    return rules


def _makes_filters(block: Block) -> bool:
    return any(dynamic.label_values[:1] == ("filter",) for dynamic in block.body.blocks_of("dynamic"))


def _last_of_paragraph(block: Block, anchor: Attribute) -> Attribute:
    """The last attribute before the first nested block, `anchor` where that stands behind it."""
    found = anchor
    for item in block.body.items:
        if not isinstance(item, Attribute):
            break
        if item.start > found.start:
            found = item
    return found
