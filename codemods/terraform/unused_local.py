"""Rule `unused-local`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.terraform import BlockElement, Local, Module

from ._env_maps import is_near, keyed_maps, may_be_map, selectors
from ._null_default import is_tested
from ._undeclared import names_undeclared

_VALUES = ("locals", "variable", "terraform")


class UnusedLocal(Rule):
    """A local value that nothing refers to.

    ## Why is this bad?
    A reader takes it for something that matters. Terraform still evaluates what it can of it: a `file()` of a file that
    does not exist fails, whether the value is used or not.

    ## Example
    ```hcl
    locals {
      name   = "orders"
      legacy = file("${path.module}/legacy.json")
    }

    resource "aws_sqs_queue" "orders" {
      name = local.name
    }
    ```
    Use instead:
    ```hcl
    locals {
      name = "orders"
    }

    resource "aws_sqs_queue" "orders" {
      name = local.name
    }
    ```
    A value that only other unused values refer to goes after these, and a `locals` block with nothing in it last. All
    files of the module count, JSON and tests included; while one of them cannot be read, or an override file may amend
    the values, nothing is reported. Nor is it in a module of nothing but values, which is a part of another. A map with
    an entry for each environment is the business of `use-env-capacity-map`.

    ## Fix safety
    Safe: nothing depends on the value. It is removed when no other rule has anything left to fix, as one may give it a
    use. Where a comment goes with it, the fix is unsafe.
    While the module names a local value that it does not declare, this may be the one that is meant: it is only
    reported.

    ## References
    Terraform language documentation, "Local Values".
    """

    name = "unused-local"
    subject = "Variables, outputs and modules"
    target = m.Block("locals")
    severity = Severity.INFO
    comes_last = True

    def check(self, element: BlockElement, ctx: RuleContext) -> None:
        """Look at the values of one `locals` block."""
        body, module = element.body, ctx.module
        unused = [local for local in _locals(element, module) if _is_unused(local, module)]
        is_empty = not body.items and not body.source.text[body.start : body.end].strip()
        if not (unused or is_empty) or not module.is_complete or (unused and not _has_readers(module)):
            return
        if is_empty:
            emptied = Fix("Remove the empty block", Level.SAFE)
            emptied.remove(element)
            ctx.report(element, "This locals block declares nothing.", emptied)
        for local in unused:
            fix = None
            if not names_undeclared(module, "local"):
                fix = Fix(f"Remove {local.address}", Level.SAFE)
                fix.remove(local)
            ctx.report(local, f"Nothing refers to {local.address}.", fix)


def _has_readers(module: Module) -> bool:
    """Whether anything is there that values are for: a file of nothing but values is a part of something."""
    return any(one.block_type not in _VALUES for one in module.all_elements)


def _locals(element: BlockElement, module: Module) -> list[Local]:
    found = (module.local(name) for name in element.body.attributes)
    return [local for local in found if local is not None and local.node.parent is element.body]


def _is_unused(local: Local, module: Module) -> bool:
    address = local.address
    if module.is_mentioned(address) or is_tested(module, address):
        return False
    return not (may_be_map(local) and _is_env_map(local, module))


def _is_env_map(local: Local, module: Module) -> bool:
    """Whether the value has an entry for each value of a variable."""
    keys = next((one.keys for one in keyed_maps(module) if one.local.node is local.node), None)
    if keys is None:
        return False
    return any(choice.allowed == frozenset(keys) or is_near(keys, choice) for choice in selectors(module))
