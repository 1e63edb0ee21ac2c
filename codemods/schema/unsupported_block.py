"""Rule `unsupported-block`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute, Block
from tffix.syntax import nodes as n
from tffix.terraform import BlockElement, Module

from . import _stage_throttling
from ._blocks import NotEvidentError, dedented
from ._facts import Action
from ._hoists import HOISTS, Hoist
from ._language import Stray, strays_of
from ._names import meant
from ._relocation import COMMON, relocated_block
from ._renames import BY_PLACE
from ._splits import split
from ._walk import Place, content_of, places_of

# AWS provider 5.0 upgrade guide, aws_secretsmanager_secret: rules said when the function rotated the secret.
_NO_OPS = {("aws_secretsmanager_secret", "rotation_rules"): "rotation_lambda_arn"}


class UnsupportedBlock(Rule):
    """A block that the resource type, or the language, does not have.

    ## Why is this bad?
    Terraform refuses the whole configuration once the provider is there: `Unsupported block type`. What the block was
    meant to set up is set up nowhere.

    ## Example
    ```hcl
    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "~> 5.0"
        }
      }
    }

    resource "aws_ecs_service" "api" {
      name            = "api"
      task_definition = "api:1"

      deployment_configuration {
        maximum_percent         = 200
        minimum_healthy_percent = 100
      }
    }
    ```
    Use instead:
    ```hcl
    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "~> 5.0"
        }
      }
    }

    resource "aws_ecs_service" "api" {
      name            = "api"
      task_definition = "api:1"

      deployment_maximum_percent         = 200
      deployment_minimum_healthy_percent = 100
    }
    ```

    ## Fix safety
    Safe, where one correction is evident: members that the documentation has on another level, or a misspelt block
    type that is near to exactly one. Everything else is reported.

    ## References
    `terraform providers schema -json` of the provider version that the module's constraint admits; AWS provider,
    resource `aws_ecs_service`.
    """

    name = "unsupported-block"
    target = m.Block()
    severity = Severity.ERROR

    def check(self, element: BlockElement, ctx: RuleContext) -> None:
        """Hold every nested block of an element against the schema of its type, or of the language."""
        for stray in strays_of(element):
            if isinstance(stray.item, Block):
                message = f"Blocks of type {stray.where} have no block {stray.item.type}."
                if not stray.where:
                    message = f"There is no block {stray.item.type} outside of another."
                ctx.report(stray.item, message, _reworded(stray, stray.item), address=element.address)
        for place in places_of(element):
            for block, type_ in place.unknown_blocks():
                fix, detail = _fix(place, block, type_, ctx.module)
                if place.type == _stage_throttling.TYPE and type_ in _stage_throttling.BLOCKS and not place.path:
                    fix = _stage_throttling.moved(place, block, ctx.module)
                message = f"{place.where} has no block {type_}."
                ctx.report(block, message, fix, address=element.address, detail=detail)
            for block, hoist in _misplaced(place):
                fix, detail = _hoisted(place, block, hoist)
                message = f"The arguments of {block.type} belong to {place.type} itself."
                ctx.report(block, message, fix, address=element.address, detail=detail)


def _reworded(stray: Stray, block: Block) -> Fix | None:
    """A block of the language by its right name."""
    if not stray.meant:
        return None
    fix = Fix(f"Write {stray.meant} for {block.type}", Level.SAFE)
    fix.rename(block, stray.meant)
    return fix


def _misplaced(place: Place) -> Iterator[tuple[Block, Hoist]]:
    """Blocks that the schema has, with members that it does not have there but on the level above."""
    for block in place.body.blocks if not place.path else ():
        hoist, nested = HOISTS.get((place.type, block.type)), place.schema.blocks.get(block.type)
        if hoist is not None and nested is None and block.type in place.schema.attributes:
            yield block, hoist
        if hoist is not None and nested is not None:
            names = {item.name if isinstance(item, Attribute) else item.type for item in block.body.items}
            if any(name in hoist.members and name not in nested.block.attributes for name in names):
                yield block, hoist


def _fix(place: Place, block: Block, type_: str, module: Module) -> tuple[Fix | None, str]:
    hoist = HOISTS.get((place.type, type_)) if not place.path else None
    if hoist is not None and block.type != "dynamic":
        return _hoisted(place, block, hoist)
    moved = split(place, block, module) if block.type != "dynamic" else None
    if moved is not None:
        return moved, ""
    counted = _counted(place, block)
    if counted is not None:
        return counted, ""
    needed = _NO_OPS.get((place.type, type_))
    if needed is not None and not place.path and needed not in place.body:
        fix = Fix(f"Remove {type_}, which does nothing without {needed}", Level.UNSAFE)
        fix.remove(block)
        return fix, ""
    wanted = meant(place, type_)
    if wanted is not None and place.schema.nested_block(wanted) is not None:
        fix = Fix(f"Write {wanted} for {type_}", Level.SAFE, needs_whole_module=False)
        if block.type == "dynamic":
            _rename_dynamic(fix, block, wanted)
        else:
            fix.rename(block, wanted)
        return fix, ""
    flat = _flat(place, block) if block.type != "dynamic" else None
    if flat is not None:
        return _hoisted(place, block, flat)
    fix_or_none, detail = relocated_block(place, block, type_)
    return fix_or_none, detail or _elsewhere(place, type_)


def _counted(place: Place, block: Block) -> Fix | None:
    """AWS provider 5.0 upgrade guide, web ACLs: a rule that is excluded is one that only counts."""
    name = block.body.get("name") if block.type == "excluded_rule" else None
    if name is None or len(block.body.items) > 1 or "rule_action_override" not in place.schema.blocks:
        return None
    action = t.block("action_to_use", items=(t.block("count"),))
    code = t.block("rule_action_override", items=(t.attribute("name", name.expr_text), "", action))
    fix = Fix("Write rule_action_override for excluded_rule", Level.SAFE, needs_whole_module=False)
    fix.replace(block, code)
    return fix


def _flat(place: Place, block: Block) -> Hoist | None:
    """Where each member of a block is an argument of the level above, with the block's name in front or without."""
    stem = block.type
    for tail in ("_configuration", "_config", "_settings", "_options"):
        stem = stem.removesuffix(tail)
    members: dict[str, str] = {}
    for item in block.body.items:
        name = item.name if isinstance(item, Attribute) else item.type
        names = [f"{stem}_{name}", f"{block.type}_{name}", *([] if name in COMMON else [name])]
        if name == "enabled":
            names += [f"enable_{stem}"]
        kinds = place.schema.attributes if isinstance(item, Attribute) else place.schema.blocks
        found = [one for one in names if one in kinds and one in place.schema.settable_names]
        if not found:
            return None
        members[name] = found[0]
    return Hoist(members) if members else None


