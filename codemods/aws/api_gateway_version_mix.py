"""Rule `api-gateway-version-mix`."""

from __future__ import annotations

from collections.abc import Iterator

from tffix import matchers as m
from tffix.rules import Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.terraform import Module, Resource

# Arguments that take an object of one kind of API, by the beginning of their resource's type. Source: AWS provider
# 5.100, pages of the resources `aws_api_gateway_*` and `aws_apigatewayv2_*`. `aws_apigatewayv2_api_mapping` takes
# both, and a VPC link of the second version serves both.
_ARGUMENTS = ("api_id", "authorizer_id", "deployment_id", "resource_id", "rest_api_id", "usage_plan_id")
_REST = "aws_api_gateway_"
_V2 = "aws_apigatewayv2_"
_V2_OBJECTS = frozenset(_V2 + name for name in ("api", "authorizer", "deployment", "integration", "route", "stage"))
_REST_OBJECTS = frozenset(_REST + name for name in ("authorizer", "deployment", "resource", "rest_api", "stage"))
_TAKES_BOTH = frozenset({"aws_apigatewayv2_api_mapping"})
_WAF = "aws_wafv2_web_acl_association"
# What APIs with WebSockets may have, too. Source: API Gateway developer guide, "Usage plans and API keys".
_FOR_WEBSOCKETS = frozenset({"aws_api_gateway_usage_plan"})


class ApiGatewayVersionMix(Rule):
    """Resource for REST APIs that names an HTTP API, or the other way round.

    ## Why is this bad?
    API Gateway has two sets of objects: `aws_api_gateway_*` for REST APIs, `aws_apigatewayv2_*` for HTTP and WebSocket
    APIs. Usage plans, API keys, REST deployments and web ACLs know nothing of an HTTP API: the apply fails, and the
    plan does not notice.

    ## Example
    ```hcl
    resource "aws_apigatewayv2_api" "orders" {
      name          = "orders"
      protocol_type = "HTTP"
    }

    resource "aws_api_gateway_usage_plan" "orders" {
      name = "orders"

      api_stages {
        api_id = aws_apigatewayv2_api.orders.id
        stage  = "live"
      }
    }
    ```
    Both kinds of API in one module are fine, as long as each has its own objects.

    ## Fix safety
    Nothing is written: to move an API to the other kind is to write it anew, and to leave the usage plan out would
    drop what was asked for.

    ## References
    API Gateway developer guide, "Choose between REST APIs and HTTP APIs"; AWS WAF developer guide, "Resources that you
    can protect with AWS WAF"
    """

    name = "api-gateway-version-mix"
    subject = "API Gateway"
    target = m.Resource("aws_api_gateway_*", "aws_apigatewayv2_*", _WAF)
    severity = Severity.ERROR

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at what one resource names."""
        if element.is_overridden or element.type in _TAKES_BOTH:
            return
        for expression, other in _named(element, ctx.module):
            if element.type == _WAF:
                message = f"A web ACL cannot protect {other.address}: AWS WAF knows REST APIs only."
            elif element.type.startswith(_REST):
                message = f"{element.type} is for REST APIs, and {other.address} is no part of one."
            else:
                message = f"{element.type} is for HTTP and WebSocket APIs, and {other.address} is part of a REST API."
            ctx.report(expression, message, address=element.address, related=[(other, "declared here")])


def _named(element: Resource, module: Module) -> Iterator[tuple[n.Expression, Resource]]:
    """The objects of the other kind that a resource names, and where."""
    arguments: tuple[str, ...] = _ARGUMENTS
    foreign = _V2_OBJECTS
    if element.type == _WAF:
        arguments = ("resource_arn",)
    elif element.type.startswith(_V2):
        foreign = _REST_OBJECTS
    for attribute in element.block.body.all_attributes():
        other = module.resolve(attribute.expr) if attribute.name in arguments else None
        if not isinstance(other, Resource) or other.type not in foreign:
            continue
        if element.type in _FOR_WEBSOCKETS and not _is_http(other, module):
            continue
        yield attribute.expr, other


def _is_http(part: Resource, module: Module) -> bool:
    api = part if part.type == "aws_apigatewayv2_api" else module.resolve(part["api_id"])
    return isinstance(api, Resource) and api.constant("protocol_type") == "HTTP"
