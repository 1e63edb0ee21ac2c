"""Rule `dynamodb-key-attributes`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute, Block
from tffix.syntax import nodes as n
from tffix.terraform import Module, Resource, evaluate

_INDEXES = ("global_secondary_index", "local_secondary_index")
_KEYS = ("hash_key", "range_key")
# A table that comes from a backup brings its attributes along.
_RESTORED = ("restore_source_name", "restore_source_table_arn")
# Names of what is as often a number as a string.
_NUMBER = re.compile(r"(?i)time|date|epoch|ttl|expir|count|number|version|amount|price|score|age$|_at$|At$")


class DynamodbKeyAttributes(Rule):
    """DynamoDB table that defines other attributes than those that are its keys.

    ## Why is this bad?
    Only keys of the table and of its indexes are defined; what else an item holds is written down nowhere. The provider
    refuses a plan with more (`all attributes must be indexed`) and one with less (`all indexes must match a defined
    attribute`).

    ## Example
    ```hcl
    resource "aws_dynamodb_table" "orders" {
      name         = "orders"
      billing_mode = "PAY_PER_REQUEST"
      hash_key     = "id"
      range_key    = "customer"

      attribute {
        name = "id"
        type = "S"
      }

      attribute {
        name = "status"
        type = "S"
      }
    }
    ```
    Use instead:
    ```hcl
    resource "aws_dynamodb_table" "orders" {
      name         = "orders"
      billing_mode = "PAY_PER_REQUEST"
      hash_key     = "id"
      range_key    = "customer"

      attribute {
        name = "id"
        type = "S"
      }

      attribute {
        name = "customer"
        type = "S"
      }
    }
    ```
    A key whose name sounds like a time or a number is reported only, as its type is yours to choose. Tables with
    dynamic blocks, and keys that are computed, are left alone.

    ## Fix safety
    Unsafe: an attribute may have been meant for an index that is still to be written, and a key may be a number. The
    provider plans none of it, but Terraform itself does, so a plan with a provider that is made up changes.

    ## References
    AWS provider, `aws_dynamodb_table`, note on attributes; Amazon DynamoDB API reference, `AttributeDefinition`
    """

    name = "dynamodb-key-attributes"
    subject = "Databases"
    target = m.Resource("aws_dynamodb_table")
    severity = Severity.ERROR

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Hold the attributes of one table against its keys."""
        if element.is_overridden or not _is_written_out(element):
            return
        defined = [_named(block, block.body.get("name"), ctx.module) for block in element.blocks("attribute")]
        keys = [_named(block, attribute, ctx.module) for block, attribute in _keys(element)]
        if any(one is None for one in (*defined, *keys)):
            return
        own, used = [one for one in defined if one], [one for one in keys if one and one.name is not None]
        missing = {one.name: one for one in reversed(used) if one.name not in {two.name for two in own}}
        unused = [one for one in own if one.name not in {two.name for two in used}]
        for one in unused:
            meant = [key for key in missing.values() if _folded(key) == _folded(one)]
            if len(meant) == 1:
                del missing[meant[0].name]
                fix = Fix(f"Define {meant[0].name}", Level.UNSAFE, needs_whole_module=False)
                fix.replace(one.expression, meant[0].expression.text)
                message = f"No key of {element.address} is called {one.name}, but one {meant[0].name}."
                ctx.report(one.expression, message, fix, address=element.address)
                continue
            fix = Fix(f"Leave out the attribute {one.name}", Level.UNSAFE, needs_whole_module=False)
            fix.remove(one.block)
            message = f"The attribute {one.name} is no key of {element.address} or of an index of it."
            ctx.report(one.block, message, fix, address=element.address)
        for name, key in sorted(missing.items(), key=lambda item: item[1].expression.start):
            message = f"No attribute block of {element.address} defines its key {name}."
            ctx.report(key.expression, message, _defined(str(name), element), address=element.address)


@dataclass(frozen=True, slots=True)
class _Named:
    """A name at a place: of an attribute, or of what is a key. `name` is None for a key that is null."""

    name: str | None
    expression: n.Expression
    block: Block


def _named(block: Block, attribute: Attribute | None, module: Module) -> _Named | None:
    """The name, None where it is not known."""
    value = None if attribute is None else evaluate(attribute.expr, module)
    if attribute is None or not (value is None or isinstance(value, str)):
        return None
    return _Named(value, attribute.expr, block)


def _is_written_out(element: Resource) -> bool:
    """Whether all keys and attributes of a table are in its text."""
    if any(element.has_dynamic(kind) for kind in ("attribute", *_INDEXES)) or any(one in element for one in _RESTORED):
        return False
    return not any(one.type in ("key_schema", "dynamic") for index in _indexes(element) for one in index.body.blocks)


def _indexes(element: Resource) -> list[Block]:
    return [block for kind in _INDEXES for block in element.blocks(kind)]


def _keys(element: Resource) -> Iterator[tuple[Block, Attribute]]:
    for block in (element.block, *_indexes(element)):
        for name in _KEYS:
            attribute = block.body.get(name)
            if attribute is not None:
                yield block, attribute


def _folded(one: _Named) -> str:
    return re.sub(r"[\W_]", "", one.name or "").lower()


def _defined(name: str, element: Resource) -> Fix | None:
    """The fix that defines a key as a string."""
    if _NUMBER.search(name) or not re.fullmatch(r"[\w.-]+", name):
        return None
    fix = Fix(f"Define {name} as a string", Level.UNSAFE, needs_whole_module=False)
    text = f'attribute {{\n  name = "{name}"\n  type = "S"\n}}'
    blocks = element.blocks("attribute")
    if blocks:
        fix.insert_after(blocks[-1], text)
    else:
        fix.append(element.block, text)
    return fix
