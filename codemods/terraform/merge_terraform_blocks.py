"""Rule `merge-terraform-blocks`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Block
from tffix.terraform import Module, TerraformBlock
from tffix.terraform.conventions import file_for

from ._declarations import said
from ._settings_merge import move_settings, name_of

# What a module may say once. Terraform, "Terraform Settings" and "Backend Configuration": a configuration has one
# backend, and no backend beside `cloud`. Several versions and provider requirements are legal, or another rule's.
_STATE = ("backend", "cloud")


class MergeTerraformBlocks(Rule):
    """Several terraform blocks that say twice where the state is kept.

    ## Why is this bad?
    A module may have several `terraform` blocks, but only one `backend`, and none beside `cloud`. Terraform refuses a
    second one: `Duplicate backend configuration`.

    ## Example
    ```hcl
    terraform {
      required_version = ">= 1.5"

      backend "s3" {
        bucket = "state"
        key    = "app.tfstate"
      }
    }

    terraform {
      backend "s3" {
        bucket = "state"
        key    = "app.tfstate"
      }
    }
    ```
    Use instead:
    ```hcl
    terraform {
      required_version = ">= 1.5"

      backend "s3" {
        bucket = "state"
        key    = "app.tfstate"
      }
    }
    ```
    Of two that say the same the first stays; two that differ are reported with both places. Asked for by name, the
    rule also moves what other `terraform` blocks say into the one in the conventional file (`versions.tf`), or the
    first. Provider requirements that are repeated are the matter of `required-providers`.

    ## Fix safety
    Safe: what goes is said elsewhere, what moves says the same where it comes to stand. Unsafe where a comment is
    lost.

    ## References
    Terraform, "Terraform Settings"; "Backend Configuration"
    """

    name = "merge-terraform-blocks"
    subject = "Settings, providers and state"
    target = m.Module()
    severity = Severity.ERROR

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at all `terraform` blocks of the module together."""
        state = [(one, block) for one in element.terraform_blocks for kind in _STATE for block in one.blocks(kind)]
        state.sort(key=lambda pair: (pair[1].source.path, pair[1].start))
        for one, block in state[1:]:
            _report_repeated(state[0][1], one, block, ctx)
        if len(state) < 2 and ctx.is_named and len(element.terraform_blocks) > 1:
            _merge(element, ctx)


def _report_repeated(first: Block, one: TerraformBlock, block: Block, ctx: RuleContext) -> None:
    fix = None
    if block.type == first.type and block.label_values == first.label_values and said(block) == said(first):
        fix = Fix("Say once where the state is kept", Level.SAFE, needs_whole_module=False)
        fix.remove(one.node if len(one.body.items) == 1 else block)
    ctx.report(block, "The module says twice where its state is kept.", fix, related=[(first, "said here first")])


def _merge(module: Module, ctx: RuleContext) -> None:
    path = file_for(module, "versions", module.terraform_blocks[0])
    kept = next((one for one in module.terraform_blocks if one.path == path), module.terraform_blocks[0])
    taken = {name_of(item) for item in kept.body.items}
    for one in module.terraform_blocks:
        fix = Fix("Move the settings into the other terraform block", Level.SAFE)
        if one == kept or not one.body.items or not move_settings(fix, one.node, kept.node, taken):
            continue
        message = "The module has more than one terraform block."
        ctx.report(one, message, fix, severity=Severity.INFO, related=[(kept, "the block to keep")])
