"""The top level of HCL text, by brackets alone.

An answer holds fragments, drafts and text cut in the middle of a word: this has to say where the last complete
block ends and whether a fence is Terraform at all, for text that a parser rightly refuses. It knows strings,
interpolations, heredocs and comments, nothing else, and visits every character once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

BLOCK_TYPES = frozenset(
    {
        *("terraform", "provider", "resource", "data", "variable", "output", "locals", "module"),
        *("moved", "import", "removed", "check", "ephemeral"),
    }
)

_LABELS = r'(?:[ \t]*+"[^"\n]*+"|[ \t]++[^\W\d][\w-]*+)*+'
_HEADER = re.compile(rf"([^\W\d][\w-]*+)({_LABELS})[ \t]*+\{{")
_LABEL = re.compile(r'"([^"\n]*+)"|([^\W\d][\w-]*+)')
_ATTRIBUTE = re.compile(r'([^\W\d][\w-]*+|"[^"\n]*+")[ \t]*+=(?![=>])')
_INDENT = re.compile(r"[ \t\r\ufeff]*+")
_CODE = re.compile(
    r"[^\"#/<{}()\[\]\n]++"
    r"|#[^\n]*+|//[^\n]*+|/\*|<<-?([^\W\d][\w-]*+)[ \t]*+\r?\n"
    r"|.",
    re.DOTALL,
)
_STRING = re.compile(r"[^\"\\$%\n]++|\\.|\$\$\{|%%\{|[$%]\{|.", re.DOTALL)
_PAIRS = {"}": "{", ")": "(", "]": "["}


@dataclass(frozen=True, slots=True)
class Item:
    """A block (`kind` is `block`), an `attribute`, or a `stray` line that is neither.

    `end` is the end of its last line, without the line ending.
    """

    kind: str
    type: str
    labels: tuple[str, ...]
    start: int
    body: int
    end: int
    complete: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """The items and comment lines at the top level; `inside` is what the text ends in.

    It is empty for the top level, else a bracket, a quote, `comment`, or `<<` and the marker of a heredoc.
    """

    items: tuple[Item, ...]
    comments: tuple[tuple[int, int], ...]
    inside: str

    @property
    def last_complete(self) -> int:
        """Where the last complete block or attribute ends, 0 where there is none."""
        return max((i.end for i in self.items if i.complete and i.kind != "stray"), default=0)

    @property
    def is_terraform(self) -> bool:
        """There is a block of a type that Terraform has at the top level of a configuration."""
        return any(item.kind == "block" and item.type in BLOCK_TYPES for item in self.items)

    @property
    def is_whole(self) -> bool:
        """Nothing is left open, nothing is stray, and every block is one that Terraform has at the top level."""
        return not self.inside and all(
            item.complete and item.kind == "block" and item.type in BLOCK_TYPES for item in self.items
        )

    @property
    def is_configuration(self) -> bool:
        """Whether this is a configuration even if nothing says so: whole, or some blocks with little between them."""
        blocks = sum(item.kind == "block" and item.type in BLOCK_TYPES for item in self.items)
        return self.is_terraform and (self.is_whole or blocks > 2 * (len(self.items) - blocks + 1))

    @property
    def is_values(self) -> bool:
        """Attributes and nothing else: the content of a `.tfvars` file."""
        return bool(self.items) and all(item.kind == "attribute" for item in self.items)

    @property
    def is_cut(self) -> bool:
        """The text ends inside an item, or with a line that begins none."""
        return bool(self.inside) or (bool(self.items) and self.items[-1].kind == "stray")


def outline(text: str, start: int = 0, end: int | None = None, *, stop_at_stray: bool = False) -> Outline:
    """The outline of `text[start:end]`; with `stop_at_stray` of what comes before the first stray line."""
    limit = len(text) if end is None else end
    items: list[Item] = []
    comments: list[tuple[int, int]] = []
    at, inside = start, ""
    while at < limit:
        at = _INDENT.match(text, at, limit).end()  # type: ignore[union-attr]
        if at >= limit:
            break
        if text[at] == "\n":
            at += 1
            continue
        if text.startswith(("#", "//"), at, limit):
            stop = _line_end(text, at, limit)
            comments.append((at, stop))
            at = stop + 1
            continue
        if text.startswith("/*", at, limit):
            stop = text.find("*/", at + 2, limit)
            inside = "" if stop >= 0 else "comment"
            at = stop + 2 if stop >= 0 else limit
            continue
        item, inside = _item(text, at, limit)
        items.append(item)
        if stop_at_stray and item.kind == "stray":
            break
        at = item.end + 1
    return Outline(tuple(items), tuple(comments), inside)


def _item(text: str, start: int, limit: int) -> tuple[Item, str]:
    """The item that begins at `start`, and what it leaves open."""
    if header := _HEADER.match(text, start, limit):
        end, inside = _skip(text, header.end() - 1, limit)
        labels = tuple(a or b for a, b in _LABEL.findall(header[2]))
        return Item("block", header[1], labels, start, header.end(), end, not inside), inside
    if attribute := _ATTRIBUTE.match(text, start, limit):
        end, inside = _skip(text, attribute.end(), limit)
        return Item("attribute", attribute[1], (), start, attribute.end(), end, not inside), inside
    return Item("stray", "", (), start, start, _line_end(text, start, limit), True), ""


def _skip(text: str, at: int, limit: int) -> tuple[int, str]:
    """The end of the line on which everything opened from `at` is closed again, and what stays open."""
    stack: list[str] = []
    while at < limit:
        if stack and stack[-1] == '"':
            token = _STRING.match(text, at, limit)
            assert token is not None
            word, at = token[0], token.end()
            if word in (
                '"',
                "\n",
            ):  # a newline ends no string in HCL, but a cut string must not swallow the rest
                stack.pop()
                at -= word == "\n"
            elif word in ("${", "%{"):
                stack.append("{")
            continue
        token = _CODE.match(text, at, limit)
        assert token is not None
        word, at = token[0], token.end()
        if word == "\n":
            if not stack:
                return at - 1, ""
        elif word in ('"', "{", "(", "["):
            stack.append(word)
        elif word in _PAIRS:
            if stack and stack[-1] == _PAIRS[word]:
                stack.pop()
        elif word == "/*":
            stop = text.find("*/", at, limit)
            if stop < 0:
                return limit, "comment"
            at = stop + 2
        elif token[1] is not None:
            at = _heredoc_end(text, at, token[1], limit)
            if at < 0:
                return limit, "<<" + token[1]
    return limit, stack[-1] if stack else ""


def _heredoc_end(text: str, at: int, marker: str, limit: int) -> int:
    """The end of the line that closes a heredoc, -1 where none does."""
    found = re.compile(rf"^[ \t]*+{re.escape(marker)}(?=[ \t]*+\r?$)", re.MULTILINE).search(text, at, limit)
    return found.end() if found else -1


def _line_end(text: str, at: int, limit: int) -> int:
    end = text.find("\n", at, limit)
    return limit if end < 0 else end


def declared(text: str, whole: Outline) -> frozenset[str]:
    """What the complete blocks declare, each of which a module may hold once."""
    return _names(text, [item for item in whole.items if item.kind == "block" and item.complete])


def begun(text: str) -> tuple[str, ...]:
    """The addresses of what text that breaks off would declare, as far as it can be read."""
    items: list[Item] = []
    for item in outline(text).items:
        header = _HEADER.fullmatch(text[item.start : item.end].strip() + "{") if item.kind == "stray" else None
        if header is not None:
            labels = tuple(a or b for a, b in _LABEL.findall(header[2]))
            items.append(Item("block", header[1], labels, item.start, item.end, item.end, False))
        elif item.kind == "block":
            items.append(item)
    known = {"resource": 2, "data": 2}
    whole = [item for item in items if len(item.labels) >= known.get(item.type, 0)]
    names = sorted(_names(text, whole))
    return tuple(name.removeprefix("resource.").replace("variable.", "var.", 1) for name in names)


def _names(text: str, blocks: Iterable[Item]) -> frozenset[str]:
    names: set[str] = set()
    for item in blocks:
        if item.type == "locals":
            inner = outline(text, item.body, item.end)
            names.update(f"local.{i.type}" for i in inner.items if i.kind == "attribute")
        elif item.type == "terraform":
            inner = outline(text, item.body, item.end)
            names.update(f"terraform.{i.type}" for i in inner.items if i.kind == "block")
        elif item.type == "provider":
            inner = outline(text, item.body, item.end)
            alias = [text[i.body : i.end].strip() for i in inner.items if i.type == "alias"]
            names.add(".".join(["provider", *item.labels, *alias]))
        elif item.type in BLOCK_TYPES and item.labels:
            names.add(".".join([item.type, *item.labels]))
    return frozenset(names)
