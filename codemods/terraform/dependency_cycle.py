"""Rule `dependency-cycle`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.terraform import Module, Resource

from ._address_graph import may_have_cycle
from ._cycles import shortest_cycles
from ._dependency_graph import Edge, Graph, Vertex, dependency_graph
from ._log_group_names import inline_name
from ._provider_region import inline_region
from ._security_group_rules import INLINE, inline_rules, separate_rules


class DependencyCycle(Rule):
    """Objects that need each other, so that Terraform cannot create any of them first.

    ## Why is this bad?
    Terraform orders what it creates by references and by `depends_on`. Where they lead in a circle it stops with
    `Error: Cycle`, without a line, and nothing can be planned or applied.

    Here the circle is drawn whole, with the place of each step beside the finding. Local values, variables and outputs
    of local modules, provider configurations and `depends_on` count, and what refers to itself is found too.

    Three shapes are repaired. A log group that is named after the function, state machine or cluster it belongs to,
    while that waits for the log group, gets its name from the expression behind that name. A provider configuration
    that needs its own `data.aws_region` (for `default_tags`, say) gets the region from where its argument `region` has
    it. And of security groups whose inline rules name each other, one gets all its rules as resources of their own.

    ## Example
    ```hcl
    resource "aws_cloudwatch_log_group" "api" {
      name              = "/aws/lambda/${aws_lambda_function.api.function_name}"
      retention_in_days = 14
    }

    resource "aws_lambda_function" "api" {
      function_name = "${var.project}-api"
      role          = var.role_arn
      filename      = "api.zip"
      handler       = "index.handler"
      runtime       = "python3.12"

      depends_on = [aws_cloudwatch_log_group.api]
    }
    ```
    Use instead:
    ```hcl
    resource "aws_cloudwatch_log_group" "api" {
      name              = "/aws/lambda/${var.project}-api"
      retention_in_days = 14
    }

    resource "aws_lambda_function" "api" {
      function_name = "${var.project}-api"
      role          = var.role_arn
      filename      = "api.zip"
      handler       = "index.handler"
      runtime       = "python3.12"

      depends_on = [aws_cloudwatch_log_group.api]
    }
    ```

    ## Fix safety
    Safe for a log group, whose name is the one it was meant to have, and for a region. Unsafe for security groups:
    rules become resources with addresses of their own. All inline rules of one group are moved, because inline and
    separate rules of one group remove each other; it is the group that needs the fewest resources. They are written as
    the module writes such rules elsewhere, else as `aws_vpc_security_group_ingress_rule` and
    `aws_vpc_security_group_egress_rule`, or as `aws_security_group_rule` where the provider is older than these or a
    list is computed. Groups with `dynamic` rules, or with rules set as an attribute, are not moved.

    Every other cycle is reported: which of the references can be given up is yours to decide.

    ## References
    Terraform, "Resource dependencies"; AWS provider, resources `aws_security_group`,
    `aws_vpc_security_group_ingress_rule`, `aws_security_group_rule`
    """

    name = "dependency-cycle"
    subject = "References and dependencies"
    target = m.Module()
    severity = Severity.ERROR

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look for cycles that touch the module itself; those inside of a called module are that module's."""
        if not may_have_cycle(element):
            return
        graph = dependency_graph(element)
        order = sorted(
            graph.elements, key=lambda v: (bool(v.calls), graph.elements[v].path, graph.elements[v].start, v)
        )
        cycles = [c for c in shortest_cycles(order, graph.targets) if any(not step.scope for step in _steps(graph, c))]
        shared = Counter(vertex for cycle in cycles for vertex in cycle)
        for cycle in cycles:
            fix = inline_name(element, graph, cycle) or inline_region(element, graph, cycle)
            fix = fix or _moved_rules(element, graph, cycle, shared)
            steps = _steps(graph, cycle)
            related = [(step.where, f"{step.source} needs {step.target}") for step in steps]
            # A circle through called modules only is shown where this module closes it.
            at = graph.elements[cycle[0]] if not cycle[0].calls else next(s.where for s in steps if not s.scope)
            ctx.report(at, _sentence(cycle), fix, related=related, address=str(cycle[0]))


def _steps(graph: Graph, cycle: Sequence[Vertex]) -> list[Edge]:
    """The edges of a cycle: of several from one object to the next, the first in the text."""
    return [graph.edges[vertex][cycle[(at + 1) % len(cycle)]][0] for at, vertex in enumerate(cycle)]


def _sentence(cycle: Sequence[Vertex]) -> str:
    names = list(dict.fromkeys(str(vertex) for vertex in cycle))
    if len(names) == 1:
        return f"{names[0]} refers to itself."
    return f"These objects need each other in a circle: {' -> '.join((*names, names[0]))}."


def _moved_rules(module: Module, graph: Graph, cycle: Sequence[Vertex], shared: Counter[Vertex]) -> Fix | None:
    """A fix that moves the rules of one group of a cycle that consists of security groups and their inline rules."""
    best: tuple[tuple[int, int, int], Resource, list[str]] | None = None
    if len(cycle) < 2:
        return None
    for at, vertex in enumerate(cycle):
        group = graph.elements[vertex]
        edges = graph.edges[vertex][cycle[(at + 1) % len(cycle)]]
        if not isinstance(group, Resource) or group.type != "aws_security_group" or group.module is not module:
            return None
        rules = separate_rules(group, module) if all(_is_inline(edge, group) for edge in edges) else None
        if rules is not None:
            rank = (-shared[vertex], len(rules), -at)
            if best is None or rank < best[0]:
                best = rank, group, list(rules)
    if best is None:
        return None
    _, group, codes = best
    fix = Fix(f"Move the rules of {group.address} into resources of their own", Level.UNSAFE)
    for block in inline_rules(group):
        fix.remove(block)
    for code in codes:
        fix.insert_after(group, code)
    return fix


def _is_inline(edge: Edge, group: Resource) -> bool:
    """Whether an edge comes from an inline rule."""
    attribute = edge.reference.attribute if edge.reference is not None else None
    holder = attribute.parent.parent if attribute is not None else None
    return holder is not None and holder.type in INLINE and holder.parent is group.body
