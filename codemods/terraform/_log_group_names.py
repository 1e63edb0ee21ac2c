"""Breaking a cycle by naming a log group with the expression that names the object it belongs to.

An argument that a resource sets has in the plan the value it is set to, so a reference to it can be replaced by its
expression. That holds for these arguments: none of them is computed or rewritten by the provider.
"""

from __future__ import annotations

from collections.abc import Sequence

from tffix.rules import Fix, Level
from tffix.syntax import nodes as n
from tffix.terraform import Module, Reference, Resource

from ..aws._instances import instance_key, own_key, repeats_alike, repetition
from ._dependency_graph import Edge, Graph, Vertex

# Resource type -> the argument that the name of its log group is made from, behind it the log group. Sources: schema of
# AWS provider 5.100, and the page of each service on where it logs to.
_NAMING = {
    "aws_api_gateway_rest_api": "name",  # API-Gateway-Execution-Logs and the convention /aws/apigateway/NAME
    "aws_apigatewayv2_api": "name",  # /aws/apigateway/NAME
    "aws_codebuild_project": "name",  # /aws/codebuild/NAME
    "aws_ecs_cluster": "name",  # /ecs/NAME, /aws/ecs/containerinsights/NAME/performance
    "aws_eks_cluster": "name",  # /aws/eks/NAME/cluster
    "aws_glue_job": "name",  # /aws-glue/jobs/NAME
    "aws_lambda_function": "function_name",  # /aws/lambda/NAME
    "aws_msk_cluster": "cluster_name",  # /aws/msk/NAME
    "aws_mwaa_environment": "name",  # airflow-NAME-Task
    "aws_db_instance": "identifier",  # /aws/rds/instance/NAME/postgresql
    "aws_rds_cluster": "cluster_identifier",  # /aws/rds/cluster/NAME/audit
    "aws_opensearch_domain": "domain_name",  # /aws/opensearch/domains/NAME
    "aws_elasticsearch_domain": "domain_name",  # /aws/aes/domains/NAME
    "aws_sfn_state_machine": "name",  # /aws/vendedlogs/states/NAME
}
_OPERATORS = (n.Conditional, n.BinaryOp, n.UnaryOp)


def inline_name(module: Module, graph: Graph, cycle: Sequence[Vertex]) -> Fix | None:
    """A fix that takes the first edge of a cycle away that leads from a log group to what it is named after."""
    for at, vertex in enumerate(cycle):
        target = cycle[(at + 1) % len(cycle)]
        group, owner = graph.elements[vertex], graph.elements[target]
        if (
            isinstance(group, Resource)
            and isinstance(owner, Resource)
            and group.type == "aws_cloudwatch_log_group"
            and group.module is owner.module is module
        ):
            fix = _inlined(graph, group, owner, vertex, graph.edges[vertex][target])
            if fix is not None:
                return fix
    return None


def _inlined(graph: Graph, group: Resource, owner: Resource, vertex: Vertex, edges: Sequence[Edge]) -> Fix | None:
    title = f"Name the log group by the expression that names {owner.address}"
    fix = Fix(title, Level.SAFE, needs_whole_module=False)
    return fix if _write_names(fix, graph, group, owner, vertex, edges) else None


def inline_names(fix: Fix, graph: Graph, group: Resource, owner: Resource) -> bool:
    """Have a fix take away that a log group of the root module needs what it is named after.

    False, with nothing written, where that is not possible or the group needs it in other ways, too.
    """
    vertex, goal = Vertex((), group.address), Vertex((), owner.address)
    if any(target != goal and graph.reaches(target, goal) for target in graph.targets(vertex)):
        return False
    return _write_names(fix, graph, group, owner, vertex, graph.edges[vertex][goal])


def _write_names(
    fix: Fix, graph: Graph, group: Resource, owner: Resource, vertex: Vertex, edges: Sequence[Edge]
) -> bool:
    argument = _NAMING.get(owner.type)
    value = None if argument is None else owner[argument]
    if argument is None or value is None or "\n" in value.text:
        return False
    if any(graph.reaches(Vertex(vertex.calls, r.address), vertex) for r in group.module.references_in(value)):
        return False
    references = [edge.reference for edge in edges if edge.reference is not None]
    if len(references) < len(edges) or not all(
        reference.attribute_path == (argument,) and _same_value(reference, group, owner, value)
        for reference in references
    ):
        return False
    for reference in references:
        write_value(fix, group.module, reference.expression, value)
    return True


def _same_value(reference: Reference, group: Resource, owner: Resource, value: n.Expression) -> bool:
    """Whether the expression means in the log group what it means in the instance that is referred to."""
    key = instance_key(reference)
    if key is None or reference.attribute is None or reference.attribute.name in ("for_each", "count", "depends_on"):
        return False
    if not repetition(owner):
        return not key
    if repeats_alike(group, owner) and key == own_key(owner):
        return True
    roots = {node.root_name for node in value.walk() if isinstance(node, n.Traversal)}
    return bool(key) and not roots & {"count", "each"}


def write_value(fix: Fix, module: Module, place: n.Expression, value: n.Expression) -> None:
    """Put the value in the place of a reference; a template goes into a template without `${}` around it."""
    above = module.files_by_path[place.source.path].path_to(place)
    parent = above[-1] if above else None
    if isinstance(parent, n.Interpolation) and isinstance(value, n.Template):
        inner = value.text[1:-1]
        is_plain = parent.text[2:].lstrip().startswith(place.text) and "~" not in parent.text[:3] + parent.text[-2:]
        joins = place.source.text[parent.start - 1] in "$%" and inner.startswith("{")
        if is_plain and not joins and isinstance(above[-2], n.Template):
            fix.replace(parent, inner)
            return
    is_operand = isinstance(parent, _OPERATORS) and isinstance(value, _OPERATORS)
    fix.replace(place, f"({value.text})" if is_operand else value.text)
