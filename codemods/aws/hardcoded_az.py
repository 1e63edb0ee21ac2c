"""Rule `hardcoded-az`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.terraform import DataSource, Local, Module, Resource

from ._plain_data import ensure_plain_data, read_by_provider
from ._provider_regions import ProviderRegion, provider_region
from ._regions import is_region

_WRITTEN = re.compile(r'"([a-z]{2}(?:-[a-z]+)+-\d)([a-f])"')
_JOINED = re.compile(r'"\$\{\s*([^{}"]+?)\s*\}([a-f])"')
_EITHER = re.compile(f"{_WRITTEN.pattern}|{_JOINED.pattern}")
# Every region has three zones but for a few old ones with two that accounts can use; more are the exception.
_ZONES = "abc"
_SINGLE = ("availability_zone",)
_SEVERAL = ("availability_zones", "preferred_cache_cluster_azs", "preferred_availability_zones")


class HardcodedAz(Rule):
    """Availability zone that is put together from a region and a letter.

    ## Why is this bad?
    Not every region has a zone `a`, `b` or `c` for every account: the apply fails in `us-west-1` or `ap-northeast-1`,
    where a letter is missing, and wherever the region changes and the letter does not fit.

    ## Example
    ```hcl
    variable "aws_region" {
      type = string
    }

    data "aws_availability_zones" "available" {
      state = "available"
    }

    resource "aws_subnet" "private" {
      vpc_id            = var.vpc_id
      cidr_block        = "10.0.1.0/24"
      availability_zone = "${var.aws_region}a"
    }
    ```
    Use instead:
    ```hcl
    variable "aws_region" {
      type = string
    }

    data "aws_availability_zones" "available" {
      state = "available"
    }

    resource "aws_subnet" "private" {
      vpc_id            = var.vpc_id
      cidr_block        = "10.0.1.0/24"
      availability_zone = data.aws_availability_zones.available.names[0]
    }
    ```
    The letter says which of the available zones is meant. Nothing is written where the region is not provably that of
    the provider, for letters behind `c`, and in defaults of variables, where no data source can stand.

    ## Fix safety
    Unsafe: where a zone is not available the others move up, and a subnet that moves is made anew with all that is in
    it.

    ## References
    AWS provider, data source `aws_availability_zones`; EC2 user guide, "Regions and Zones"
    """

    name = "hardcoded-az"
    subject = "Names, regions and placeholders"
    target = m.Module()
    severity = Severity.WARNING

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at every argument and local value for zones."""
        for owner, attribute, zones in _findings(element):
            region = provider_region(element, None if isinstance(owner, Local) else owner)
            shown = ", ".join(zone.node.text for zone in zones)
            fix = _fix(element, owner, attribute, zones, region)
            message = f"The availability zone {shown} is written out."
            if len(zones) > 1:
                message = f"The availability zones {shown} are written out."
            ctx.report(zones[0].node, message, fix, address=owner.address)


class _Zone(NamedTuple):
    """A zone as written: the text of its region (quoted where it is a literal), and its letter."""

    node: n.Template
    region: str
    letter: str


def _findings(module: Module) -> Iterator[tuple[Resource | DataSource | Local, Attribute, list[_Zone]]]:
    """What names zones: for each argument or local value, all of them."""
    for attribute in module.attributes_matching(_EITHER):
        owner = module.element_at(attribute.source.path, attribute.start)
        if not isinstance(owner, Resource | DataSource | Local) or owner.is_overridden:
            continue
        zones = [zone for node in attribute.expr.walk() if (zone := _zone(node)) is not None]
        if zones and _takes_zones(owner, attribute, zones):
            yield owner, attribute, zones


def _zone(node: n.Node) -> _Zone | None:
    if not isinstance(node, n.Template):
        return None
    text = node.text
    written = _WRITTEN.fullmatch(text)
    if written is not None and is_region(written[1]):
        return _Zone(node, f'"{written[1]}"', written[2])
    joined = _JOINED.fullmatch(text)
    if joined is not None and re.search(r"region", joined[1]):
        return _Zone(node, joined[1], joined[2])
    return None


def _takes_zones(owner: Resource | DataSource | Local, attribute: Attribute, zones: list[_Zone]) -> bool:
    """Whether an attribute is for zones: an argument of that name, or a local value of nothing but zones."""
    if isinstance(owner, Local):
        return isinstance(attribute.expr, n.Template) or (
            isinstance(attribute.expr, n.TupleCons) and len(zones) == len(attribute.expr.items)
        )
    return attribute.name in (*_SINGLE, *_SEVERAL)


def _fix(
    module: Module,
    owner: Resource | DataSource | Local,
    attribute: Attribute,
    zones: list[_Zone],
    region: ProviderRegion | None,
) -> Fix | None:
    if owner.address in module.memo(read_by_provider):
        return None
    if region is None or not all(zone.letter in _ZONES and region.is_meant_by(zone.region) for zone in zones):
        return None
    fix = Fix("Take the zone from those that are available", Level.UNSAFE)
    if len(zones) > 1:
        fix = Fix("Take the zones from those that are available", Level.UNSAFE)
    like = None if isinstance(owner, Local) else owner
    names = f"{ensure_plain_data(fix, module, 'aws_availability_zones', like=like)}.names"
    letters = "".join(zone.letter for zone in zones)
    whole = attribute.expr
    if isinstance(whole, n.TupleCons) and letters == _ZONES[: len(letters)] and len(whole.items) == len(zones):
        fix.replace(whole, f"slice({names}, 0, {len(zones)})")
        return fix
    for zone in zones:
        fix.replace(zone.node, f"{names}[{_ZONES.index(zone.letter)}]")
    return fix
