"""Resources that are named as a whole where an argument takes a string."""

from __future__ import annotations

from collections.abc import Sequence

from tffix.rules import Fix, Level
from tffix.syntax import nodes as n
from tffix.terraform import BlockElement, DataSource, Module, Resource
from tffix.terraform.requirements import schema_for

from ._fit import kind_of

# Resource pages of the AWS provider: `role` is the name of a role here, and its ARN everywhere else.
_BY_NAME = frozenset({"aws_iam_instance_profile", "aws_iam_role_policies_exclusive", "aws_iam_role_policy"}) | {
    "aws_iam_role_policy_attachment",
    "aws_iam_role_policy_attachments_exclusive",
}
# What the argument names by its ARN, without a word that says so.
_BY_ARN = frozenset({"destination", "log_destination", "policy", "role", "source_arn"})
_DOCUMENT = "aws_iam_policy_document"
_BY_ROLE_NAME = frozenset({"group", "groups", "role", "roles", "user", "users"})


def whole_resource(value: n.Expression, module: Module) -> Resource | DataSource | None:
    """The resource that a value is as a whole: no attribute of it is read, and it has no instances."""
    if not isinstance(value, n.Traversal) or value.keys:
        return None
    reference = module.reference_of(value)
    element = module.get(reference.address) if reference is not None else None
    if reference is None or reference.attribute_path or not isinstance(element, Resource | DataSource):
        return None
    if element.repeats or element.is_overridden:
        return None
    return element if len(value.names) == (3 if isinstance(element, DataSource) else 2) else None


def named(values: Sequence[n.Expression], argument: str, element: BlockElement) -> Fix | None:
    """The fix that has an argument name the resources by what it takes: ARN, name or id."""
    wholes = [whole_resource(value, element.module) for value in values]
    if all(isinstance(found, DataSource) and found.type == _DOCUMENT for found in wholes):
        kind, title = "json", "Take the JSON of the document"
    else:
        kind = _kind(argument, element.labels[0])
        title = f"Name the resource by its {kind}"
    fix = Fix(title, Level.SAFE, needs_whole_module=False)
    for value, found in zip(values, wholes, strict=True):
        schema = schema_for(element.module, found) if found is not None else None
        if schema is None or kind not in schema.block.attributes:
            return None
        fix.replace(value, value, f".{kind}")
    return fix


def _kind(argument: str, type_: str) -> str:
    if argument in _BY_ROLE_NAME and type_ in _BY_NAME:
        return "name"
    known = kind_of(argument)
    return known if known is not None else "arn" if argument in _BY_ARN else "id"
