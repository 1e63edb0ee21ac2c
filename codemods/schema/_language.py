"""Terraform's own blocks: which arguments and nested blocks they take, and what else is written for them.

Source: Terraform 1.11, `internal/configs` (the body schemas of the configuration language); OpenTofu's additions are
taken as known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tffix.syntax import Attribute, Block, Body
from tffix.terraform import BlockElement, Module
from tffix.terraform.schema_words import did_you_mean


@dataclass(frozen=True, slots=True)
class _Grammar:
    """What a block takes; `others` are names that are written for some of them."""

    attributes: frozenset[str] = frozenset()
    blocks: frozenset[str] = frozenset()
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Stray:
    """Something in a block of the language that it does not take; `meant` is empty where nothing is evident."""

    item: Attribute | Block
    where: str
    meant: str

    @property
    def says_nothing(self) -> bool:
        """Whether it says only what the rest of the block says: a variable is required where it has no default."""
        item = self.item
        if not isinstance(item, Attribute) or self.where != "variable" or item.name not in ("optional", "required"):
            return False
        is_required = "default" not in item.parent
        return item.expr_text == ("true" if is_required is (item.name == "required") else "false")


_CHECK = _Grammar(frozenset({"condition", "error_message"}), others=(("message", "error_message"),))
_LIFECYCLE = _Grammar(
    frozenset(
        {"create_before_destroy", "destroy", "enabled", "ignore_changes", "prevent_destroy", "replace_triggered_by"}
    ),
    frozenset({"action_trigger", "postcondition", "precondition"}),
    (("prevent_deletion", "prevent_destroy"), ("replace_on_changes", "replace_triggered_by")),
)
_BLOCKS: Mapping[str, _Grammar] = {
    "variable": _Grammar(
        frozenset({"const", "default", "deprecated", "description", "ephemeral", "nullable", "sensitive", "type"}),
        frozenset({"validation"}),
        (("default_value", "default"), ("value", "default"), ("desc", "description"), ("validations", "validation")),
    ),
    "output": _Grammar(
        frozenset({"depends_on", "deprecated", "description", "ephemeral", "sensitive", "type", "value"}),
        frozenset({"precondition"}),
        (("desc", "description"),),
    ),
    "terraform": _Grammar(
        frozenset({"experiments", "language", "required_version"}),
        frozenset({"backend", "cloud", "encryption", "provider_meta", "required_providers", "state_store"}),
        (
            ("terraform_version", "required_version"),
            ("version", "required_version"),
            ("providers", "required_providers"),
        ),
    ),
    "moved": _Grammar(frozenset({"from", "to"})),
    "removed": _Grammar(frozenset({"from"}), frozenset({"connection", "lifecycle", "provisioner"})),
    "import": _Grammar(frozenset({"for_each", "id", "identity", "provider", "to"}), others=(("from", "id"),)),
    "check": _Grammar(frozenset(), frozenset({"assert", "data"}), (("assertion", "assert"),)),
}
_INNER: Mapping[str, Mapping[str, _Grammar]] = {
    "variable": {"validation": _CHECK},
    "output": {"precondition": _CHECK},
    "check": {"assert": _CHECK},
    "resource": {"lifecycle": _LIFECYCLE},
    "data": {"lifecycle": _LIFECYCLE},
}
_TOP = frozenset(
    {*_BLOCKS, "data", "ephemeral", "locals", "module", "provider", "resource"}
    # Of newer versions, and of OpenTofu.
    | {"action", "language", "policy", "store", "locals_ephemeral"}
)

LIFECYCLE_ARGUMENTS = frozenset({"create_before_destroy", "ignore_changes", "prevent_destroy", "replace_triggered_by"})
"""The arguments of a `lifecycle` block, which no resource type has."""


def strays_of(element: BlockElement) -> Iterator[Stray]:
    """What stands in a block of the language that it does not take, and the block itself where it is of no type."""
    type_ = element.block_type
    if type_ not in _TOP:
        yield Stray(element.block, "", did_you_mean(type_, _TOP) or "")
        return
    if element.is_overridden:
        return
    grammar = _BLOCKS.get(type_)
    if grammar is not None:
        yield from _strays(element.body, grammar, type_)
    inner = _INNER.get(type_, {})
    for block in element.body.blocks:
        if block.type in inner:
            yield from _strays(block.body, inner[block.type], f"{type_}, block {block.type}")


def strays_at_the_top(module: Module) -> Iterator[Attribute]:
    """The attributes outside of all blocks."""
    for file in module.files:
        yield from file.body.attributes.values()


def _strays(body: Body, grammar: _Grammar, where: str) -> Iterator[Stray]:
    others = dict(grammar.others)
    for item in body.items:
        is_attribute = isinstance(item, Attribute)
        name = item.name if isinstance(item, Attribute) else item.type
        known = grammar.attributes if is_attribute else grammar.blocks
        if name not in known:
            meant = others.get(name) or did_you_mean(name, known) or ""
            yield Stray(item, where, meant if meant in known else "")
