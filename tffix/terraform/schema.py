"""Provider schemas: which arguments and blocks a resource type has, in the provider version a module uses.

    schema = default_store().select("hashicorp/aws", "~> 5.0")
    bucket = schema.resource("aws_s3_bucket")
    bucket.block.attributes["bucket"].is_settable

The schemas in the package come from `terraform providers schema -json` (`tools/build_schemas.py`; `schemas/README.md`
lists them). A provider without schema has the answer None: nothing is provable, and rules stay silent.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path

from tffix.terraform.schema_file import Entry, SchemaError, SchemaFile
from tffix.terraform.schema_pack import unpack
from tffix.terraform.schema_place import user_store_path
from tffix.terraform.schema_types import (
    AttributeSchema,
    BlockSchema,
    CtyType,
    NestedBlock,
    NestedType,
    TypeSchema,
    type_text,
)
from tffix.terraform.schema_versions import Constraints, Version, nearest, parse_constraints, parse_version
from tffix.terraform.schema_words import META_ARGUMENTS, META_BLOCKS, did_you_mean, normal_source

PACKAGE_DATA = Path(__file__).with_name("schemas") / "providers.pack"


class _Held:
    """One provider version of one file, with what was read of it."""

    def __init__(self, file: SchemaFile, entry: Entry) -> None:
        self.file = file
        self.entry = entry
        self.types: dict[tuple[str, str], TypeSchema | None] = {}
        self._names: dict[str, frozenset[str]] = {}

    def names(self, kind: str) -> frozenset[str]:
        found = self._names.get(kind)
        if found is None:
            found = self._names[kind] = frozenset(self.index.get(kind, ()))
        return found

    @cached_property
    def index(self) -> Mapping[str, Mapping[str, tuple[int, int]]]:
        return self.file.index(self.entry)

    def type(self, kind: str, name: str) -> TypeSchema | None:
        key = (kind, name)
        if key not in self.types:
            place = self.index.get(kind, {}).get(name)
            found = None
            packed = b"" if place is None else self.file.body(place)
            if packed:
                entry = self.entry
                label = name or entry.source.rpartition("/")[2]
                found = TypeSchema(kind, label, entry.source, entry.version, unpack(packed))
            self.types[key] = found
        return self.types[key]


class ProviderSchema:
    """The types of one provider version, and how well that version answers what was asked for."""

    __slots__ = ("_held", "admits_newer", "is_exact", "is_stale")

    def __init__(self, held: _Held, is_exact: bool, is_stale: bool, admits_newer: bool) -> None:
        self._held = held
        self.is_exact = is_exact
        """Whether Terraform could use this very version: it meets the constraints, or is the locked one."""
        self.is_stale = is_stale
        """Whether Terraform would use a newer version for certain: what is unknown here may exist there."""
        self.admits_newer = admits_newer
        """Whether Terraform may use a newer version: what is unknown here is to be reported, never deleted."""

    @property
    def source(self) -> str:
        """The provider's source, `hashicorp/aws`."""
        return self._held.entry.source

    @property
    def version(self) -> str:
        """The version; empty for an imported schema that came without one."""
        return self._held.entry.version

    @property
    def origin(self) -> str:
        """Where the facts are from, in words."""
        return self._held.entry.origin

    @property
    def unknown(self) -> frozenset[str]:
        """What the origin does not tell: fields of schemas (`sensitive`, `max_items`, ...), and whole kinds of types.

        False or 0 in such a field proves nothing. Fields are exact all the same where an older version of the same
        provider had them; `max_items` and `min_items` are right about none, one, or more.
        """
        return self._held.entry.unknown

    def resource(self, type_: str) -> TypeSchema | None:
        """A resource type, None where there is none of that name or no more than the name is known."""
        return self._held.type("resource", type_)

    def data_source(self, type_: str) -> TypeSchema | None:
        """A data source."""
        return self._held.type("data", type_)

    def ephemeral(self, type_: str) -> TypeSchema | None:
        """An ephemeral resource type."""
        return self._held.type("ephemeral", type_)

    def get(self, kind: str, type_: str) -> TypeSchema | None:
        """A type by the block type that declares it: `resource`, `data`, `ephemeral`; `provider` for the settings."""
        return self._held.type(kind, "" if kind == "provider" else type_)

    @property
    def provider_config(self) -> TypeSchema | None:
        """What may stand in the `provider` block; None where the origin does not tell."""
        return self._held.type("provider", "")

    def resource_types(self) -> frozenset[str]:
        """The names of all resource types."""
        return self.types("resource")

    def data_source_types(self) -> frozenset[str]:
        """The names of all data sources."""
        return self.types("data")

    def types(self, kind: str) -> frozenset[str]:
        """The names of all types of one kind, also of the few of which no more than the name is known.

        Reads no schema. What is not among them does not exist in this version, if `knows(kind)`.
        """
        return self._held.names(kind)

    def knows(self, kind: str) -> bool:
        """Whether the types of a kind are all known."""
        return kind not in self._held.entry.unknown

    def __repr__(self) -> str:
        return f"<ProviderSchema {self.source} {self.version}>"


