"""Rule `repeated-block`."""

from __future__ import annotations

from collections.abc import Iterator

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute, Block
from tffix.terraform import BlockElement

from ._blocks import NotEvidentError, dedented, text_of
from ._walk import Place, places_of


class RepeatedBlock(Rule):
    """A nested block that the resource type takes once and that is written several times.

    ## Why is this bad?
    Terraform refuses the whole configuration before it plans anything: no more than one such block is allowed, and
    which of them counts it does not guess.

    (The blocks that every resource takes, such as `lifecycle`, are the rule `unexpected-construct`'s.)

    ## Example
    ```hcl
    resource "aws_s3_bucket_versioning" "data" {
      bucket = "example-data"

      versioning_configuration {
        status = "Enabled"
      }

      versioning_configuration {
        mfa_delete = "Disabled"
      }
    }
    ```
    Use instead:
    ```hcl
    resource "aws_s3_bucket_versioning" "data" {
      bucket = "example-data"

      versioning_configuration {
        status     = "Enabled"
        mfa_delete = "Disabled"
      }
    }
    ```

    ## Fix safety
    Safe, where no argument is in two of the blocks with different values: one block says all that they say. Blocks that
    contradict each other are reported, and so are those with blocks of the same type inside.

    ## References
    `terraform providers schema -json` of the provider version that the module's constraint admits.
    """

    name = "repeated-block"
    target = m.OneOf(m.Resource(), m.Data(), m.Provider())
    severity = Severity.ERROR

    def check(self, element: BlockElement, ctx: RuleContext) -> None:
        """Count the nested blocks of an element."""
        for place in places_of(element):
            for blocks in _repeated(place):
                first, *others = blocks
                fix = _merged(first, others)
                for block in others:
                    message = f"{place.where} takes one block {block.type} only."
                    ctx.report(block, message, fix, address=element.address, related=[(first, "the first one")])
                    fix = None


def _repeated(place: Place) -> Iterator[list[Block]]:
    """The blocks of each type that may be there once, where there are more."""
    groups: dict[str, list[Block]] = {}
    for block in place.body.blocks:
        groups.setdefault(block.type, []).append(block)
    for type_, blocks in groups.items():
        nested = place.schema.blocks.get(type_)
        if len(blocks) > 1 and nested is not None and nested.is_single:
            yield blocks


def _merged(first: Block, others: list[Block]) -> Fix | None:
    """All that the blocks say in the first of them."""
    fix = Fix(f"Merge the blocks {first.type}", Level.SAFE, needs_whole_module=False)
    said = {item.name: "".join(item.expr_text.split()) for item in first.body.items if isinstance(item, Attribute)}
    inner = {block.type for block in first.body.blocks}
    try:
        for other in others:
            for item in other.body.items:
                if isinstance(item, Block):
                    if item.type in inner:
                        return None
                    fix.append(first.body, dedented(item))
                    continue
                text = "".join(item.expr_text.split())
                if said.setdefault(item.name, text) != text:
                    return None
                if item.name not in first.body:
                    fix.set_attribute(first, item.name, t.expression(text_of(item.expr)))
            inner |= {block.type for block in other.body.blocks}
            fix.remove(other)
    except NotEvidentError:
        return None
    return fix
