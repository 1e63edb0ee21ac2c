"""Rule `vpc-interface-endpoints`."""

from __future__ import annotations

from dataclasses import dataclass, field

from tffix import matchers as m
from tffix import templates as t
from tffix.config import Option
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.terraform import Module, Resource

from ._compute_groups import GROUP, functions_of
from ._networks import NAT, default_routes, named, route_tables_of
from ._plain_data import region
from ._policies import allows_action
from ._role_policies import policies_of, role_of

_ENDPOINT = "aws_vpc_endpoint"
_AUTO = "auto"
# What a function calls by itself -> the name of the service's endpoint. The actions of event source mappings are not
# among them: Lambda polls from outside of the VPC. Source: AWS PrivateLink guide, "AWS services that integrate with AWS
# PrivateLink"; service authorization reference for the actions.
_SERVICES = (
    ("kinesis:PutRecord", "kinesis-streams"),
    ("kinesis:PutRecords", "kinesis-streams"),
    ("firehose:PutRecord", "kinesis-firehose"),
    ("firehose:PutRecordBatch", "kinesis-firehose"),
    ("sns:Publish", "sns"),
    ("sqs:SendMessage", "sqs"),
    ("states:StartExecution", "states"),
    ("secretsmanager:GetSecretValue", "secretsmanager"),
    ("ssm:GetParameter", "ssm"),
    ("ssm:GetParameters", "ssm"),
    ("events:PutEvents", "events"),
    ("lambda:InvokeFunction", "lambda"),
    ("cloudwatch:PutMetricData", "monitoring"),
    ("kms:Encrypt", "kms"),
    ("kms:GenerateDataKey", "kms"),
)


@dataclass(slots=True)
class _Network:
    """A VPC with functions in it: where they are, which services they call, whether they have another way out."""

    vpc: Resource
    functions: list[Resource] = field(default_factory=list)
    subnets: dict[str, None] = field(default_factory=dict)
    services: dict[str, None] = field(default_factory=dict)
    has_nat: bool = False


class VpcInterfaceEndpoints(Rule):
    """Lambda functions in a VPC that call services for which the VPC has no endpoint.

    ## Why is this bad?
    From private subnets, a call to SNS, SQS or Kinesis goes through a NAT gateway, which is paid for by the gigabyte,
    or, without one, nowhere: it runs into its timeout.

    ## Example
    ```hcl
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_iam_role" "orders" {
      name               = "orders"
      assume_role_policy = "{}"
    }

    resource "aws_iam_role_policy" "orders" {
      role = aws_iam_role.orders.id
      policy = jsonencode({
        Statement = [
          {
            Effect   = "Allow"
            Action   = "sns:Publish"
            Resource = "arn:aws:sns:eu-west-1:111122223333:orders"
          }
        ]
      })
    }

    resource "aws_lambda_function" "orders" {
      function_name = "orders"
      role          = aws_iam_role.orders.arn
      filename      = "orders.zip"
      handler       = "index.handler"
      runtime       = "python3.12"

      vpc_config {
        subnet_ids         = [aws_subnet.private.id]
        security_group_ids = []
      }
    }
    ```
    The services are those that the roles of the functions may call, as far as their policies name the action. With
    `services` in the configuration the endpoints are written, with private names and a security group that lets the
    VPC in by HTTPS; without, the fix is shown only.

    ## Fix safety
    Unsafe: each endpoint costs some dollars a month and zone, and its private name changes how the whole VPC reaches
    the service. Not every service has endpoints in every region.

    ## Options
    In the section `[vpc-interface-endpoints]`: `services`, a list of endpoint names (`"sns"`, `"kinesis-streams"`), or
    `["auto"]` for those that the functions may call.

    ## References
    AWS PrivateLink guide, "Access an AWS service using an interface VPC endpoint"
    """

    name = "vpc-interface-endpoints"
    subject = "Networks"
    target = m.Module()
    severity = Severity.INFO
    after = ("lambda-vpc-config",)
    options = (Option("services", list, None, 'endpoints that VPCs with functions have, or ["auto"]'),)

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at every VPC with functions."""
        if element.has_structure_errors or any("vpc_endpoint" in (call.source_text or "") for call in element.modules):
            return
        wanted = ctx.options.get("services")
        chosen = tuple(str(one) for one in wanted if one != _AUTO) if isinstance(wanted, tuple | list) else ()
        is_auto = not isinstance(wanted, tuple | list) or _AUTO in wanted
        for network in _networks(element):
            services = dict.fromkeys((*chosen, *(network.services if is_auto else ())))
            missing = [one for one in services if not _has_endpoint(network.vpc, one)]
            if not missing:
                continue
            fix = _fix(network, missing, Level.MANUAL if wanted is None else Level.UNSAFE)
            way = "goes through a NAT gateway" if network.has_nat else "has no way out that the module shows"
            ctx.report(
                network.vpc,
                f"What the functions in {network.vpc.address} send to {', '.join(missing)} {way}.",
                fix,
                severity=Severity.INFO if network.has_nat else Severity.WARNING,
                related=[(function, "is in the VPC") for function in network.functions],
            )


def _networks(module: Module) -> list[_Network]:
    found: dict[Resource, _Network] = {}
    for function in functions_of(module):
        for block in function.blocks("vpc_config"):
            ids = block.body.get("subnet_ids")
            subnets = () if ids is None else named(ids.expr, module, "aws_subnet")
            vpcs = {vpc for subnet in subnets for vpc in named(subnet["vpc_id"], module, "aws_vpc")}
            if ids is None or len(vpcs) != 1:
                continue
            vpc = vpcs.pop()
            if vpc.repeats or vpc.is_overridden:
                continue
            network = found.setdefault(vpc, _Network(vpc))
            network.functions.append(function)
            network.subnets[ids.expr_text] = None
            network.services.update(dict.fromkeys(_called(function)))
            tables = [table for subnet in subnets for table in route_tables_of(subnet)]
            network.has_nat = network.has_nat or any(NAT in default_routes(table) for table in tables)
    return list(found.values())


def _called(function: Resource) -> list[str]:
    """The services that a function's role lets it call, by the names of their endpoints."""
    role = role_of(function["role"], function.module)
    if role is None:
        return []
    statements = [one for attached in policies_of(role).attached for one in attached.document.allows]
    # Whoever may do everything says nothing of what is called.
    named_ = [one for one in statements if not any(value.text == "*" for value in one.actions)]
    return [service for action, service in _SERVICES if any(allows_action(one, action) for one in named_)]