class SchemaStore:
    """Provider schemas in files, read as they are asked for. Pickles as the paths; threads may share it.

    Of a provider version that several files have, the first file's is taken. A file that does not exist is empty.
    """

    def __init__(self, *paths: Path) -> None:
        self.paths = paths
        self._chosen: dict[tuple[str, str | None, str | None], ProviderSchema | None] = {}

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), self.paths

    @cached_property
    def _held(self) -> Mapping[str, Mapping[str, _Held]]:
        held: dict[str, dict[str, _Held]] = {}
        for path in self.paths:
            if path.is_file():
                file = SchemaFile(path)
                for entry in file.entries:
                    held.setdefault(entry.source, {}).setdefault(entry.version, _Held(file, entry))
        return held

    def providers(self) -> tuple[str, ...]:
        """The sources of all providers that have a schema, sorted."""
        return tuple(sorted(self._held))

    def versions(self, source: str) -> tuple[str, ...]:
        """The versions of a provider that have a schema, the newest first."""
        held = self._held.get(normal_source(source) or "", {})
        versions = [version for text in held if (version := parse_version(text)) is not None]
        return tuple(str(version) for version in sorted(versions, reverse=True)) + (("",) if "" in held else ())

    def select(self, source: str, constraints: str | None = None, locked: str | None = None) -> ProviderSchema | None:
        """The schema that stands for what Terraform would use: the newest version that the lock or constraints admit.

        Where we have none of those, the nearest, marked `is_exact=False` (and `is_stale` when it is older). None for a
        provider without schema and for constraints that Terraform rejects. An imported schema without version is
        preferred to every other: the user said that it is the one.
        """
        key = (source, constraints, locked)
        if key not in self._chosen:
            self._chosen[key] = self._select(
                normal_source(source) or "", f"= {locked}" if locked else constraints or ""
            )
        return self._chosen[key]

    def _select(self, source: str, constraints: str) -> ProviderSchema | None:
        held = self._held.get(source)
        wanted = parse_constraints(constraints)
        if not held or wanted is None:
            return None
        if "" in held:
            return ProviderSchema(held[""], is_exact=True, is_stale=False, admits_newer=True)
        return _selected({v: one for text, one in held.items() if (v := parse_version(text))}, source, wanted)


def _selected(held: Mapping[Version, _Held], source: str, wanted: Constraints) -> ProviderSchema | None:
    admitted = max((version for version in held if wanted.admits(version)), default=None)
    if admitted is not None:
        newer = wanted.admits_after(source, admitted)
        return ProviderSchema(held[admitted], is_exact=True, is_stale=False, admits_newer=newer)
    target = wanted.target() or max(held, default=Version(0))
    closest = nearest(held, target)
    if closest is None:
        return None
    is_stale = closest < target
    newer = is_stale or wanted.admits_after(source, closest)
    return ProviderSchema(held[closest], is_exact=False, is_stale=is_stale, admits_newer=newer)


@cache
def default_store() -> SchemaStore:
    """The schemas that the user imported, and those in the package below them."""
    return SchemaStore(user_store_path(), PACKAGE_DATA)


__all__ = [
    "META_ARGUMENTS",
    "META_BLOCKS",
    "AttributeSchema",
    "BlockSchema",
    "CtyType",
    "NestedBlock",
    "NestedType",
    "ProviderSchema",
    "SchemaError",
    "SchemaStore",
    "TypeSchema",
    "default_store",
    "did_you_mean",
    "type_text",
]
