"""Provider schemas from generated cdktf bindings, for provider versions that no plugin at hand has.

The prebuilt packages (`cdktn-provider-aws` and so on) are generated from `terraform providers schema -json`, one module
of JavaScript for each type, and keep most of it: names, required/optional/computed, types, blocks and how they nest.
What they lose is in `UNKNOWN`. `overlay` takes it from an exact schema of an older version, where that has the name.

Only for providers that speak plugin protocol 5 (aws, google, azurerm, helm before 3.0): in protocol 6, an attribute may
have nested attributes, and the bindings do not tell those from blocks.
"""

from __future__ import annotations

import base64
import io
import json
import re
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Json = dict[str, Any]

RECURSIVE = "recursive"
# Of what only the bindings have, these fields are not known. (Of how many blocks there may be they tell one or more.)
UNKNOWN = ("deprecated", "max_items", "min_items", "sensitive", "write_only")
_KINDS = {
    "TerraformResource": "resource_schemas",
    "TerraformDataSource": "data_source_schemas",
    "TerraformEphemeralResource": "ephemeral_resource_schemas",
    "TerraformProvider": "provider",
}
_CLASS = re.compile(r"^export class (\w+) extends \w+\.(\w+) \{$", re.MULTILINE)
_TYPE = re.compile(r'static tfResourceType = "(\w+)"|terraformResourceType: ["\'](\w+)["\']')
_VERSION = re.compile(r"providerVersion: '([^']+)'")
# `// name - computed: ...` and the few lines that say what holds the value and how it is read.
_MEMBER = re.compile(
    r"^  // (\w+) - computed: (\w+), optional: (\w+), required: (\w+)\n"
    r"(?:  private _\w+(?:\?: .*| = new ([\w.]+)\((?:this, \"\w+\"(?:, (true|false))?)?.*)\n)?"
    r"(?:  public get \w+\(.*\n    (?:return )?(.*)\n)?",
    re.MULTILINE,
)
_FUNCTION = re.compile(r"^export function (\w+)ToHclTerraform\(.*\{$", re.MULTILINE)
_SYNTHESIS = re.compile(r"^  protected synthesizeHclAttributes\(\)", re.MULTILINE)
_ARGUMENT = re.compile(
    r"^ +(\w+): \{\n +value: (.*),\n +isBlock: (true|false),\n +type: \"(\w+)\",\n +storageClassType: \"(\w+)\",\n",
    re.MULTILINE,
)
_BLOCK_MAPPER = re.compile(r"\w+\.(?:list|hash)MapperHcl\([\w.]+, true\)")
_PRIMITIVES = {"string": "string", "number": "number", "boolean": "bool", "any": "dynamic"}
_GETTER = re.compile(r"(\w+\.Fn\.tolist\()?this\.get(String|Number|Boolean|Any)?(List|Map|)Attribute\(")
_HOLDER = re.compile(r"(String|Number|Boolean|Any|)((?:Map|List)+)")


class BindingsError(Exception):
    """Bindings that look other than this module knows."""


