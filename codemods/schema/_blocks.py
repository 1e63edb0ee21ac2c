"""A value written for an argument as the nested blocks that the schema wants: objects, lists of them, `for`, `? :`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tffix import templates as t
from tffix.syntax import Block
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name
from tffix.terraform.schema_types import BlockSchema, NestedBlock

_Names = Mapping[str, str]
"""Variables of a `for` expression, and what stands for them in a dynamic block."""


class NotEvidentError(Exception):
    """The value has no form as blocks that anybody would write without thinking; the text says why."""


def blocks_of_value(name: str, schema: NestedBlock, value: n.Expression) -> tuple[str, ...]:
    """The nested blocks, as text, that say what a value says. Raises NotEvidentError."""
    return _blocks(name, schema, value, {})


# AWS provider 6.0 upgrade guide: blocks that took the place of a list -> the member for its place there, from which
# number on, and the member for the element.
_ORDERED = {"compute_environment_order": ("order", 1, "compute_environment")}


def in_order(name: str, value: n.Expression) -> tuple[str, ...]:
    """The blocks that say in which order the elements of a list come; none where blocks of that name do not."""
    if name not in _ORDERED or not isinstance(value, n.TupleCons):
        return ()
    order, first, member = _ORDERED[name]
    texts = [_text(item, {}) for item in value.items]
    return tuple(
        t.block(name, items=(t.attribute(order, str(first + i)), t.attribute(member, text)))
        for i, text in enumerate(texts)
    )


def _blocks(name: str, schema: NestedBlock, value: n.Expression, names: _Names) -> tuple[str, ...]:
    while isinstance(value, n.Parentheses):
        value = value.expression
    if _is_null(value):
        return ()
    if isinstance(value, n.ObjectCons):
        return (t.block(name, items=_items(value, schema.block, names)),)
    if isinstance(value, n.TupleCons):
        if schema.is_single and len(value.items) > 1:
            raise NotEvidentError(f"There may be only one block {name}.")
        return tuple(_block(name, schema, item, names) for item in value.items)
    if isinstance(value, n.Conditional):
        return (_conditional(name, schema, value, names),)
    if isinstance(value, n.ForTuple):
        return (_for_each(name, schema, value, names),)
    member = _only_member(schema.block, value)
    if member is not None:
        return (t.block(name, items=(t.attribute(member, _text(value, names)),)),)
    raise NotEvidentError(f'Blocks made from a value are written as dynamic "{name}".')


def _only_member(schema: BlockSchema, value: n.Expression) -> str | None:
    """The one argument of a block that a single value can be for, None where there are several or none."""
    settable = [one for one in schema.attributes.values() if one.is_settable]
    required = [one for one in settable if one.required]
    if any(nested.is_required for nested in schema.blocks.values()):
        return None
    if isinstance(value, n.Literal):
        is_switch = value.text in ("true", "false")
        if is_switch and not [one for one in required if one.name != "enabled"] and "enabled" in schema.attributes:
            return "enabled"
        wanted = "bool" if is_switch else "number"
    elif isinstance(value, n.Template):
        wanted = "string"
    elif isinstance(value, n.Traversal) and value.root_name not in _OPEN:
        last = value.steps[-1]
        named = [one for one in settable if isinstance(last, n.TraverseAttr) and one.name == last.name]
        if named and not [one for one in required if one not in named]:
            return named[0].name
        wanted = "string"
    else:
        return None
    only = required if len(required) == 1 else settable if len(settable) == 1 and not schema.blocks else []
    return only[0].name if only and only[0].type == wanted else None


# Roots of references whose values may be of any shape.
_OPEN = frozenset({"var", "local", "each", "module", "self", "count"})


def _block(name: str, schema: NestedBlock, item: n.Expression, names: _Names) -> str:
    if not isinstance(item, n.ObjectCons):
        raise NotEvidentError("An element of the list is no object that is written out.")
    return t.block(name, items=_items(item, schema.block, names))


def _items(value: n.ObjectCons, schema: BlockSchema, names: _Names) -> tuple[str, ...]:
    """The members of an object as arguments and blocks, with their comments."""
    text = value.source.text
    items: list[str] = []
    at = value.start + 1
    for item in value.items:
        name = key_name(item.key)
        if name is None or not name.replace("-", "_").isidentifier():
            raise NotEvidentError("A key of the object is not the name of an argument.")
        if items and text.count("\n", at, min((c.start for c in item.leading_comments), default=item.start)) > 1:
            items.append("")
        at = item.end
        above = "".join(f"{comment.text}\n" for comment in item.leading_comments)
        behind = f" {item.trailing_comment.text}" if item.trailing_comment is not None else ""
        nested = schema.blocks.get(name)
        if nested is not None:
            new = "\n\n".join(_blocks(name, nested, item.value, names))
            items += [f"{above}{new}{behind}"] if new else []
        else:
            items.append(f"{above}{name} = {_text(item.value, names)}{behind}")
    return tuple(items)


def _conditional(name: str, schema: NestedBlock, value: n.Conditional, names: _Names) -> str:
    """`c ? {…} : null` as a dynamic block that is there once or not at all."""
    for there, absent, counts in (
        (value.true_value, value.false_value, "[1] : []"),
        (value.false_value, value.true_value, "[] : [1]"),
    ):
        if not _is_nothing(absent):
            continue
        if isinstance(there, n.TupleCons) and len(there.items) == 1:
            there = there.items[0]
        if isinstance(there, n.ObjectCons) and there.items and name not in _roots(there):
            each = f"{_text(value.condition, names)} ? {counts}"
            return _dynamic(name, each, _items(there, schema.block, names))
    raise NotEvidentError(f'Blocks made from a value are written as dynamic "{name}".')


def _for_each(name: str, schema: NestedBlock, value: n.ForTuple, names: _Names) -> str:
    """`[for x in c : {…}]` as a dynamic block over `c`."""
    made = value.value
    if not isinstance(made, n.ObjectCons) or name in _roots(value) or (value.condition and value.key_variable):
        raise NotEvidentError(f'Blocks made from a value are written as dynamic "{name}".')
    own = {value.value_variable.name: f"{name}.value"}
    if value.key_variable is not None:
        own[value.key_variable.name] = f"{name}.key"
    if any(_binds(node, own) for node in made.walk()):
        raise NotEvidentError("A for expression in it uses the same name again.")
    each = _text(value.collection, names)
    if value.condition is not None:
        variable = value.value_variable.name
        each = f"[for {variable} in {each} : {variable} if {_text(value.condition, names)}]"
    return _dynamic(name, each, _items(made, schema.block, {**names, **own}))


def _dynamic(name: str, for_each: str, items: tuple[str, ...]) -> str:
    return t.block("dynamic", name, for_each=for_each, items=(t.block("content", items=items),))


def _is_null(value: n.Expression) -> bool:
    return isinstance(value, n.Literal) and value.text == "null"


def _is_nothing(value: n.Expression) -> bool:
    return _is_null(value) or (isinstance(value, n.TupleCons | n.ObjectCons) and not value.items)


def _roots(node: n.Node) -> frozenset[str]:
    return frozenset(one.root_name for one in node.walk() if isinstance(one, n.Traversal))


def _binds(node: n.Node, names: _Names) -> bool:
    if not isinstance(node, n.ForTuple | n.ForObject):
        return False
    variables = (node.key_variable, node.value_variable)
    return any(variable is not None and variable.name in names for variable in variables)


def text_of(value: n.Expression) -> str:
    """The text of a value as it reads at the start of a line. Raises NotEvidentError where it cannot be moved."""
    return _text(value, {})


def dedented(block: Block) -> str:
    """The text of a nested block as it reads at the start of a line. Raises NotEvidentError if it cannot move."""
    text = block.text
    if re.search(r"<<[^-]", text):
        raise NotEvidentError("A heredoc in it would have to move.")
    start = block.source.text.rfind("\n", 0, block.start) + 1
    indent = block.source.text[start : block.start]
    return text.replace("\n" + indent, "\n") if not indent.strip() else text


def _text(value: n.Expression, names: _Names) -> str:
    """The text of a value as it reads at the start of a line, with other names for the variables of a `for`."""
    source = value.source.text
    inner = tuple(value.walk())
    if any(isinstance(node, n.Heredoc) and not node.is_flush for node in inner):
        raise NotEvidentError("A heredoc in it would have to move.")
    text, at = "", value.start
    for node in inner:
        if isinstance(node, n.Traversal) and node.root_name in names:
            root = node.steps[0]
            text += source[at : root.start] + names[node.root_name]
            at = root.end
    text += source[at : value.end]
    line = source[source.rfind("\n", 0, value.start) + 1 : value.start]
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    return re.sub(rf"\n{re.escape(indent)}", "\n", text) if indent else text
