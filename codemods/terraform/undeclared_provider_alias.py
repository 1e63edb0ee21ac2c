"""Rule `undeclared-provider-alias`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from tffix import matchers as m
from tffix import templates as t
from tffix.config import Option, Table
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.terraform import Module, ModuleCall
from tffix.terraform.files import join_path

from ._alias_regions import alias_region
from ._provider_references import (
    ProviderUse,
    configuration_aliases,
    entry_item,
    has_configuration,
    pass_configurations,
    provider_items,
    provider_key,
    provider_uses,
    required_entries,
)
from ._settings_home import add_provider
from ._undeclared import near_miss

# Roots of values: `provider = var.west` is read as the configuration `west` of a provider `var`.
_VALUES = frozenset({"count", "data", "each", "local", "module", "path", "self", "terraform", "var"})
_PLACEHOLDER = "REGION"
# What another region of the same account has in common with the default configuration without a doubt.
_COMMON = frozenset({"alias", "default_tags", "ignore_tags", "region"})


class UndeclaredProviderAlias(Rule):
    """Provider configuration that is named and declared nowhere.

    ## Why is this bad?
    Terraform refuses the whole configuration, and nothing can be planned or applied: "Provider configuration not
    present". Which region or account the resources belong to is said nowhere.

    ## Example
    ```hcl
    provider "aws" {
      region = "eu-west-1"

      default_tags {
        tags = {
          Team = "shop"
        }
      }
    }

    resource "aws_acm_certificate" "site" {
      provider = aws.us_east_1

      domain_name       = "example.com"
      validation_method = "DNS"
    }
    ```
    Use instead:
    ```hcl
    provider "aws" {
      region = "eu-west-1"

      default_tags {
        tags = {
          Team = "shop"
        }
      }
    }

    provider "aws" {
      alias  = "us_east_1"
      region = "us-east-1"

      default_tags {
        tags = {
          Team = "shop"
        }
      }
    }

    resource "aws_acm_certificate" "site" {
      provider = aws.us_east_1

      domain_name       = "example.com"
      validation_method = "DNS"
    }
    ```
    The region is the value configured for the alias, or the one that it speaks of (`us_east_1`, `useast1`, `dr_use1`),
    read from the one variable or local value that holds it, if there is one, or what the module has for it under its
    name: `var.replica_region` for `aws.replica`, the one other region (`var.dr_region` for `aws.secondary`), the region
    of the default configuration for `aws.primary`, us-east-1 for `aws.global`. Everything else is taken over from the
    default configuration of the provider. An alias that is a slip of one declared is corrected where it is used; any
    other is one finding, whatever uses it.

    A module that others call gets its configurations passed: the alias is added to its `configuration_aliases` and to
    `providers` of the calls, if all callers have a configuration of that name. Configurations that are chosen by an
    expression (`aws[each.key]`, `var.west`) are only reported, Terraform has to know them before there are values.

    ## Fix safety
    Safe where the alias names its region and the default configuration holds no credentials. Unsafe where the region
    is another one's or the alias does not say which it is, or settings such as `assume_role` are taken over. Where
    nothing proves the region the block is only shown.

    ## Options
    * `regions`: the regions of aliases, by alias: `{ replica = "eu-west-1" }`. Default: none.

    ## References
    Terraform documentation, "Provider Configuration", "Providers Within Modules"
    """

    name = "undeclared-provider-alias"
    subject = "Settings, providers and state"
    target = m.Module()
    severity = Severity.ERROR
    options = (Option("regions", dict, Table(), "regions of aliases"),)

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at every provider configuration that the module names."""
        if element.has_structure_errors:
            return
        uses = list(provider_uses(element))
        unknown: dict[str, list[ProviderUse]] = {}
        for use in uses:
            if not use.name or use.name in _VALUES:
                if not _is_instance(use, element):
                    ctx.report(use.node, "A provider configuration cannot be chosen by an expression.", detail=_STATIC)
            elif use.is_quoted:
                unquoted = Fix(f"Write {use.address}", Level.SAFE, needs_whole_module=False)
                unquoted.replace(use.node, use.address)
                ctx.report(use.node, f"The provider configuration {use.address} is named in quotes.", unquoted)
            elif use.alias and not _is_known(use, element):
                unknown.setdefault(use.address, []).append(use)
        for group in unknown.values():
            _report(sorted(group, key=lambda use: (use.node.source.path, use.node.start)), uses, ctx)


_STATIC = "Terraform has to know it before there are values: name one configuration, as in provider = aws.west."


def _is_instance(use: ProviderUse, module: Module) -> bool:
    """Whether it is an instance of a provider with `for_each`, which OpenTofu has."""
    return isinstance(use.node, n.Index) and any("for_each" in provider for provider in module.providers)


def _is_known(use: ProviderUse, module: Module) -> bool:
    # What a JSON file requires may come with aliases, which nobody has read.
    return has_configuration(module, use.address) or use.name in module.json_required_providers


