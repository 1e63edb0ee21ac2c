"""The throttling of an API stage: CloudFormation has it in the stage, the AWS provider in a resource of its own."""

from __future__ import annotations

from tffix import templates as t
from tffix.rules import Fix, Level
from tffix.syntax import Attribute, Block
from tffix.terraform import Module, Resource

from ._walk import Place

TYPE = "aws_api_gateway_stage"
SETTINGS = "aws_api_gateway_method_settings"
BLOCKS = frozenset({"throttle_settings", "throttling_settings", "throttle"})

# Resource page of aws_api_gateway_method_settings.
_NAMES = {
    "rate_limit": "throttling_rate_limit",
    "burst_limit": "throttling_burst_limit",
    "throttling_rate_limit": "throttling_rate_limit",
    "throttling_burst_limit": "throttling_burst_limit",
}


def moved(place: Place, block: Block, module: Module) -> Fix | None:
    """The limits in the settings for all methods of the stage; None where they are there already and differ."""
    stage = place.element
    limits = _limits(block)
    if not isinstance(stage, Resource) or not limits:
        return None
    found = [one for one in module.resources_of(SETTINGS) if _is_for(one, stage, module)]
    if not found:
        return _new(stage, block, limits, module)
    settings = found[0].blocks("settings")
    if len(found) > 1 or len(settings) != 1 or found[0].is_overridden:
        return None
    fix = Fix(f"Move the limits to {found[0].address}", Level.SAFE)
    for name, value in limits.items():
        there = settings[0].body.get(name)
        if there is None:
            fix.set_attribute(settings[0], name, value)
        elif there.expr_text != value:
            return None
    fix.remove(block)
    return fix


def _limits(block: Block) -> dict[str, str]:
    """The limits by their right names; empty where something else is in the block."""
    limits = {}
    for item in block.body.items:
        if not isinstance(item, Attribute) or item.name not in _NAMES or "\n" in item.expr_text:
            return {}
        limits[_NAMES[item.name]] = item.expr_text
    return limits


def _is_for(settings: Resource, stage: Resource, module: Module) -> bool:
    """Whether settings are those of all methods of a stage."""
    if settings.constant("method_path") != "*/*":
        return False
    named, own = settings["stage_name"], stage["stage_name"]
    if named is None or own is None:
        return False
    return module.resolve(named) is stage or named.text == own.text


def _new(stage: Resource, block: Block, limits: dict[str, str], module: Module) -> Fix | None:
    api = stage["rest_api_id"]
    is_taken = module.declares(f"{SETTINGS}.{stage.label}")
    if api is None or is_taken or stage.repeats or stage.provider is not None:
        return None
    new = t.resource(
        SETTINGS,
        stage.label,
        rest_api_id=api.text,
        stage_name=f"{stage.address}.stage_name",
        method_path='"*/*"',
        items=(t.block("settings", items=tuple(t.attribute(name, value) for name, value in limits.items())),),
    )
    fix = Fix(f"Move the limits to {new.address}", Level.SAFE)
    fix.remove(block)
    fix.insert_after(stage, new)
    return fix
