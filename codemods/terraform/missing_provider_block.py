"""Rule `missing-provider-block`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tffix import matchers as m
from tffix import templates as t
from tffix.config import Option
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Block
from tffix.terraform import Module

from ._backends import is_root, json_words
from ._provider_home import is_excerpt
from ._provider_references import required_entries
from ._provider_uses import Use, first_uses
from ._settings_home import add_provider

# What a configuration of a provider has to say, and how variables for it are called, best first. Source: the index page
# of each provider, "Argument Reference".
_ARGUMENTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "aws": {"region": ("aws_region", "region", "primary_region", "aws_default_region")},
    "google": {
        "project": ("project_id", "project", "gcp_project_id", "gcp_project", "google_project"),
        "region": ("region", "gcp_region", "google_region"),
    },
    "azurerm": {},
}
_BLOCKS = {"azurerm": ("features {}",)}


class MissingProviderBlock(Rule):
    """A provider that the configuration uses and does not configure.

    ## Why is this bad?
    Where the resources are made (which region, which account) is then decided by the environment variables and the
    files of whoever runs Terraform.

    The provider `azurerm` refuses to work at all without a block.

    ## Example
    ```hcl
    variable "aws_region" {
      type    = string
      default = "eu-west-1"
    }

    resource "aws_sqs_queue" "orders" {
      name = "orders"
    }
    ```
    Use instead:
    ```hcl
    provider "aws" {
      region = var.aws_region
    }

    variable "aws_region" {
      type    = string
      default = "eu-west-1"
    }

    resource "aws_sqs_queue" "orders" {
      name = "orders"
    }
    ```
    Looked at are `aws`, `google` and `azurerm`, in modules that are run by themselves: not in those that others call or
    in a directory `modules`, and, of code that may be deployed, not in those that show in no way that they are (by a
    backend, values of variables, a lock file), unless the rule is asked for by name. The block goes where the module
    keeps its settings: below its `terraform` block, into its `providers.tf`, into a new one, or to the top of its only
    file.

    ## Fix safety
    Unsafe: what was made so far may be somewhere else. The arguments are taken from the options or from variables that
    are named for it (`aws_region`, `region`); where one is missing, the finding has no fix. Where the module has no
    `terraform` block and no file for one either, the configuration may be in a file that is not shown: there the fix is
    manual, unless the rule is asked for by name.

    ## Options
    * `region`: the region of the block, as a text such as `eu-west-1`.
    * `project`: the project of the block, for `google`.

    ## References
    Terraform documentation, "Provider Configuration"; AWS, Google Cloud and Azure provider documentation
    """

    name = "missing-provider-block"
    subject = "Settings, providers and state"
    target = m.Module()
    severity = Severity.INFO
    options = (
        Option("region", str, None, "region of a provider block that is missing"),
        Option("project", str, None, "project of a google provider block that is missing"),
    )

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look for configurations of the providers that a module uses."""
        if element.has_structure_errors or not is_root(element, ctx) or '"provider"' in json_words(element):
            return
        configured = {label for file in element.files for label in _configured(file.body.blocks_of("provider"))}
        for use in first_uses(element):
            if use.name in _ARGUMENTS and use.name not in configured:
                message = f'The provider "{use.name}" is not configured.'
                where = required_entries(element).get(use.name, element)
                ctx.report(where, message, _fix(use, ctx), address="", related=[(use.where, "first needed here")])


def _configured(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield from block.label_values[:1]


def _fix(use: Use, ctx: RuleContext) -> Fix | None:
    """The configuration with all that it has to say, None where that is not known."""
    arguments = {}
    for name, variables in _ARGUMENTS[use.name].items():
        value = ctx.options.get(name)
        variable = next((v for v in variables if ctx.module.variable(v) is not None), None)
        if isinstance(value, str):
            arguments[name] = t.string(value)
        elif variable is not None:
            arguments[name] = f"var.{variable}"
        else:
            return None
    is_elsewhere = not ctx.is_named and is_excerpt(ctx.module, first_uses(ctx.module))
    fix = Fix(f"Configure the provider {use.name}", Level.MANUAL if is_elsewhere else Level.UNSAFE)
    add_provider(fix, ctx.module, use.name, t.block("provider", use.name, items=_BLOCKS.get(use.name, ()), **arguments))
    return fix
