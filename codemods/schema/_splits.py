"""Arguments and blocks that are resources of their own: the table, and the move there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tffix import templates as t
from tffix.rules import Fix, Level
from tffix.syntax import Attribute, Block
from tffix.syntax import nodes as n
from tffix.terraform import Module, Resource

from ._blocks import NotEvidentError, dedented, text_of
from ._split_table import BY_NAME, Split
from ._walk import Place


@dataclass(slots=True)
class _New:
    """What one new resource says: its arguments by name, and its blocks as text."""

    attributes: dict[str, str] = field(default_factory=dict)
    blocks: list[str] = field(default_factory=list)


def split(place: Place, item: Attribute | Block, module: Module) -> Fix | None:
    """The fix that moves what belongs together into a resource of its own; None where that is not evident.

    Only the first of several that belong together has it.
    """
    owner = place.element
    row = BY_NAME.get((place.type, item.name if isinstance(item, Attribute) else item.type))
    if row is None or place.path or not isinstance(owner, Resource):
        return None
    items = list(_items(place, row))
    names = {one.name if isinstance(one, Attribute) else one.type for one in items}
    if not items or items[0] is not item or not row.needs <= names:
        return None
    if not place.provider.resource(row.new):
        return None
    try:
        found = [one for one in module.resources_of(row.new) if _is_for(one, owner, row, module)]
        if found:
            return _joined(found, items, row)
        return _added(owner, items, row, module)
    except NotEvidentError:
        return None


def _items(place: Place, row: Split) -> Iterator[Attribute | Block]:
    """What a body has of a row, in order, but for what the type takes itself."""
    for item in place.body.items:
        name = item.name if isinstance(item, Attribute) else item.type
        if (name in row.members or (name in row.blocks and isinstance(item, Block))) and (
            name not in place.schema.settable_names
        ):
            yield item


def _is_for(other: Resource, owner: Resource, row: Split, module: Module) -> bool:
    value = other[next(iter(row.links))]
    if value is None:
        return False
    return any(reference.address == owner.address for reference in module.references_in(value))


def _joined(found: list[Resource], items: list[Attribute | Block], row: Split) -> Fix | None:
    """The arguments in the resource that is there."""
    other = found[0]
    if len(found) > 1 or other.is_overridden:
        return None
    fix = Fix(f"Move {_said(items)} to {other.address}", Level.SAFE)
    nested: dict[str, dict[str, str]] = {}
    for item in items:
        to = row.members.get(item.name) if isinstance(item, Attribute) else None
        if to is None or not isinstance(item, Attribute):
            return None
        outer, _, name = to.rpartition(".")
        blocks = other.blocks(outer) if outer else ()
        if len(blocks) > 1 or (outer and other.has_dynamic(outer)):
            return None
        body = blocks[0].body if blocks else other.body
        there = body.get(name) if blocks or not outer else None
        text = text_of(item.expr)
        if there is not None and "".join(there.expr_text.split()) != "".join(text.split()):
            return None
        if outer and not blocks:
            nested.setdefault(outer, {})[name] = text
        elif there is None:
            fix.set_attribute(body, name, text)
        fix.remove(item)
    for outer, rows in nested.items():
        fix.append(other, t.block(outer, items=tuple(t.attribute(*one) for one in rows.items())))
    return fix


def _added(owner: Resource, items: list[Attribute | Block], row: Split, module: Module) -> Fix | None:
    """New resources that have them."""
    news = _news(items, row)
    fix = None
    for i, new in enumerate(news):
        label = owner.label if i == 0 else f"{owner.label}_{i + 1}"
        if module.declares(f"{row.new}.{label}"):
            return None
        meta, reference = _instances(owner)
        links = {name: f"{reference}.{source}" for name, source in row.links.items()}
        code = t.resource(
            row.new,
            label,
            items=(
                *(t.attribute(name, value) for name, value in meta.items()),
                *(("",) if meta else ()),
                *(t.attribute(name, value) for name, value in {**links, **row.fixed, **new.attributes}.items()),
                *new.blocks,
            ),
        )
        fix = fix or Fix(f"Move {_said(items)} to {row.new}.{owner.label}", Level.SAFE)
        fix.insert_after(owner, code)
    if fix is not None:
        for item in items:
            fix.remove(item)
    return fix


def _instances(owner: Resource) -> tuple[dict[str, str], str]:
    """The meta-arguments that a resource beside another has with it, and what names the instance of the other."""
    meta = {name: text_of(value) for name in ("provider", "count", "for_each") if (value := owner[name]) is not None}
    index = "[count.index]" if "count" in meta else "[each.key]" if "for_each" in meta else ""
    return meta, owner.address + index


def _news(items: list[Attribute | Block], row: Split) -> list[_New]:
    news: list[_New] = []
    own = _New()
    nested: dict[str, dict[str, str]] = {}
    for item in items:
        if isinstance(item, Block) and item.type in row.blocks:
            news.append(_content(item, row))
            continue
        name = item.name if isinstance(item, Attribute) else item.type
        outer, _, inner = row.members[name].rpartition(".")
        if isinstance(item, Block):
            if item.type == "dynamic" or row.members[name] != name:
                raise NotEvidentError
            own.blocks.append(dedented(item))
        elif outer:
            nested.setdefault(outer, {})[inner] = text_of(item.expr)
        else:
            own.attributes[inner] = _prefixed(text_of(item.expr), item.expr, row.prefix)
    own.blocks += [
        t.block(outer, items=tuple(t.attribute(*one) for one in inner.items())) for outer, inner in nested.items()
    ]
    return [*news, own] if own.attributes or own.blocks else news


def _content(block: Block, row: Split) -> _New:
    """What stands in a block, as the content of a resource."""
    new = _New()
    for item in block.body.items:
        if isinstance(item, Attribute) and row.inner.get(item.name) == "":
            if item.expr_text != "true":
                raise NotEvidentError
        elif isinstance(item, Attribute):
            new.attributes[row.inner.get(item.name, item.name)] = text_of(item.expr)
        else:
            new.blocks.append(dedented(item))
    if row.around:
        rows = (*(t.attribute(*one) for one in new.attributes.items()), *new.blocks)
        return _New({}, [t.block(row.around, items=rows)])
    return new


def _prefixed(text: str, value: n.Expression, prefix: str) -> str:
    if not prefix or text.startswith(f'"{prefix}'):
        return text
    if isinstance(value, n.Template):
        return f'"{prefix}{text[1:]}'
    raise NotEvidentError


def _said(items: list[Attribute | Block]) -> str:
    return ", ".join(dict.fromkeys(one.name if isinstance(one, Attribute) else one.type for one in items))
