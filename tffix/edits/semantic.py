"""Semantic edits: what a fix wants, said of nodes. `lower` makes text edits of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as OneOf
from typing import Protocol, runtime_checkable

from tffix.edits.fmt import format_edits
from tffix.edits.splice import TextEdit
from tffix.errors import EditError
from tffix.source import Span
from tffix.syntax import nodes as n
from tffix.syntax.configfile import ConfigFile
from tffix.syntax.structure import Attribute, Block, Body, Item, Label


@runtime_checkable
class Wrapper(Protocol):
    """Something of a higher floor that stands for a node: a resource, a local."""

    @property
    def node(self) -> Item:
        """The node it stands for."""


Renamable = Attribute | Block | Label | n.Identifier | n.TraverseRoot | n.TraverseAttr
Container = n.TupleCons | n.ObjectCons | n.FunctionCall


@dataclass(frozen=True, slots=True)
class Replace:
    """Write `parts` in the place of a node. Parts that are nodes inside it stay where they are."""

    node: n.Node
    parts: tuple[str | n.Node, ...]


@dataclass(frozen=True, slots=True)
class ReplaceText:
    """Write `text` over the extent of a node to the letter: for repairs where there is no tree to go by."""

    node: n.Node
    text: str


@dataclass(frozen=True, slots=True)
class SetAttribute:
    """Give a body's attribute a value; a new one goes behind the first of `after` that exists."""

    body: Body
    name: str
    expression: str
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SetItem:
    """Give an object's item a value, adding the item if need be. `name` is the key's value, not its spelling."""

    object: n.ObjectCons
    name: str
    expression: str


@dataclass(frozen=True, slots=True)
class AppendElement:
    """Add an element at the end of a tuple, or an item (`key = value`) at the end of an object."""

    container: Container
    text: str
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remove:
    """Take an item out of its body, with its same-line comment."""

    item: Item


@dataclass(frozen=True, slots=True)
class RemoveElement:
    """Take an element out of a tuple, or an item out of an object, with its separator."""

    container: Container
    element: n.Expression | n.ObjectItem


@dataclass(frozen=True, slots=True)
class InsertItem:
    """Put a new item (attribute or block) on lines of its own before or behind another."""

    anchor: Item
    text: str
    where: OneOf["before", "after"]
    is_set_off: bool | None = None
    key: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AppendItem:
    """Put a new item on lines of its own at the end of a body."""

    body: Body
    text: str
    key: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrependItem:
    """Put a new block at the top of a file, below what is said of the file and above its first section."""

    body: Body
    text: str
    key: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rename:
    """Write another name over a name."""

    node: Renamable
    name: str


@dataclass(frozen=True, slots=True)
class Format:
    """Write a whole file as `terraform fmt` does; `edits` are what that takes."""

    body: Body
    edits: tuple[TextEdit, ...]


@dataclass(frozen=True, slots=True)
class NewFile:
    """Create a file."""

    path: str
    text: str


SemanticEdit = (
    Replace
    | ReplaceText
    | SetAttribute
    | SetItem
    | AppendElement
    | Remove
    | RemoveElement
    | InsertItem
    | AppendItem
    | PrependItem
    | Rename
    | Format
    | NewFile
)


