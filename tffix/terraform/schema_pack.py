"""One type's schema as few bytes, and back.

A packed type is JSON: `[types, blocks]`. Equal types and equal block bodies are written once and named by their
index; what is named stands before what names it, and the last block is the body of the type itself. That is what
keeps types such as `aws_wafv2_web_acl`, whose document has 2 MB of repeated statements, at 10 KB.

    type       "list"/"set"/"map": [constructor, ref]; object: ["object", {name: ref}, [optional names]?];
               tuple: ["tuple", [ref, ...]]
    ref        a letter for a primitive type, else an index of `types`
    block      [{name: attribute}, {name: [nesting, block index, min items, max items]}, deprecated?, message?]
    attribute  [flags, ref, message?], or [flags, [nesting, {name: attribute}, min, max], message?]
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from tffix.terraform.schema_types import AttributeSchema, BlockSchema, CtyType, NestedBlock, NestedType

FLAGS = ("required", "optional", "computed", "deprecated", "sensitive", "write_only")
_BITS = {name: 1 << index for index, name in enumerate(FLAGS)}
_LETTERS = {"string": "s", "number": "n", "bool": "b", "dynamic": "d"}
_PRIMITIVES = {letter: name for name, letter in _LETTERS.items()}
_COLLECTIONS = ("list", "set", "map")
_NESTINGS = ("single", "list", "set", "map", "group")


class _Packer:
    """Numbers the distinct types and blocks of one document."""

    def __init__(self) -> None:
        self.types: list[Any] = []
        self.blocks: list[Any] = []
        self._numbers: dict[str, int] = {}

    def _number(self, table: list[Any], value: Any) -> int:
        key = ("t" if table is self.types else "b") + compact(value)
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(table)
            table.append(value)
        return found

    def type(self, type_: Any) -> str | int:
        if isinstance(type_, str):
            return _LETTERS[type_]
        constructor, inner = type_[0], type_[1]
        packed: list[Any]
        if constructor == "object":
            packed = ["object", {name: self.type(inner[name]) for name in sorted(inner)}]
            if len(type_) > 2 and type_[2]:
                packed.append(sorted(type_[2]))
        elif constructor == "tuple":
            packed = ["tuple", [self.type(member) for member in inner]]
        elif constructor in _COLLECTIONS:
            packed = [constructor, self.type(inner)]
        else:
            raise KeyError(constructor)
        return self._number(self.types, packed)

    def attribute(self, attribute: Mapping[str, Any]) -> list[Any]:
        flags = sum(bit for name, bit in _BITS.items() if attribute.get(name))
        nested = attribute.get("nested_type")
        packed: list[Any] = [flags]
        if nested is None:
            packed.append(self.type(attribute["type"]))
        else:
            limits = [nested.get("min_items", 0), nested.get("max_items", 0)]
            packed.append([_nesting(nested), self.attributes(nested), *limits])
        message = attribute.get("deprecation_message")
        return [*packed, message] if message else packed

    def attributes(self, holder: Mapping[str, Any]) -> dict[str, Any]:
        attributes = holder.get("attributes") or {}
        return {name: self.attribute(attributes[name]) for name in sorted(attributes)}

    def block(self, block: Mapping[str, Any]) -> int:
        nested = block.get("block_types") or {}
        packed: list[Any] = [self.attributes(block), {name: self.nested(nested[name]) for name in sorted(nested)}]
        if block.get("deprecated"):
            packed.append(1)
            if block.get("deprecation_message"):
                packed.append(block["deprecation_message"])
        return self._number(self.blocks, packed)

    def nested(self, nested: Mapping[str, Any]) -> list[Any]:
        return [_nesting(nested), self.block(nested["block"]), nested.get("min_items", 0), nested.get("max_items", 0)]


def _nesting(holder: Mapping[str, Any]) -> str:
    nesting = holder["nesting_mode"]
    if nesting not in _NESTINGS:
        raise KeyError(nesting)
    return str(nesting)


def compact(value: Any) -> str:
    """JSON without blanks; mappings keep their order."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def pack(block: Mapping[str, Any]) -> bytes:
    """The body of a type, as `terraform providers schema -json` writes it, packed. Equal bodies give equal bytes.

    Raises KeyError or TypeError for what is no such body. Descriptions are left out.
    """
    packer = _Packer()
    root = packer.block(block)
    # A body that is equal to one nested in it (none is known) still has to come last.
    if root != len(packer.blocks) - 1:
        packer.blocks.append(packer.blocks[root])
    return compact([packer.types, packer.blocks]).encode()


