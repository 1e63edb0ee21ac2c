"""What a provider says of its types: attributes, nested blocks and their types, as frozen values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

CtyType = str | tuple[Any, ...]
"""A type of Terraform's.

`"string"`, `"number"`, `"bool"` and `"dynamic"` (any type); `("list", T)`, `("set", T)`, `("map", T)`;
`("tuple", (T, ...))`; `("object", {name: T}, frozenset of the names that may be left out)`.
"""


@dataclass(frozen=True, slots=True, eq=False)
class AttributeSchema:
    """What may be written for one attribute, or read from it.

    `type` is None for an attribute with a `nested_type`. `deprecation_message` is empty where the document says
    no more than that it is deprecated (most do not say more).
    """

    name: str
    type: CtyType | None
    required: bool = False
    optional: bool = False
    computed: bool = False
    deprecated: bool = False
    sensitive: bool = False
    write_only: bool = False
    deprecation_message: str = ""
    nested_type: NestedType | None = None

    @property
    def is_settable(self) -> bool:
        """Whether a configuration may set it; what is only computed must not be written."""
        return self.required or self.optional

    @property
    def accepts_blocks(self) -> bool:
        """Whether Terraform also takes nested blocks of that name for it.

        It does for lists and sets of objects, the "attributes as blocks" of the older SDK; both syntaxes are then
        valid, `name = []` differs from leaving it out, and `dynamic` works.
        Source: Terraform's internal/lang/blocktoattr.
        """
        return self.is_settable and _is_object_collection(self.type)

    @property
    def as_block(self) -> NestedBlock | None:
        """The block form of an attribute that `accepts_blocks`, None for others. Every attribute in it is optional."""
        if not self.accepts_blocks:
            return None
        assert isinstance(self.type, tuple)
        members: Mapping[str, CtyType] = self.type[1][1]
        attributes = {name: AttributeSchema(name, members[name], optional=True) for name in sorted(members)}
        block = BlockSchema(MappingProxyType(attributes), MappingProxyType({}))
        return NestedBlock(self.name, self.type[0], 1 if self.required else 0, 0, lambda: block)


@dataclass(frozen=True, slots=True, eq=False)
class NestedType:
    """The members of a framework attribute: written as an object, or a collection of objects, never as blocks.

    `nesting` is `single`, `list`, `set` or `map`.
    """

    nesting: str
    attributes: Mapping[str, AttributeSchema]
    min_items: int = 0
    max_items: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class NestedBlock:
    """A type of nested block: how many there may be, and what stands in one.

    `nesting` is `single`, `list`, `set`, `map` or `group`; `max_items` is 0 where there is no limit.
    """

    type: str
    nesting: str
    min_items: int
    max_items: int
    _load: Callable[[], BlockSchema]

    @property
    def block(self) -> BlockSchema:
        """What stands in it. Equal bodies of one type are one object; recursion ends where the provider's does."""
        return self._load()

    @property
    def is_required(self) -> bool:
        """Whether at least one must be written."""
        return self.min_items > 0

    @property
    def is_single(self) -> bool:
        """Whether at most one may be written."""
        return self.nesting in ("single", "group") or self.max_items == 1

    @property
    def deprecated(self) -> bool:
        """Whether the provider deprecates the block."""
        return self.block.deprecated


@dataclass(frozen=True, slots=True, eq=False)
class BlockSchema:
    """The body of a block: attributes and nested blocks by name, in the order of their names.

    Meta-arguments (`count`, `lifecycle`, ...) are Terraform's own and in no schema: see `META_ARGUMENTS`.
    """

    attributes: Mapping[str, AttributeSchema]
    blocks: Mapping[str, NestedBlock]
    deprecated: bool = False
    deprecation_message: str = ""

    @property
    def settable_names(self) -> tuple[str, ...]:
        """The attributes that may be written and the nested blocks: what a misspelt name may have meant."""
        return (*(name for name, attribute in self.attributes.items() if attribute.is_settable), *self.blocks)

    def nested_block(self, name: str) -> NestedBlock | None:
        """What a block of that name may be: a nested block, or the block form of an attribute; else None."""
        found = self.blocks.get(name)
        if found is not None:
            return found
        attribute = self.attributes.get(name)
        return None if attribute is None else attribute.as_block


@dataclass(frozen=True, slots=True, eq=False)
class TypeSchema:
    """One resource type, data source, ephemeral resource or provider configuration.

    `kind` is `resource`, `data`, `ephemeral` or `provider`; `type` is the first label of such a block (for a provider
    the last part of its source); `source` and `version` name the provider it was taken from.
    """

    kind: str
    type: str
    source: str
    version: str
    block: BlockSchema

    @property
    def deprecated(self) -> bool:
        """Whether the provider deprecates the whole type."""
        return self.block.deprecated


def type_text(type_: CtyType) -> str:
    """A type as Terraform writes it: `list(string)`, `map(any)`, `object({ id = string })`."""
    if isinstance(type_, str):
        return "any" if type_ == "dynamic" else type_
    if type_[0] == "object":
        optional = type_[2]
        members = (
            f"{name} = " + (f"optional({type_text(member)})" if name in optional else type_text(member))
            for name, member in type_[1].items()
        )
        return "object({ " + ", ".join(members) + " })" if type_[1] else "object({})"
    if type_[0] == "tuple":
        return "tuple([" + ", ".join(type_text(member) for member in type_[1]) + "])"
    return f"{type_[0]}({type_text(type_[1])})"


def _is_object_collection(type_: CtyType | None) -> bool:
    return isinstance(type_, tuple) and type_[0] in ("list", "set") and type_[1][0] == "object"
