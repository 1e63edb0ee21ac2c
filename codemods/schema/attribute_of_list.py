"""Rule `attribute-of-list`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.terraform import BlockElement, DataSource, Reference, Resource
from tffix.terraform.requirements import provider_schema_for, schema_for
from tffix.terraform.schema_types import AttributeSchema, BlockSchema, CtyType

from ..terraform._undeclared import takes_values
from ._reference_steps import steps_of

# Four names in a row, perhaps with the key of an instance: less reads nothing of an attribute.
_DEEP = re.compile(r"\w\.[\w-]+(?:\[[^\]]*\])?(?:\.[\w-]+){2}")


class AttributeOfList(Rule):
    """Attribute that is read from a list of objects as if the list were one of them.

    ## Why is this bad?
    Terraform refuses the reference: `This value is a list of objects, so it does not have any attributes of its own`.

    ## Example
    ```hcl
    resource "aws_eks_cluster" "main" {
      name     = "main"
      role_arn = "arn:aws:iam::111122223333:role/eks"

      vpc_config {
        subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
      }
    }

    output "certificate" {
      value = aws_eks_cluster.main.certificate_authority.data
    }
    ```
    Use instead:
    ```hcl
    resource "aws_eks_cluster" "main" {
      name     = "main"
      role_arn = "arn:aws:iam::111122223333:role/eks"

      vpc_config {
        subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
      }
    }

    output "certificate" {
      value = aws_eks_cluster.main.certificate_authority[0].data
    }
    ```
    Which attributes are lists is in the schema of the provider; a type without one is left alone. Of a block that may
    be written several times, which one is meant is for the author to say.

    ## Fix safety
    Safe: Terraform refuses the reference as it is.

    ## References
    Terraform, "References to Resource Attributes"; `terraform providers schema -json`
    """

    name = "attribute-of-list"
    subject = "References and dependencies"
    target = m.Attribute(_DEEP)
    severity = Severity.ERROR

    def check(self, attribute: Attribute, ctx: RuleContext) -> None:
        """Look at every reference in an attribute that reads something of another one."""
        for reference in ctx.module.references_in(attribute):
            target = ctx.module.get(reference.address)
            if isinstance(target, Resource | DataSource) and isinstance(reference.node, n.Traversal):
                _check(reference, target, ctx)


@dataclass(frozen=True, slots=True)
class _Value:
    """What a name reads: `nesting`, what an element has, and whether there is at most one."""

    nesting: str
    inner: BlockSchema | Mapping[str, CtyType] | Mapping[str, AttributeSchema]
    is_one: bool


def _check(reference: Reference, target: BlockElement, ctx: RuleContext) -> None:
    provider, schema = provider_schema_for(ctx.module, target), schema_for(ctx.module, target)
    if provider is None or schema is None or not provider.is_exact or not takes_values(reference):
        return
    lists = _lists(reference, target, schema.block)
    if not lists:
        return
    expression = reference.expression
    fix = None
    if all(is_one for _, _, is_one in lists):
        fix = Fix("Read it from the first element", Level.SAFE, needs_whole_module=False)
        text, at = "", expression.start
        for _, end, _ in lists:
            text += expression.source.text[at:end] + "[0]"
            at = end
        fix.replace(expression, text + expression.source.text[at : expression.end])
    name = lists[0][0]
    owner = reference.container
    address = "" if owner is None else owner.address
    ctx.report(expression, f"{name} of {target.address} is a list, and has no attributes itself.", fix, address=address)


def _lists(reference: Reference, target: BlockElement, block: BlockSchema) -> list[tuple[str, int, bool]]:
    """The lists that something is read from without an index: name, end, whether there is one element at most."""
    steps = list(steps_of(reference))
    if target.repeats:
        if not steps or steps[0][0]:
            return []
        del steps[0]
    found: list[tuple[str, int, bool]] = []
    holder: BlockSchema | Mapping[str, CtyType] | Mapping[str, AttributeSchema] = block
    position = 0
    while position + 1 < len(steps):
        name, end = steps[position]
        value = _value(holder, name) if name else None
        if value is None:
            break
        following = steps[position + 1][0]
        position += 1
        if value.nesting in ("list", "set") and not following:
            position += 1
        elif value.nesting == "list" and _value_exists(value.inner, following):
            found.append((name, end, value.is_one))
        elif value.nesting not in ("single", "group", "object"):
            break
        holder = value.inner
    return found


def _value(holder: BlockSchema | Mapping[str, CtyType] | Mapping[str, AttributeSchema], name: str) -> _Value | None:
    if isinstance(holder, BlockSchema):
        nested = holder.blocks.get(name)
        if nested is not None:
            return _Value(nested.nesting, nested.block, nested.is_single)
        found: object = holder.attributes.get(name)
    else:
        found = holder.get(name)
    if isinstance(found, AttributeSchema):
        if found.nested_type is not None:
            return _Value(found.nested_type.nesting, found.nested_type.attributes, not found.is_settable)
        return _of_type(found.type, not found.is_settable)
    return _of_type(found, True) if isinstance(found, tuple) else None


def _of_type(type_: CtyType | None, is_one: bool) -> _Value | None:
    if not isinstance(type_, tuple):
        return None
    if type_[0] == "object":
        return _Value("object", type_[1], True)
    element = type_[1]
    is_object = type_[0] in ("list", "set") and isinstance(element, tuple) and element[0] == "object"
    return _Value(type_[0], element[1], is_one) if is_object else None


def _value_exists(inner: BlockSchema | Mapping[str, CtyType] | Mapping[str, AttributeSchema], name: str) -> bool:
    if isinstance(inner, BlockSchema):
        return name in inner.attributes or name in inner.blocks
    return name in inner