def _has_endpoint(vpc: Resource, service: str) -> bool:
    """Whether the VPC has an endpoint of a service, or one whose service cannot be told."""
    for endpoint in vpc.module.resources_of(_ENDPOINT):
        name = endpoint["service_name"]
        if name is None or not name.text.startswith('"') or name.text.endswith((f'.{service}"', '}"')):
            return True
    return False


def _fix(network: _Network, services: list[str], level: Level) -> Fix | None:
    vpc, module = network.vpc, network.vpc.module
    if len(network.subnets) != 1 or "each." in (ids := next(iter(network.subnets))) or "\n" in ids:
        return None
    fix = Fix("Add endpoints of the services", level)
    place = region(fix, module, vpc)
    codes: list[str] = []
    group = next((one for one in module.resources_of(GROUP) if "endpoint" in one.label and one.count is None), None)
    address = None if group is None else group.address
    own = () if vpc.provider is None else (f"provider = {vpc.provider.text}", "")
    if address is None:
        rule = t.block(
            "ingress",
            description='"HTTPS from the VPC"',
            from_port="443",
            to_port="443",
            protocol='"tcp"',
            cidr_blocks=f"[{vpc.address}.cidr_block]",
        )
        items = (*own, 'name_prefix = "vpc-endpoints-"', f"vpc_id = {vpc.address}.id", rule)
        new = t.resource(GROUP, "vpc_endpoints", items=items)
        address = new.address
        codes.append(new)
    for service in services:
        label = service.replace("-", "_").replace(".", "_")
        if module.declares(f"{_ENDPOINT}.{label}"):
            label += "_interface"
        codes.append(
            t.resource(
                _ENDPOINT,
                label,
                items=(
                    *own,
                    f"vpc_id = {vpc.address}.id",
                    f'service_name = "com.amazonaws.${{{place}}}.{service}"',
                    'vpc_endpoint_type = "Interface"',
                    f"subnet_ids = {ids}",
                    f"security_group_ids = [{address}.id]",
                    "private_dns_enabled = true",
                ),
            )
        )
    endpoints = [one for one in module.resources_of(_ENDPOINT) if one.path == vpc.path]
    fix.insert_after(endpoints[-1] if endpoints else vpc, t.items("\n\n".join(codes)))
    if vpc.constant("enable_dns_hostnames", default=False) is False:
        # Private names need it.
        fix.set_attribute(vpc, "enable_dns_hostnames", "true", after=("enable_dns_support", "cidr_block"))
    return fix
