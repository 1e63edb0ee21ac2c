"""Lists and objects that name the instances of a resource one by one, by literal keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name, string_value
from tffix.terraform import BlockElement

from ._instance_references import InstanceReference

#: Stands for the key in a shape. No text has it.
_KEY = "\ue000"

Container = n.TupleCons | n.ObjectCons


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """An element of a list or object, with what it names.

    `places` are the literals that are its `key`, `shape` is its text with these taken out.
    """

    node: n.Expression | n.ObjectItem
    element: BlockElement
    key: str
    places: tuple[n.Node, ...]
    shape: str


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Elements in a row, from the `first` on, that differ in nothing but the key of the instances that they name."""

    container: Container
    entries: tuple[Entry, ...]
    first: int

    @property
    def element(self) -> BlockElement:
        """The resource, data source or call whose instances they name."""
        return self.entries[0].element

    @property
    def keys(self) -> list[str]:
        """The keys, in order."""
        return [one.key for one in self.entries]

    @property
    def node(self) -> n.Node:
        """The first of the elements."""
        return self.entries[0].node

    def repeated(self, collection: str) -> str | None:
        """The `for` that makes the elements of a collection; None where no name for its keys is free."""
        names = {node.names[0] for node in self.node.walk() if isinstance(node, n.Traversal) and node.names}
        name = next((one for one in ("key", "instance", "instance_key") if one not in names), None)
        if name is None:
            return None
        entry, node = self.entries[0], self.node
        if not isinstance(node, n.ObjectItem):
            return f"for {name} in {collection} : {_text(node, entry.places, name)}"
        places = [place for place in entry.places if place.start >= node.value.start]
        return f"for {name} in {collection} : {name} => {_text(node.value, places, name)}"


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A reference with a literal key, and the element with `for_each` that it names an instance of."""

    reference: InstanceReference
    element: BlockElement


def runs_in(attribute: Attribute, found: Sequence[Found]) -> Iterator[list[Run]]:
    """The runs of two and more elements in the lists and objects of an attribute, those of each together."""
    by_start = {one.reference.node.start: one for one in found}
    for node in attribute.expr.walk():
        if isinstance(node, n.TupleCons | n.ObjectCons) and (runs := list(_runs(node, by_start))):
            yield runs


def rewritten(container: Container, repeated: Sequence[tuple[Run, str]]) -> str | None:
    """The list or object with each run as the `for` that makes it; None where it cannot be written so."""
    items, text = container.items, container.source.text
    if _has_comments(container) or (isinstance(container, n.ObjectCons) and len(repeated[0][0].entries) < len(items)):
        return None
    parts, at = list[str](), 0
    for run, made in repeated:
        if run.first > at:
            parts.append(text[items[at].start : items[run.first - 1].end])
        parts.append(made)
        at = run.first + len(run.entries)
    if at < len(items):
        parts.append(text[items[at].start : items[-1].end])
    # The parts of a list are set as the whole was: what is behind its bracket, and in front of the other one.
    head, tail = text[container.start : items[0].start], text[items[-1].end : container.end].replace(",", "", 1)
    lists = [f"{head}{part}{tail}" for part in parts]
    return lists[0] if len(lists) == 1 else f"concat({', '.join(lists)})"


def _has_comments(container: Container) -> bool:
    """Whether a comment stands between the elements, which could be lost."""
    text, items = container.source.text, container.items
    ends = [container.start + 1, *(item.end for item in items)]
    starts = [*(item.start for item in items), container.end - 1]
    between = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    return any(mark in gap for gap in between for mark in ("#", "//", "/*"))


def _runs(container: Container, found: Mapping[int, Found]) -> Iterator[Run]:
    run: list[Entry] = []
    first = 0
    for index, item in enumerate([*container.items, None]):
        entry = None if item is None else _entry(item, found)
        if run and (entry is None or entry.shape != run[0].shape or entry.key in [one.key for one in run]):
            if len(run) > 1:
                yield Run(container, tuple(run), first)
            run = []
        if entry is not None:
            first = first if run else index
            run.append(entry)


def _entry(item: n.Expression | n.ObjectItem, found: Mapping[int, Found]) -> Entry | None:
    nodes = list(item.walk())
    named = [found[node.start] for node in nodes if isinstance(node, n.Traversal) and node.start in found]
    keys = {key for one in named if one.reference.index is not None and (key := string_value(one.reference.index.key))}
    repeated = {"".join(one.element.for_each.text.split()) for one in named if one.element.for_each is not None}
    if len(keys) != 1 or len(repeated) != 1 or any(isinstance(node, n.Heredoc) for node in nodes):
        return None
    key = next(iter(keys))
    if isinstance(item, n.ObjectItem) and key_name(item.key) != key:
        return None
    places: list[n.Node] = [one.reference.index.key for one in named if one.reference.index is not None]
    starts = {place.start for place in places}
    # A label of the same text says which instance it is, too.
    places += [
        node
        for node in nodes
        if isinstance(node, n.Template) and string_value(node) == key and node.start not in starts
    ]
    if isinstance(item, n.ObjectItem) and isinstance(item.key, n.Identifier):
        places.append(item.key)
    places.sort(key=lambda one: one.start)
    return Entry(item, named[0].element, key, tuple(places), " ".join(_text(item, places, _KEY).split()))


def _text(node: n.Node, places: Sequence[n.Node], name: str) -> str:
    text, at, parts = node.source.text, node.start, list[str]()
    for place in places:
        parts += [text[at : place.start], name]
        at = place.end
    return "".join([*parts, text[at : node.end]])
