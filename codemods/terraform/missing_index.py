"""Rule `missing-index`."""

from __future__ import annotations

from collections.abc import Sequence

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.terraform import BlockElement, Module, Output, evaluate

from ._instance_references import InstanceReference, multiplied, references

# What a value may be put into without Terraform looking at it: `null` passes through these.
_TRANSPARENT = (n.ObjectCons, n.ObjectItem, n.TupleCons, n.Parentheses, n.Conditional)


class MissingIndex(Rule):
    """Attribute of a resource, data source or module call with count or for_each, and no instance named.

    ## Why is this bad?
    With `count` an object is a list of instances, with `for_each` a map of them; attributes belong to the instances.
    Terraform refuses the reference: `Missing resource instance key`.

    ## Example
    ```hcl
    resource "aws_kms_key" "logs" {
      count = var.encrypted ? 1 : 0
    }

    resource "aws_kms_alias" "logs" {
      count = var.encrypted ? 1 : 0

      name          = "alias/logs"
      target_key_id = aws_kms_key.logs.id
    }

    output "logs_key_arn" {
      value = aws_kms_key.logs.arn
    }
    ```
    Use instead:
    ```hcl
    resource "aws_kms_key" "logs" {
      count = var.encrypted ? 1 : 0
    }

    resource "aws_kms_alias" "logs" {
      count = var.encrypted ? 1 : 0

      name          = "alias/logs"
      target_key_id = aws_kms_key.logs[0].id
    }

    output "logs_key_arn" {
      value = one(aws_kms_key.logs[*].arn)
    }
    ```
    The key is the one that the place makes evident: `[each.key]` and `[count.index]` where both objects are multiplied
    alike (or one by the other), `[0]` where there is one instance, or where the same condition or `try` guards the
    reference. An output of an object that may be switched off becomes `null` then. Everything else is reported.

    ## Fix safety
    Safe: Terraform refuses the reference as it is. Unsafe where an output named in the plural becomes the list of the
    attribute of every instance.

    ## References
    Terraform, "References to Resource Attributes"; "Splat Expressions"; function `one`
    """

    name = "missing-index"
    subject = "References and dependencies"
    target = m.Module()
    severity = Severity.ERROR

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at every reference to an attribute of an object with instances."""
        for one, is_multiplied in multiplied(element):
            for found in references(element, one) if is_multiplied else ():
                attribute = found.reference.attribute
                if one.for_each is not None and (found.rest.startswith(("[*].", ".*."))):
                    message = f"{one.address} has for_each: it is a map, and a splat does not go over its instances."
                    ctx.report(found.node, message, _over_values(one, found), address=one.address)
                if found.index is not None or not found.rest.startswith(".") or found.rest.startswith(".*"):
                    continue
                if attribute is None or attribute.name == "depends_on":
                    continue
                meta = "count" if one.count is not None else "for_each"
                message = f"{one.address} has {meta}, and this reference names none of its instances."
                ctx.report(found.node, message, _fix(one, found), address=one.address)


def _over_values(target: BlockElement, found: InstanceReference) -> Fix:
    """`values(x)[*]` for `x[*]`."""
    text, cut = found.node.text, found.address_end - found.node.start
    fix = Fix(f"Go over the values of {target.address}", Level.SAFE, needs_whole_module=False)
    fix.replace(found.node, f"values({text[:cut]}){text[cut:]}")
    return fix


def _fix(target: BlockElement, found: InstanceReference) -> Fix | None:
    file = target.module.files_by_path[found.reference.path]
    above = file.path_to(found.reference.expression)
    key = _shared_key(target, found) or _guarded_key(target, above, found)
    text, cut = found.node.text, found.address_end - found.node.start
    fix = Fix(f"Refer to an instance of {target.address}", Level.SAFE, needs_whole_module=False)
    if key is not None:
        fix.replace(found.node, text[:cut] + key + text[cut:])
        return fix
    container = found.reference.container
    if not isinstance(container, Output) or "*" in found.rest:
        return None
    value = container["value"]
    head, splat = text[:cut], f"[*]{found.rest}"
    if _switch(target) is not None and _is_transparent(above, value):
        fix.replace(found.reference.expression, f"one({head}{splat})")
        return fix
    if found.reference.expression is value and _is_list(target, container, found):
        fix = Fix(
            f"Give out the attribute of every instance of {target.address}", Level.UNSAFE, needs_whole_module=False
        )
        fix.replace(found.reference.expression, head + splat)
        return fix
    return None


def _shared_key(target: BlockElement, found: InstanceReference) -> str | None:
    """The key of the instance that goes with the instance in which the reference stands."""
    container, attribute = found.reference.container, found.reference.attribute
    if evaluate(target.count, target.module) == 1:
        return "[0]"
    if not isinstance(container, BlockElement) or container == target or attribute is None:
        return None
    if attribute.name in ("count", "for_each") and attribute.parent is container.body:
        return None
    if target.count is not None and container.count is not None and _same(target.count, container.count):
        return "[0]" if _switch(target) is not None else "[count.index]"
    if target.for_each is not None and container.for_each is not None:
        chained = "".join(container.for_each.text.split()) == target.address
        return "[each.key]" if chained or _same(target.for_each, container.for_each) else None
    return None


def _switch(target: BlockElement) -> tuple[n.Expression, bool] | None:
    """Of a `count` that is one or none: its condition, and for which answer there is one."""
    count = target.count
    while isinstance(count, n.Parentheses):
        count = count.expression
    if not isinstance(count, n.Conditional):
        return None
    values = count.true_value.text, count.false_value.text
    return (count.condition, values == ("1", "0")) if values in (("1", "0"), ("0", "1")) else None


def _guarded_key(target: BlockElement, above: Sequence[n.Node], found: InstanceReference) -> str | None:
    """`[0]` where the reference is only read if there is an instance, or may fail."""
    switch = _switch(target)
    for node in above:
        if isinstance(node, n.FunctionCall) and node.name in ("try", "can") and target.count is not None:
            return None if switch is None else "[0]"
        if not isinstance(node, n.Conditional):
            continue
        inside = found.node.start
        in_true = node.true_value.start <= inside < node.true_value.end
        in_false = node.false_value.start <= inside < node.false_value.end
        condition = "".join(node.condition.text.split())
        if target.count is not None and in_true and condition == f"length({target.address})>0":
            return "[0]"
        if switch is not None and (in_true or in_false) and _same(switch[0], node.condition) and in_true is switch[1]:
            return "[0]"
    return None


def _is_transparent(above: Sequence[n.Node], value: n.Expression | None) -> bool:
    """Whether the reference is the value of an output, or a part of it that may be `null`."""
    if value is None:
        return False
    around = [node for node in above if isinstance(node, n.Expression | n.ObjectItem) and node.start >= value.start]
    return all(isinstance(node, _TRANSPARENT) for node in around)


def _is_list(target: BlockElement, container: Output, found: InstanceReference) -> bool:
    """Whether an output is named in the plural, and the attribute is not."""
    path = found.reference.attribute_path
    return target.count is not None and container.label.endswith("s") and bool(path) and not path[-1].endswith("s")


def _same(one: n.Expression, other: n.Expression) -> bool:
    return "".join(one.text.split()) == "".join(other.text.split())
