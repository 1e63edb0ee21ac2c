"""Rule `attribute-instead-of-id`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.terraform import Resource

# Type of resource -> the arguments that take its ID, and the attributes that people write instead. Source: AWS provider
# documentation (6.47), "Argument Reference" of the resources with such arguments, "Attribute Reference" of the types.
_IDS: Mapping[str, tuple[str, frozenset[str]]] = {
    "aws_subnet": (
        r"(?:\w+_)?subnet_ids?|subnets|vpc_zone_identifier",
        frozenset({"arn", "availability_zone", "availability_zone_id", "cidr_block", "vpc_id"}),
    ),
    "aws_vpc": (r"(?:\w+_)?vpc_id", frozenset({"arn", "cidr_block"})),
    "aws_security_group": (r"(?:\w+_)?security_group_ids?", frozenset({"arn", "name", "vpc_id"})),
    "aws_route_table": (r"(?:\w+_)?route_table_ids?", frozenset({"arn", "vpc_id"})),
    "aws_internet_gateway": (r"(?:internet_)?gateway_id", frozenset({"arn", "vpc_id"})),
    "aws_nat_gateway": (r"nat_gateway_id", frozenset({"allocation_id", "public_ip", "subnet_id"})),
}
_SHORT = {"aws_internet_gateway": "internet gateway", "aws_nat_gateway": "NAT gateway", "aws_vpc": "VPC"}
_READ = re.compile(r"(aws_\w+)(\.[\w-]+(?:\[[^\[\]]*\]|\.\*)?)\.(\w+)")
# Functions whose value is made of the values they are given.
_COLLECTING = frozenset({"compact", "concat", "distinct", "flatten", "one", "sort", "tolist", "toset"})


class AttributeInsteadOfId(Rule):
    """Something else of a subnet, VPC, security group, route table or gateway where its ID is needed.

    ## Why is this bad?
    AWS finds nothing under a name, a zone or an ARN there, and the apply fails: `InvalidSubnetID.NotFound`.

    ## Example
    ```hcl
    resource "aws_autoscaling_group" "web" {
      min_size            = 2
      max_size            = 4
      vpc_zone_identifier = aws_subnet.private[*].availability_zone
    }
    ```
    Use instead:
    ```hcl
    resource "aws_autoscaling_group" "web" {
      min_size            = 2
      max_size            = 4
      vpc_zone_identifier = aws_subnet.private[*].id
    }
    ```
    Looked at is what an argument is set to directly, in a list, or by way of functions such as `concat`.

    ## Fix safety
    Unsafe: the plan changes.

    ## References
    AWS provider documentation, `aws_autoscaling_group`, `vpc_zone_identifier`; other resources, such arguments.
    """

    name = "attribute-instead-of-id"
    subject = "References and dependencies"
    target = m.Resource()
    severity = Severity.ERROR
    # An argument gets its right name first.
    after = ("unsupported-argument",)

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at the arguments of one resource that take IDs."""
        if not element.type.startswith("aws_") or element.is_overridden:
            return
        for attribute in element.body.all_attributes():
            for node, type_, read in _wrong(attribute):
                fix = Fix("Take the ID", Level.UNSAFE, needs_whole_module=False)
                fix.replace(node, f"{node.text.rpartition('.')[0]}.id")
                what = _SHORT.get(type_, type_.removeprefix("aws_").replace("_", " "))
                ctx.report(node, f"{attribute.name} takes the ID of a {what}, not its {read}.", fix)


def _wrong(attribute: Attribute) -> Iterator[tuple[n.Node, str, str]]:
    """The values of an argument that are not the ID it takes: node, type of resource, attribute read."""
    text = attribute.expr_text
    if "aws_" not in text:
        return
    for type_, (arguments, others) in _IDS.items():
        if f"{type_}." not in text or re.fullmatch(arguments, attribute.name) is None:
            continue
        for node in _values(attribute.expr):
            found = _READ.fullmatch(node.text)
            if found is not None and found[1] == type_ and found[3] in others:
                yield node, type_, found[3]


def _values(node: n.Expression) -> Iterator[n.Expression]:
    """What ends up as a value of an expression, or as an element of the collection that it is."""
    todo: list[n.Expression] = [node]
    while todo:
        match todo.pop():
            case n.TupleCons() as found:
                todo += found.items
            case n.Parentheses() as found:
                todo.append(found.expression)
            case n.Conditional() as found:
                todo += (found.true_value, found.false_value)
            case n.FunctionCall() as found:
                todo += found.arguments if found.name in _COLLECTING else ()
            case found:
                yield found
