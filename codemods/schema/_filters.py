"""Properties by which EC2 data sources choose objects: those that have no argument of their own, as filters."""

from __future__ import annotations

from tffix import templates as t
from tffix.rules import Fix, Level
from tffix.syntax import Attribute
from tffix.syntax import nodes as n

from ._blocks import NotEvidentError, text_of
from ._walk import Place

# Amazon EC2 API reference, the filters of DescribeSubnets, DescribeVpcs, DescribeImages and the like.
_FILTERS = {
    "architecture": "architecture",
    "availability_zone": "availability-zone",
    "cidr_block": "cidr-block",
    "group_name": "group-name",
    "instance_state": "instance-state-name",
    "instance_type": "instance-type",
    "map_public_ip_on_launch": "map-public-ip-on-launch",
    "name": "name",
    "subnet_id": "subnet-id",
    "virtualization_type": "virtualization-type",
    "vpc_id": "vpc-id",
}
# `name` is a filter of images alone.
_NAMED = frozenset({"aws_ami", "aws_ami_ids"})


def as_filter(place: Place, attribute: Attribute) -> Fix | None:
    """The property as a `filter` block, where the data source takes such blocks."""
    nested = place.schema.blocks.get("filter")
    name = _FILTERS.get(attribute.name)
    if place.element.kind != "data" or place.path or nested is None or name is None:
        return None
    if set(nested.block.attributes) != {"name", "values"} or (name == "name" and place.type not in _NAMED):
        return None
    try:
        text = text_of(attribute.expr)
    except NotEvidentError:
        return None
    values = text if isinstance(attribute.expr, n.TupleCons) else f"[{text}]"
    fix = Fix(f"Write {attribute.name} as a filter", Level.SAFE, needs_whole_module=False)
    fix.insert_after(attribute, t.block("filter", name=t.string(name), values=values))
    fix.remove(attribute)
    return fix
