"""Rule `missing-required-argument`."""

from __future__ import annotations

from collections.abc import Iterator

from tffix import matchers as m
from tffix.rules import Rule, RuleContext, Severity
from tffix.syntax import Attribute, Block
from tffix.terraform import BlockElement
from tffix.words import listed

from ._names import meant
from ._usual import usual
from ._walk import Place, places_of


class MissingRequiredArgument(Rule):
    """A resource, data source or nested block without an argument or block that its schema requires.

    ## Why is this bad?
    Terraform refuses the whole configuration before it plans anything: `Missing required argument`, or, for a block,
    that there are too few of its type.

    ## Example
    ```hcl
    resource "aws_sns_topic_subscription" "ops" {
      topic_arn = "arn:aws:sns:eu-west-1:123456789012:alerts"
      protocol  = "email"
    }
    ```

    ## Fix safety
    Unsafe where nearly everybody decides alike (all attributes projected into an index, the only target group that a
    proxy has), or what stands beside it decides (the engine of the cluster for its instance). Manual for the
    authorization of an API method: `NONE` is shown, never written. Everything else is a decision of the author and
    reported. What another rule repairs (`authorization_type` written for `authorization`) is not reported here.

    ## References
    `terraform providers schema -json` of the provider version that the module's constraint admits.
    """

    name = "missing-required-argument"
    target = m.OneOf(m.Resource(), m.Data())
    severity = Severity.ERROR

    def check(self, element: BlockElement, ctx: RuleContext) -> None:
        """Hold the bodies of an element against what their schemas require."""
        if not ctx.module.blocks_are_known(element.path):
            # What is missing may be what the parser could not read.
            return
        for place in places_of(element):
            names, blocks = _missing(place)
            if not names and not blocks:
                continue
            parts = [
                f"{noun}{'s' * (len(some) > 1)} {listed(some)}"
                for noun, some in (("argument", names), ("block", blocks))
                if some
            ]
            message = f"{place.where} lacks the required {' and '.join(parts)}."
            where = element if place.holder is None else _content(place.holder)
            ctx.report(
                where,
                message,
                usual(place, [*names, *blocks], ctx.module),
                address=element.address,
                detail=_detail(place, names),
            )


def _content(block: Block) -> Block:
    """The block whose body holds the arguments: of a `dynamic` one that of `content`."""
    contents = block.body.blocks_of("content") if block.type == "dynamic" else ()
    return contents[0] if contents else block


def _missing(place: Place) -> tuple[list[str], list[str]]:
    """The required arguments and block types that nothing in a body is or was meant to be."""
    schema = place.schema
    required = [name for name, one in schema.attributes.items() if one.required]
    required += [type_ for type_, nested in schema.blocks.items() if nested.is_required]
    if not required:
        return [], []
    present = set(place.body.attributes) | place.block_types()
    missing = [name for name in required if name not in present]
    if missing:
        intended = set(_intended(place))
        missing = [name for name in missing if name not in intended]
    return (
        [name for name in missing if name in schema.attributes],
        [name for name in missing if name not in schema.attributes],
    )


def _intended(place: Place) -> Iterator[str]:
    """What the unknown names in a body stand for; other rules repair them."""
    for item in place.body.items:
        name = item.name if isinstance(item, Attribute) else item.type
        if isinstance(item, Attribute) or item.type != "dynamic":
            wanted = None if name in place.schema.attributes or name in place.schema.blocks else meant(place, name)
            if wanted is not None:
                yield wanted


def _detail(place: Place, names: list[str]) -> str:
    """What else the body has for it, where that is to be seen."""
    said = [description for name in names if (description := _DETAILS.get((place.type, name))) is not None]
    return " ".join(said)


# AWS provider, resource pages.
_DETAILS = {
    ("aws_sns_topic_subscription", "endpoint"): "It is the address, queue or function that the messages go to.",
    ("aws_elasticache_replication_group", "description"): "AWS requires a text; it is shown in the console only.",
}
