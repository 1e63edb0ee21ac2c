"""Files of a configuration: which kind each is, and what a module needs to know of one without opening bodies."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cached_property

from tffix.syntax import Attribute, Block, Body, ConfigFile
from tffix.terraform.references import RawReference, attribute_references


class FileKind(StrEnum):
    """What a file is to Terraform, by its name."""

    CONFIG = "config"
    """`.tf`, `.tofu`: a member of its module, read and rewritten."""
    JSON_CONFIG = "json_config"
    """`.tf.json`, `.tofu.json`: a member of its module, read for the names it declares, never rewritten."""
    TFVARS = "tfvars"
    """`.tfvars`: values of variables, read and rewritten."""
    JSON_TFVARS = "json_tfvars"
    """`.tfvars.json`: values of variables, read only."""
    TEST = "test"
    """`.tftest.hcl`, `.tofutest.hcl`, `.tfmock.hcl`: parsed, no member of a module."""
    TEMPLATE = "template"
    """`.tftpl`: parsed as a template, no member of a module."""
    OTHER = "other"
    """Everything else: only that it exists is known."""


# The one table. The first suffix that fits decides, so longer suffixes stand before those they end with.
_SUFFIXES = (
    (".tf.json", FileKind.JSON_CONFIG),
    (".tofu.json", FileKind.JSON_CONFIG),
    (".tfvars.json", FileKind.JSON_TFVARS),
    (".tf", FileKind.CONFIG),
    (".tofu", FileKind.CONFIG),
    (".tfvars", FileKind.TFVARS),
    (".tftest.hcl", FileKind.TEST),
    (".tofutest.hcl", FileKind.TEST),
    (".tfmock.hcl", FileKind.TEST),
    (".tftpl", FileKind.TEMPLATE),
)


def kind_of(path: str) -> FileKind:
    """The kind of a file, by its name."""
    name = posixpath.basename(path)
    # Editors leave `.#main.tf` and `main.tf~` behind; Terraform ignores names that begin with a dot as well.
    if name.startswith("."):
        return FileKind.OTHER
    for suffix, kind in _SUFFIXES:
        if name.endswith(suffix):
            return kind
    return FileKind.OTHER


def is_override(path: str) -> bool:
    """Whether the file amends declarations of other files instead of making its own."""
    name = posixpath.basename(path)
    if kind_of(path) not in (FileKind.CONFIG, FileKind.JSON_CONFIG):
        return False
    stem = name.split(".")[0]
    return stem == "override" or stem.endswith("_override")


def directory_of(path: str) -> str:
    """The directory of a path, `""` for the root."""
    return posixpath.dirname(path)


def join_path(directory: str, relative: str) -> str:
    """`relative` seen from `directory`, normalised; `""` is the root."""
    joined = posixpath.normpath(posixpath.join(directory, relative))
    return "" if joined == "." else joined


Header = tuple[str, tuple[str, ...], int]


def plain_header(text: str) -> tuple[str, tuple[str, ...]] | None:
    """Type and labels of a block header with quoted labels and nothing else in it, None for any other."""
    parts = text.split('"')
    type_ = parts[0].strip()
    if len(parts) % 2 == 0 or "\\" in text or "{" in text or not type_.isidentifier():
        return None
    if len(parts) > 1 and "".join(parts[2::2]).strip():
        return None
    return type_, tuple(parts[1::2])


class IndexedFile:
    """A parsed file with what modules look up in it. Reused as long as the text stays the same."""

    def __init__(self, file: ConfigFile) -> None:
        self.file = file

    @property
    def path(self) -> str:
        """The path of the file."""
        return self.file.path

    @cached_property
    def headers(self) -> tuple[Header, ...]:
        """Type, labels and index (in the top-level body) of every block, in order. Makes no block."""
        text, body = self.file.text, self.file.body
        headers: list[Header] = []
        # The extents, not `body.items`: most files of a module are asked for nothing but their headers.
        for index, extent in enumerate(body._extents):
            if len(extent) == 5:
                plain = plain_header(text[extent[0] : extent[2]])
                if plain is None:
                    block = self.block(index)
                    plain = block.type, block.label_values
                headers.append((*plain, index))
        return tuple(headers)

    @cached_property
    def groups(self) -> dict[str, dict[str, list[Header]]]:
        """The headers by type and first label (empty where there is none)."""
        groups: dict[str, dict[str, list[Header]]] = {}
        for header in self.headers:
            labels = header[1]
            groups.setdefault(header[0], {}).setdefault(labels[0] if labels else "", []).append(header)
        return groups

    def headers_of(self, block_type: str, first_label: str | None) -> list[Header]:
        """The headers of one type, and first label if given (a pattern with `*` at its end), in order.

        A file whose text does not have the words is not even scanned for its skeleton. (A label may be written
        with escapes, but no type or name that Terraform accepts needs any.)
        """
        text = self.file.text
        is_pattern = first_label is None or first_label.endswith("*")
        word = (first_label or "*").removesuffix("*")
        if "groups" not in vars(self) and (block_type not in text or word not in text):
            return []
        groups = self.groups.get(block_type, {})
        if not is_pattern:
            return groups.get(word, [])
        found = [header for label, group in groups.items() if label.startswith(word) for header in group]
        return sorted(found, key=lambda header: header[2])

    def block(self, index: int) -> Block:
        """The block at an index of the top-level body."""
        item = self.file.body.items[index]
        assert isinstance(item, Block)
        return item

    @cached_property
    def _starts(self) -> list[int]:
        return [item.start for item in self.file.body.items]

    def top_item(self, offset: int) -> Attribute | Block | None:
        """The top-level item around an offset."""
        index = bisect_right(self._starts, offset) - 1
        return self.file.body.items[index] if index >= 0 else None

    def references_to(self, address: str, word: str) -> Iterable[tuple[RawReference, Attribute]]:
        """The references to an address, whose last name is `word`, each with the attribute it stands in, in order."""
        if "error" in vars(self.file):
            # Every expression was parsed: to know all references is cheaper than to look for one more word.
            return self._references.get(address, ())
        return (
            (raw, attribute)
            for attribute in self.attributes_mentioning(word)
            for raw in attribute.memo(attribute_references)
            if raw.address == address
        )

    @cached_property
    def _references(self) -> dict[str, list[tuple[RawReference, Attribute]]]:
        found: dict[str, list[tuple[RawReference, Attribute]]] = {}
        for item in self.file.body.items:
            for attribute in attributes_inside(item):
                for raw in attribute.memo(attribute_references):
                    found.setdefault(raw.address, []).append((raw, attribute))
        return found

    def attributes_mentioning(self, word: str) -> Iterator[Attribute]:
        """Attributes whose expression contains `word` as a whole name, in order; opens no other body."""
        text, at, last = self.file.text, 0, None
        while (at := text.find(word, at)) >= 0:
            end = at + len(word)
            if not (_is_name_part(text[at - 1 : at]) or _is_name_part(text[end : end + 1])):
                attribute = self._attribute_at(at)
                if attribute is not None and attribute is not last:
                    last = attribute
                    yield attribute
                    end = max(end, attribute.end)
            at = end

    def attributes_matching(self, pattern: re.Pattern[str]) -> Iterator[Attribute]:
        """Attributes whose expression has a match of a pattern, in order; opens no other body."""
        # Of a file that nobody looked into, the whole text is; of one that was edited, only the items that are new.
        if self._is_open or pattern.search(self.file.text) is not None:
            for item in self.file.body.items:
                yield from item.memo(_matching, pattern)

    @property
    def _is_open(self) -> bool:
        return "_structure" in vars(self.file) and self.file.body._items is not None

    def _attribute_at(self, offset: int) -> Attribute | None:
        item = self.top_item(offset)
        while isinstance(item, Block):
            item = _item_at(item.body, offset)
        return item if item is not None and item.expr_start <= offset < item.end else None


def attributes_inside(item: Attribute | Block) -> tuple[Attribute, ...]:
    """The attributes in a block, and in the blocks inside, in order; an attribute itself."""
    return item.memo(_attributes_inside)


def _attributes_inside(item: Attribute | Block) -> tuple[Attribute, ...]:
    return (item,) if isinstance(item, Attribute) else tuple(item.body.all_attributes())


def _matching(item: Attribute | Block, pattern: re.Pattern[str]) -> tuple[Attribute, ...]:
    text, search = item.source.text, pattern.search
    # The ends of the search are those of the item, so that a look around does not see what stands beside it.
    if search(text[item.start : item.end]) is None:
        return ()
    return tuple([one for one in attributes_inside(item) if search(one.expr_text) is not None])


def _item_at(body: Body, offset: int) -> Attribute | Block | None:
    items = body.items
    index = bisect_right(items, offset, key=lambda item: item.start) - 1
    return items[index] if index >= 0 and offset < items[index].end else None


def _is_name_part(character: str) -> bool:
    return character.isalnum() or character in ("_", "-")
