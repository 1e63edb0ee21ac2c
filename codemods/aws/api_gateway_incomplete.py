"""Rule `api-gateway-incomplete`."""

from __future__ import annotations

from dataclasses import dataclass

from tffix import matchers as m
from tffix.rules import Rule, RuleContext, Severity
from tffix.terraform import ModuleCall, Output, Resource

_REST = "aws_api_gateway_rest_api"


@dataclass(frozen=True, slots=True)
class _Part:
    """What an API needs before anybody can call it: its type, the argument that names the API, how it is called."""

    type: str
    argument: str
    noun: str


# Source: API Gateway developer guide, "Deploy REST APIs in API Gateway" and "Stages for HTTP APIs in API Gateway".
_PARTS = {
    _REST: (
        _Part("aws_api_gateway_deployment", "rest_api_id", "deployment"),
        _Part("aws_api_gateway_stage", "rest_api_id", "stage"),
    ),
    "aws_apigatewayv2_api": (_Part("aws_apigatewayv2_stage", "api_id", "stage"),),
}


class ApiGatewayIncomplete(Rule):
    """API without a deployment or a stage.

    ## Why is this bad?
    The methods of a REST API are a draft until a deployment takes a snapshot of them and a stage serves it. An HTTP API
    has no address without a stage. The apply succeeds, and every call is answered with 403 or 404.

    ## Example
    ```hcl
    resource "aws_api_gateway_rest_api" "orders" {
      name = "orders"
    }

    resource "aws_api_gateway_resource" "order" {
      rest_api_id = aws_api_gateway_rest_api.orders.id
      parent_id   = aws_api_gateway_rest_api.orders.root_resource_id
      path_part   = "order"
    }
    ```
    Silent where an output or a module is told of the API, so that it may be deployed elsewhere, where a deployment is
    of an API that cannot be told, and about a stage where the deployment makes it.

    ## Fix safety
    Nothing is written: methods, integrations and names of stages are a matter of design.

    ## References
    API Gateway developer guide, "Deploy REST APIs in API Gateway", "Stages for HTTP APIs in API Gateway"
    """

    name = "api-gateway-incomplete"
    subject = "API Gateway"
    target = m.Resource(*_PARTS)
    severity = Severity.WARNING

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look for what one API needs."""
        module = ctx.module
        if element.is_overridden or module.has_structure_errors or "target" in element:
            return
        missing = []
        for part in _PARTS[element.type]:
            apis = [module.resolve(one[part.argument]) for one in module.resources_of(part.type)]
            if element in apis or any(not isinstance(one, Resource) for one in apis):
                continue
            missing.append(part.noun)
        deployments = module.resources_of("aws_api_gateway_deployment")
        is_staged = any(module.resolve(one["rest_api_id"]) == element and "stage_name" in one for one in deployments)
        if is_staged and "stage" in missing:
            missing.remove("stage")
        if missing and not _is_deployed_elsewhere(element):
            ctx.report(element, f"{element.address} has no {' and no '.join(missing)}: nobody can call it.")


def _is_deployed_elsewhere(api: Resource) -> bool:
    """Whether someone outside of the module learns which API it is."""
    module = api.module
    is_called = bool(module.configuration.callers(module))
    for reference in module.references_to(api.address):
        container = reference.container
        if isinstance(container, ModuleCall) or (isinstance(container, Output) and is_called):
            return True
    return False
