"""Rule `missing-key`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.syntax.literals import quote
from tffix.terraform import UNKNOWN, Local, Module, Reference, evaluate
from tffix.terraform.resolve import final_reference, unwrap

from ._guards import is_unsure
from ._undeclared import near_miss

_WORKSPACE = "terraform.workspace"
_FIRST_WORKSPACE = "default"

_Step = n.TraversalStep | n.Identifier | n.Expression


class MissingKey(Rule):
    """Key or index that a local value does not have.

    ## Why is this bad?
    A local value that is written out has the keys that are written there, and a list as many elements. Any other key
    is refused: "Invalid index", "Unsupported attribute".

    ## Example
    ```hcl
    locals {
      sizes = {
        small = "t3.small"
        large = "t3.large"
      }
    }

    resource "aws_instance" "node" {
      ami           = "ami-0c55b159cbfafe1f0"
      instance_type = local.sizes.smal
    }
    ```
    Use instead:
    ```hcl
    locals {
      sizes = {
        small = "t3.small"
        large = "t3.large"
      }
    }

    resource "aws_instance" "node" {
      ami           = "ami-0c55b159cbfafe1f0"
      instance_type = local.sizes.small
    }
    ```
    A key that is a slip of one of those there are is corrected; every other one is reported. A value that is chosen by
    `terraform.workspace` should have an entry for `default`, the workspace that Terraform begins with and that
    `terraform validate` sees.

    Silent inside of `try`, `can`, conditionals and `for`, and where a value or a key is computed.

    ## Fix safety
    Safe: Terraform refuses the configuration, and there is one key that can be meant.

    ## References
    Terraform, "References to Named Values"; "Workspaces"
    """

    name = "missing-key"
    subject = "References and dependencies"
    target = m.Module()
    severity = Severity.ERROR

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at every reference into a local value that is written out."""
        number = Counter(local.label for local in element.locals)
        for local in element.locals:
            if number[local.label] > 1 or local.is_overridden:
                continue
            if isinstance(unwrap(local.expr), n.ObjectCons | n.TupleCons | n.FunctionCall | n.Traversal):
                _check_local(local, ctx)


def _check_local(local: Local, ctx: RuleContext) -> None:
    value = None
    for reference in ctx.module.references_to(local.address):
        if not isinstance(reference.node, n.Traversal) or reference.expression.text == local.address:
            continue
        if value is None:
            value = evaluate(local.expr, ctx.module, partial=True)
        if not isinstance(value, dict | list) or not value or is_unsure(reference):
            continue
        _follow(reference, value, ctx)


def _follow(reference: Reference, value: Any, ctx: RuleContext) -> None:
    """Go down a value by the steps of a reference, and report the first that it does not have."""
    owner = reference.container
    address = "" if owner is None else owner.address
    written = reference.address
    for step in _steps(reference):
        key, name = _key(step, ctx.module)
        if not isinstance(value, dict | list) or key is UNKNOWN:
            return
        fits = isinstance(value, dict) or (isinstance(key, int) and not isinstance(key, bool))
        if not fits:
            return
        if _has(value, key):
            value = value[key] if isinstance(value, list) else value[str(key)]
            written += f".{name}" if isinstance(step, n.TraverseAttr | n.Identifier) else f"[{name}]"
            continue
        by_workspace = isinstance(step, n.Expression) and _is_workspace(step, ctx.module)
        message, detail = f"{written} has no element {name}.", ""
        if isinstance(value, dict):
            message = f"{written} has no key {key}."
            detail = "It has " + ", ".join(list(value)[:8]) + (", ..." if len(value) > 8 else "") + "."
        if by_workspace:
            message = f"{written} has no key {key}, the workspace that Terraform begins with."
        severity = Severity.WARNING if by_workspace else Severity.ERROR
        fix = _fix(step, key, value) if isinstance(value, dict) and not by_workspace else None
        where = step if isinstance(step, n.Expression) else reference.expression
        ctx.report(where, message, fix, detail=detail, address=address, severity=severity)
        return


def _steps(reference: Reference) -> Iterator[_Step]:
    """What follows the address of a reference, in order, up to the first splat."""
    assert isinstance(reference.node, n.Traversal)
    yield from reference.node.steps[2:]
    chain: list[n.Node] = []
    node: n.Node = reference.expression
    while node is not reference.node:
        chain.append(node)
        node = node.children[0]
    for outer in reversed(chain):
        if isinstance(outer, n.GetAttr):
            yield outer.name
        elif isinstance(outer, n.Index | n.LegacyIndex):
            yield outer.key
        else:
            return


def _key(step: _Step, module: Module) -> tuple[Any, str]:
    """The value of a step, and how it is written."""
    if isinstance(step, n.TraverseAttr | n.Identifier):
        return step.name, step.name
    expression = step.key if isinstance(step, n.TraverseIndex) else step
    if isinstance(expression, n.Expression) and _is_workspace(expression, module):
        return _FIRST_WORKSPACE, expression.text
    return evaluate(expression, module), expression.text


def _is_workspace(expression: n.Expression, module: Module) -> bool:
    """Whether an expression is the name of the workspace, itself or by way of local values."""
    seen = set[str]()
    expression = unwrap(expression)
    while expression.text != _WORKSPACE:
        found = final_reference(module, expression, follow_locals=False)
        local = module.local(found[0].removeprefix("local.")) if found and found[0].startswith("local.") else None
        if local is None or found is None or found[1] or local.label in seen or local.is_overridden:
            return False
        seen.add(local.label)
        expression = unwrap(local.expr)
    return True


def _has(value: dict[str, Any] | list[Any], key: Any) -> bool:
    if isinstance(value, list):
        return bool(0 <= key < len(value))
    return isinstance(key, str | int) and str(key) in value


def _fix(step: _Step, key: Any, value: dict[str, Any]) -> Fix | None:
    right = near_miss(key, value) if isinstance(key, str) else None
    if right is None:
        return None
    fix = Fix(f"Write {right}", Level.SAFE)
    if isinstance(step, n.TraverseAttr | n.Identifier):
        fix.rename(step, right)
        return fix
    expression = step.key if isinstance(step, n.TraverseIndex) else step
    if not isinstance(expression, n.Template):
        return None
    fix.replace(expression, quote(right))
    return fix