def _report(group: list[ProviderUse], uses: list[ProviderUse], ctx: RuleContext) -> None:
    """Report the uses of one alias: each where it is written wrong, else all of them with the first."""
    first, module = group[0], ctx.module
    message, address = f"The provider configuration {first.address} is not declared.", f"provider.{first.address}"
    known = [provider.alias for provider in module.providers if provider.label == first.name and provider.alias]
    prefix = f"{first.name}."
    known += [one.removeprefix(prefix) for one in configuration_aliases(module) if one.startswith(prefix)]
    near = near_miss(first.alias, known)
    if near is None:
        fix, detail = _fix(first, uses, ctx)
        related = [(use.node, "used here as well") for use in group[1:]]
        ctx.report(first.node, message, fix, detail=detail, address=address, related=related)
        return
    for use in group:
        fix = Fix(f"Write {prefix}{near}", Level.SAFE)
        fix.replace(use.node, f"{prefix}{near}")
        ctx.report(use.node, message, fix, address=address)


def _fix(use: ProviderUse, uses: list[ProviderUse], ctx: RuleContext) -> tuple[Fix | None, str]:
    """The fix for an alias, and what a person has to know where there is none."""
    module = ctx.module
    if module.configuration.callers(module):
        return _passed(use, uses, module)
    if {"module", "modules"} & set(module.directory.split("/")):
        return None, "A module that is called gets it passed: list it in configuration_aliases and in the calls."
    regions = cast("Mapping[str, str]", ctx.options.get("regions") or {})
    return _declared(use, uses, module, regions.get(use.alias)), ""


# A module that others call -----------------------------------------------------------------------------------------


def _passed(use: ProviderUse, uses: list[ProviderUse], module: Module) -> tuple[Fix | None, str]:
    """Have a configuration passed by every caller."""
    callers = module.configuration.callers(module)
    blind = [call for call in callers if not _can_pass(call, use.address)]
    if blind:
        return None, f"The module is called by {blind[0].address}, which has no configuration of that name to pass."
    entry = required_entries(module).get(use.name)
    fix = Fix(f"Have {use.address} passed by the callers", Level.UNSAFE)
    aliases = None if entry is None else entry_item(entry, "configuration_aliases")
    addresses = [use.address]
    if entry is None and not module.terraform_blocks:
        # One block for all that is missing.
        wanted = {one.address for one in uses if one.name == use.name and one.alias and not _is_known(one, module)}
        addresses = sorted(one for one in wanted if all(_can_pass(call, one) for call in callers))
        _require(fix, use, addresses, module)
    elif entry is None or not isinstance(entry.expr, n.ObjectCons):
        return None, f"The module does not say in required_providers which provider {use.name} is."
    elif aliases is None:
        fix.set_item(entry.expr, "configuration_aliases", f"[{use.address}]")
    elif isinstance(aliases, n.TupleCons):
        fix.append_element(aliases, use.address)
    else:
        return None, ""
    for call in callers:
        pass_configurations(fix, call, addresses)
    return fix, ""


def _can_pass(call: ModuleCall, address: str) -> bool:
    """Whether a call passes a configuration already, or has one of that name to pass."""
    given = call["providers"]
    if given is not None and not isinstance(given, n.ObjectCons):
        return False
    passes = any(provider_key(item) == address for item in provider_items(call.block))
    return passes or has_configuration(call.module, address)


def _require(fix: Fix, use: ProviderUse, addresses: list[str], module: Module) -> None:
    """Require the provider that Terraform takes a name for which nobody requires, with the configurations."""
    entry = t.object_({"source": f'"hashicorp/{use.name}"', "configuration_aliases": f"[{', '.join(addresses)}]"})
    code = t.block("terraform", items=(t.block("required_providers", items=(f"{use.name} = {entry}",)),))
    path = module.file_for("versions", join_path(module.directory, "versions.tf"))
    file = module.files_by_path.get(path)
    if file is None:
        fix.new_file(path, code + "\n")
    else:
        fix.prepend(file, code)


# A configuration of its own ----------------------------------------------------------------------------------------


def _declared(use: ProviderUse, uses: list[ProviderUse], module: Module, configured: str | None) -> Fix:
    """Declare a configuration with the settings of the default one."""
    default = module.provider(use.name)
    items = () if default is None else default.body.items
    others = [item for item in items if _name(item) not in _COMMON]
    region, level = (f'"{_PLACEHOLDER}"', Level.MANUAL) if use.name == "aws" else ("", Level.MANUAL)
    if use.name != "aws":
        pass  # what tells the configurations of another provider apart is not known here
    elif configured is not None:
        region, level = t.string(configured), Level.UNSAFE
    elif (found := alias_region(use.alias, module)) is not None:
        region, level = found.expression, Level.SAFE if found.is_named and not others else Level.UNSAFE
    copied = [_text(item) for item in items if _name(item) not in ("alias", "region")]
    arguments = {"alias": t.string(use.alias)} | ({"region": region} if region else {})
    # Attributes follow in the same paragraph, blocks are set off.
    code = t.block("provider", use.name, items=tuple(copied), **arguments)
    fix = Fix(f"Declare the configuration {use.address}", level)
    add_provider(fix, module, use.name, code)
    return fix


def _name(item: object) -> str:
    return item.name if isinstance(item, Attribute) else getattr(item, "type", "")


def _text(item: n.Node) -> str:
    """An item as it would stand at the left margin."""
    text = item.source.text
    column = item.start - (text.rfind("\n", 0, item.start) + 1)
    first, *rest = item.text.replace("\r\n", "\n").split("\n")
    return "\n".join([first, *(row[column:] if not row[:column].strip() else row for row in rest)])
