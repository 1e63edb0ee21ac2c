"""The file that holds provider schemas: read a little at a time, written whole.

    magic        `tffix schemas 1` and a newline
    sizes        length of the catalogue, length of the dictionary (big-endian, 4 bytes each)
    catalogue    zlib: JSON list of [source, version, origin, [facts it lacks], offset, length of its index]
    dictionary   what the packed types have in common, given to deflate
    bodies       raw deflate with the dictionary: one packed type each (`schema_pack`), equal ones written once
    indexes      zlib: JSON {kind: [names joined by newlines, [offset], [length]]}, one for a provider version

Offsets are from the end of the dictionary.

Why no database: opening one costs an import of 3 ms and a connection that neither threads nor processes may share.
A lookup here is one `read` at a known offset. A reader holds nothing open, so it can be used from everywhere,
pickled, and the file replaced under it (a reader made later sees the new one).
"""

from __future__ import annotations

import json
import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tffix.errors import TffixError
from tffix.terraform.schema_pack import compact

MAGIC = b"tffix schemas 1\n"
KINDS = ("resource", "data", "ephemeral", "provider")
_SIZES = struct.Struct(">II")
# The window of deflate: a longer dictionary is not seen.
_DICTIONARY_SIZE = 32_000


class SchemaError(TffixError):
    """A file of provider schemas, or a schema document, that cannot be used."""


@dataclass(frozen=True, slots=True)
class ProviderTypes:
    """The packed types of one provider version, as they are stored.

    `types` is keyed by kind (`resource`, `data`, `ephemeral`, `provider`) and type name (empty for the provider's own
    configuration); an empty body stands for a type of which only the name is known. `origin` says in words where the
    facts are from; `unknown` names the fields of schemas that the origin does not tell (`sensitive`, ...), which are
    then false or 0, and the kinds of which it does not list all types.
    """

    source: str
    version: str
    types: Mapping[tuple[str, str], bytes]
    origin: str = ""
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One provider version in a file: what the catalogue says of it."""

    source: str
    version: str
    origin: str
    unknown: frozenset[str]
    offset: int
    length: int


@dataclass(frozen=True)
class SchemaFile:
    """A reader of one file. `data` stands for the content of a file that is in memory only."""

    path: Path
    data: bytes | None = field(default=None, repr=False)

    def _read(self, offset: int, length: int) -> bytes:
        if self.data is not None:
            return self.data[offset : offset + length]
        try:
            with self.path.open("rb") as file:
                file.seek(offset)
                return file.read(length)
        except OSError as error:
            raise SchemaError(f"{self.path}: {error.strerror or error}") from error

    def _broken(self) -> SchemaError:
        return SchemaError(f"{self.path} is no file of provider schemas, or of another version of tffix")

    @cached_property
    def _head(self) -> tuple[tuple[Entry, ...], bytes, int]:
        start = len(MAGIC) + _SIZES.size
        # One read: the head of a file is always longer than that, but not by much.
        head = self._read(0, start + _DICTIONARY_SIZE + 4096)
        if not head.startswith(MAGIC) or len(head) < start:
            raise self._broken()
        catalogue, dictionary = _SIZES.unpack_from(head, len(MAGIC))
        if len(head) < start + catalogue + dictionary:
            head = self._read(0, start + catalogue + dictionary)
        try:
            rows = json.loads(zlib.decompress(head[start : start + catalogue]))
            entries = tuple(Entry(s, v, o, frozenset(u), at, length) for s, v, o, u, at, length in rows)
        except (ValueError, TypeError, zlib.error) as error:
            raise self._broken() from error
        end = start + catalogue + dictionary
        return entries, head[start + catalogue : end], end

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The provider versions in the file, by source and then as the catalogue has them."""
        return self._head[0]

    def index(self, entry: Entry) -> Mapping[str, Mapping[str, tuple[int, int]]]:
        """Where every type of a provider version lies: offset and length by kind and name."""
        try:
            packed = json.loads(zlib.decompress(self._read(self._head[2] + entry.offset, entry.length)))
        except (ValueError, zlib.error) as error:
            raise self._broken() from error
        return {
            kind: dict(zip(names.split("\n"), zip(offsets, lengths, strict=True), strict=True))
            for kind, (names, offsets, lengths) in packed.items()
        }

    def body(self, place: tuple[int, int]) -> bytes:
        """The packed type at a place that an index names, empty where only its name is known."""
        if not place[1]:
            return b""
        _, dictionary, base = self._head
        try:
            return zlib.decompressobj(-15, dictionary).decompress(self._read(base + place[0], place[1]))
        except zlib.error as error:
            raise self._broken() from error

    def provider_types(self) -> Iterable[ProviderTypes]:
        """Everything in the file: what `write` would make it of."""
        for entry in self.entries:
            types = {
                (kind, name): self.body(place)
                for kind, named in self.index(entry).items()
                for name, place in named.items()
            }
            yield ProviderTypes(entry.source, entry.version, types, entry.origin, tuple(sorted(entry.unknown)))


def write(providers: Iterable[ProviderTypes]) -> bytes:
    """The content of a file with these provider versions. The same versions give the same bytes, in any order."""
    ordered = sorted(providers, key=lambda one: (one.source, one.version))
    distinct = sorted({packed for one in ordered for packed in one.types.values() if packed})
    dictionary = _dictionary(distinct)
    places: dict[bytes, tuple[int, int]] = {b"": (0, 0)}
    bodies = bytearray()
    for packed in distinct:
        body = _deflated(packed, dictionary)
        places[packed] = (len(bodies), len(body))
        bodies += body
    rows = []
    indexes = bytearray()
    for one in ordered:
        index = zlib.compress(compact(_index(one, places)).encode(), 9)
        rows.append([one.source, one.version, one.origin, sorted(one.unknown), len(bodies) + len(indexes), len(index)])
        indexes += index
    catalogue = zlib.compress(compact(rows).encode(), 9)
    sizes = _SIZES.pack(len(catalogue), len(dictionary))
    return b"".join([MAGIC, sizes, catalogue, dictionary, bytes(bodies), bytes(indexes)])


def _index(one: ProviderTypes, places: Mapping[bytes, tuple[int, int]]) -> dict[str, list[Any]]:
    index: dict[str, list[Any]] = {}
    for kind, name in sorted(one.types, key=lambda key: (KINDS.index(key[0]), key[1])):
        names, offsets, lengths = index.setdefault(kind, [[], [], []])
        offset, length = places[one.types[kind, name]]
        names.append(name)
        offsets.append(offset)
        lengths.append(length)
    return {kind: ["\n".join(names), offsets, lengths] for kind, (names, offsets, lengths) in index.items()}


def _deflated(packed: bytes, dictionary: bytes) -> bytes:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, dictionary)
    return deflate.compress(packed) + deflate.flush()


def _dictionary(distinct: Iterable[bytes]) -> bytes:
    """The commonest members of blocks, the most frequent last: deflate spends the fewest bits on near matches."""
    counts: Counter[str] = Counter()
    for packed in distinct:
        for attributes, nested, *_ in json.loads(packed)[1]:
            for holder in (attributes, nested):
                counts.update(f"{compact(name)}:{compact(value)}," for name, value in holder.items())
    chosen: list[str] = []
    size = 0
    for text, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        length = len(text.encode())
        if count < 2 or size + length > _DICTIONARY_SIZE:
            break
        chosen.append(text)
        size += length
    return "".join(reversed(chosen)).encode()
