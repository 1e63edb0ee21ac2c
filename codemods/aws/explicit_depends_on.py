"""Rule `explicit-depends-on`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.terraform import Module, Resource
from tffix.words import listed

from ..terraform._dependency_graph import Edge, Graph, Vertex, dependency_graph
from ..terraform._log_group_names import inline_names
from ._depends_on import wait_for
from ._known_pairs import PAIRS, Pair, needed


class ExplicitDependsOn(Rule):
    """Resource that needs another one to be there first, and does not say so.

    ## Why is this bad?
    Terraform makes at the same time what does not refer to each other. Where AWS asks for the one before the other (an
    integration before its response, the permission before the notification, the policies of a role before the function
    that has it), the apply fails now and then, or a service makes the thing itself: a function that runs before its log
    group is declared makes one, and the apply stops at the group that exists.

    ## Example
    ```hcl
    resource "aws_api_gateway_integration" "order" {
      rest_api_id = var.api_id
      resource_id = var.resource_id
      http_method = "POST"
      type        = "MOCK"
    }

    resource "aws_api_gateway_integration_response" "order" {
      rest_api_id = var.api_id
      resource_id = var.resource_id
      http_method = "POST"
      status_code = "200"
    }
    ```
    Use instead:
    ```hcl
    resource "aws_api_gateway_integration" "order" {
      rest_api_id = var.api_id
      resource_id = var.resource_id
      http_method = "POST"
      type        = "MOCK"
    }

    resource "aws_api_gateway_integration_response" "order" {
      rest_api_id = var.api_id
      resource_id = var.resource_id
      http_method = "POST"
      status_code = "200"

      depends_on = [aws_api_gateway_integration.order]
    }
    ```
    The pairs are those that AWS or the provider documents. They belong together where they name the same thing; a
    resource that waits already, by way of others too, needs nothing. A log group that is named after its function by a
    reference is named by the same expression first, because it cannot wait for the function and be waited for. Nothing
    is written that would make a circle.

    ## Fix safety
    Safe: only the order of what is made changes.

    ## References
    AWS provider, notes on `depends_on` on the page of each resource; AWS Lambda developer guide, "Execution role"
    """

    name = "explicit-depends-on"
    subject = "References and dependencies"
    target = m.Module()
    severity = Severity.WARNING
    comes_last = True

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at every pair."""
        if element.has_structure_errors:
            return
        found: dict[Resource, list[tuple[Resource, Pair]]] = {}
        for pair in PAIRS:
            for user, other in needed(pair, element):
                found.setdefault(user, []).append((other, pair))
        graph = dependency_graph(element) if found else Graph()
        for user, others in found.items():
            _report(ctx, graph, user, others)


def _report(ctx: RuleContext, graph: Graph, user: Resource, others: list[tuple[Resource, Pair]]) -> None:
    start = Vertex((), user.address)
    missing: list[tuple[Resource, Pair]] = []
    fix = Fix("Wait for it", Level.SAFE, needs_whole_module=False)
    for group in dict.fromkeys(other for other, _ in others if other.type == "aws_cloudwatch_log_group"):
        goal = Vertex((), group.address)
        is_named_after = not group.is_overridden and graph.reaches(goal, start) and not graph.reaches(start, goal)
        if is_named_after and inline_names(fix, graph, group, user):
            # What needs the log group needs its function no longer either.
            del graph.edges[goal][start]
    for other, pair in others:
        goal = Vertex((), other.address)
        if other.is_overridden or graph.reaches(start, goal) or any(other is one for one, _ in missing):
            continue
        if not graph.reaches(goal, start):
            missing.append((other, pair))
    if not missing:
        return
    addresses = [other.address for other, _ in missing]
    names = listed(addresses)
    if len(addresses) > 1:
        fix.title = "Wait for them"
    is_written = wait_for(fix, user, addresses)
    for other, _ in missing if is_written else ():
        # What is written for others must not close a circle with this.
        graph.add(Edge(start, Vertex((), other.address), user, ()))
    ctx.report(
        user,
        f"{user.address} does not wait for {names}.",
        fix if is_written else None,
        detail=" ".join(dict.fromkeys(pair.reason for _, pair in missing)),
        severity=Severity.WARNING if any(pair.fails for _, pair in missing) else Severity.INFO,
    )
