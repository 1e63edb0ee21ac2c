"""What a module's objects need of each other, as Terraform's own graph has it: local module calls are looked into.

Terraform, internals: `terraform graph`; `internal/terraform/transform_reference.go` (references, `depends_on`),
`transform_module_expansion.go` (everything in a module needs what `count`, `for_each` and `depends_on` of its call
name), `transform_provider.go` (a resource needs its provider configuration).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from tffix.syntax import Attribute, Block
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name
from tffix.terraform import DataSource, Element, Module, ModuleCall, Reference, Resource, Variable
from tffix.terraform.references import chain_root

# How deep calls are followed: modules may call each other in a circle, which Terraform refuses elsewhere.
_DEPTH = 8
_CALL_ARGUMENTS = frozenset({"source", "version", "providers", "count", "for_each", "depends_on"})
_EXPANSION = frozenset({"count", "for_each", "depends_on"})
# Block types whose objects others can depend on, or that depend on others.
_NODES = ("resource", "data", "ephemeral", "variable", "output", "module", "provider")


class Vertex(NamedTuple):
    """An object of the graph: the calls that lead to its module, and its address there."""

    calls: tuple[str, ...]
    address: str

    def __str__(self) -> str:
        return "".join(f"module.{name}." for name in self.calls) + self.address.removesuffix(CLOSE).removesuffix(EXPAND)


# A call has two vertices: what has to be known before anything in the module, and the module as a whole.
EXPAND = " (expand)"
CLOSE = " (close)"


@dataclass(frozen=True, slots=True)
class Edge:
    """`source` needs `target`, because of what stands at `where`."""

    source: Vertex
    target: Vertex
    where: n.Node | Element
    scope: tuple[str, ...]
    """The calls that lead to the module in which that stands."""
    reference: Reference | None = None


@dataclass(slots=True)
class Graph:
    """Every object of a module and of the modules below, and the edges between them."""

    elements: dict[Vertex, Element] = field(default_factory=dict)
    edges: dict[Vertex, dict[Vertex, list[Edge]]] = field(default_factory=dict)

    def add(self, edge: Edge) -> None:
        """Add an edge."""
        self.edges.setdefault(edge.source, {}).setdefault(edge.target, []).append(edge)

    def targets(self, vertex: Vertex) -> Iterable[Vertex]:
        """What an object needs, in the order in which it is named."""
        return self.edges.get(vertex, {})

    def reaches(self, start: Vertex, goal: Vertex) -> bool:
        """Whether an object is another one, or needs it, directly or through others."""
        seen, todo = {start}, [start]
        while todo:
            vertex = todo.pop()
            if vertex == goal:
                return True
            new = [target for target in self.targets(vertex) if target not in seen]
            seen.update(new)
            todo += new
        return False


class _Providers(NamedTuple):
    """The provider configurations a module sees: by local name, the vertex."""

    by_name: dict[str, Vertex]


def dependency_graph(module: Module) -> Graph:
    """The graph of a module with all that its calls of local modules bring in."""
    graph = Graph()
    _Builder(graph, module, (), _Providers({})).build()
    return graph


class _Builder:
    """Adds the objects of one module instance to a graph."""

    def __init__(self, graph: Graph, module: Module, calls: tuple[str, ...], inherited: _Providers) -> None:
        self.graph = graph
        self.module = module
        self.calls = calls
        self.providers = dict(inherited.by_name)
        for provider in module.providers:
            name = provider.address.removeprefix("provider.")
            self.providers[name] = self._vertex(provider.address)

    def _vertex(self, address: str) -> Vertex:
        return Vertex(self.calls, address)

    def build(self) -> list[Vertex]:
        """Add everything; the vertices of the module and of those below."""
        made: list[Vertex] = []
        elements = [e for kind in _NODES for e in self.module.elements_of(kind)] + list(self.module.locals)
        for element in elements:
            # An override file may replace any argument: what the text of such an object needs is not known.
            if not element.address or element.is_overridden:
                continue
            if isinstance(element, ModuleCall):
                made += self._call(element)
                continue
            vertex = self._vertex(element.address)
            self.graph.elements.setdefault(vertex, element)
            made.append(vertex)
            if not isinstance(element, Variable):
                self._add(vertex, self._references(element))
            if isinstance(element, Resource | DataSource):
                self._needs_provider(vertex, element)
        return made

    def _references(self, element: Element) -> Iterator[Reference]:
        """The references that make an edge: not those of an object to itself that Terraform reads later, or ignores."""
        for reference in self.module.references_in(element):
            if reference.address == element.address and _is_late(reference.attribute, element):
                continue
            if not reference.address.startswith("provider."):
                yield reference

    def _add(self, vertex: Vertex, references: Iterable[Reference]) -> None:
        for reference in references:
            for target in self._targets(reference):
                if target in self.graph.elements or self.module.get(reference.address) is not None:
                    self.graph.add(Edge(vertex, target, reference.expression, self.calls, reference))

    def _targets(self, reference: Reference) -> Iterator[Vertex]:
        address = reference.address
        if not address.startswith("module."):
            yield self._vertex(address)
            return
        call = self.module.module_call(address.removeprefix("module."))
        if call is None or call.is_overridden:
            return
        called = self._called(call)
        if called is None or not reference.attribute_path:
            yield self._vertex(address + (EXPAND if reference.attribute_path else CLOSE))
            return
        output = called.output(reference.attribute_path[0])
        if output is not None:
            yield Vertex((*self.calls, call.label), output.address)

    def _called(self, call: ModuleCall) -> Module | None:
        if len(self.calls) >= _DEPTH:
            return None
        return self.module.configuration.called(call)

    def _needs_provider(self, vertex: Vertex, element: Resource | DataSource) -> None:
        target = self.providers.get(element.provider_reference)
        if target is not None:
            attribute = element.attribute("provider")
            self.graph.add(Edge(vertex, target, element if attribute is None else attribute.expr, self.calls))

    def _call(self, call: ModuleCall) -> list[Vertex]:
        """The two vertices of a call, what its module holds between them, and its arguments."""
        expand, close = self._vertex(call.address + EXPAND), self._vertex(call.address + CLOSE)
        self.graph.elements[expand] = self.graph.elements[close] = call
        self.graph.add(Edge(close, expand, call, self.calls))
        for name in sorted(_EXPANSION):
            attribute = call.attribute(name)
            if attribute is not None:
                self._add(expand, self.module.references_in(attribute))
        called = self._called(call)
        inside: list[Vertex] = []
        if called is not None:
            below = _Builder(self.graph, called, (*self.calls, call.label), self._passed(call))
            inside = below.build()
        for attribute in call.body.attributes.values():
            if attribute.name not in _CALL_ARGUMENTS:
                variable = Vertex((*self.calls, call.label), f"var.{attribute.name}")
                if called is not None and variable not in self.graph.elements:
                    continue
                self.graph.elements.setdefault(variable, call)
                self._add(variable, self.module.references_in(attribute))
                inside.append(variable)
        for vertex in dict.fromkeys(inside):
            self.graph.add(Edge(close, vertex, call, self.calls))
            self.graph.add(Edge(vertex, expand, call, self.calls))
        return [expand, close, *inside]

    def _passed(self, call: ModuleCall) -> _Providers:
        """The provider configurations that a call hands down: the default ones, or those of its `providers`."""
        passed = call["providers"]
        if passed is None:
            return _Providers({name: vertex for name, vertex in self.providers.items() if "." not in name})
        found: dict[str, Vertex] = {}
        for item in passed.items if isinstance(passed, n.ObjectCons) else ():
            name = item.key.text if isinstance(item.key, n.Traversal) else key_name(item.key)
            root = chain_root(item.value)
            vertex = self.providers.get(".".join(root.names[:2])) if isinstance(root, n.Traversal) else None
            if name is not None and vertex is not None:
                found[name] = vertex
        return _Providers(found)


def _is_late(attribute: Attribute | None, element: Element) -> bool:
    """Whether an attribute may name its own object: Terraform reads it when that exists, or it says nothing."""
    holder: Block | None = None if attribute is None else attribute.parent.parent
    if attribute is not None and attribute.name == "depends_on" and holder is element.node:
        return True
    while holder is not None and holder is not element.node:
        if holder.type in ("provisioner", "connection", "lifecycle", "precondition", "postcondition", "validation"):
            return True
        holder = holder.parent.parent
    return False
