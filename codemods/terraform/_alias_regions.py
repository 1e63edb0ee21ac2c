"""The region of a provider configuration that nobody has declared, from its alias and what the module knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tffix import templates as t
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform import Local, Module, Variable, evaluate

from ..aws._plain_data import REGION_VARIABLES
from ..aws._regions import is_region, region_of_name

_STRING = (None, "string", '"string"')
# Words of names that do not tell one region from another.
_PLAIN = frozenset({"aws", "code", "id", "name", "provider", "region"})
# What people call the one other region, and the one that is not. A name says no more than that there are two.
_OTHER = frozenset({"backup", "dr", "failover", "recovery", "remote", "replica", "secondary", "standby"})
_MAIN = frozenset({"default", "home", "main", "primary"})
_ALIKE = {"disaster": "dr", "replication": "replica"}
# Aliases for what has to be in the one region of the global services. Source: CloudFront developer guide, "Requirements
# for using SSL/TLS certificates"; WAF API reference, CreateWebACL, `Scope`.
_GLOBAL = frozenset({"acm", "certificate", "certificates", "cloudfront", "edge", "global", "waf"})
_GLOBAL_REGION = '"us-east-1"'


@dataclass(frozen=True, slots=True)
class AliasRegion:
    """An expression for the region of a configuration; `is_named` if the alias itself says which region that is."""

    expression: str
    is_named: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """Something of the module that holds a region: its address, the words that tell it from others, its value."""

    address: str
    words: frozenset[str]
    value: str | None
    copy_of: str = ""


def alias_region(alias: str, module: Module) -> AliasRegion | None:
    """The region that `aws.ALIAS` is meant to work in; None where nothing says so.

    What the module has for that region is read (a variable, a local value, an item of a local map), if it is exactly
    one and the region is not the one of the default configuration, which may be moved by itself.
    """
    found = {one.address: one for one in _known(module)}
    # A local value that is another of them says the same.
    known = [one for one in found.values() if one.copy_of not in found]
    proven = region_of_name(alias)
    if proven is not None:
        default = module.provider("aws")
        used = "" if default is None or default["region"] is None else default["region"].text
        plain = {f"var.{name}" for name in REGION_VARIABLES}
        fitting = {one.address for one in known if one.value == proven and one.address not in {used, *plain}}
        named = _words(alias) - _PLAIN
        # `var.dr_region` may have the region of `aws.logs_us_west_2` by chance: other words have to agree.
        apart = {word for word in named if word in _OTHER | _MAIN}
        fitting -= {one.address for one in known if apart and one.words & (_OTHER | _MAIN) and not one.words & apart}
        return AliasRegion(fitting.pop() if len(fitting) == 1 else t.string(proven), True)
    words = _words(alias) - _PLAIN
    if not words:
        return None
    for is_fit in (_is_same, _is_part, _is_like):
        fitting = {one.address for one in known if is_fit(one, words)}
        if fitting:
            return AliasRegion(fitting.pop(), False) if len(fitting) == 1 else None
    if words <= _MAIN and (expression := _default_region(module)) is not None:
        return AliasRegion(expression, False)
    return AliasRegion(_GLOBAL_REGION, False) if words <= _GLOBAL else None


def _is_same(one: _Known, words: frozenset[str]) -> bool:
    return one.words == words


def _is_part(one: _Known, words: frozenset[str]) -> bool:
    """Whether the words are of the region's own name: `west` of us-west-2."""
    return one.value is not None and words <= frozenset(one.value.split("-"))


def _is_like(one: _Known, words: frozenset[str]) -> bool:
    """Whether two names are both for the one other region, or both for the main one."""
    return any(bool(one.words) and one.words <= kind and words <= kind for kind in (_OTHER, _MAIN))


def _default_region(module: Module) -> str | None:
    """How the module writes the region of its default configuration."""
    default = module.provider("aws")
    if default is not None:
        return None if default.is_overridden or default["region"] is None else default["region"].text
    return next((f"var.{name}" for name in REGION_VARIABLES if module.variable(name) is not None), None)


def _words(name: str) -> frozenset[str]:
    return frozenset(_ALIKE.get(word, word) for word in re.split(r"[_-]+", name.lower()) if word)


def _known(module: Module) -> Iterator[_Known]:
    """Everything of the module that holds one region, by its name or its value."""
    holders: list[Variable | Local] = [*module.variables, *module.locals]
    for holder in holders:
        expression = holder.default if isinstance(holder, Variable) else holder.expr
        words = _words(holder.label)
        if holder.is_overridden:
            continue
        if isinstance(holder, Variable):
            if holder.type_text not in _STRING:
                continue
        elif isinstance(expression, n.ObjectCons):
            yield from _items(holder, expression, words)
            continue
        elif not all(one.address.startswith(("var.", "local.")) for one in module.references_in(holder.node)):
            continue  # data that may come from that very configuration
        value = None if expression is None else evaluate(expression, module)
        region = value if isinstance(value, str) and is_region(value) else None
        if region is not None or "region" in words:
            copy = expression.text if isinstance(expression, n.Traversal) else ""
            yield _Known(holder.address, words - _PLAIN, region, copy)


def _items(local: Local, object_: n.ObjectCons, words: frozenset[str]) -> Iterator[_Known]:
    """The items of a local map of regions."""
    for item in object_.items if words & {"region", "regions"} else ():
        key = item.key.name if isinstance(item.key, n.Identifier) else None
        value = string_value(item.value)
        if key is not None and value is not None and is_region(value):
            yield _Known(f"{local.address}.{key}", _words(key) - _PLAIN, value)
