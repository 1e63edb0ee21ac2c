"""Semantic edits to text edits: what belongs together is put together, the rest is the lowering of each by itself."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from tffix.edits import semantic as s
from tffix.edits.comments import drops_comment
from tffix.edits.elements import Addition, item_named, item_text, lower_container, parts_of, set_item_value
from tffix.edits.items import Insertion, Places, anchor_of, is_inline, set_value
from tffix.edits.lines import blanks_end, gap_below, index_of, text_start
from tffix.edits.removal import Neighbours
from tffix.edits.replacement import rename, replace, replace_item, replace_text
from tffix.edits.splice import TextEdit
from tffix.errors import EditError
from tffix.source import Source
from tffix.syntax import nodes as n
from tffix.syntax.structure import Body, Item


@dataclass(frozen=True, slots=True)
class Lowered:
    """Text edits and new files of one fix; `drops_comment` if a comment of the user goes with them."""

    edits: tuple[TextEdit, ...]
    new_files: tuple[tuple[str, str], ...]
    drops_comment: bool


def lower(edits: Iterable[s.SemanticEdit]) -> Lowered:
    """The text edits of one fix. Equal edits are made once; what is inside of something removed is moot.

    Raises EditError for edits that contradict each other.
    """
    return _Lowering(list(edits)).lowered()


class _Lowering:
    """One call: the edits of one fix, those grouped that have to be seen together."""

    def __init__(self, edits: list[s.SemanticEdit]) -> None:
        self.places = Places()
        self.found: dict[TextEdit, None] = {}
        self.sources: dict[str, Source] = {}
        self.files: dict[str, str] = {}
        self.removed: dict[Body, dict[Item, None]] = {}
        self.containers: dict[s.Container, tuple[set[int], list[Addition]]] = {}
        self.successors: dict[Item, str] = {}
        self.edits = self._without_moot(list(dict.fromkeys(edits)))

    def lowered(self) -> Lowered:
        self._group()
        for edit in self.edits:
            self._add(edit)
        for container, (removed, additions) in self.containers.items():
            self._take(container.source, lower_container(container, removed, additions, self.places))
        for body, items in self.removed.items():
            self._take(body.source, _removals(body, [item for item in items if item not in self.successors]))
        ordered = sorted(self.found, key=lambda e: e.sort_key)
        for first, second in pairwise(ordered):
            if first.path == second.path and (first.end > second.start or _is_twice(first, second)):
                raise EditError(f"two edits of one fix overlap at {first.path}:{second.start}")
        by_path: dict[str, list[TextEdit]] = {}
        for text_edit in ordered:
            by_path.setdefault(text_edit.path, []).append(text_edit)
        dropped = drops_comment({self.sources[path]: found for path, found in by_path.items()}, self.files.values())
        return Lowered(tuple(ordered), tuple(sorted(self.files.items())), dropped)

    def _take(self, source: Source, edits: Iterable[TextEdit]) -> None:
        self.sources[source.path] = source
        self.found.update(dict.fromkeys(edits))

    def _without_moot(self, edits: list[s.SemanticEdit]) -> list[s.SemanticEdit]:
        """The edits but for those of something inside a removed item or element."""
        holes: dict[Source, list[tuple[int, int]]] = {}
        for edit in edits:
            gone = (
                edit.item if isinstance(edit, s.Remove) else edit.element if isinstance(edit, s.RemoveElement) else None
            )
            if gone is not None:
                holes.setdefault(gone.source, []).append((gone.start, gone.end))
        if not holes:
            return edits
        for source, intervals in holes.items():
            outer: list[tuple[int, int]] = []
            for start, end in sorted(intervals, key=lambda i: (i[0], -i[1])):
                if not outer or start >= outer[-1][1]:
                    outer.append((start, end))
            holes[source] = outer

        def is_moot(edit: s.SemanticEdit) -> bool:
            place = _place(edit)
            if place is None:
                return False
            intervals = holes.get(place.source, [])
            index = bisect_right(intervals, place.start, key=lambda i: i[0]) - 1
            if index < 0 or place.end > intervals[index][1]:
                return False
            # The removal itself stays, and so do new neighbours of what is removed.
            itself = (place.start, place.end) == intervals[index]
            return not (itself and isinstance(edit, s.Remove | s.RemoveElement | s.InsertItem))

        return [edit for edit in edits if not is_moot(edit)]

    def _group(self) -> None:
        """Collect the removals, and what is added to containers, before anything is lowered."""
        for edit in self.edits:
            if isinstance(edit, s.Remove):
                self.removed.setdefault(edit.item.parent, {})[edit.item] = None
            elif isinstance(edit, s.RemoveElement):
                self._group_of(edit.container)[0].add(_index_in(edit.container, edit.element))
            elif isinstance(edit, s.AppendElement):
                self._group_of(edit.container)[1].append(Addition(edit.text, edit.key))
            elif isinstance(edit, s.SetItem) and item_named(edit.object, edit.name) is None:
                new = Addition(item_text(edit.object, edit.name, edit.expression), ("item", edit.name))
                additions = self._group_of(edit.object)[1]
                if any(other.key == new.key and other != new for other in additions):
                    raise EditError(f"two values for the item {edit.name}")
                if new not in additions:
                    additions.append(new)

    def _group_of(self, container: s.Container) -> tuple[set[int], list[Addition]]:
        return self.containers.setdefault(container, (set(), []))

    def _add(self, edit: s.SemanticEdit) -> None:
        match edit:
            case s.Replace():
                self._take(edit.node.source, replace(edit))
            case s.ReplaceText():
                self._take(edit.node.source, replace_text(edit))
            case s.SetAttribute():
                self._set_attribute(edit)
            case s.SetItem():
                item = item_named(edit.object, edit.name)
                if item is not None:
                    self._take(item.source, set_item_value(item, edit.expression))
            case s.InsertItem():
                if not self._succeeds(edit.anchor, edit.text):
                    key = ("item", edit.where, str(edit.anchor.start), *(edit.key or (edit.text,)))
                    insertion = Insertion(edit.anchor.parent, edit.text, key, self.places)
                    if edit.where == "after":
                        new = insertion.after(edit.anchor, blank=edit.is_set_off)
                    else:
                        new = insertion.before(edit.anchor)
                    self._take(edit.anchor.source, new)
            case s.AppendItem():
                key = ("item", "append", str(edit.body.start), *(edit.key or (edit.text,)))
                self._append(edit.body, edit.text, key)
            case s.PrependItem():
                key = ("item", "prepend", *(edit.key or (edit.text,)))
                if not self._takes_only_place(edit.body, edit.text):
                    self._take(edit.body.source, Insertion(edit.body, edit.text, key, self.places).top())
            case s.Rename():
                self._take(edit.node.source, [rename(edit)])
            case s.Format():
                self._take(edit.body.source, edit.edits)
            case s.NewFile():
                if self.files.setdefault(edit.path, edit.text) != edit.text:
                    raise EditError(f"two texts for the new file {edit.path}")
            case _:
                pass

    def _succeeds(self, item: Item, new: str) -> bool:
        """Whether new code takes the place of an item that the same fix removes (the first that comes does)."""
        if item not in self.removed.get(item.parent, ()) or item in self.successors:
            return False
        self.successors[item] = new
        self._take(item.source, replace_item(item, new))
        return True

    def _set_attribute(self, edit: s.SetAttribute) -> None:
        body = edit.body
        key = ("attribute", str(body.start), edit.name)
        removed = self.removed.get(body, {})
        existing = body.get(edit.name)
        if existing is not None and existing not in removed:
            self._take(body.source, set_value(existing, edit.expression, key))
            return
        new = f"{edit.name} = {edit.expression}"
        if existing is not None and self._succeeds(existing, new):
            return
        anchor = anchor_of(body, edit.after, removed)
        if anchor is not None:
            insertion = Insertion(body, new, key, self.places)
            self._take(body.source, insertion.after(anchor.attribute, blank=anchor.blank))
        elif not self._takes_only_place(body, new):
            self._take(body.source, Insertion(body, new, key, self.places).first())

    def _append(self, body: Body, new: str, key: tuple[str, ...]) -> None:
        last = body.items[-1] if body.items else None
        if last is not None and not any(row.is_comment for row in gap_below(last).rows) and self._succeeds(last, new):
            return
        if not self._takes_only_place(body, new):
            self._take(body.source, Insertion(body, new, key, self.places).last())

    def _takes_only_place(self, body: Body, new: str) -> bool:
        """Whether new code goes where the last item of a body was that loses all its items."""
        removed = self.removed.get(body, {})
        if not body.items or len(removed) < len(body.items):
            return False
        return self._succeeds(body.items[-1], new)


def _place(edit: s.SemanticEdit) -> n.Node | None:
    """The node that an edit is about."""
    match edit:
        case s.Replace() | s.ReplaceText() | s.Rename():
            return edit.node
        case s.SetAttribute() | s.AppendItem() | s.PrependItem() | s.Format():
            return edit.body.parent or edit.body
        case s.SetItem():
            return edit.object
        case s.AppendElement():
            return edit.container
        case s.Remove():
            return edit.item
        case s.RemoveElement():
            return edit.element
        case s.InsertItem():
            return edit.anchor
        case s.NewFile():
            return None


def _is_twice(first: TextEdit, second: TextEdit) -> bool:
    """Whether two insertions of one claim differ, or two edits replace the same interval."""
    if (first.start, first.end) != (second.start, second.end):
        return False
    return first.start < first.end or (first.key != () and first.key == second.key)


def _index_in(container: s.Container, element: n.Node) -> int:
    parts = parts_of(container)
    index = bisect_right(parts, element.start, key=lambda part: part.start) - 1
    if index < 0 or parts[index] is not element:
        raise EditError("the element to remove is not in its container")
    return index


def _removals(body: Body, items: list[Item]) -> list[TextEdit]:
    """The edits that take items out of a body, all of one fix together."""
    if not items:
        return []
    source, text, block = body.source, body.source.text, body.parent
    if block is not None and is_inline(block):
        return [_inline_removal(items[0], body)]
    low = body.start if block is not None else text_start(text)
    neighbours = Neighbours(text, body.items, low, body.end)
    if block is not None and len(set(items)) == len(body.items) and not neighbours.has_comments():
        return [TextEdit(source.path, body.start, body.end, "")]
    removed = {index_of(item) for item in items}
    edits = []
    for first, last in neighbours.runs(removed):
        if not neighbours.is_on_own_lines(first, last):
            raise EditError("the item shares its line with something else")
        claim = neighbours.claim(first, last, removed)
        edits.append(TextEdit(source.path, *neighbours.lines(first, last, removed), "", claim))
    return edits


def _inline_removal(item: Item, body: Body) -> TextEdit:
    """`b { a = 1 }` to `b {}`; comments in the block stay."""
    text = body.source.text
    before, after = text[body.start : item.start].strip(), text[item.end : body.end].strip()
    if before or after:
        return TextEdit(body.source.path, item.start, blanks_end(text, item.end), "")
    return TextEdit(body.source.path, body.start, body.end, "")
