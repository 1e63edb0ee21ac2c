"""Rule `required-providers`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from tffix import matchers as m
from tffix import templates as t
from tffix.config import Option
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Block
from tffix.terraform import Module

from ._provider_choice import Choice, Chooser
from ._provider_entries import declared_names, new_entry, required_blocks, same_provider
from ._provider_home import add_block, is_excerpt
from ._provider_merge import kept_block, report_duplicates
from ._provider_uses import Use, first_uses


class RequiredProviders(Rule):
    """Provider that the module uses and its `required_providers` block does not declare.

    ## Why is this bad?
    Terraform takes an undeclared provider for `hashicorp/NAME`, in whatever version is newest when `terraform init`
    runs. For a provider that HashiCorp does not publish (`datadog`, `cloudflare`) init fails. A second
    `required_providers` block in the same module, in whichever file, is an error too.

    ## Example
    ```hcl
    terraform {
      required_version = ">= 1.5"
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "~> 5.0"
        }
      }
    }

    resource "random_password" "database" {
      length = 32
    }

    resource "datadog_monitor" "errors" {
      name    = "errors"
      type    = "metric alert"
      query   = "avg(last_5m):sum:errors{*} > 10"
      message = "Too many errors."
    }
    ```
    Use instead:
    ```hcl
    terraform {
      required_version = ">= 1.5"
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "~> 5.0"
        }
        datadog = {
          source  = "DataDog/datadog"
          version = "~> 3.0"
        }
        random = {
          source  = "hashicorp/random"
          version = "~> 3.0"
        }
      }
    }

    resource "random_password" "database" {
      length = 32
    }

    resource "datadog_monitor" "errors" {
      name    = "errors"
      type    = "metric alert"
      query   = "avg(last_5m):sum:errors{*} > 10"
      message = "Too many errors."
    }
    ```
    Uses are the types of resources, data sources and ephemeral resources, `provider` blocks, `provider` and
    `providers` arguments, and calls of `provider::NAME::function()`. Resources that are built into Terraform
    (`terraform_data`) need no entry; entries in JSON and override files count.

    Sources and constraints of some hundred providers are known; others are reported, not guessed. The constraint is
    the one that another module of the configuration, or the `provider` block, has for the same provider. Else it is
    `~> X.0` where one major version is in use, and `>= X.0` where several are, in a module that others call, and
    among entries that all have lower bounds.

    A module without any `required_providers` gets one: in its `terraform` block if it has one, else in a new block at
    the top of its `versions.tf`, `terraform.tf`, `providers.tf`, `provider.tf`, `main.tf` or first file. If it is not
    called by another module, uses a provider that has to be configured, and holds neither that configuration nor a
    `terraform` block, then it is an excerpt, whose `required_providers` will be in a file that is not shown: such a
    module is left alone unless the rule is asked for by name, or by the option `create`.

    Duplicate blocks are merged, comments included, if no two entries of one provider disagree. Of two versions the
    narrower one stays, where the other admits all of it (`~> 5.0` and `>= 5.0`).

    ## Fix safety
    Safe: Terraform takes the same provider, in the same version, with the entry or without. Where it refuses the
    configuration (a second block, a provider that HashiCorp does not publish), there is one correction.

    Unsafe where the choice of a version may change: a lower bound for a provider of several major versions where a
    lock file, a module from elsewhere or a file that is not shown takes part in the choice; a source or constraint
    from the options, or a source from another module; blocks that name different versions; a provider that has left
    HashiCorp and is still installed under its old address (`github`).

    ## Options
    * `versions`: constraints by provider, instead of the known ones: `{ aws = "~> 5.0" }`.
    * `sources`: sources by provider, for those that are not known: `{ acme = "acme/acme" }`.
    * `create`: what to do with a module that has no `required_providers` at all. `auto` (default) as described above,
      `always` creates the block, `never` leaves such a module alone.

    ## References
    Terraform documentation, "Provider Requirements"; Terraform registry, the pages of the providers
    """

    name = "required-providers"
    subject = "Settings, providers and state"
    target = m.Module()
    options = (
        Option("versions", dict, None, "version constraints by provider, instead of the known ones"),
        Option("sources", dict, None, "sources by provider, for providers that are not known"),
        Option("create", str, "auto", "modules without required_providers", ("auto", "always", "never")),
    )

    def check(self, module: Module, ctx: RuleContext) -> None:
        """Hold the providers that a module uses against those that it declares."""
        blocks = required_blocks(module)
        uses = first_uses(module)
        missing = [use for use in uses if use.name not in declared_names(module)]
        if len(blocks) > 1 or (blocks and module.json_required_providers):
            report_duplicates(blocks, ctx)
        if not missing or (module.has_structure_errors and not blocks):
            return
        chooser = Chooser(module, _table(ctx, "versions"), _table(ctx, "sources"))
        if blocks:
            _report_entries(missing, kept_block(blocks, module), chooser, ctx)
        elif module.json_required_providers:
            for use in missing:
                _report(use, chooser.choice(use.name), None, ctx, "The entry belongs in the JSON file that has others.")
        elif _creates(module, missing, ctx):
            _report_block(missing, chooser, ctx)


def _table(ctx: RuleContext, name: str) -> Mapping[str, str]:
    return cast("Mapping[str, str] | None", ctx.options.get(name)) or {}


def _creates(module: Module, missing: list[Use], ctx: RuleContext) -> bool:
    """Whether a module without `required_providers` is to get them."""
    create = ctx.options.get("create", "auto")
    if create == "auto" and not ctx.is_named:
        return not is_excerpt(module, missing)
    return create != "never"


def _report_entries(missing: list[Use], block: Block, chooser: Chooser, ctx: RuleContext) -> None:
    """Report each missing provider, with the entry that the block is to get."""
    for use in missing:
        choice = chooser.choice(use.name, block)
        alias = same_provider(block, choice.source) if choice is not None else None
        if choice is None or alias is not None:
            # A second entry for one source would only change which warning Terraform gives.
            where = f" {choice.source} is declared as {alias.name}." if choice is not None and alias is not None else ""
            _report(use, choice, None, ctx, where, block)
            continue
        fix = Fix(f"Declare {use.name} as {choice.source}", choice.level, needs_whole_module=False)
        last = tuple(block.body.attributes)[-1:]
        fix.set_attribute(block, use.name, new_entry(choice.fields, block), after=last)
        _report(use, choice, fix, ctx, "", block)


def _report_block(missing: list[Use], chooser: Chooser, ctx: RuleContext) -> None:
    """Report each missing provider, all with the same fix: the block that declares them."""
    choices = {use.name: chooser.choice(use.name) for use in missing}
    known = {name: choice for name, choice in sorted(choices.items()) if choice is not None}
    level = Level.SAFE if all(choice.level is Level.SAFE for choice in known.values()) else Level.UNSAFE
    entries = tuple(t.attribute(name, new_entry(choice.fields)) for name, choice in known.items())
    for use in missing:
        fix = None
        if use.name in known:
            fix = Fix(f"Declare the providers of the module: {', '.join(known)}", level, needs_whole_module=False)
            add_block(fix, ctx.module, t.block("required_providers", items=entries))
        _report(use, choices[use.name], fix, ctx)


def _report(
    use: Use, choice: Choice | None, fix: Fix | None, ctx: RuleContext, note: str = "", block: Block | None = None
) -> None:
    """Report one missing provider at its first use."""
    module = ctx.module
    # Entries that cannot be read would only seem to be missing; override files hold no surprise, they were read.
    if module.has_structure_errors or any(file.error is not None for file in module.files):
        fix = None
    fails = choice is not None and choice.fails_undeclared
    inferred = f"hashicorp/{use.name}"
    if choice is None:
        detail = f"Terraform takes it for {inferred}; where it really comes from is not known here."
    elif choice.source == inferred:
        detail = f"Terraform takes {inferred}, in whichever version is newest."
    elif not choice.version:
        detail = "Functions of a provider can be called where it is declared, those of Terraform's own included."
    elif fails:
        detail = f"It is {choice.source}, but Terraform looks for {inferred}, and terraform init fails."
    else:
        detail = f"It is {choice.source}, but Terraform takes it for {inferred}."
    ctx.report(
        use.where,
        f'The provider "{use.name}" is not declared in required_providers.',
        fix,
        detail=f"{detail} {note.strip()}".strip(),
        address=use.address,
        severity=Severity.ERROR if fails else None,
        related=[(block, "the providers of the module are declared here")] if block is not None else (),
    )
