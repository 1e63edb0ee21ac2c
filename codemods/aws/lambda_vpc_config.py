"""Rule `lambda-vpc-config`."""

from __future__ import annotations

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.terraform import Module, Resource

from ._compute_groups import functions_of, unused_group_for_functions
from ._managed_policies import managed_allows
from ._networks import NAT, default_routes, is_public, list_of, route_tables_of
from ._plain_data import partition
from ._policies import allows_action
from ._role_policies import policies_of, role_of

_ACTION = "ec2:CreateNetworkInterface"
_POLICY = "service-role/AWSLambdaVPCAccessExecutionRole"


class LambdaVpcConfig(Rule):
    """Lambda function outside of the VPC that was prepared for it.

    ## Why is this bad?
    A security group for the functions and private subnets are declared, and no function is in them: databases in the
    VPC cannot be reached.

    ## Example
    ```hcl
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      count = 2

      vpc_id     = aws_vpc.main.id
      cidr_block = cidrsubnet("10.0.0.0/16", 8, count.index)
    }

    resource "aws_route_table" "private" {
      vpc_id = aws_vpc.main.id

      route {
        cidr_block     = "0.0.0.0/0"
        nat_gateway_id = var.nat_gateway_id
      }
    }

    resource "aws_route_table_association" "private" {
      count = 2

      subnet_id      = aws_subnet.private[count.index].id
      route_table_id = aws_route_table.private.id
    }

    resource "aws_security_group" "lambda" {
      name   = "lambda"
      vpc_id = aws_vpc.main.id
    }

    resource "aws_iam_role" "orders" {
      name               = "orders"
      assume_role_policy = var.trust
    }

    resource "aws_lambda_function" "orders" {
      function_name = "orders"
      role          = aws_iam_role.orders.arn
      filename      = "orders.zip"
      handler       = "index.handler"
      runtime       = "python3.12"
    }
    ```
    Use instead:
    ```hcl
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      count = 2

      vpc_id     = aws_vpc.main.id
      cidr_block = cidrsubnet("10.0.0.0/16", 8, count.index)
    }

    resource "aws_route_table" "private" {
      vpc_id = aws_vpc.main.id

      route {
        cidr_block     = "0.0.0.0/0"
        nat_gateway_id = var.nat_gateway_id
      }
    }

    resource "aws_route_table_association" "private" {
      count = 2

      subnet_id      = aws_subnet.private[count.index].id
      route_table_id = aws_route_table.private.id
    }

    resource "aws_security_group" "lambda" {
      name   = "lambda"
      vpc_id = aws_vpc.main.id
    }

    resource "aws_iam_role" "orders" {
      name               = "orders"
      assume_role_policy = var.trust
    }

    resource "aws_iam_role_policy_attachment" "orders_vpc" {
      role       = aws_iam_role.orders.name
      policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
    }

    resource "aws_lambda_function" "orders" {
      function_name = "orders"
      role          = aws_iam_role.orders.arn
      filename      = "orders.zip"
      handler       = "index.handler"
      runtime       = "python3.12"

      vpc_config {
        subnet_ids         = aws_subnet.private[*].id
        security_group_ids = [aws_security_group.lambda.id]
      }
    }
    ```
    A function moves into the VPC only where everything is there: one security group named for functions that nothing
    has, and private subnets of its VPC that have a way out through a NAT gateway. Its role is allowed to make network
    interfaces, without which the function could not be created. (Functions that are in a VPC already, and whose role
    is not, are found by `iam-missing-permission`.)

    ## Fix safety
    Unsafe: in the VPC, a function reaches what its subnets and its security group let it reach, and nothing else. One
    that calls public services only may be better off outside.

    ## References
    AWS Lambda developer guide, "Giving Lambda functions access to resources in an Amazon VPC"; AWS managed policy
    reference guide, `AWSLambdaVPCAccessExecutionRole`
    """

    name = "lambda-vpc-config"
    subject = "Lambda"
    target = m.Module()
    severity = Severity.WARNING

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at every function."""
        if element.has_structure_errors:
            return
        group = unused_group_for_functions(element)
        if group is None:
            return
        subnets = _subnets(group)
        for function in functions_of(element):
            is_placed = bool(function.blocks("vpc_config")) or function.has_dynamic("vpc_config")
            if not is_placed and function.provider_reference == group.provider_reference:
                fix = _move(function, group, subnets) if subnets else None
                message = f"{function.address} is not in the VPC, and nothing has {group.address}."
                ctx.report(function, message, fix, related=[(group, "meant for functions")])


def _may_make_interfaces(role: Resource) -> bool | None:
    """Whether the policies of a role allow it; None where they are not all known."""
    policies = policies_of(role)
    if any(managed_allows(name, _ACTION) for name in policies.managed):
        return True
    if any(allows_action(one, _ACTION) for attached in policies.attached for one in attached.document.allows):
        return True
    is_known = all(managed_allows(name, _ACTION) is not None for name in policies.managed)
    is_known = is_known and all(attached.document.is_whole for attached in policies.attached)
    return False if policies.is_whole and is_known else None


def _subnets(group: Resource) -> tuple[Resource, ...]:
    """The private subnets of a group's VPC that have a way out; those called private, if some are."""
    vpc = group["vpc_id"]
    if vpc is None:
        return ()
    found = [
        subnet
        for subnet in group.module.resources_of("aws_subnet")
        if (own := subnet["vpc_id"]) is not None
        and own.text == vpc.text
        and not is_public(subnet)
        and any(NAT in default_routes(table) for table in route_tables_of(subnet))
    ]
    private = [subnet for subnet in found if "private" in subnet.label]
    return tuple(private or found)


def _move(function: Resource, group: Resource, subnets: tuple[Resource, ...]) -> Fix | None:
    role = role_of(function["role"], function.module)
    may = None if role is None else _may_make_interfaces(role)
    if role is None or may is None:
        return None
    fix = Fix("Put the function into the private subnets", Level.UNSAFE)
    ids = list_of(subnets, "id")
    block = t.block("vpc_config", subnet_ids=ids, security_group_ids=f"[{group.address}.id]")
    after = [one for one in function.body.items if getattr(one, "name", "") not in ("tags", "depends_on")]
    before_tags = function.attribute("tags")
    if before_tags is not None:
        fix.insert_before(before_tags, block)
    elif after:
        fix.insert_after(after[-1], block)
    if not may:
        _attach(fix, role)
    return fix


def _attach(fix: Fix, role: Resource) -> None:
    """Give a role the policy that AWS has for it; the same edit for every function of the role."""
    module, label, number = role.module, f"{role.label}_vpc", 1
    while module.declares(f"aws_iam_role_policy_attachment.{label}"):
        number += 1
        label = f"{role.label}_vpc_{number}"
    arn = f'"{partition(module)}:iam::aws:policy/{_POLICY}"'
    items = [f"role = {role.address}.name", f"policy_arn = {arn}"]
    if role.for_each is not None:
        items = [f"for_each = {role.address}", "", "role = each.value.name", f"policy_arn = {arn}"]
    elif role.count is not None:
        items = [f"count = {role.count.text}", "", f"role = {role.address}[count.index].name", f"policy_arn = {arn}"]
    fix.insert_after(role, t.resource("aws_iam_role_policy_attachment", label, items=tuple(items)))
