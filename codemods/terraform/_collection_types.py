"""The type of an input variable that is an object or a collection, from what is read from it and its elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tffix.syntax import Attribute, Block
from tffix.syntax import nodes as n
from tffix.terraform import Module, Reference

from ._input_types import ANY, expected_type, nodes_around, type_of_use

# What the last word of a name says, where no use says more: a text, or several of them.
_TEXT = (
    "account|arn|bucket|cidr|domain|email|endpoint|env|environment|fqdn|host|hostname|id|key|name|owner|password|path|"
    "prefix|region|schedule|secret|suffix|token|uri|url|username|version|zone"
)
_ONE = re.compile(rf"(?:.*_)?(?:{_TEXT})")
_SEVERAL = re.compile(r"(?:.*_)?(?:arns|cidrs|cidr_blocks|domains|emails|endpoints|ids|names|regions|urls|zones)")


@dataclass(slots=True)
class _Reads:
    """What is read from a value: types that it is needed as, types of its members by name."""

    whole: set[str] = field(default_factory=set)
    members: dict[str, set[str]] = field(default_factory=dict)
    is_other: bool = False

    def add(self, names: tuple[str, ...], kind: str) -> None:
        """Add one reading of the value, or of the member that `names` names."""
        if len(names) > 1:
            self.is_other = True
        elif names:
            self.members.setdefault(names[0], set()).add(kind)
        else:
            self.whole.add(kind)

    def type(self) -> str:
        """The type that fits all of it; empty where there is none, or nothing says which."""
        if self.is_other or (self.members and self.whole):
            return ""
        if not self.members:
            return _one(self.whole)
        types = {name: _one(kinds) or type_of_name(name) for name, kinds in self.members.items()}
        if ANY in types.values():
            return ""
        return "object({\n" + "".join(f"  {name} = {type_}\n" for name, type_ in types.items()) + "})"


def type_of_structure(name: str, references: Iterable[Reference]) -> str:
    """The type of a variable that is read in parts or element by element; what its name says if no use says more."""
    own, found = _Reads(), set[str]()
    for reference in references:
        collection = _collection(reference)
        names = _member(reference)
        if collection is not None:
            found.add(collection)
        elif names is not None and reference.attribute is not None:
            own.add(names, expected_type(reference.expression, reference.attribute, reference.module))
        else:
            kind = type_of_use(reference)
            if kind != "":
                return ANY
    if own.members and not found:
        return own.type() or ANY
    if found:
        return found.pop() if len(found) == 1 and "" not in found and not own.members else ANY
    return type_of_name(name) if not own.is_other else ANY


def type_of_name(name: str) -> str:
    """What a name says of the type of what it names, `any` where it says nothing."""
    if _SEVERAL.fullmatch(name):
        return "list(string)"
    return "string" if _ONE.fullmatch(name) else ANY


def _one(kinds: set[str]) -> str:
    """The one type among those that uses need; what is only printed is a text."""
    proven = kinds - {"", "printed"}
    if len(proven) == 1:
        return proven.pop()
    return "string" if not proven and "printed" in kinds else ""


def _member(reference: Reference) -> tuple[str, ...] | None:
    """The names behind the variable where it is read as an object, None for everything else."""
    node = reference.node
    if reference.expression is not node or not isinstance(node, n.Traversal) or node.keys or len(node.names) < 3:
        return None
    return node.names[2:]


def _collection(reference: Reference) -> str | None:
    """The type that a repetition over the variable needs (empty for no proof), None if it is none."""
    attribute, node = reference.attribute, reference.node
    if attribute is None or reference.expression is not node:
        return None
    holder = attribute.parent.parent
    if attribute.name == "for_each" and attribute.expr is node and holder is not None:
        return _of_instances(holder, attribute, reference.module)
    around = nodes_around(attribute.expr, node)
    parent = around[0] if around else None
    if isinstance(parent, n.ForTuple | n.ForObject) and parent.collection is node:
        reads = _Reads()
        for names, kind in _readings([attribute], parent.value_variable.name, reference.module, parent):
            reads.add(names, kind)
        inner = reads.type()
        return inner and f"{'list' if parent.key_variable is None else 'map'}({inner})"
    return None


def _of_instances(holder: Block, own: Attribute, module: Module) -> str:
    """The type that the `for_each` of a block needs."""
    is_dynamic = holder.type == "dynamic"
    iterator = holder.body.get("iterator") if is_dynamic else None
    root = "each" if not is_dynamic else iterator.expr_text if iterator is not None else holder.label_values[0]
    reads, has_key = _Reads(), False
    attributes = [one for one in holder.body.all_attributes() if one is not own and one.name != "iterator"]
    for names, kind in _readings(attributes, root, module):
        if names[:1] == ("key",):
            has_key = True
        elif names[:1] == ("value",):
            reads.add(names[1:], kind)
        else:
            reads.is_other = True
    inner = reads.type()
    if is_dynamic:
        return inner and f"list({inner})"
    if not reads.whole and not reads.members and not reads.is_other:
        return "set(string)" if has_key else ""
    if inner == "string" and not has_key:
        return "set(string)"
    return inner and f"map({inner})"


def _readings(
    attributes: Iterable[Attribute], root: str, module: Module, inside: n.Node | None = None
) -> Iterator[tuple[tuple[str, ...], str]]:
    """The names behind `root` wherever it is read, and the type that is needed there; two names more for an index."""
    for attribute in attributes:
        if root not in attribute.expr_text:
            continue
        for node in (inside or attribute.expr).walk():
            if isinstance(node, n.Traversal) and node.names[0] == root:
                names = node.names[1:]
                around = nodes_around(attribute.expr, node)
                is_longer = bool(node.keys) or (bool(around) and _continues(around[0], node))
                yield (*names, "", "") if is_longer else names, expected_type(node, attribute, module)


def _continues(parent: n.Node, node: n.Node) -> bool:
    """Whether an expression goes on behind a traversal: an index that is computed, a splat."""
    collection = getattr(parent, "collection", None)
    return collection is node and not isinstance(parent, n.ForTuple | n.ForObject)
