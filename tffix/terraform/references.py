"""References: which objects of the module an expression names, with everything that shadows a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tffix.syntax import Attribute, Block
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform.addresses import address_of_names

if TYPE_CHECKING:
    from tffix.terraform.elements import Element
    from tffix.terraform.module import Module

_Names = frozenset[str]
_NONE: _Names = frozenset()
# A step after the names of a reference: a name, or None for an index or splat that is not a literal name.
_Steps = list[str | None]

# Addresses that `count` and `for_each` multiply: an index right after them picks an instance.
_INSTANCE_ROOTS = frozenset({"var", "local", "provider"})
_PROVIDER_HOLDERS = frozenset({"resource", "data", "ephemeral", "import", "action"})


@dataclass(frozen=True, slots=True, eq=False)
class RawReference:
    """A reference as the text has it, not yet bound to a module.

    `node` is the traversal (or the string, in the quoted `depends_on` of old configurations), `expression` the
    whole chain of attributes, indexes and splats around it, `attribute_path` the literal names after the address
    and `is_whole` whether these are all the steps there are.
    """

    node: n.Traversal | n.Template
    expression: n.Expression
    address: str
    attribute_path: tuple[str, ...]
    is_whole: bool


class Reference:
    """One place that refers to an object of the module.

    `node` is the traversal, `expression` the whole chain around it (`aws_x.y[count.index].arn`), `address` what
    it names, `attribute_path` the literal names after the address, `attribute` the attribute it stands in (None
    for a reference found in a bare expression).
    """

    __slots__ = ("_raw", "attribute", "module")

    def __init__(self, module: Module, raw: RawReference, attribute: Attribute | None) -> None:
        self.module = module
        self._raw = raw
        self.attribute = attribute

    @property
    def node(self) -> n.Traversal | n.Template:
        """The traversal that names the object (a string in old quoted references)."""
        return self._raw.node

    @property
    def expression(self) -> n.Expression:
        """The whole chain of attributes, indexes and splats that begins with `node`."""
        return self._raw.expression

    @property
    def address(self) -> str:
        """The address it names."""
        return self._raw.address

    @property
    def attribute_path(self) -> tuple[str, ...]:
        """The literal names after the address and its instance key, up to the first computed step."""
        return self._raw.attribute_path

    @property
    def path(self) -> str:
        """The path of the file it stands in."""
        return self._raw.node.source.path

    @property
    def start(self) -> int:
        """Where it begins, in code points."""
        return self._raw.node.start

    @property
    def container(self) -> Element | None:
        """The element in which it stands (a generic one for `moved`, `import`, `check`, ... blocks)."""
        return self.module.element_at(self.path, self._raw.node.start)

    def __repr__(self) -> str:
        return f"<Reference {self.address} at {self.path}:{self.start}>"


def attribute_references(attribute: Attribute) -> tuple[RawReference, ...]:
    """The references in an attribute, in source order, as Terraform reads them in the place where it stands."""
    mode, shadowed = _context(attribute)
    if mode == "none":
        return ()
    return tuple(find_references(attribute.expr, shadowed, mode))


def evaluated_traversals(attribute: Attribute) -> tuple[n.Traversal, ...]:
    """The traversals in an attribute that are values, but for those that begin with a name of a `for` or `dynamic`.

    Also those that name no object: `self`, `each.key`, a name alone.
    """
    return attribute.memo(_evaluated)


def _evaluated(attribute: Attribute) -> tuple[n.Traversal, ...]:
    mode, shadowed = _context(attribute)
    return tuple(free_traversals(attribute.expr, shadowed)) if mode == "expression" else ()


def free_traversals(node: n.Node, shadowed: _Names = _NONE) -> Iterator[n.Traversal]:
    """The traversals in an expression or template, but for those that begin with a name bound in it (or `shadowed`)."""
    stack: list[tuple[n.Node, _Names]] = [(node, shadowed)]
    while stack:
        node, names = stack.pop()
        if not isinstance(node, n.Traversal):
            stack += reversed(_inside(node, names, "expression"))
        elif node.root_name not in names:
            yield node


def _context(attribute: Attribute) -> tuple[str, _Names]:
    """How the names of an attribute are to be read, and which of them dynamic blocks shadow."""
    holders: list[Block] = []
    holder = attribute.parent.parent
    while holder is not None:
        holders.append(holder)
        holder = holder.parent.parent
    if not holders:
        return "expression", _NONE
    top = holders[-1]
    name = attribute.name
    if len(holders) == 1:
        if name == "provider" and top.type in _PROVIDER_HOLDERS:
            return "provider", _NONE
        if name == "providers" and top.type == "module":
            return "provider", _NONE
        if name == "type" and top.type in ("variable", "output"):
            return "none", _NONE
        if name == "depends_on":
            return "quoted", _NONE
    elif top.type == "check" and holders[0].type == "data":
        if name == "provider":
            return "provider", _NONE
        if name == "depends_on":
            return "quoted", _NONE
    elif top.type == "terraform" and any(block.type == "required_providers" for block in holders):
        return "none", _NONE
    elif name == "ignore_changes" and holders[0].type == "lifecycle":
        # These are attribute names of the resource itself.
        return "none", _NONE
    return "expression", frozenset(_iterators(attribute, holders))


def _iterators(attribute: Attribute, holders: list[Block]) -> Iterator[str]:
    """Iterator names of the dynamic blocks in whose content (or labels) the attribute stands."""
    for index, block in enumerate(holders):
        if block.type != "dynamic":
            continue
        inside = holders[index - 1].type == "content" if index else attribute.name == "labels"
        if not inside:
            continue
        iterator = block.body.get("iterator")
        if iterator is not None:
            yield iterator.expr_text
        else:
            yield from block.label_values[:1]


def find_references(node: n.Node, shadowed: _Names = _NONE, mode: str = "expression") -> Iterator[RawReference]:
    """The references inside a node, in source order. Iterative: depth is no limit.

    `mode` is `expression`, `provider` (names are provider names) or `quoted` (strings may be references too).
    """
    stack: list[tuple[n.Node, _Names]] = [(node, shadowed)]
    while stack:
        node, names = stack.pop()
        if isinstance(node, n.Identifier | n.Literal | n.TemplateLiteral):
            continue
        outer = node
        steps: _Steps = []
        keys: list[tuple[n.Node, _Names]] = []
        while True:
            if isinstance(node, n.GetAttr):
                steps.append(node.name.name)
                node = node.object
            elif isinstance(node, n.Index):
                steps.append(None)
                keys.append((node.key, names))
                node = node.collection
            elif isinstance(node, n.LegacyIndex | n.AttrSplat | n.FullSplat):
                steps.append(None)
                node = node.collection
            else:
                break
        stack += keys
        if isinstance(node, n.Traversal):
            assert isinstance(outer, n.Expression)
            found = _reference(node, outer, steps[::-1], names, mode)
            if found is not None:
                yield found
        elif node is not outer:
            stack.append((node, names))
        else:
            if mode in ("provider", "quoted") and isinstance(node, n.Template):
                quoted = _quoted_reference(node, mode)
                if quoted is not None:
                    yield quoted
                    continue
            stack += reversed(_inside(node, names, mode))


def _inside(node: n.Node, names: _Names, mode: str) -> list[tuple[n.Node, _Names]]:
    """The nodes directly inside with the names that are shadowed in each."""
    if isinstance(node, n.ForTuple | n.ForObject):
        bound = names | {v.name for v in (node.key_variable, node.value_variable) if v is not None}
        parts: list[n.Expression | None] = [node.value, node.condition]
        if isinstance(node, n.ForObject):
            parts.insert(0, node.key)
        return [(node.collection, names), *((part, bound) for part in parts if part is not None)]
    if isinstance(node, n.ForDirective):
        bound = names | {v.name for v in (node.key, node.value) if v is not None}
        return [(node.collection, names), *((part, bound) for part in node.body)]
    if isinstance(node, n.FunctionCall) and node.name == "convert":
        # The second argument is a type.
        return [(argument, names) for argument in node.arguments[:1]]
    if mode == "provider" and isinstance(node, n.ObjectItem):
        # The keys are names of the called module.
        return [(node.value, names)]
    return [(child, names) for child in node.children]


def _reference(
    node: n.Traversal, outer: n.Expression, after: _Steps, shadowed: _Names, mode: str
) -> RawReference | None:
    names = node.names
    if names[0] in shadowed:
        return None
    if mode == "provider":
        return RawReference(node, outer, ".".join(("provider", *names[:2])), (), True)
    found = address_of_names(names)
    if found is None:
        return None
    address, used = found
    steps = _steps(node, names)[used:] + after
    if steps and names[0] not in _INSTANCE_ROOTS and _is_instance_key(node, used, steps):
        steps = steps[1:]
    path: list[str] = []
    for step in steps:
        if step is None:
            break
        path.append(step)
    return RawReference(node, outer, address, tuple(path), len(path) == len(steps))


def _steps(node: n.Traversal, names: tuple[str, ...]) -> _Steps:
    if not node.keys:
        return list(names)
    return [string_value(step.key) if isinstance(step, n.TraverseIndex) else step.name for step in node.steps]


def _is_instance_key(node: n.Traversal, used: int, steps: _Steps) -> bool:
    if not node.keys:
        return steps[0] is None
    written = node.steps
    return used < len(written) and isinstance(written[used], n.TraverseIndex)


def _quoted_reference(node: n.Template, mode: str) -> RawReference | None:
    """Old configurations quote the references of `depends_on` and `provider`."""
    value = string_value(node)
    names = tuple(value.split("[")[0].split(".")) if value else ()
    if not all(names):
        return None
    if mode == "provider":
        return RawReference(node, node, ".".join(("provider", *names[:2])), (), True) if names else None
    found = address_of_names(names)
    return RawReference(node, node, found[0], names[found[1] :], True) if found else None


def chain_root(expression: n.Expression) -> n.Expression:
    """The innermost expression of a chain of attributes, indexes and splats; itself for everything else."""
    while True:
        if isinstance(expression, n.GetAttr):
            expression = expression.object
        elif isinstance(expression, n.Index | n.LegacyIndex | n.AttrSplat | n.FullSplat):
            expression = expression.collection
        else:
            return expression
