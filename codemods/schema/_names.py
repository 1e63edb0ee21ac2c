"""Which name of the schema a name that it does not have stands for."""

from __future__ import annotations

from collections.abc import Iterator

from tffix.terraform.schema_words import did_you_mean

from ._renames import BY_PLACE, Action
from ._walk import Place

_PREFIX, _SUFFIX = "enable_", "_enabled"


def meant(place: Place, name: str) -> str | None:
    """The argument or nested block that an unknown argument was meant to be, None where none is evident."""
    schema = place.schema
    fact = BY_PLACE.get((place.type, place.inner, name))
    if fact is not None and fact.action is not Action.RENAME and fact.action is not Action.VALUE:
        return None
    if fact is not None and (fact.to in schema.attributes or fact.to in schema.blocks):
        return fact.to
    switches = [one for one in _switches(name) if one in schema.attributes and schema.attributes[one].type == "bool"]
    settable = [one for one in switches if schema.attributes[one].is_settable]
    if len(settable) == 1:
        return settable[0]
    return did_you_mean(name, schema.settable_names)


def _switches(name: str) -> Iterator[str]:
    """Other names for the same switch: `enable_x`, `x_enabled` and `x`."""
    plain = name.removeprefix(_PREFIX).removesuffix(_SUFFIX)
    for other in (plain, _PREFIX + plain, plain + _SUFFIX):
        if other != name:
            yield other
