"""Every body of an element beside the schema it has to fit, nested and dynamic blocks included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tffix.syntax import Attribute, Block, Body
from tffix.terraform import BlockElement, Module
from tffix.terraform.requirements import provider_schema_for
from tffix.terraform.schema import ProviderSchema
from tffix.terraform.schema_types import BlockSchema
from tffix.terraform.schema_words import META_ARGUMENTS, META_BLOCKS


@dataclass(frozen=True, slots=True)
class Place:
    """A body and its schema. `path` names the nested blocks it is in, outermost first; empty for the element itself.

    `holder` is the block whose body it is (the `dynamic` block for a `content` body); None for the element itself.
    """

    element: BlockElement
    provider: ProviderSchema
    body: Body
    schema: BlockSchema
    path: tuple[str, ...] = ()
    holder: Block | None = None

    @property
    def type(self) -> str:
        """The resource or data source type of the element."""
        return self.element.labels[0]

    @property
    def where(self) -> str:
        """What a person calls this body: `aws_x`, `aws_x, block y`."""
        whole = f"provider {self.type}" if self.element.kind == "provider" else self.type
        return ", block ".join((whole, ".".join(self.path))) if self.path else whole

    @property
    def inner(self) -> str:
        """The type of the innermost nested block that this is the body of, empty for the element itself."""
        return self.path[-1] if self.path else ""

    def block_types(self) -> frozenset[str]:
        """The types of the nested blocks in it, dynamic ones included."""
        return frozenset(type_ for _, type_ in blocks_of(self.body, self.element.kind, is_top=not self.path))

    def unknown_attributes(self) -> Iterator[Attribute]:
        """The attributes that the schema has neither as attribute nor as block."""
        meta = META_ARGUMENTS.get(self.element.kind, frozenset()) if not self.path else frozenset()
        for attribute in self.body.attributes.values():
            name = attribute.name
            if name not in self.schema.attributes and name not in self.schema.blocks and name not in meta:
                yield attribute

    def computed_attributes(self) -> Iterator[Attribute]:
        """The attributes that are set here and that only the provider sets."""
        for attribute in self.body.attributes.values():
            schema = self.schema.attributes.get(attribute.name)
            if schema is not None and not schema.is_settable and self.schema.nested_block(attribute.name) is None:
                yield attribute

    def unknown_blocks(self) -> Iterator[tuple[Block, str]]:
        """The nested blocks that the schema has neither as block nor as attribute, with the type each stands for."""
        for block, type_ in blocks_of(self.body, self.element.kind, is_top=not self.path):
            if type_ not in self.schema.blocks and type_ not in self.schema.attributes:
                yield block, type_


def blocks_of(body: Body, kind: str, *, is_top: bool) -> Iterator[tuple[Block, str]]:
    """The nested blocks that belong to the provider, a `dynamic` one as the type that it makes."""
    meta = META_BLOCKS.get(kind, frozenset()) if is_top else frozenset()
    for block in body.blocks:
        if block.type == "dynamic" and len(block.labels) == 1:
            yield block, block.label_values[0]
        elif block.type not in meta:
            yield block, block.type


def content_of(block: Block) -> Body | None:
    """The body that holds the arguments of a nested block: of a `dynamic` one that of `content`, None without one."""
    if block.type != "dynamic":
        return block.body
    contents = block.body.blocks_of("content")
    return contents[0].body if len(contents) == 1 else None


def places_of(element: BlockElement) -> tuple[Place, ...]:
    """The bodies of an element whose schema is known, the element's own first."""
    return element.module.memo(_places, element)


def _places(module: Module, element: BlockElement) -> tuple[Place, ...]:
    return tuple(_walk(module, element))


def _walk(module: Module, element: BlockElement) -> Iterator[Place]:
    if element.is_overridden or not element.labels:
        return
    provider = provider_schema_for(module, element)
    schema = provider.get(element.kind, element.labels[0]) if provider is not None else None
    if provider is None or schema is None:
        return
    stack = [Place(element, provider, element.body, schema.block)]
    while stack:
        place = stack.pop()
        yield place
        inner = []
        for block, type_ in blocks_of(place.body, element.kind, is_top=not place.path):
            nested, body = place.schema.nested_block(type_), content_of(block)
            if nested is not None and body is not None:
                inner.append(Place(element, provider, body, nested.block, (*place.path, type_), block))
        stack.extend(reversed(inner))