def _rename_dynamic(fix: Fix, block: Block, wanted: str) -> None:
    """Another type for a dynamic block; its iterator is named after the type where it has no name of its own."""
    label = block.labels[0]
    fix.rename(label, wanted)
    content = content_of(block)
    if "iterator" in block.body or content is None:
        return
    for attribute in content.all_attributes():
        for node in attribute.expr.walk():
            if isinstance(node, n.Traversal) and node.root_name == label.value:
                fix.rename(cast(n.TraverseRoot, node.steps[0]), wanted)


def _hoisted(place: Place, block: Block, hoist: Hoist) -> tuple[Fix | None, str]:
    """The members of a block on the level above it, the block removed."""
    fix = Fix(f"Move the arguments of {block.type} to the resource", Level.SAFE, needs_whole_module=False)
    taken = set(place.body.attributes) | {b.type for b in place.body.blocks}
    rows: list[str] = []
    for item in block.body.items:
        name = item.name if isinstance(item, Attribute) else item.type
        try:
            text = dedented(item) if isinstance(item, Block) else ""
        except NotEvidentError as reason:
            return None, str(reason)
        to = hoist.members.get(name)
        there = place.body.get(to) if to is not None else None
        if there is not None and isinstance(item, Attribute) and there.expr_text == item.expr_text:
            continue
        if to is None or to in taken:
            return None, f"{name} cannot be moved: {'it is set there as well' if to else 'the resource has none'}."
        above = [comment.text for comment in item.leading_comments]
        if isinstance(item, Attribute):
            rows += above
            behind = f" {item.trailing_comment.text}" if item.trailing_comment is not None else ""
            rows.append(t.attribute(to, item.expr.text) + behind)
        elif to in place.schema.blocks:
            rows += [*([""] if rows else []), *above, text]
        else:
            return None, f"{name} cannot be moved: it is no block there."
    if rows:
        fix.replace(block, t.items("\n".join(rows)))
    else:
        fix.remove(block)
    return fix, ""


def _elsewhere(place: Place, type_: str) -> str:
    fact = BY_PLACE.get((place.type, place.inner, type_))
    if fact is not None and fact.action is Action.ADVISE:
        return fact.sentence
    if not place.provider.is_exact or place.provider.is_stale:
        return f"Looked up in version {place.provider.version} of the provider; a newer one may have it."
    return ""