class Edits:
    """A collector of semantic edits, in the order a rule asked for them."""

    def __init__(self) -> None:
        self.semantic: list[SemanticEdit] = []

    def replace(self, node: n.Node, *parts: str | n.Node) -> None:
        """Replace `node` by `parts`; parts that are nodes inside `node` keep their place, in their order.

        Raises EditError for a part that is not inside `node` or comes before an earlier part.
        """
        at = node.start
        for part in parts:
            if isinstance(part, n.Node):
                if part.source is not node.source or part.start < at or part.end > node.end:
                    raise EditError("a part of a replacement is not inside the replaced node, or out of order")
                at = part.end
        self.semantic.append(Replace(node, parts))

    def replace_text(self, node: n.Node, text: str) -> None:
        """Write `text` over the extent of `node` to the letter: its indentation is final, line feeds are the file's.

        For repairs of a file that does not parse; everywhere else `replace` knows better.
        """
        self.semantic.append(ReplaceText(node, text))

    def set_attribute(
        self, target: Body | Block | Wrapper, name: str, expression: str, *, after: str | tuple[str, ...] = ()
    ) -> None:
        """Set `name = expression` in the body of `target`, replacing the value of an existing attribute.

        A new attribute goes behind the first attribute of `after` that exists, else to the end of the body's first
        paragraph of arguments. `expression` may span lines, indented relative to the attribute.
        """
        names = (after,) if isinstance(after, str) else after
        self.semantic.append(SetAttribute(body_of(target), name, expression, names))

    def set_item(self, target: n.ObjectCons, name: str, expression: str) -> None:
        """Set the item with the literal key `name` of an object constructor, or add it at the end."""
        self.semantic.append(SetItem(target, name, expression))

    def append_element(self, container: Container, text: str, *, key: tuple[str, ...] = ()) -> None:
        """Append an element to a tuple, or an item written `key = value` to an object.

        Appends with different keys commute; the text itself is the key where none is given.
        """
        self.semantic.append(AppendElement(container, text, key or (text,)))

    def remove(self, item: Item | Wrapper) -> None:
        """Remove an attribute or a block."""
        self.semantic.append(Remove(node_of(item)))

    def remove_element(self, container: Container, element: n.Expression | n.ObjectItem) -> None:
        """Remove an element of a tuple or an item of an object."""
        self.semantic.append(RemoveElement(container, element))

    def insert_before(self, anchor: Item | Wrapper, text: str, *, key: tuple[str, ...] = ()) -> None:
        """Insert a new attribute or block above `anchor` (and above the comments that belong to it).

        Different texts commute, unless they have the same `key`: of these, one goes in and the others wait.
        """
        self.semantic.append(InsertItem(node_of(anchor), text, "before", None, key))

    def insert_after(self, anchor: Item | Wrapper, text: str, *, is_set_off: bool | None = None) -> None:
        """Insert a new attribute or block below `anchor`.

        `is_set_off` says whether a blank line goes between them; as is usual for blocks and attributes where None.
        """
        self.semantic.append(InsertItem(node_of(anchor), text, "after", is_set_off))

    def append(self, target: Body | Block | Wrapper, text: str, *, key: tuple[str, ...] = ()) -> None:
        """Insert a new attribute or block at the end of a body (of a file, or of a block).

        Different texts commute, unless they have the same `key`: of these, one goes in and the others wait.
        """
        self.semantic.append(AppendItem(body_of(target), text, key))

    def prepend(self, file: ConfigFile, text: str, *, key: tuple[str, ...] = ()) -> None:
        """Insert a new block at the top of a file: below its header, above a banner that announces the first section.

        Different texts commute, unless they have the same `key`, as for `insert_before`.
        """
        self.semantic.append(PrependItem(file.body, text, key))

    def rename(self, node: Renamable, name: str) -> None:
        """Replace a name: of an attribute, block type, label (quotes are kept), object key or traversal step."""
        self.semantic.append(Rename(node, name))

    def format(self, file: ConfigFile) -> Span | None:
        """Write `file` as `terraform fmt` does.

        Gives the place of the first change; None where the file is so already, or does not parse.
        """
        edits = tuple(format_edits(file))
        if not edits:
            return None
        self.semantic.append(Format(file.body, edits))
        return Span(edits[0].start, edits[0].end)

    def new_file(self, path: str, text: str) -> None:
        """Create the file `path`, which must not exist."""
        self.semantic.append(NewFile(path, text))


def node_of(item: Item | Wrapper) -> Item:
    """The node itself, or the one a wrapper stands for."""
    return item if isinstance(item, Attribute | Block) else item.node


def body_of(target: Body | Block | Wrapper) -> Body:
    """The body that edits of `target` go to. Raises EditError for an attribute."""
    if isinstance(target, Body):
        return target
    node = node_of(target)
    if isinstance(node, Attribute):
        raise EditError(f"{node.name} is an attribute and has no body")
    return node.body
