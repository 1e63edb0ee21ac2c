"""Rule `lambda-in-public-subnet`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Rule, RuleContext, Severity
from tffix.terraform import Resource
from tffix.words import listed

from ._networks import is_public, named


class LambdaInPublicSubnet(Rule):
    """Lambda function in a subnet whose way out is an internet gateway.

    ## Why is this bad?
    The network interfaces of a function have no public address, and an internet gateway drops what comes from a
    private one. A function in a public subnet reaches neither the internet nor the public endpoints of AWS: calls run
    into their timeout. (It is not exposed to the internet either.)

    ## Example
    ```hcl
    resource "aws_internet_gateway" "main" {
      vpc_id = var.vpc_id
    }

    resource "aws_subnet" "public" {
      vpc_id     = var.vpc_id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_route_table" "public" {
      vpc_id = var.vpc_id

      route {
        cidr_block = "0.0.0.0/0"
        gateway_id = aws_internet_gateway.main.id
      }
    }

    resource "aws_route_table_association" "public" {
      subnet_id      = aws_subnet.public.id
      route_table_id = aws_route_table.public.id
    }

    resource "aws_lambda_function" "api" {
      function_name = "api"
      role          = var.role_arn
      filename      = "api.zip"
      handler       = "index.handler"
      runtime       = "python3.12"

      vpc_config {
        subnet_ids         = [aws_subnet.public.id]
        security_group_ids = [var.security_group_id]
      }
    }
    ```
    Private subnets with a NAT gateway, or with endpoints of the services that the function calls, are what it needs.

    ## Fix safety
    Nothing is written: subnets, gateways and endpoints are a matter of design, and of cost.

    ## References
    AWS Lambda developer guide, "Enable internet access for VPC-connected Lambda functions"
    """

    name = "lambda-in-public-subnet"
    subject = "Lambda"
    target = m.Resource("aws_lambda_function")
    severity = Severity.WARNING

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at the subnets of one function."""
        if element.is_overridden:
            return
        for block in element.blocks("vpc_config"):
            subnets = block.body.get("subnet_ids")
            if subnets is None:
                continue
            public = [one for one in named(subnets.expr, ctx.module, "aws_subnet") if is_public(one)]
            if public:
                names = listed(one.address for one in public)
                ctx.report(
                    subnets.expr,
                    f"{element.address} has no way out of {names}, which route to an internet gateway."
                    if len(public) > 1
                    else f"{element.address} has no way out of {names}, which routes to an internet gateway.",
                    address=element.address,
                    related=[(one, f"{one.address} is public") for one in public],
                )