def modules(path: Path) -> Iterator[tuple[str, str]]:
    """Name and text of the modules in a wheel or an npm archive; the files of large ones as one text."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            inner = next(name for name in wheel.namelist() if name.endswith(".jsii.tgz"))
            data = io.BytesIO(wheel.read(inner))
    else:
        data = io.BytesIO(path.read_bytes())
    texts: dict[str, list[str]] = {}
    with tarfile.open(fileobj=data, mode="r|gz") as archive:
        for member in archive:
            match = re.fullmatch(r"package/lib/([\w-]+)/(?:.+/)?\w+\.js", member.name)
            stream = archive.extractfile(member) if match and member.isfile() else None
            if match and stream is not None:
                texts.setdefault(match[1], []).append(_source(stream.read()))
    for name in sorted(texts):
        yield name, "\n".join(texts[name])


def _source(compiled: bytes) -> str:
    """The TypeScript that a module was compiled from: older compilers drop the comments that say what is computed."""
    _, found, encoded = compiled.rpartition(b"//# sourceMappingURL=data:application/json;base64,")
    return "\n".join(json.loads(base64.b64decode(encoded))["sourcesContent"]) if found else ""


def read_bindings(path: Path) -> tuple[str, Json]:
    """The version of the provider, and its schemas in the form of `terraform providers schema -json`."""
    found: Json = {key: {} for key in _KINDS.values()}
    versions = set()
    for name, text in modules(path):
        module = _Module(name, text)
        if module.root is not None:
            versions.update(_VERSION.findall(text))
            key, type_ = module.root
            schema = {"block": module.block()}
            if key == "provider":
                found["provider"] = schema
            else:
                found[key][type_] = schema
    if len(versions) != 1:
        raise BindingsError(f"{path.name}: the bindings name {len(versions)} provider versions")
    return versions.pop(), found


class _Module:
    """The module of one type: its classes, and the functions that write out what a user sets."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.open: list[str] = []
        self.members: dict[str, list[re.Match[str]]] = {}
        self.root: tuple[str, str] | None = None
        self.main = ""
        self.arguments: dict[str, dict[str, re.Match[str]]] = {}
        for match in _CLASS.finditer(text):
            body = text[match.start() : text.find("\n}\n", match.start())]
            self.members[match[1]] = list(_MEMBER.finditer(body))
            key = _KINDS.get(match[2])
            if key is not None:
                type_ = _TYPE.search(body)
                self.root, self.main = (key, (type_[1] or type_[2]) if type_ else ""), match[1]
                synthesis = _SYNTHESIS.search(body)
                self.arguments[""] = _arguments(body[synthesis.start() :] if synthesis else "")
        for match in _FUNCTION.finditer(text):
            end = text.find("\n}\n", match.start())
            self.arguments[match[1][:1].upper() + match[1][1:]] = _arguments(text[match.start() : end])

    def block(self) -> Json:
        return self._body(self.main, "")

    def _body(self, class_: str, struct: str) -> Json:
        """The body that a class reads and a function writes."""
        if class_ not in self.members:
            raise BindingsError(f"{self.name}: no class {class_}")
        arguments = self.arguments.get(struct, {})
        block: Json = {"attributes": {}, "block_types": {}}
        for member in self.members[class_]:
            name, argument = member[1], arguments.get(member[1])
            flags = {flag: True for flag, word in _flags(member) if word == "true"}
            holder = (member[5] or "").rpartition(".")[2]
            if argument is not None and self._is_block(argument, holder) and _struct(holder) in self.open:
                # Terraform unrolls a recursive body to a depth that only the exact schema tells.
                block["attributes"][name] = {"type": "dynamic", RECURSIVE: True, **flags}
            elif argument is not None and self._is_block(argument, holder):
                block["block_types"][name] = self._nested(argument, holder, flags)
            else:
                block["attributes"][name] = {"type": self._type(member, argument, holder), **flags}
        missing = arguments.keys() - block["attributes"].keys() - block["block_types"].keys()
        if missing:
            raise BindingsError(f"{self.name}: {class_} does not declare {sorted(missing)}")
        return block

    def _is_block(self, argument: re.Match[str], holder: str) -> bool:
        if argument[3] != "true" or not holder.endswith(("List", "OutputReference", "Map")):
            return False
        return "MapperHcl" not in argument[2] or _BLOCK_MAPPER.match(argument[2]) is not None

    def _nested(self, argument: re.Match[str], holder: str, flags: Json) -> Json:
        struct = _struct(holder)
        nested: Json = {"nesting_mode": "single" if argument[4] == "struct" else argument[4]}
        if nested["nesting_mode"] != "single":
            if flags.get("required"):
                nested["min_items"] = 1
            if holder.endswith("OutputReference"):
                nested["max_items"] = 1
        self.open.append(struct)
        nested["block"] = self._body(f"{struct}OutputReference", struct)
        self.open.pop()
        return nested

    def _type(self, member: re.Match[str], argument: re.Match[str] | None, holder: str) -> Any:
        """The type of an attribute."""
        outer = argument[4] if argument is not None else "set" if member[6] == "true" else "list"
        storage = argument[5] if argument is not None else ""
        if storage and storage[0].islower():
            return _storage_type(storage, outer)
        simple = _HOLDER.fullmatch(holder)
        if simple:
            return _storage_type((simple[1] or "any").lower() + simple[2], "map" if simple[2] == "Map" else outer)
        struct = _struct(holder)
        if f"{struct}OutputReference" in self.members:
            inner = self._body(f"{struct}OutputReference", struct)
            members = {name: one["type"] for name, one in inner["attributes"].items()}
            for name, one in inner["block_types"].items():
                raise BindingsError(f"{self.name}: block {name} in the attribute {member[1]}: {one['nesting_mode']}")
            if holder.endswith("OutputReference"):
                return ["object", members]
            return [outer if not holder.endswith("Map") else "map", ["object", members]]
        getter = _GETTER.search(member[7] or "")
        if getter:
            collection = {"List": "set" if getter[1] else "list", "Map": "map", "": ""}[getter[3]]
            element = _PRIMITIVES[(getter[2] or "String").lower()]
            return [collection, element] if collection else element
        return "dynamic"


