"""Rule `unexpected-index`."""

from __future__ import annotations

import re

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute, Block
from tffix.terraform import Module, ModuleCall

from ._instance_references import InstanceReference, multiplied, references

_KEYED = re.compile(r"([\w-]++)\s*+(?:\[|\.\d)")


class UnexpectedIndex(Rule):
    """Index on a resource, data source or module call that has neither count nor for_each.

    ## Why is this bad?
    Only `count` and `for_each` make instances. A reference to a single object that picks one of several is refused:
    `Unexpected resource instance key`.

    ## Example
    ```hcl
    resource "aws_s3_bucket" "logs" {
      bucket = "logs"
    }

    output "logs" {
      value = aws_s3_bucket.logs[0].arn
    }
    ```
    Use instead:
    ```hcl
    resource "aws_s3_bucket" "logs" {
      bucket = "logs"
    }

    output "logs" {
      value = aws_s3_bucket.logs.arn
    }
    ```
    Only `[0]` is taken away, which can mean nothing but the one object there is. Other keys are reported: there the
    resource may be what has to change. Computed keys are left alone, and so are splats, which Terraform accepts.

    ## Fix safety
    Safe: Terraform refuses the reference as it is, and there is one object that it can mean.

    ## References
    Terraform, "References to Resource Attributes"
    """

    name = "unexpected-index"
    subject = "References and dependencies"
    target = m.Module()
    severity = Severity.ERROR

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at every reference with a literal key to an object without instances."""
        # Most objects are never written with a key: their references need not be read.
        written = element.memo(_keyed_names)
        for one, is_multiplied in multiplied(element) if written else ():
            if is_multiplied or one.label not in written:
                continue
            for found in references(element, one):
                # The outputs of a call are members of an object: only a number cannot be one of them.
                if found.index is not None and (_is_zero(found) or not isinstance(one, ModuleCall)):
                    _report(found, ctx)


def _keyed_names(module: Module) -> frozenset[str]:
    """The names in the module that something like a key follows."""
    return frozenset().union(*(item.memo(_keyed) for file in module.files for item in file.body.items))


def _keyed(item: Attribute | Block) -> frozenset[str]:
    return frozenset(_KEYED.findall(item.text))


def _is_zero(found: InstanceReference) -> bool:
    return found.index is not None and found.index.key.text == "0"


def _report(found: InstanceReference, ctx: RuleContext) -> None:
    address, index = found.reference.address, found.index
    assert index is not None
    fix = None
    if _is_zero(found):
        fix = Fix(f"Refer to {address} without an index", Level.SAFE, needs_whole_module=False)
        text = found.node.text
        cut, back = found.address_end - found.node.start, index.end - found.node.start
        fix.replace(found.node, text[:cut] + text[back:])
    ctx.report(
        found.node,
        f"{address} has neither count nor for_each, so no key picks an instance of it.",
        fix,
        address=address,
    )
