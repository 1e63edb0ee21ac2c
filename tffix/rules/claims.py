"""What a fix says it changes, read off its semantic edits: names of top-level objects, not offsets.

The text edits of a fix are made from the same semantic edits, by other code. So an edit that reaches further than
the fix meant to (into the block next to it) differs from the claim, and `engine.crosscheck` sees it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

from tffix.edits import semantic as s
from tffix.syntax import Attribute, Block, Body, ConfigFile, Item, Label, parse
from tffix.syntax import nodes as n

#: A file and an object in it: block type and labels, `locals` and a name, or the name of a top-level attribute. The
#: path alone is the whole file.
Claim = tuple[str, ...]


def claims(edits: Iterable[s.SemanticEdit], files: Mapping[str, ConfigFile]) -> tuple[Claim, ...]:
    """The claims of the edits of one fix, sorted. `files` are those that the nodes of the edits come from."""
    return tuple(sorted({claim for edit in edits for claim in _claims_of(edit, files)}))


def keys_of(text: str) -> Iterator[Claim]:
    """The keys of the top-level objects that a piece of HCL declares."""
    for item in parse(text).body.items:
        yield from item_keys(item)


def item_keys(item: Item) -> Iterator[Claim]:
    """The keys of a top-level item: one, or one for each value of a `locals` block."""
    if isinstance(item, Attribute):
        yield (item.name,)
    elif item.type == "locals":
        yield from (("locals", name) for name in item.body.attributes)
    else:
        yield (item.type, *(_plain(label) for label in item.labels))


def _plain(label: Label) -> str:
    return label.text.strip('"')


def _claims_of(edit: s.SemanticEdit, files: Mapping[str, ConfigFile]) -> Iterator[Claim]:
    match edit:
        case s.NewFile():
            yield (edit.path,)
        case s.Replace():
            yield from _around(edit.node, files)
            if isinstance(edit.node, Attribute | Block):
                yield from _in_body(edit.node.parent, "".join(p for p in edit.parts if isinstance(p, str)))
            elif isinstance(edit.node, Body):
                yield from _in_body(edit.node, "".join(p for p in edit.parts if isinstance(p, str)))
        case s.ReplaceText():
            path = edit.node.source.path
            # A text that is no configuration has no objects.
            yield from _around(edit.node, files) if path in files else ((path,),)
        case s.Remove():
            yield from _around(edit.item, files)
        case s.SetAttribute():
            yield from _in_body(edit.body, f"{edit.name} = {edit.expression}")
        case s.Format():
            yield from _around(edit.body, files)
        case s.AppendItem() | s.PrependItem():
            yield from _in_body(edit.body, edit.text)
        case s.InsertItem():
            yield from _in_body(edit.anchor.parent, edit.text)
        case s.SetItem():
            yield from _around(edit.object, files)
        case s.AppendElement() | s.RemoveElement():
            yield from _around(edit.container, files)
        case s.Rename():
            yield from _around(edit.node, files)
            yield from _renamed(edit, files)


def _in_body(body: Body, text: str) -> Iterator[Claim]:
    """Claims of new code in a body: what it declares at top level, else the object around the body."""
    path, block = body.source.path, body.parent
    if block is None:
        yield from ((path, *key) for key in keys_of(text))
    elif block.parent.parent is None and block.type == "locals":
        yield from ((path, "locals", *key) for key in keys_of(text))
    else:
        while block.parent.parent is not None:
            block = block.parent.parent
        yield from ((path, *key) for key in item_keys(block))


def _around(node: n.Node, files: Mapping[str, ConfigFile]) -> Iterator[Claim]:
    """Claims of the top-level object that a node is, or is in; of all of them for the body of a file."""
    path = node.source.path
    if isinstance(node, Body) and node.parent is None:
        yield from ((path, *key) for item in node.items for key in item_keys(item))
    top = _top_item(node, files)
    if top is None:
        return
    if isinstance(top, Block) and top.type == "locals":
        local = _item_around(top.body, node)
        if local is not None:
            yield (path, "locals", local.name if isinstance(local, Attribute) else local.type)
            return
    yield from ((path, *key) for key in item_keys(top))


def _renamed(edit: s.Rename, files: Mapping[str, ConfigFile]) -> Iterator[Claim]:
    """Claims of the new name, where it is part of a key."""
    node, path, name = edit.node, edit.node.source.path, edit.name
    top = _top_item(node, files)
    if isinstance(top, Attribute):
        if node.start == top.start:
            yield (path, name)
    elif top is not None:
        labels = tuple(name if label.start == node.start else _plain(label) for label in top.labels)
        if node.end <= top.open_brace:
            yield (path, top.type, *labels)
        elif isinstance(node, Block) and node.start == top.start:
            yield (path, name, *labels)
        elif top.type == "locals":
            yield (path, "locals", name)


def _top_item(node: n.Node, files: Mapping[str, ConfigFile]) -> Item | None:
    file = files.get(node.source.path)
    return _item_around((file if file is not None else parse(node.source)).body, node)


def _item_around(body: Body, node: n.Node) -> Item | None:
    items = body.items
    index = bisect_right(items, node.start, key=lambda item: item.start) - 1
    return items[index] if index >= 0 and node.end <= items[index].end else None
