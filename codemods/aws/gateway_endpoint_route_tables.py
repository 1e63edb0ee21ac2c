"""Rule `gateway-endpoint-route-tables`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.terraform import UNKNOWN, Module, Resource

from ._networks import INTERNET, default_routes, list_of

_ASSOCIATION = "aws_vpc_endpoint_route_table_association"


class GatewayEndpointRouteTables(Rule):
    """Gateway endpoint that no route table knows.

    ## Why is this bad?
    A gateway endpoint (S3, DynamoDB) works by a route to it. Without `route_table_ids` it is made, and nothing goes
    through it: private subnets without a NAT gateway reach neither service, with one they pay for its traffic.

    ## Example
    ```hcl
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_route_table" "private" {
      count = 3

      vpc_id = aws_vpc.main.id
    }

    resource "aws_vpc_endpoint" "s3" {
      vpc_id       = aws_vpc.main.id
      service_name = "com.amazonaws.us-east-1.s3"
    }
    ```
    Use instead:
    ```hcl
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_route_table" "private" {
      count = 3

      vpc_id = aws_vpc.main.id
    }

    resource "aws_vpc_endpoint" "s3" {
      vpc_id          = aws_vpc.main.id
      service_name    = "com.amazonaws.us-east-1.s3"
      route_table_ids = aws_route_table.private[*].id
    }
    ```
    The route tables of the endpoint's VPC are meant, without those that route to an internet gateway, unless there are
    no others. Where the module has none, the finding says so and nothing is written.

    ## Fix safety
    Unsafe: from the next apply on, the traffic to the service takes another way, which policies that name the source
    (`aws:SourceIp`) notice.

    ## References
    AWS PrivateLink guide, "Gateway endpoints"; AWS provider, `aws_vpc_endpoint`
    """

    name = "gateway-endpoint-route-tables"
    subject = "Networks"
    target = m.Resource("aws_vpc_endpoint")
    severity = Severity.WARNING

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at one endpoint."""
        module = ctx.module
        if element.constant("vpc_endpoint_type", default="Gateway") != "Gateway":
            return
        known = element["route_table_ids"]
        is_empty = isinstance(known, n.TupleCons) and not known.items
        if (known is not None and not is_empty) or _is_associated(element, module):
            return
        tables = _tables(element, module)
        fix = None
        if tables:
            fix = Fix("Route the private subnets to the endpoint", Level.UNSAFE)
            after = ("vpc_endpoint_type", "service_name")
            fix.set_attribute(element, "route_table_ids", list_of(tables, "id"), after=after)
        ctx.report(element, f"No route table knows {element.address}: nothing goes through it.", fix)


def _is_associated(endpoint: Resource, module: Module) -> bool:
    """Whether a route table is associated with an endpoint, or may be."""
    if module.has_structure_errors:
        return True
    associations = module.resources_of(_ASSOCIATION)
    return any(module.resolve(one["vpc_endpoint_id"]) in (endpoint, UNKNOWN) for one in associations)


def _tables(endpoint: Resource, module: Module) -> tuple[Resource, ...]:
    """The route tables of the endpoint's VPC that private subnets have."""
    vpc = endpoint["vpc_id"]
    if vpc is None or endpoint.repeats:
        # Instances of an endpoint may be of several VPCs; those of one VPC have the same tables.
        owner = module.resolve(vpc)
        if not isinstance(owner, Resource) or owner.repeats:
            return ()
    assert vpc is not None
    tables = [
        one
        for one in module.resources_of("aws_route_table")
        if not one.is_overridden
        and (own := one["vpc_id"]) is not None
        and own.text == vpc.text
        and one.provider_reference == endpoint.provider_reference
    ]
    private = [one for one in tables if INTERNET not in default_routes(one)]
    return tuple(private or tables)
