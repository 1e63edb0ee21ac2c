"""What `seed_acceptance` asks a configuration: all by its tree, nothing by its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tffix.syntax import Attribute, Block
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name
from tffix.terraform.configuration import Configuration
from tffix.terraform.elements import BlockElement, Element, Local, Resource
from tffix.terraform.evaluate import evaluate
from tffix.terraform.module import Module
from tffix.terraform.references import Reference

Readable = n.Node | Element | Block | Attribute | None


@dataclass(frozen=True)
class Grant:
    """A statement of a policy."""

    actions: tuple[str, ...]
    resources: n.Expression | None
    policy: Resource | None = None


@dataclass(frozen=True)
class View:
    """The root module of a configuration."""

    files: Mapping[str, str]

    @cached_property
    def module(self) -> Module:
        """The module itself."""
        return Configuration(self.files, {"": frozenset()}).modules[""]

    def all(self, *types: str) -> tuple[Resource, ...]:
        """The managed resources of some types."""
        return tuple(one for type_ in types for one in self.module.resources_of(type_))

    def get(self, address: str) -> BlockElement | None:
        """What is declared at an address."""
        element = self.module.get(address)
        return element if isinstance(element, BlockElement) else None

    def has(self, address: str) -> bool:
        """Whether something is declared at an address."""
        return self.module.get(address) is not None

    def at(self, address: str, *path: str) -> n.Expression | None:
        """The value of an attribute, through nested blocks."""
        element = self.get(address)
        body = None if element is None else element.body
        for name in path[:-1]:
            blocks = () if body is None else body.blocks_of(name)
            body = blocks[0].body if blocks else None
        attribute = None if body is None else body.get(path[-1])
        return None if attribute is None else attribute.expr

    def value(self, address: str, *path: str) -> Any:
        """What that attribute is, with the defaults of variables; UNKNOWN where that is not known."""
        return evaluate(self.at(address, *path), self.module, follow_variables=True)

    def constant(self, node: n.Node | None) -> Any:
        """What an expression is without anybody's variables; parts may be UNKNOWN."""
        return evaluate(node, self.module, partial=True)

    def refs(self, *nodes: Readable) -> frozenset[str]:
        """What all references in something read, without instance keys: `aws_x.y.arn`."""
        return frozenset(_read(r) for node in nodes if node is not None for r in self.module.references_in(node))

    def addresses(self, *nodes: Readable) -> frozenset[str]:
        """The addresses of all references in something."""
        return frozenset(r.address for node in nodes if node is not None for r in self.module.references_in(node))

    def reach(self, *nodes: Readable) -> frozenset[str]:
        """The addresses of all references in something, and in the local values among them."""
        found: set[str] = set()
        todo = list(self.addresses(*nodes))
        while todo:
            address = todo.pop()
            if address not in found:
                found.add(address)
                local = self.module.get(address) if address.startswith("local.") else None
                todo += self.addresses(local)
        return frozenset(found)

    def calls(self, node: Readable, name: str) -> list[n.FunctionCall]:
        """The calls of a function in something."""
        return [one for one in self.nodes(node) if isinstance(one, n.FunctionCall) and one.name == name]

    def nodes(self, node: Readable) -> Iterator[n.Node]:
        """Every node of every expression in something."""
        if isinstance(node, Element):
            node = node.node
        if isinstance(node, Block):
            for attribute in node.body.all_attributes():
                yield from attribute.expr.walk()
        elif isinstance(node, Attribute):
            yield from node.expr.walk()
        elif node is not None:
            yield from node.walk()

    def everything(self) -> Iterator[n.Node]:
        """Every node of every expression of the module."""
        for attribute in self.module.attributes_mentioning(None):
            yield from attribute.expr.walk()

    def named(self, resource: Resource, attribute: str) -> frozenset[str]:
        """The addresses that an attribute refers to, by way of what the resource is repeated for as well."""
        each = any(isinstance(x, n.Traversal) and x.root_name == "each" for x in self.nodes(resource[attribute]))
        return self.addresses(resource[attribute], resource.for_each if each else None)

    def users(self, address: str) -> frozenset[str]:
        """The addresses of what refers to an address."""
        holders = (reference.container for reference in self.module.references_to(address))
        return frozenset(holder.address for holder in holders if holder is not None)

    def grants(self, role: str) -> list[Grant]:
        """The statements that allow something, of the policies that are attached to a role of the module."""
        return [grant for policy in self._policies(role) for grant in self.statements(policy["policy"], policy)]

    def _policies(self, role: str) -> Iterator[Resource]:
        for inline in self.all("aws_iam_role_policy"):
            if role in self.named(inline, "role"):
                yield inline
        for attachment in self.all("aws_iam_role_policy_attachment"):
            if role in self.named(attachment, "role"):
                for address in self.addresses(attachment["policy_arn"]):
                    policy = self.get(address)
                    if isinstance(policy, Resource):
                        yield policy

    def managed(self, role: str) -> set[str]:
        """The names of the managed policies of AWS that are attached to a role."""
        found = set()
        for attachment in self.all("aws_iam_role_policy_attachment"):
            if role in self.named(attachment, "role"):
                for node in self.nodes(attachment["policy_arn"]):
                    if isinstance(node, n.TemplateLiteral):
                        found.add(node.text.rpartition("/")[2])
        return found

    def statements(self, document: n.Expression | None, policy: Resource | None = None) -> list[Grant]:
        """The statements in the document of a policy that allow something, in objects or in data sources."""
        found = []
        for node in self.nodes(document):
            actions = member(node, "Action")
            if actions is not None and evaluate(member(node, "Effect"), self.module) == "Allow":
                found.append(Grant(self.strings(actions), member(node, "Resource"), policy))
        for address in self.addresses(document):
            element = self.module.get(address)
            if isinstance(element, Local):
                found += self.statements(element.expr, policy)
            elif address.startswith("data.aws_iam_policy_document.") and isinstance(element, BlockElement):
                for block in element.blocks("statement"):
                    names, scope = (_expression(block, name) for name in ("actions", "resources"))
                    found.append(Grant(self.strings(names), scope, policy))
        return found

    def strings(self, node: n.Expression | None) -> tuple[str, ...]:
        """The strings that an expression is or lists."""
        value = self.constant(node)
        values = value if isinstance(value, list) else [value]
        return tuple(one for one in values if isinstance(one, str))


def _expression(block: Block, name: str) -> n.Expression | None:
    attribute = block.body.get(name)
    return None if attribute is None else attribute.expr


def _read(reference: Reference) -> str:
    if reference.attribute_path:
        return ".".join((reference.address, *reference.attribute_path))
    names: list[str] = []
    node: n.Node = reference.expression
    while isinstance(node, n.GetAttr | n.Index | n.LegacyIndex | n.AttrSplat | n.FullSplat):
        if isinstance(node, n.GetAttr):
            names.append(node.name.name)
        node = node.object if isinstance(node, n.GetAttr) else node.collection
    return ".".join((reference.address, *reversed(names)))


def same(one: n.Node | None, other: n.Node | None) -> bool:
    """Whether two expressions are written alike, white space aside."""
    return one is not None and other is not None and one.text.split() == other.text.split()


def template_text(node: n.Template) -> str:
    """The text of a string, each interpolation as `${}`."""
    return "".join(part.text if isinstance(part, n.TemplateLiteral) else "${}" for part in node.parts)


def member(node: n.Node | None, name: str) -> n.Expression | None:
    """The value of a key of an object constructor."""
    for item in node.items if isinstance(node, n.ObjectCons) else ():
        if key_name(item.key) == name:
            return item.value
    return None
