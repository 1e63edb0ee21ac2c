"""Rule `flatten-outputs`."""

from __future__ import annotations

import re

from tffix import matchers as m
from tffix.config import Option
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name
from tffix.terraform import Module, Output
from tffix.terraform.resolve import unwrap

from ._outputs import output_code, place_outputs

_NAME = re.compile(r"[^\W\d][\w-]*")


class FlattenOutputs(Rule):
    """Values that are exported inside of an object, and not by themselves.

    ## Why is this bad?
    Scripts and tests that read outputs one by one, as `terraform output -raw` does, cannot read what is inside of an
    object.

    ## Example
    ```toml
    [outputs]
    flat = true
    ```
    ```hcl
    output "test_config" {
      value = {
        queue_url = aws_sqs_queue.orders.url
        retries   = 3
      }
    }

    resource "aws_sqs_queue" "orders" {
      name = "orders"
    }
    ```
    Use instead:
    ```hcl
    output "test_config" {
      value = {
        queue_url = aws_sqs_queue.orders.url
        retries   = 3
      }
    }

    output "queue_url" {
      value = aws_sqs_queue.orders.url
    }

    output "retries" {
      value = 3
    }

    resource "aws_sqs_queue" "orders" {
      name = "orders"
    }
    ```
    The object stays for those who read it. This is a convention, so nothing is said unless `flat` is set. Left alone
    are outputs that are sensitive, objects that are computed, those that hold the same attribute of several resources
    (their keys are names, and mean nothing alone), and keys that several objects have.

    ## Fix safety
    Unsafe: the module has more outputs. Where an output of that name has another value, the finding has no fix.

    ## Options
    * `flat`: every value that an object holds has to be an output of its own. Default: false.

    ## References
    Terraform documentation, "Output Values".
    """

    name = "flatten-outputs"
    subject = "Variables, outputs and modules"
    target = m.Output()
    severity = Severity.INFO
    section = "outputs"
    options = (Option("flat", bool, False, "whether values inside of objects are to be outputs of their own"),)
    after = ("complete-outputs", "missing-outputs")

    def check(self, element: Output, ctx: RuleContext) -> None:
        """Look at the items of one output."""
        value = element["value"]
        if not ctx.options.get("flat") or value is None or element.constant("sensitive", default=False) is not False:
            return
        value = unwrap(value)
        if not isinstance(value, n.ObjectCons) or _is_list_of_names(value, ctx.module):
            return
        others = _keys_of_others(element)
        lacking: list[tuple[str, n.ObjectItem]] = []
        for item in value.items:
            name = key_name(item.key)
            if name is None or not _NAME.fullmatch(name) or name in others:
                continue
            other = ctx.module.output(name)
            if other is not None and other["value"] is not None:
                self._compare(element, item, other, ctx)
            elif not ctx.module.declares(f"output.{name}") and name not in [one for one, _ in lacking]:
                lacking.append((name, item))
        if not lacking:
            return
        fix = Fix("Add outputs of the values", Level.UNSAFE)
        codes = [output_code(ctx.module, name, item.value.text) for name, item in lacking]
        place_outputs(fix, ctx.module, codes, element)
        names = ", ".join(name for name, _ in lacking)
        ctx.report(element, f"{element.address} holds values that are no outputs of their own: {names}.", fix)

    def _compare(self, element: Output, item: n.ObjectItem, other: Output, ctx: RuleContext) -> None:
        """Report an output that has the name of an item and another value."""
        value = other["value"]
        if other == element or value is None or _same(value, item.value):
            return
        ctx.report(
            item,
            f"{other.address} is not what {element.address} holds by that name.",
            address=element.address,
            related=((other, "the output of that name"),),
        )


def _is_list_of_names(value: n.ObjectCons, module: Module) -> bool:
    """Whether an object holds the same attribute of several resources of one type."""
    found = [module.reference_of(item.value) for item in value.items]
    read = {(one.address.rpartition(".")[0], one.attribute_path) for one in found if one is not None}
    return len(found) > 1 and None not in found and len(read) == 1


def _keys_of_others(output: Output) -> set[str]:
    """The keys of the objects that other outputs hold."""
    values = (unwrap(one) for other in output.module.outputs if other != output and (one := other["value"]) is not None)
    objects = (value for value in values if isinstance(value, n.ObjectCons))
    return {name for value in objects for item in value.items if (name := key_name(item.key)) is not None}


def _same(one: n.Expression, other: n.Expression) -> bool:
    return " ".join(one.text.split()) == " ".join(other.text.split())
