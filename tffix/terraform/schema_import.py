"""Schemas of a user's own: from `terraform providers schema -json` into a file that lies over the package's."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tffix.terraform.schema_file import ProviderTypes, SchemaError, SchemaFile, write
from tffix.terraform.schema_pack import pack
from tffix.terraform.schema_versions import parse_version
from tffix.terraform.schema_words import normal_source

KEYS = {
    "resource": "resource_schemas",
    "data": "data_source_schemas",
    "ephemeral": "ephemeral_resource_schemas",
}
"""The keys of a document, by the kind of block that declares what they list."""
ORIGIN = "terraform providers schema -json"


def import_document(
    text: str, versions: Mapping[str, str] | None = None, origin: str = ORIGIN
) -> tuple[ProviderTypes, ...]:
    """The providers in a document of `terraform providers schema -json`, ready to be stored.

    The document names no versions: `versions` does, by provider source (`hashicorp/aws`) or by its last part (`aws`).
    A provider without is stored without version, and `SchemaStore.select` prefers it to every other.
    Raises SchemaError for text that is no such document.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SchemaError(f"not JSON: {error}") from error
    schemas = document.get("provider_schemas") if isinstance(document, dict) else None
    if not isinstance(schemas, dict):
        raise SchemaError("no provider_schemas: this is not what `terraform providers schema -json` prints")
    known = {normal_source(name): version for name, version in (versions or {}).items()}
    found = []
    for name in sorted(schemas):
        source = normal_source(name)
        if source is None:
            raise SchemaError(f"{name!r} is not the source of a provider")
        last = source.rpartition("/")[2]
        version = known.get(source) or known.get(f"hashicorp/{last}") or ""
        found.append(provider_types(source, version, schemas[name], origin))
    return tuple(found)


def provider_types(source: str, version: str, schemas: Any, origin: str = ORIGIN) -> ProviderTypes:
    """One provider of a document: its value under `provider_schemas`."""
    parsed = parse_version(version) if version else None
    if version and parsed is None:
        raise SchemaError(f"{version!r} is not a version of {source}")
    types: dict[tuple[str, str], bytes] = {}
    name = ""
    try:
        for kind, key in KEYS.items():
            for name, schema in (schemas.get(key) or {}).items():
                types[kind, name] = pack(schema["block"])
        name = "provider"
        config = (schemas.get("provider") or {}).get("block")
        if config is not None:
            types["provider", ""] = pack(config)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SchemaError(f"{source}: the schema of {name or 'the provider'} cannot be read ({error})") from error
    return ProviderTypes(source, str(parsed) if parsed else "", types, origin)


@dataclass(frozen=True, slots=True)
class Merged:
    """The new content of a file of schemas, and what was added to it."""

    content: bytes
    added: tuple[ProviderTypes, ...]


def merge(store_path: Path, added: Iterable[ProviderTypes]) -> Merged:
    """The content of a user's file with more providers in it; a version that it has is replaced. Writes nothing."""
    added = tuple(added)
    kept = SchemaFile(store_path).provider_types() if store_path.is_file() else ()
    merged = {(one.source, one.version): one for one in (*kept, *added)}
    return Merged(write(merged.values()), added)


def save(store_path: Path, content: bytes) -> None:
    """Puts a file in place as a whole: who reads it meanwhile sees the old one or the new one."""
    try:
        store_path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=store_path.parent, delete=False) as file:
            file.write(content)
        Path(file.name).replace(store_path)
    except OSError as error:
        raise SchemaError(f"{store_path}: {error.strerror or error}") from error
