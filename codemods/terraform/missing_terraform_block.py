"""Rule `missing-terraform-block`."""

from __future__ import annotations

from tffix import matchers as m
from tffix import templates as t
from tffix.config import Option
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax.literals import string_value
from tffix.terraform import Module

from ._backends import json_words
from ._provider_home import add_block
from ._settings_home import settings_place


class MissingTerraformBlock(Rule):
    """A module that does not say which Terraform it is written for.

    ## Why is this bad?
    Without `required_version` an older Terraform stops somewhere in the code, with an error about an argument or a
    function, or understands it in another way.

    ## Example
    ```hcl
    resource "aws_sqs_queue" "orders" {
      name = "orders"
    }
    ```
    Which versions you run, nobody but you knows, unless the other modules of the configuration say so. With

    ```toml
    [missing-terraform-block]
    required_version = ">= 1.10.0"
    ```

    the constraint goes into the `terraform` block of the module, or into a new one in its `versions.tf`, or at the top
    of its `main.tf`. The providers in it are the business of `required-providers`. A module that is called needs none:
    the constraint of its caller holds for it too.

    ## Fix safety
    Unsafe: Terraform refuses to run in versions that the constraint leaves out. Without the option, and where the other
    modules say nothing or do not agree, the finding has no fix.

    ## Options
    * `required_version`: the constraint that modules without one get.

    ## References
    Terraform documentation, "terraform block reference", `required_version`.
    """

    name = "missing-terraform-block"
    subject = "Settings, providers and state"
    target = m.Module()
    severity = Severity.INFO
    options = (Option("required_version", str, None, "versions of Terraform that modules are written for"),)

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look for a `required_version` in a module."""
        if (
            not (element.resources or element.data or element.modules)
            or element.has_structure_errors
            or element.configuration.callers(element)
        ):
            return
        if _versions(element) or "required_version" in json_words(element):
            return
        configured = ctx.options.get("required_version")
        others = {text for module in element.configuration.modules.values() for text in _versions(module)}
        version = configured if isinstance(configured, str) else others.pop() if len(others) == 1 else ""
        fix = None
        if version:
            fix = Fix(f"Require Terraform {version}", Level.UNSAFE)
            if element.terraform_blocks:
                fix.set_attribute(element.terraform_blocks[0], "required_version", t.string(version))
            else:
                add_block(fix, element, t.attribute("required_version", t.string(version)))
        what = "required_version" if element.terraform_blocks else "terraform block"
        ctx.report(settings_place(element), f"The module has no {what}.", fix)


def _versions(module: Module) -> list[str]:
    """The constraints of a module, those in override files included; empty for one that is no plain string."""
    blocks = (block for file in module.files for block in file.body.blocks_of("terraform"))
    found = (block.body.get("required_version") for block in blocks)
    return [string_value(attribute.expr) or "" for attribute in found if attribute is not None]
