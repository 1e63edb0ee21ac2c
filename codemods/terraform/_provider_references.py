"""Where a module names provider configurations: `provider = aws.west`, `providers = { aws = aws.west }`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tffix.rules import Fix
from tffix.syntax import Attribute, Block
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name, string_value
from tffix.terraform import Module, ModuleCall

# Terraform 1.11, internal/configs/resource.go: blocks whose `provider` argument names a configuration.
_HOLDERS = ("resource", "data", "ephemeral", "import")
_REFERENCE = re.compile(r"[^\W\d][\w-]*(?:\.[^\W\d][\w-]*)?")


@dataclass(frozen=True, slots=True)
class ProviderUse:
    """One place that names a provider configuration.

    `name` and `alias` are empty where the expression is no name; `is_quoted` says that it is one in quotes.
    """

    node: n.Expression
    name: str
    alias: str
    is_quoted: bool = False

    @property
    def address(self) -> str:
        """`aws.west`, or `aws` for the default configuration."""
        return f"{self.name}.{self.alias}" if self.alias else self.name


def provider_uses(module: Module) -> Iterator[ProviderUse]:
    """Every place in the native files of a module that names a provider configuration."""
    for block_type in (*_HOLDERS, "check"):
        for block in module.blocks_of(block_type):
            for holder in block.body.blocks_of("data") if block_type == "check" else (block,):
                attribute = holder.body.get("provider")
                if attribute is not None:
                    yield provider_use(attribute.expr)
    for call in module.modules:
        for item in provider_items(call.block):
            yield provider_use(item.value)


def provider_items(call: Block) -> tuple[n.ObjectItem, ...]:
    """The items of the `providers` argument of a module call."""
    attribute = call.body.get("providers")
    value = None if attribute is None else attribute.expr
    return value.items if isinstance(value, n.ObjectCons) else ()


def provider_use(expression: n.Expression) -> ProviderUse:
    """What an expression names as a provider configuration."""
    if isinstance(expression, n.Traversal) and len(expression.names) <= 2 and not expression.keys:
        return ProviderUse(expression, expression.names[0], "".join(expression.names[1:]))
    text = string_value(expression)
    if text is not None and _REFERENCE.fullmatch(text):
        name, _, alias = text.partition(".")
        return ProviderUse(expression, name, alias, is_quoted=True)
    return ProviderUse(expression, "", "")


def provider_key(item: n.ObjectItem) -> str | None:
    """The configuration that a key of `providers` names in the called module; None for a key that is no name."""
    if isinstance(item.key, n.Traversal):
        return ".".join(item.key.names)
    return key_name(item.key)


def required_entries(module: Module) -> dict[str, Attribute]:
    """The entries of the module's `required_providers` blocks."""
    return {
        entry.name: entry
        for terraform in module.terraform_blocks
        for block in terraform.required_providers
        for entry in block.body.items
        if isinstance(entry, Attribute)
    }


def entry_item(entry: Attribute, name: str) -> n.Expression | None:
    """The value of one item of an entry (`source`, `configuration_aliases`)."""
    if not isinstance(entry.expr, n.ObjectCons):
        return None
    return next((item.value for item in entry.expr.items if key_name(item.key) == name), None)


def configuration_aliases(module: Module) -> dict[str, n.Node]:
    """The configurations that a module says its callers have to pass (`aws.west`), and where it says so."""
    found: dict[str, n.Node] = {}
    for entry in required_entries(module).values():
        aliases = entry_item(entry, "configuration_aliases")
        for item in aliases.items if isinstance(aliases, n.TupleCons) else ():
            if isinstance(item, n.Traversal):
                found[".".join(item.names)] = item
    return found


def has_configuration(module: Module, address: str) -> bool:
    """Whether a module has the configuration `aws.west`: its own, in JSON too, or one that is passed to it."""
    return module.declares(f"provider.{address}") or address in configuration_aliases(module)


def pass_configurations(fix: Fix, call: ModuleCall, addresses: Iterable[str]) -> None:
    """Have a call pass configurations under the names they have, those that it passes already left out."""
    given = call["providers"]
    passed = {provider_key(item) for item in provider_items(call.block)}
    missing = [address for address in addresses if address not in passed]
    if isinstance(given, n.ObjectCons):
        for address in missing:
            fix.append_element(given, f"{address} = {address}", key=(address,))
    elif given is None and missing:
        rows = "".join(f"  {address} = {address}\n" for address in missing)
        fix.set_attribute(call, "providers", f"{{\n{rows}}}", after="source")