class _Unpacker:
    """Makes values of one packed type; a nested body is made when somebody asks for it, once."""

    __slots__ = ("_blocks", "_made", "_types")

    def __init__(self, packed: bytes) -> None:
        types, self._blocks = json.loads(packed)
        self._made: dict[int, BlockSchema] = {}
        self._types: list[CtyType] = []
        for constructor, inner, *optional in types:
            if constructor == "object":
                members = MappingProxyType({name: self.type(ref) for name, ref in inner.items()})
                self._types.append((constructor, members, frozenset(*optional)))
            elif constructor == "tuple":
                self._types.append((constructor, tuple(self.type(ref) for ref in inner)))
            else:
                self._types.append((constructor, self.type(inner)))

    def type(self, ref: str | int) -> CtyType:
        return _PRIMITIVES[ref] if isinstance(ref, str) else self._types[ref]

    def root(self) -> BlockSchema:
        return self.block(len(self._blocks) - 1)

    def block(self, number: int) -> BlockSchema:
        found = self._made.get(number)
        if found is None:
            attributes, nested, *deprecated = self._blocks[number]
            found = self._made[number] = BlockSchema(
                self.attributes(attributes),
                MappingProxyType({name: self.nested(name, *packed) for name, packed in nested.items()}),
                bool(deprecated),
                deprecated[1] if len(deprecated) > 1 else "",
            )
        return found

    def nested(self, name: str, nesting: str, number: int, least: int, most: int) -> NestedBlock:
        return NestedBlock(name, nesting, least, most, _Body(self, number))

    def attributes(self, packed: Mapping[str, Any]) -> Mapping[str, AttributeSchema]:
        return MappingProxyType({name: self.attribute(name, *one) for name, one in packed.items()})

    def attribute(self, name: str, flags: int, type_: Any, message: str = "") -> AttributeSchema:
        nested = None
        if isinstance(type_, list):
            nesting, members, least, most = type_
            nested = NestedType(nesting, self.attributes(members), least, most)
        return AttributeSchema(
            name,
            None if nested is not None else self.type(type_),
            bool(flags & 1),
            bool(flags & 2),
            bool(flags & 4),
            bool(flags & 8),
            bool(flags & 16),
            bool(flags & 32),
            message,
            nested,
        )


class _Body:
    """The body of a nested block that is not made yet."""

    __slots__ = ("_number", "_unpacker")

    def __init__(self, unpacker: _Unpacker, number: int) -> None:
        self._unpacker = unpacker
        self._number = number

    def __call__(self) -> BlockSchema:
        return self._unpacker.block(self._number)


def unpack(packed: bytes) -> BlockSchema:
    """The body that `pack` packed."""
    return _Unpacker(packed).root()


def document(block: BlockSchema) -> dict[str, Any]:
    """A body as `terraform providers schema -json` writes it, without descriptions: the way back from `pack`."""
    written: dict[str, Any] = {}
    if block.attributes:
        written["attributes"] = {name: _attribute_document(one) for name, one in block.attributes.items()}
    if block.blocks:
        written["block_types"] = {name: _nested_document(one) for name, one in block.blocks.items()}
    return _with_deprecation(written, block)


def _attribute_document(attribute: AttributeSchema) -> dict[str, Any]:
    written: dict[str, Any] = {name: True for name in FLAGS if name != "deprecated" and getattr(attribute, name)}
    nested = attribute.nested_type
    if nested is None:
        assert attribute.type is not None
        written["type"] = _type_document(attribute.type)
    else:
        members = {name: _attribute_document(one) for name, one in nested.attributes.items()}
        written["nested_type"] = {"attributes": members, "nesting_mode": nested.nesting, **_limits(nested)}
    return _with_deprecation(written, attribute)


def _nested_document(nested: NestedBlock) -> dict[str, Any]:
    return {"nesting_mode": nested.nesting, **_limits(nested), "block": document(nested.block)}


def _limits(nested: NestedBlock | NestedType) -> dict[str, int]:
    limits = {"min_items": nested.min_items, "max_items": nested.max_items}
    return {name: limit for name, limit in limits.items() if limit}


def _with_deprecation(written: dict[str, Any], one: AttributeSchema | BlockSchema) -> dict[str, Any]:
    if one.deprecated:
        written["deprecated"] = True
        if one.deprecation_message:
            written["deprecation_message"] = one.deprecation_message
    return written


def _type_document(type_: CtyType) -> Any:
    if isinstance(type_, str):
        return type_
    if type_[0] == "object":
        members = {name: _type_document(member) for name, member in type_[1].items()}
        return ["object", members, sorted(type_[2])] if type_[2] else ["object", members]
    if type_[0] == "tuple":
        return ["tuple", [_type_document(member) for member in type_[1]]]
    return [type_[0], _type_document(type_[1])]
