"""Breaking a cycle by reading the region where the provider reads it, not from the data source that needs the provider.

`data.aws_region` without arguments has the region of its provider configuration (AWS provider, data source
`aws_region`), so whatever the configuration is made from can have the expression that sets `region` there instead.
"""

from __future__ import annotations

from collections.abc import Sequence

from tffix.rules import Fix, Level
from tffix.terraform import DataSource, Module, Provider

from ._dependency_graph import Graph, Vertex
from ._log_group_names import write_value

_TYPE = "aws_region"
# What the data source calls the region (AWS provider 5.100, 6.47).
_NAMES = frozenset({("id",), ("name",), ("region",)})


def inline_region(module: Module, graph: Graph, cycle: Sequence[Vertex]) -> Fix | None:
    """A fix that takes the edge of a cycle away that leads to the region of the provider configuration in it."""
    for at, vertex in enumerate(cycle):
        data, provider = graph.elements[vertex], graph.elements[cycle[(at + 1) % len(cycle)]]
        if (
            isinstance(data, DataSource)
            and isinstance(provider, Provider)
            and data.type == _TYPE
            and data.module is provider.module is module
            and data.body.attributes.keys() <= {"provider"}
            and not data.body.blocks
        ):
            return _inlined(module, graph, cycle[at - 1], vertex, provider)
    return None


def _inlined(module: Module, graph: Graph, reader: Vertex, data: Vertex, provider: Provider) -> Fix | None:
    value = provider["region"]
    if value is None or graph.elements[reader].module is not module:
        return None
    if any(graph.reaches(Vertex(data.calls, r.address), data) for r in module.references_in(value)):
        return None
    title = f"Read the region from {value.text}, as {provider.address} does"
    fix = Fix(title, Level.SAFE, needs_whole_module=False)
    for edge in graph.edges[reader][data]:
        reference = edge.reference
        if reference is None or reference.attribute_path not in _NAMES:
            return None
        write_value(fix, module, reference.expression, value)
    return fix
