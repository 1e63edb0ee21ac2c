"""Networks of a module: which subnets, route tables and groups an argument names, and where routes lead."""

from __future__ import annotations

from collections.abc import Iterator

from tffix.syntax import Attribute, Block
from tffix.syntax import nodes as n
from tffix.terraform import Module, Resource

from ._policy_text import addresses_in

INTERNET = "internet"
NAT = "nat"
OTHER = "other"
_EVERYWHERE = "0.0.0.0/0"
# What a route leads to, by its argument. Source: AWS provider 5.100, `aws_route` and `aws_route_table`; a gateway is
# an internet gateway unless it is a virtual private one.
_KINDS = {"gateway_id": INTERNET, "nat_gateway_id": NAT}
_INTERNET_GATEWAYS = frozenset({"aws_internet_gateway"})


def named(expression: n.Expression | None, module: Module, type_: str) -> tuple[Resource, ...]:
    """The resources of one type that an expression mentions, itself or by way of local values."""
    if expression is None:
        return ()
    found = (module.get(address) for address in addresses_in(expression, module))
    return tuple(one for one in found if isinstance(one, Resource) and one.type == type_)


def named_by(resource: Resource, argument: str, type_: str) -> tuple[Resource, ...]:
    """The resources of one type that an argument names, where `each.value` stands for what `for_each` names."""
    expression = resource[argument]
    found = named(expression, resource.module, type_)
    if not found and expression is not None and expression.text.startswith("each."):
        return named(resource.for_each, resource.module, type_)
    return found


def route_tables_of(subnet: Resource) -> tuple[Resource, ...]:
    """The route tables that the module associates with a subnet."""
    found: dict[Resource, None] = {}
    for association in subnet.module.resources_of("aws_route_table_association"):
        if subnet in named_by(association, "subnet_id", "aws_subnet"):
            found.update(dict.fromkeys(named_by(association, "route_table_id", "aws_route_table")))
    return tuple(found)


def default_routes(table: Resource) -> frozenset[str]:
    """Where the routes of a table lead that are for every address: `INTERNET`, `NAT`, or `OTHER` for all else."""
    return frozenset(_default_routes(table))


def _default_routes(table: Resource) -> Iterator[str]:
    module = table.module
    contents = [
        block.body.blocks_of("content") for block in table.blocks("dynamic") if block.label_values == ("route",)
    ]
    if table.is_overridden or contents or "route" in table:
        yield OTHER
    for block in (*table.blocks("route"), *(one for content in contents for one in content)):
        if _is_default(block, "cidr_block"):
            yield _kind(block, module)
    for route in module.resources_of("aws_route"):
        if table in named_by(route, "route_table_id", "aws_route_table") and _is_default(
            route.block, "destination_cidr_block"
        ):
            yield _kind(route.block, module)


def _is_default(block: Block, argument: str) -> bool:
    attribute = block.body.get(argument)
    # A computed destination may be any.
    return attribute is not None and (_EVERYWHERE in attribute.expr_text or not attribute.expr_text.startswith('"'))


def _kind(block: Block, module: Module) -> str:
    for argument, kind in _KINDS.items():
        attribute = block.body.get(argument)
        if attribute is None:
            continue
        if argument == "gateway_id" and not _is_internet_gateway(attribute, module):
            return OTHER
        return kind
    return OTHER


def _is_internet_gateway(attribute: Attribute, module: Module) -> bool:
    element = module.resolve(attribute.expr)
    return isinstance(element, Resource) and element.type in _INTERNET_GATEWAYS


def is_public(subnet: Resource) -> bool:
    """Whether what leaves a subnet goes to an internet gateway, as the module has it."""
    tables = route_tables_of(subnet)
    return bool(tables) and all(default_routes(table) == {INTERNET} for table in tables)


def all_instances(resource: Resource, attribute: str) -> str:
    """An expression for a list of one attribute of all instances of a resource."""
    if resource.for_each is not None:
        return f"values({resource.address})[*].{attribute}"
    return f"{resource.address}[*].{attribute}"


def list_of(resources: tuple[Resource, ...], attribute: str) -> str:
    """An expression for a list of one attribute of several resources, of all their instances."""
    if any(one.repeats for one in resources):
        single = [one for one in resources if not one.repeats]
        lists = [all_instances(one, attribute) for one in resources if one not in single]
        if single:
            lists.insert(0, _plain_list(single, attribute))
        return lists[0] if len(lists) == 1 else f"concat({', '.join(lists)})"
    return _plain_list(list(resources), attribute)


def _plain_list(resources: list[Resource], attribute: str) -> str:
    return "[" + ", ".join(f"{one.address}.{attribute}" for one in resources) + "]"
