"""Rule `reserved-provider-argument`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name, string_value
from tffix.terraform import Provider, evaluate

# Names that Terraform keeps for itself in the block of a provider configuration: `providerBlockSchema` in
# `internal/configs/provider.go`, verified against Terraform 1.11.
_ARGUMENTS = ("count", "depends_on", "for_each", "source")
_BLOCKS = ("lifecycle", "locals")


class ReservedProviderArgument(Rule):
    """Meta-argument of resources or modules in a provider block.

    ## Why is this bad?
    A provider configuration is not an object: it has no instances, no dependencies of its own and no lifecycle, and
    where the provider comes from is said in `required_providers`. Terraform refuses these names in a provider block:
    `Reserved argument name in provider block`.

    ## Example
    ```hcl
    provider "aws" {
      source = "hashicorp/aws"
      region = "us-east-1"
    }
    ```
    Use instead:
    ```hcl
    provider "aws" {
      region = "us-east-1"
    }
    ```

    ## Fix safety
    Safe for what says nothing: a source that `required_providers` has too, or that Terraform takes anyway, and a
    `count` of one. Unsafe for `depends_on` and `lifecycle`, which are removed: Terraform configures a provider when
    what its arguments refer to is known. Other sources, and providers that are to have several instances, are
    reported.

    ## References
    Terraform, "Provider Configuration"; "Provider Requirements"
    """

    name = "reserved-provider-argument"
    subject = "Settings, providers and state"
    target = m.Provider()
    severity = Severity.ERROR

    def check(self, element: Provider, ctx: RuleContext) -> None:
        """Look at one provider configuration."""
        for name in _ARGUMENTS:
            attribute = element.attribute(name)
            if attribute is not None and not (name == "for_each" and element.path.endswith(".tofu")):
                message = f"{name} is not an argument of provider configurations."
                ctx.report(attribute, message, _fix(element, attribute), address=element.address)
        for block in (block for name in _BLOCKS for block in element.blocks(name)):
            fix = None
            if block.type == "lifecycle":
                fix = Fix("Remove the lifecycle block", Level.UNSAFE, needs_whole_module=False)
                fix.remove(block)
            ctx.report(block, f"A provider configuration has no {block.type} block.", fix, address=element.address)


def _fix(element: Provider, attribute: Attribute) -> Fix | None:
    says_nothing = attribute.name == "count" and evaluate(attribute.expr, element.module) == 1
    says_nothing = says_nothing or (attribute.name == "source" and _is_known_source(element, attribute.expr))
    if not says_nothing and attribute.name != "depends_on":
        return None
    level = Level.SAFE if says_nothing else Level.UNSAFE
    fix = Fix(f"Remove {attribute.name}", level, needs_whole_module=False)
    fix.remove(attribute)
    return fix


def _is_known_source(element: Provider, source: n.Expression) -> bool:
    """Whether the provider comes from there without this being said here."""
    value = string_value(source)
    for settings in element.module.terraform_blocks:
        for block in settings.required_providers:
            required = block.body.get(element.label)
            for item in required.expr.items if required and isinstance(required.expr, n.ObjectCons) else ():
                if key_name(item.key) == "source":
                    return string_value(item.value) == value
    return value == f"hashicorp/{element.label}"
