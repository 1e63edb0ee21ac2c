"""Which providers a module uses, and where first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tffix.syntax import Attribute, Block
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform import Element, Module

# The provider that is built into Terraform: `terraform_data` and `terraform_remote_state` need no entry, calls of
# `provider::terraform::…` do ("Built-in Provider" in the documentation of Terraform's functions).
_BUILT_IN = "terraform"
_TYPED = ("resource", "data", "ephemeral", "action")
_FUNCTION = "provider::"


@dataclass(frozen=True, slots=True)
class Use:
    """A place that needs a provider: the local name, what to show, and the address of the object around it."""

    name: str
    where: Element | n.Node
    address: str

    @property
    def place(self) -> tuple[str, int]:
        """Where it is: file and offset."""
        return (self.where.source.path, self.where.start)


def first_uses(module: Module) -> list[Use]:
    """The first use of each provider, in file and offset order."""
    found: dict[str, Use] = {}
    uses = [use for use in _uses(module) if use.name not in ("", _BUILT_IN)]
    for use in sorted((*uses, *_functions(module)), key=lambda use: use.place):
        found.setdefault(use.name, use)
    return list(found.values())


def configured_providers(module: Module) -> frozenset[str]:
    """The providers that the module has a configuration for that needs no alias to be used."""
    return frozenset(provider.label for provider in module.providers if provider.alias is None)


def _uses(module: Module) -> Iterator[Use]:
    for type_ in _TYPED:
        for element in module.elements_of(type_):
            if element.labels:
                yield Use(_provider_of(element.block, element.labels[0]), element, element.address)
    for provider in module.providers:
        yield Use(provider.label, provider, provider.address)
    for element in module.elements_of("import"):
        for name in _named(element["provider"]):
            yield Use(name, element, "")
    for element in module.elements_of("check"):
        for data in element.blocks("data"):
            yield Use(_provider_of(data, *data.label_values[:1]), data, element.address)
    for call in module.modules:
        providers = call["providers"]
        for item in providers.items if isinstance(providers, n.ObjectCons) else ():
            for name in _named(item.value):
                yield Use(name, item.value, call.address)


def _provider_of(block: Block, type_: str = "") -> str:
    """The provider of a resource: the one it names, else the one its type begins with."""
    # Opening every block to look for `provider` would cost more than the rest of the rule.
    if block.source.text.find("provider", block.open_brace, block.end) >= 0:
        attribute = block.body.get("provider")
        for name in _named(attribute.expr if attribute is not None else None):
            return name
    return type_.split("_")[0]


def _named(expression: n.Expression | None) -> Iterator[str]:
    """The provider that a reference like `aws`, `aws.west`, `aws.by_region[each.key]` or `"aws.west"` names."""
    while isinstance(expression, n.Index | n.GetAttr):
        expression = expression.collection if isinstance(expression, n.Index) else expression.object
    if isinstance(expression, n.Traversal):
        yield expression.root_name
    elif text := string_value(expression):
        yield text.split(".")[0]


def _functions(module: Module) -> Iterator[Use]:
    """Uses by calls of `provider::NAME::function()`."""
    if not any("provider" in file.text and "::" in file.text for file in module.files):
        return
    for attribute in module.attributes_mentioning("provider"):
        if "::" in attribute.expr_text:
            for node in attribute.expr.walk():
                if isinstance(node, n.FunctionCall) and node.name.startswith(_FUNCTION):
                    yield Use(node.name.split("::")[1], node, _address_around(module, attribute))


def _address_around(module: Module, attribute: Attribute) -> str:
    around = module.element_at(attribute.source.path, attribute.start)
    return around.address if around is not None else ""
