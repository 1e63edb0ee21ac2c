"""Rule `set-index`."""

from __future__ import annotations

import re
from itertools import pairwise

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.terraform import BlockElement, DataSource, Reference, Resource
from tffix.terraform.requirements import schema_for
from tffix.terraform.schema_types import BlockSchema

from ._reference_steps import steps_of

_INDEXED = re.compile(r"\.\w+\s*\[")


class SetIndex(Rule):
    """Index on an attribute that is a set.

    ## Why is this bad?
    The elements of a set have no order, so none of them has a number: "Invalid index", "Elements of a set are
    identified only by their value".

    ## Example
    ```hcl
    resource "aws_acm_certificate" "site" {
      domain_name       = "example.com"
      validation_method = "DNS"
    }

    output "record" {
      value = aws_acm_certificate.site.domain_validation_options[0].resource_record_name
    }
    ```
    Use instead:
    ```hcl
    resource "aws_acm_certificate" "site" {
      domain_name       = "example.com"
      validation_method = "DNS"
    }

    output "record" {
      value = tolist(aws_acm_certificate.site.domain_validation_options)[0].resource_record_name
    }
    ```
    `tolist` gives the elements an order. Which attributes are sets is in the schema of the provider; a type without
    one is left alone.

    ## Fix safety
    Safe: Terraform refuses the reference as it is.

    ## References
    Terraform, function `tolist`; "Types and Values", on sets
    """

    name = "set-index"
    target = m.Attribute(_INDEXED)
    severity = Severity.ERROR

    def check(self, attribute: Attribute, ctx: RuleContext) -> None:
        """Look at every reference in an attribute that picks an element of another one."""
        for reference in ctx.module.references_in(attribute):
            target = ctx.module.get(reference.address)
            if isinstance(target, Resource | DataSource) and isinstance(reference.node, n.Traversal):
                _check(reference, target, ctx)


def _check(reference: Reference, target: BlockElement, ctx: RuleContext) -> None:
    schema = schema_for(ctx.module, target)
    place = None if schema is None else _set_of(reference, target, schema.block)
    if place is None:
        return
    name, end = place
    expression = reference.expression
    cut = end - expression.start
    fix = None
    if not expression.text[cut:].lstrip("[ ").startswith('"'):
        fix = Fix("Make a list of the set", Level.SAFE, needs_whole_module=False)
        fix.replace(expression, f"tolist({expression.text[:cut]}){expression.text[cut:]}")
    owner = reference.container
    address = "" if owner is None else owner.address
    ctx.report(expression, f"{name} of {target.address} is a set, whose elements have no number.", fix, address=address)


def _set_of(reference: Reference, target: BlockElement, block: BlockSchema) -> tuple[str, int] | None:
    """The set that a reference picks an element of by number: its name, and where it ends in the text."""
    steps = list(steps_of(reference))
    if target.repeats:
        if not steps or steps[0][0]:
            return None
        del steps[0]
    for (name, end), (following, _) in pairwise(steps):
        attribute, nested = block.attributes.get(name), block.nested_block(name)
        kind = ""
        if nested is not None:
            kind = nested.nesting
        elif attribute is not None and isinstance(attribute.type, tuple):
            kind = attribute.type[0]
        elif attribute is not None and attribute.nested_type is not None:
            kind = attribute.nested_type.nesting
        if not following:
            return (name, end) if kind == "set" else None
        if nested is None:
            return None
        block = nested.block
    return None
