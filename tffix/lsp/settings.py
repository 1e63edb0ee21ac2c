"""What the editor says: `tffix.*` in its settings, or `initializationOptions`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tffix.errors import ConfigError

SECTION = "tffix"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of the server.

    `format`: whether the server formats documents, which is left to terraform-ls otherwise. `markdown`: whether
    Terraform in Markdown documents is looked at. `delay`: milliseconds from the last key to a check. `config` is in
    the shape of a `.tffix.toml`, and wins over that.
    """

    format: bool = False
    markdown: bool = True
    delay: int = 150
    config: Mapping[str, object] = field(default_factory=dict)


def settings_from(value: Any) -> Settings:
    """The settings in what the editor sent; raises ConfigError for what cannot be one."""
    if value is None:
        return Settings()
    if not isinstance(value, Mapping):
        raise ConfigError(f"the settings of {SECTION} must be an object")
    rest = {str(key): inner for key, inner in value.items() if inner is not None}
    own: dict[str, Any] = {}
    for name, kind in (("format", bool), ("markdown", bool), ("delay", int)):
        if name in rest:
            own[name] = rest.pop(name)
            if type(own[name]) is not kind:
                what = "true or false" if kind is bool else "a whole number"
                raise ConfigError(f"{SECTION}.{name} must be {what}")
    rest.pop("trace", None)  # the editor's own, for its log of the protocol
    rest.pop("command", None)  # of the extension: how to start the server
    return Settings(**own, config=rest)
