"""Rule `undeclared-local`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.terraform import Local, Module, Reference

from ._common_tags import declare_tags
from ._undeclared import (
    mentioned,
    names_of,
    near_miss,
    ordered,
    reads_local,
    takes_values,
    write_address,
)


class UndeclaredLocal(Rule):
    """Local value that is used and declared nowhere in the module.

    ## Why is this bad?
    Terraform refuses the whole configuration, and nothing can be planned or applied: "Reference to undeclared local
    value".

    ## Example
    ```hcl
    variable "environment" {
      type = string
    }

    locals {
      common_tags = {
        Environment = local.environment
      }
    }

    resource "aws_sqs_queue" "orders" {
      name = "orders"
      tags = local.comon_tags
    }
    ```
    Use instead:
    ```hcl
    variable "environment" {
      type = string
    }

    locals {
      common_tags = {
        Environment = var.environment
      }
    }

    resource "aws_sqs_queue" "orders" {
      name = "orders"
      tags = local.common_tags
    }
    ```
    A name that only a variable has is read from there, a slip of the one local value it can be is corrected. Where a
    local value would then be made from itself, and everywhere else, the name is reported: what its value should be is
    not in the text.

    ## Fix safety
    Safe: Terraform refuses the configuration, and only one thing can be meant. Unsafe where tags that everything has
    (`local.common_tags`) are declared: from the variables for project and environment.

    ## References
    Terraform documentation, "Local Values"
    """

    name = "undeclared-local"
    subject = "Variables, outputs and modules"
    target = m.Module()
    severity = Severity.ERROR

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at every name behind `local.` that no `locals` block of the module has."""
        if element.has_structure_errors:
            return
        names = {second: None for first, second, _ in mentioned(element) if first == "local"}
        for name in names:
            address = f"local.{name}"
            references = [] if element.declares(address) else element.references_to(address)
            tags = declare_tags(name, references, element) if references else None
            for reference in ordered(r for r in references if takes_values(r)):
                right = _right_address(name, reference)
                fix = tags
                if right is not None and isinstance(reference.node, n.Traversal):
                    fix = Fix(f"Write {right}", Level.SAFE)
                    write_address(fix, reference.node, right)
                ctx.report(reference.node, f"{address} is not declared.", fix, address=address)


def _right_address(name: str, reference: Reference) -> str | None:
    """The address that is evidently meant."""
    module, container = reference.module, reference.container
    if module.declares(f"var.{name}"):
        return f"var.{name}"
    near = near_miss(name, names_of(module.locals))
    local = None if near is None else module.local(near)
    if local is None:
        return None
    is_own = local == container or (isinstance(container, Local) and reads_local(module, local.node, container))
    return None if is_own else local.address
