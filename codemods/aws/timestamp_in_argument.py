"""Rule `timestamp-in-argument`."""

from __future__ import annotations

from collections.abc import Iterator

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext
from tffix.syntax import Attribute, Block
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name, string_value
from tffix.terraform import Element, Local, Module, ModuleCall, Provider, Resource

from ._lifecycle import ignores_changes
from ._volatile import VOLATILE_FUNCTIONS, volatile_calls

# Arguments whose very purpose is to change, and resources that are nothing but such. Source: Terraform,
# "terraform_data"; hashicorp/null, hashicorp/random, hashicorp/time (`triggers`, `keepers`).
_MEANT_TO_CHANGE = frozenset({"triggers", "triggers_replace", "keepers", "replace_triggered_by"})
_MEANT_RESOURCES = ("null_resource", "terraform_data", "random_", "time_", "local_file")
# A name of which `final-snapshot-identifier` speaks.
_OTHERS = frozenset({"final_snapshot_identifier"})
_TAGS = frozenset({"tags", "tags_all", "default_tags"})
# What stands for the time in an item that is written once.
_FIXED = "2025-01-01T00:00:00Z"
_FIXED_ID = "00000000-0000-0000-0000-000000000000"
# The formats that such a time has already.
_FORMATS = ("YYYY-MM-DD'T'hh:mm:ssZ", "YYYY-MM-DD'T'hh:mm:ss'Z'")


class TimestampInArgument(Rule):
    """Argument or tag that has another value in every plan, because of `timestamp()` or `uuid()`.

    ## Why is this bad?
    `timestamp()`, `plantimestamp()` and `uuid()` give another value each time: every plan changes the resource, and
    one that is replaced for it is replaced by every apply. A plan that never is empty hides the changes that matter.

    ## Example
    ```hcl
    locals {
      common_tags = {
        Project   = "orders"
        CreatedAt = timestamp()
      }
    }

    resource "aws_s3_bucket" "data" {
      bucket = "example-data"
      tags   = local.common_tags
    }
    ```
    Use instead:
    ```hcl
    locals {
      common_tags = {
        Project = "orders"
      }
    }

    resource "aws_s3_bucket" "data" {
      bucket = "example-data"
      tags   = local.common_tags
    }
    ```
    Tags are left out; in the items of a DynamoDB table the time becomes a fixed one. Other arguments are only reported:
    `time_static` keeps a time in the state. `triggers` and `keepers` are there to change, and so is what has its
    changes ignored (`ignore_changes`).

    ## Fix safety
    Unsafe: a tag is gone, an item has another time.

    ## References
    Terraform, "timestamp Function" and "uuid Function"; hashicorp/time, resource `time_static`
    """

    name = "timestamp-in-argument"
    subject = "Names, regions and placeholders"
    target = m.Module()

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at every call in the module."""
        seen = set()
        for word in VOLATILE_FUNCTIONS:
            for attribute in element.attributes_mentioning(word):
                if (attribute.source.path, attribute.start) in seen:
                    continue
                seen.add((attribute.source.path, attribute.start))
                owner = element.element_at(attribute.source.path, attribute.start)
                if owner is not None and _matters(owner, attribute, element, frozenset()):
                    for call in volatile_calls(attribute.expr):
                        _report(call, attribute, owner, ctx)


def _report(call: n.FunctionCall, attribute: Attribute, owner: Element, ctx: RuleContext) -> None:
    is_local = isinstance(owner, Local)
    message = f"{call.name}() has another value in every plan."
    fix: Fix | None = None
    if _top(attribute) in _TAGS or is_local:
        found = next((pair for pair in _items_around(call, attribute.expr)), None)
        if found is not None and not (is_local and _is_read(owner, found[1], ctx)):
            fix = Fix("Leave the time out", Level.UNSAFE)
            merged = _merged_with(found[0], attribute.expr)
            if merged is not None:
                fix.replace(*merged)
            else:
                fix.remove_element(*found)
    elif isinstance(owner, Resource) and (owner.type, attribute.name) == ("aws_dynamodb_table_item", "item"):
        fix = Fix("Write a fixed time", Level.UNSAFE, needs_whole_module=False)
        fix.replace(_formatted(call, attribute.expr), t.string(_FIXED if call.name != "uuid" else _FIXED_ID))
    ctx.report(call, message, fix, address=owner.address)


def _merged_with(objects: n.ObjectCons, root: n.Expression) -> tuple[n.FunctionCall, n.Expression] | None:
    """The call that merges an object of one item with one other, and that other: all that is left without it."""
    for node in root.walk():
        if isinstance(node, n.FunctionCall) and node.name == "merge" and len(node.arguments) == 2:
            others = [argument for argument in node.arguments if argument is not objects]
            if len(others) == 1 and len(objects.items) == 1 and not node.expand_final:
                return node, others[0]
    return None


def _formatted(call: n.FunctionCall, root: n.Expression) -> n.Expression:
    """The call of `formatdate` around a call, where it formats as the fixed time is written; else the call."""
    for node in root.walk():
        if isinstance(node, n.FunctionCall) and node.name == "formatdate" and len(node.arguments) == 2:
            form, time = node.arguments
            if time is call and string_value(form) in _FORMATS:
                return node
    return call


def _top(attribute: Attribute) -> str:
    """The name of the item of the element's own body that an attribute is, or is in."""
    name, block = attribute.name, attribute.parent.parent
    while isinstance(block, Block) and block.parent is not None and block.parent.parent is not None:
        name = block.label_values[0] if block.type == "dynamic" and block.label_values else block.type
        block = block.parent.parent
    return name


def _matters(owner: Element, attribute: Attribute, module: Module, seen: frozenset[str]) -> bool:
    """Whether an argument shows a difference in every plan that nobody wants."""
    if isinstance(owner, Local):
        if owner.address in seen:
            return False
        readers = module.references_to(owner.address)
        return any(
            one.attribute is not None
            and one.container is not None
            and _matters(one.container, one.attribute, module, seen | {owner.address})
            for one in readers
        )
    name = _top(attribute)
    if name in _MEANT_TO_CHANGE or name in _OTHERS:
        return False
    if isinstance(owner, Resource):
        return not (owner.is_overridden or owner.type.startswith(_MEANT_RESOURCES) or ignores_changes(owner, name))
    return isinstance(owner, Provider) or (isinstance(owner, ModuleCall) and name in _TAGS)


def _items_around(call: n.FunctionCall, root: n.Expression) -> Iterator[tuple[n.ObjectCons, n.ObjectItem]]:
    """The object items that a call stands in, each with its object, the innermost first."""
    found = []
    for node in root.walk():
        if isinstance(node, n.ObjectCons):
            for item in node.items:
                if item.start <= call.start and call.end <= item.end and key_name(item.key) is not None:
                    found.append((node, item))
    yield from reversed(found)


def _is_read(local: Element, item: n.ObjectItem, ctx: RuleContext) -> bool:
    """Whether something reads the very item of a local value."""
    key = key_name(item.key)
    return any(key in reference.attribute_path for reference in ctx.module.references_to(local.address))
