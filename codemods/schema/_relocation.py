"""Arguments and blocks that stand on the wrong level of a resource: where they belong, and the move there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tffix import templates as t
from tffix.rules import Fix, Level
from tffix.syntax import Attribute, Block
from tffix.terraform import Module
from tffix.terraform.schema_types import BlockSchema, NestedBlock

from ._blocks import NotEvidentError, dedented, text_of
from ._fit import fit
from ._renames import BY_PLACE
from ._walk import Place, places_of

# Names that mean something else in every block: one of these in a block is no sign that it was meant.
COMMON = frozenset(
    {"arn", "description", "enabled", "id", "key", "mode", "name", "priority", "status", "type", "value", "version"}
    | {"region", "role_arn", "bucket", "filter", "tags", "timeouts", "condition", "action", "rule", "statement", "path"}
)
# How the name of a block goes on behind the word for what it is about.
_TAILS = ("", "_config", "_configuration", "_options", "_settings", "_specification", "_info", "_criteria", "_rules")
# Trees larger than this (rules of a web application firewall) hold every name somewhere.
_LARGEST = 400


@dataclass(frozen=True, slots=True)
class _Home:
    """A body that takes a name: the nested blocks that lead to it, and what the name is called there."""

    path: tuple[str, ...]
    name: str
    schema: BlockSchema


def relocated(place: Place, attribute: Attribute, module: Module) -> tuple[Fix | None, str]:
    """The argument on the level that has it, if that is evident; and what a person should know."""
    homes = _homes(place, attribute.name)
    if not homes:
        return None, ""
    detail, level = _belongs(homes), Level.SAFE
    if (attribute.name in COMMON and not _told(place, attribute.name)) or _is_in_dynamic(place):
        return None, detail
    beside = [home for home in homes if home.path[:-1] == place.path]
    if len(homes) > 1:
        homes, level = beside if len(beside) == 1 else homes, Level.UNSAFE
    places = {home.path: _bodies(place, home.path) for home in homes}
    present = [home for home in homes if places[home.path]]
    try:
        if len(present) == 1 and len(places[present[0].path]) == 1:
            return _into(attribute, present[0], places[present[0].path][0], level, module), detail
        if len(homes) == 1 and not present:
            return _into_new(place, attribute, homes[0], level, module), detail
    except NotEvidentError as reason:
        return None, str(reason)
    return None, detail


def relocated_block(place: Place, block: Block, type_: str) -> tuple[Fix | None, str]:
    """The block in the block that takes it, if that is evident; and what a person should know."""
    homes = [
        _Home(path, type_, schema) for path, schema in _tree(place) if type_ in schema.blocks and path != place.path
    ]
    if not homes:
        return None, ""
    detail = _belongs(homes)
    if len(homes) > 1 or type_ in COMMON or _is_in_dynamic(place):
        return None, detail
    home = homes[0]
    bodies = _bodies(place, home.path)
    nested = home.schema.blocks[type_]
    try:
        if len(bodies) == 1 and not (nested.is_single and type_ in bodies[0].block_types()):
            fix = Fix(f"Move the block {type_} into {_text(home.path) or 'the resource'}", Level.SAFE)
            fix.append(bodies[0].body, dedented(block))
            fix.remove(block)
            return fix, detail
        if not bodies and home.path[:-1] == place.path:
            return _wrapped(place, block, type_, home), detail
    except NotEvidentError as reason:
        return None, str(reason)
    return None, detail


def _wrapped(place: Place, block: Block, type_: str, home: _Home) -> Fix | None:
    """All blocks of a type in a new block around them."""
    outer = home.path[-1]
    same = [one for one, other in place.unknown_blocks() if other == type_]
    free = [name for name in _required(home.schema) if name != type_]
    if same[0] is not block or free or (home.schema.blocks[type_].is_single and len(same) > 1):
        return None
    fix = Fix(f"Put {type_} in a block {outer}", Level.SAFE)
    fix.insert_after(same[-1], t.block(outer, items=tuple(dedented(one) for one in same)))
    for one in same:
        fix.remove(one)
    return fix


def _into(attribute: Attribute, home: _Home, body: Place, level: Level, module: Module) -> Fix | None:
    """The argument in a body that is there."""
    if home.name in body.body:
        return None
    fix = Fix(f"Move {attribute.name} to {_text(home.path) or 'the resource'}", level)
    if not _is_plain(fix, attribute, home, module):
        return None
    fix.set_attribute(body.body, home.name, text_of(attribute.expr))
    fix.remove(attribute)
    return fix


def _into_new(place: Place, attribute: Attribute, home: _Home, level: Level, module: Module) -> Fix | None:
    """All arguments of a place that belong in one block that is not there, in that block."""
    between = home.path[len(place.path) :]
    if home.path[: len(place.path)] != place.path or not between or not _is_free(place, between):
        return None
    outer = between[0]
    group: dict[str, Attribute] = {}
    for one in place.unknown_attributes():
        homes = _homes(place, one.name)
        beside = [other for other in homes if other.path[:-1] == place.path]
        only = homes if len(homes) == 1 else beside
        if len(only) == 1 and only[0].path == home.path and only[0].name not in group:
            group[only[0].name] = one
    first = next(iter(group.values()), attribute)
    if first is not attribute or set(_required(home.schema)) - set(group):
        return None
    fix = Fix(f"Put {', '.join(one.name for one in group.values())} in a block {outer}", level)
    if not all(_is_plain(fix, one, _Home(home.path, name, home.schema), module) for name, one in group.items()):
        return None
    new = {name: text_of(one.expr) for name, one in group.items()}
    code = t.block(between[-1], items=tuple(t.attribute(name, text) for name, text in new.items()))
    for type_ in reversed(between[:-1]):
        code = t.block(type_, items=(code,))
    fix.insert_after(attribute, code)
    for one in group.values():
        fix.remove(one)
    return fix


def _is_free(place: Place, between: Sequence[str]) -> bool:
    """Whether the blocks that lead to a body are not there, and need nothing but each other."""
    schema = place.schema
    for i, type_ in enumerate(between):
        if i and set(_required(schema)) - {type_}:
            return False
        schema = schema.blocks[type_].block
    return between[0] not in place.block_types()


def _is_plain(fix: Fix, attribute: Attribute, home: _Home, module: Module) -> bool:
    """Whether the value fits as it is: what moves is not edited on the way."""
    trial = Fix("", fix.level)
    return fit(trial, attribute, home.schema.attributes[home.name], module) and not trial.semantic


def _homes(place: Place, name: str) -> list[_Home]:
    """Where a name of a place may belong."""
    found = []
    told = _told(place, name)
    for path, schema in _tree(place):
        if path == place.path:
            continue
        if told:
            if path == told[:-1] and told[-1] in schema.attributes:
                found.append(_Home(path, told[-1], schema))
            continue
        own = schema.attributes.get(name)
        if own is not None and own.is_settable:
            found.append(_Home(path, name, schema))
        elif path[:-1] == place.path:
            found += [_Home(path, one, schema) for one in _behind(path[-1], name, schema)]
    return found


def _told(place: Place, name: str) -> tuple[str, ...]:
    """Where a table has a name: the path of the body and the name there, empty where it knows of no other body."""
    fact = BY_PLACE.get((place.type, place.inner, name))
    return (*place.path, *fact.to.split(".")) if fact is not None and "." in fact.to else ()


def _behind(block: str, name: str, schema: BlockSchema) -> Iterator[str]:
    """The argument that a name with the name of its block in front stands for: `tracing_mode` in `tracing_config`."""
    for tail in _TAILS:
        if block.endswith(tail) and (stem := block.removesuffix(tail)) and name.startswith(f"{stem}_"):
            rest = name.removeprefix(f"{stem}_")
            if rest in schema.attributes and schema.attributes[rest].is_settable:
                yield rest
                return


def _tree(place: Place) -> list[tuple[tuple[str, ...], BlockSchema]]:
    """The paths of all bodies that a resource may have; none for a type with too many."""
    root = places_of(place.element)[0].schema
    found: list[tuple[tuple[str, ...], BlockSchema]] = [((), root)]
    for path, schema in found:
        nested: list[NestedBlock] = [*schema.blocks.values()] if path != ("timeouts",) else []
        found += [((*path, one.type), one.block) for one in nested]
        if len(found) > _LARGEST:
            return []
    return found


def _bodies(place: Place, path: Sequence[str]) -> list[Place]:
    """The bodies that an element has at a path; a dynamic block counts as two, as it may be none or many."""
    found = [one for one in places_of(place.element) if one.path == path]
    return [*found, *(one for one in found if _is_in_dynamic(one))]


def _is_in_dynamic(place: Place) -> bool:
    block = place.holder
    while block is not None:
        if block.type == "dynamic":
            return True
        block = block.parent.parent
    return False


def _required(schema: BlockSchema) -> list[str]:
    attributes = [name for name, one in schema.attributes.items() if one.required]
    return attributes + [type_ for type_, one in schema.blocks.items() if one.is_required]


def _belongs(homes: Sequence[_Home]) -> str:
    if len(homes) > 3:
        return ""
    if len(homes) > 1:
        return f"The blocks {', '.join(_text(home.path) or '(the resource itself)' for home in homes)} have one."
    where = f"in the block {_text(homes[0].path)}" if homes[0].path else "to the resource itself"
    return f"It belongs {where}."


def _text(path: Sequence[str]) -> str:
    return ".".join(path)
