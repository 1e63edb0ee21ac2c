"""What `.tf.json` files declare. They are read so that their names exist, and never rewritten."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tffix.source import BOM
from tffix.terraform.addresses import format_address
from tffix.terraform.unknown import UNKNOWN, Unknown

_TYPED = ("resource", "data", "ephemeral")
_NAMED = ("variable", "output", "module", "check")


def read_json(text: str) -> Any | Unknown:
    """The value of a JSON text, UNKNOWN where it is broken or nested too deeply to read."""
    try:
        return json.loads(text.removeprefix(BOM))
    except (ValueError, RecursionError):
        return UNKNOWN


def json_addresses(document: Any) -> frozenset[str]:
    """The addresses that a JSON configuration declares."""
    return frozenset(_addresses(document))


def _addresses(document: Any) -> Iterator[str]:
    for kind in _TYPED:
        for type_, named in _entries(document, kind):
            for holder in objects(named):
                for name in holder:
                    yield format_address(kind, name, type_)
    for kind in _NAMED:
        for name, _ in _entries(document, kind):
            yield format_address(kind, name)
    for name, _ in _entries(document, "locals"):
        yield format_address("local", name)
    for name, settings in _entries(document, "provider"):
        for one in objects(settings):
            alias = one.get("alias")
            yield format_address("provider", f"{name}.{alias}" if isinstance(alias, str) else name)


def json_required_providers(document: Any) -> frozenset[str]:
    """The local names in the `required_providers` of a JSON configuration."""
    names: set[str] = set()
    for key, settings in _entries(document, "terraform"):
        if key == "required_providers":
            for one in objects(settings):
                names.update(one)
    return frozenset(names)


def _entries(document: Any, key: str) -> Iterator[tuple[str, Any]]:
    """The members of the object (or of the objects in the array) under a key of the document."""
    for top in objects(document):
        for holder in objects(top.get(key)):
            yield from holder.items()


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """The object that a value is, or the objects in the array that it is."""
    if isinstance(value, dict):
        yield value
    elif isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))