def _struct(holder: str) -> str:
    """The name that a class and the functions for it have in common."""
    return re.sub(r"(?:List|Map|OutputReference)$", "", holder)


def _flags(member: re.Match[str]) -> Iterator[tuple[str, str]]:
    yield from zip(("computed", "optional", "required"), member.groups()[1:4], strict=True)


def _arguments(text: str) -> dict[str, re.Match[str]]:
    return {match[1]: match for match in _ARGUMENT.finditer(text)}


def _storage_type(storage: str, outer: str) -> Any:
    """`stringList` and its like; only the outermost collection tells lists from sets."""
    match = re.fullmatch(r"([a-z]+)((?:List|Map)*)", storage)
    if match is None:
        raise BindingsError(f"unknown storage {storage}")
    type_: Any = _PRIMITIVES[match[1]]
    parts = re.findall("List|Map", match[2])
    for index, part in enumerate(parts):
        is_outer = index == len(parts) - 1
        type_ = [outer if is_outer and outer in ("list", "set", "map") else part.lower(), type_]
    return type_


def overlay(schemas: Json, exact: Mapping[str, Any]) -> Json:
    """Schemas of bindings, with what they lack from the exact schemas of an older version of the provider.

    The provider's own configuration is the older one: the bindings tell nothing about the blocks in it.
    """
    merged: Json = {"provider": exact.get("provider", {})}
    for key in _KINDS.values():
        if key != "provider":
            known = exact.get(key, {})
            merged[key] = {
                name: {"block": _overlaid(schema["block"], known[name]["block"])} if name in known else schema
                for name, schema in schemas[key].items()
            }
    return merged


def _overlaid(block: Json, exact: Mapping[str, Any]) -> Json:
    """One body. The bindings say what there is; how it looks inside is the exact schema's where both agree."""
    merged: Json = {"attributes": {}, "block_types": {}}
    if exact.get("deprecated"):
        merged["deprecated"] = True
    old_attributes, old_blocks = exact.get("attributes", {}), exact.get("block_types", {})
    for name, attribute in block["attributes"].items():
        old = old_attributes.get(name)
        if old is not None:
            facts = {flag: attribute[flag] for flag in ("required", "optional", "computed") if flag in attribute}
            kept = {k: v for k, v in old.items() if k not in ("required", "optional", "computed")}
            type_ = _merged_type(attribute["type"], old["type"])
            merged["attributes"][name] = {**kept, **facts, "type": type_}
        elif name in old_blocks and attribute["type"] == "dynamic":
            # Bodies that are too deep for the generator are written as "any".
            merged["block_types"][name] = old_blocks[name]
        else:
            merged["attributes"][name] = attribute
    for name, nested in block["block_types"].items():
        old = old_blocks.get(name)
        if nested["nesting_mode"] == "single" and name in old_attributes:
            # An attribute with the type of an object is generated like a block.
            merged["attributes"][name] = old_attributes[name]
            continue
        if old is None or old["nesting_mode"] != nested["nesting_mode"]:
            merged["block_types"][name] = nested
            continue
        limits = {limit: old[limit] for limit in ("min_items", "max_items") if limit in old}
        for limit in ("min_items", "max_items"):
            # One became several, or none became one: there the bindings are the newer truth.
            if bool(nested.get(limit)) != bool(limits.get(limit)) and not (limit == "max_items" and limits.get(limit)):
                limits.pop(limit, None)
                if nested.get(limit):
                    limits[limit] = nested[limit]
        inner = _overlaid(nested["block"], old["block"])
        merged["block_types"][name] = {"nesting_mode": nested["nesting_mode"], **limits, "block": inner}
    return merged


def is_open(block: Mapping[str, Any]) -> bool:
    """Whether the bindings do not tell all of a body: a nested one repeats, or is written as "any"."""
    return any(one.get(RECURSIVE) for one in block.get("attributes", {}).values()) or any(
        is_open(nested["block"]) for nested in block.get("block_types", {}).values()
    )


def _merged_type(new: Any, old: Any) -> Any:
    """The newer type, with the older one where the bindings cannot tell (`any`, lists and sets inside others)."""
    if new == "dynamic":
        return old
    if isinstance(new, list) and isinstance(old, list):
        if new[0] == "object" and old[0] == "object":
            names = {name: _merged_type(one, old[1].get(name, one)) for name, one in new[1].items()}
            return ["object", names, *old[2:]]
        if new[0] != "object" and old[0] != "object" and isinstance(new[1], list) == isinstance(old[1], list):
            inner = _merged_type(new[1], old[1])
            return [old[0] if {new[0], old[0]} == {"list", "set"} else new[0], inner]
    return new
