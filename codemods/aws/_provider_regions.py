"""Which region the provider configuration of a block works in, as far as the text tells."""

from __future__ import annotations

from dataclasses import dataclass

from tffix.terraform import DataSource, Module, Resource, Variable, evaluate

from ._plain_data import REGION_OF_DATA, REGION_VARIABLES

_MAX_CALLS = 8


@dataclass(frozen=True, slots=True)
class ProviderRegion:
    """The region of one provider configuration.

    `expression` is what it is set to as text (a string literal, or `var.aws_region`), empty where that is not known;
    `value` is the region where the text tells it, for a variable by its default.
    """

    module: Module
    provider: str
    expression: str
    value: str | None

    def is_meant_by(self, text: str) -> bool:
        """Whether an expression is the region of this configuration: the same one, or data of the same provider."""
        if text.startswith('"'):
            return self.value is not None and text == f'"{self.value}"'
        found = REGION_OF_DATA.fullmatch(text)
        if found is None:
            return text == self.expression
        data = self.module.get(found[1])
        return isinstance(data, DataSource) and not data.body.blocks and data.provider_reference == self.provider


def provider_region(module: Module, like: Resource | DataSource | None = None) -> ProviderRegion | None:
    """The region that a block's provider configuration works in (the default one's without a block).

    None for another provider, and where a block has a region of its own. Without a provider block in a module that
    nobody calls, the block is in a file that is not here, and the variable for the region is what it reads. A module
    that others call without saying which providers it gets has theirs.
    """
    reference = "aws" if like is None else like.provider_reference
    name, _, alias = reference.partition(".")
    if name != "aws" or (like is not None and "region" in like):
        return None
    unknown = ProviderRegion(module, reference, "", None)
    provider = module.provider(name, alias or None)
    if provider is not None:
        expression = provider["region"]
        if provider.is_overridden or expression is None:
            return unknown
        value = evaluate(expression, module, follow_variables=True)
        return ProviderRegion(module, reference, expression.text, value if isinstance(value, str) else None)
    if alias or module.providers:
        return unknown
    if module.configuration.callers(module):
        return ProviderRegion(module, reference, "", _inherited(module))
    variable = next((one for one in map(module.variable, REGION_VARIABLES) if isinstance(one, Variable)), None)
    if variable is None:
        return unknown
    default = None if variable.is_overridden else evaluate(variable.default, module)
    return ProviderRegion(module, reference, variable.address, default if isinstance(default, str) else None)


def _inherited(module: Module, depth: int = 0) -> str | None:
    """The region that all callers of a module hand down with their default provider; None where it is not known."""
    regions: set[str | None] = set()
    for call in module.configuration.callers(module):
        caller = call.module
        if "providers" in call or depth > _MAX_CALLS:
            return None
        is_handed_down = caller.provider("aws", None) is None and caller.configuration.callers(caller)
        found = None if is_handed_down else provider_region(caller)
        regions.add(_inherited(caller, depth + 1) if is_handed_down else found.value if found else None)
    return regions.pop() if len(regions) == 1 else None
