"""Rule `missing-instance`."""

from __future__ import annotations

from typing import Any

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.syntax.literals import quote, string_value
from tffix.terraform import BlockElement, Module, evaluate
from tffix.terraform.resolve import unwrap
from tffix.words import listed

from ._guards import is_unsure
from ._instance_references import InstanceReference, multiplied, references
from ._undeclared import near_miss

_MOST_SHOWN = 8


class MissingInstance(Rule):
    """Reference to an instance that `count` or `for_each` does not make.

    ## Why is this bad?
    `terraform validate` accepts it, and the plan fails: `The given key does not identify an element in this collection
    value`.

    ## Example
    ```hcl
    resource "aws_sqs_queue" "jobs" {
      for_each = toset(["orders", "invoices"])
      name     = each.key
    }

    output "orders" {
      value = aws_sqs_queue.jobs["order"].url
    }
    ```
    Use instead:
    ```hcl
    resource "aws_sqs_queue" "jobs" {
      for_each = toset(["orders", "invoices"])
      name     = each.key
    }

    output "orders" {
      value = aws_sqs_queue.jobs["orders"].url
    }
    ```
    A key that is a slip of one of those there are is corrected; every other one is reported, as is `count.index` where
    instances have names.

    Silent inside of `try`, `can`, conditionals and `for`, and where the instances are not known from the text.

    ## Fix safety
    Safe: Terraform refuses the plan, and there is one key that can be meant.

    ## References
    Terraform, "The for_each Meta-Argument" and "The count Meta-Argument", referring to instances
    """

    name = "missing-instance"
    subject = "References and dependencies"
    target = m.Module()
    severity = Severity.ERROR

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at every reference to an instance whose object makes as many as the text tells."""
        for one, is_multiplied in multiplied(element):
            if not is_multiplied:
                continue
            instances: set[str] | int | None = None
            for found in references(element, one):
                key = _key(found)
                if key is None or is_unsure(found.reference):
                    continue
                instances = _instances(one) if instances is None else instances
                if instances is None:
                    break
                _check(found, key, instances, one, ctx)


def _instances(one: BlockElement) -> set[str] | int | None:
    """The keys of the instances of an object, or how many there are; None where the text does not tell."""
    if one.count is not None:
        number = evaluate(one.count, one.module)
        return number if isinstance(number, int) and not isinstance(number, bool) and number >= 0 else None
    keys = evaluate(one.for_each, one.module, partial=True)
    if isinstance(keys, dict):
        return set(keys)
    return set(keys) if isinstance(keys, list) and all(isinstance(key, str) for key in keys) else None


def _key(found: InstanceReference) -> n.Expression | None:
    """What stands between the brackets behind an address."""
    if found.index is not None:
        return found.index.key
    node: n.Node = found.reference.expression
    while not isinstance(node, n.Traversal):
        inner = node.children[0]
        if inner is found.node and isinstance(node, n.Index) and found.node.end == found.address_end:
            return node.key
        node = inner
    return None


def _check(
    found: InstanceReference, key: n.Expression, instances: set[str] | int, one: BlockElement, ctx: RuleContext
) -> None:
    written = unwrap(key).text
    # Numbers and texts that look like them are converted into each other.
    numbers = {name for name in instances if name.isdecimal()} if isinstance(instances, set) else set[str]()
    value: Any = evaluate(key, one.module)
    detail = ""
    fix = None
    if isinstance(instances, int):
        number = int(value) if isinstance(value, str) and value.isdecimal() else value
        is_wrong = isinstance(value, str) and not value.isdecimal()
        if isinstance(number, int) and not isinstance(number, bool):
            is_wrong = not 0 <= number < instances
        message = f"{one.address} has no instance {written}: count makes {instances or 'none'}."
    elif written == "count.index":
        is_wrong = bool(instances) and not numbers
        message = f"{one.address} has no instances with numbers: for_each gives them names."
        detail = _shown(instances)
    else:
        is_wrong = isinstance(value, str | int) and not isinstance(value, bool) and str(value) not in instances
        message = f"{one.address} has no instance {written}."
        detail = _shown(instances)
        right = near_miss(value, instances, plural=True) if is_wrong and isinstance(value, str) else None
        if right is not None and string_value(key) == value:
            fix = Fix(f"Write {right}", Level.SAFE)
            fix.replace(key, quote(right))
    if is_wrong:
        owner = found.reference.container
        ctx.report(key, message, fix, detail=detail, address="" if owner is None else owner.address)


def _shown(names: set[str]) -> str:
    shown = sorted(names)[:_MOST_SHOWN]
    if len(names) > len(shown):
        return f"It has {', '.join(shown)}, ..."
    return f"It has {listed(shown) or 'none'}."
