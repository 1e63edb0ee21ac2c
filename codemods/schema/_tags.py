"""Tags in another form: those of an Auto Scaling group, and the name of what has no other name than a tag."""

from __future__ import annotations

from tffix import templates as t
from tffix.rules import Fix, Level
from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name

from ._blocks import NotEvidentError, text_of
from ._walk import Place

GROUP = "aws_autoscaling_group"

# Amazon EC2 API reference: the Create action of these has no parameter Name, and the console shows that tag.
NAMED_BY_TAG = frozenset(
    {
        "aws_customer_gateway",
        "aws_ebs_snapshot",
        "aws_ebs_volume",
        "aws_ec2_transit_gateway",
        "aws_ec2_transit_gateway_route_table",
        "aws_ec2_transit_gateway_vpc_attachment",
        "aws_egress_only_internet_gateway",
        "aws_eip",
        "aws_flow_log",
        "aws_instance",
        "aws_internet_gateway",
        "aws_nat_gateway",
        "aws_network_acl",
        "aws_network_interface",
        "aws_route_table",
        "aws_subnet",
        "aws_vpc",
        "aws_vpc_dhcp_options",
        "aws_vpc_endpoint",
        "aws_vpc_peering_connection",
        "aws_vpn_connection",
        "aws_vpn_gateway",
    }
)


def tag_blocks(place: Place, attribute: Attribute) -> Fix | None:
    """The tags of an Auto Scaling group as `tag` blocks, which say of each whether instances get it: they do."""
    if place.type != GROUP or place.path or attribute.name != "tags" or "tag" not in place.schema.blocks:
        return None
    try:
        blocks = _blocks(attribute.expr)
    except NotEvidentError:
        return None
    fix = Fix("Write tags as tag blocks", Level.SAFE, needs_whole_module=False)
    if blocks:
        fix.insert_after(attribute, "\n\n".join(blocks))
    fix.remove(attribute)
    return fix


def _blocks(value: n.Expression) -> list[str]:
    if isinstance(value, n.TupleCons):
        found = []
        for item in value.items:
            members = _members(item)
            if members is None or {"key", "value"} - set(members):
                raise NotEvidentError("The tags are computed.")
            found.append(_tag(members["key"], members["value"], members.get("propagate_at_launch", "true")))
        return found
    members = _members(value)
    if members is not None:
        return [_tag(t.string(name), text, "true") for name, text in members.items()]
    if isinstance(value, n.ForTuple | n.FullSplat | n.AttrSplat):
        raise NotEvidentError("The tags are computed.")
    content = t.block("content", key="tag.key", value="tag.value", propagate_at_launch="true")
    return [t.block("dynamic", "tag", for_each=text_of(value), items=(content,))]


def _members(value: n.Expression) -> dict[str, str] | None:
    if not isinstance(value, n.ObjectCons):
        return None
    names = {key_name(item.key): item for item in value.items}
    if None in names:
        return None
    return {str(name): text_of(item.value) for name, item in names.items()}


def _tag(key: str, value: str, propagate: str) -> str:
    return t.block("tag", key=key, value=value, propagate_at_launch=propagate)


def name_tag(place: Place, attribute: Attribute) -> Fix | None:
    """The name of what has none as its tag `Name`; None where it has such a tag already."""
    is_named = place.type in NAMED_BY_TAG and not place.path and attribute.name == "name"
    if not is_named or "tags" not in place.schema.attributes or "\n" in attribute.expr_text:
        return None
    fix = Fix("Write the name as the tag Name", Level.SAFE, needs_whole_module=False)
    tags = place.body.get("tags")
    own = f"{{\n  Name = {attribute.expr_text}\n}}"
    if tags is None:
        fix.insert_after(attribute, f"tags = {own}")
    elif isinstance(tags.expr, n.ObjectCons):
        if any(key_name(item.key) in ("Name", None) for item in tags.expr.items):
            return None
        fix.set_item(tags.expr, "Name", attribute.expr_text)
    elif "Name" in tags.expr_text:
        return None
    else:
        fix.replace(tags.expr, "merge(", tags.expr, f", {own})")
    fix.remove(attribute)
    return fix
