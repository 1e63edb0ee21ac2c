"""Which policies a role of the module really has: inline ones, attached ones, managed ones of AWS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tffix.syntax import nodes as n
from tffix.terraform import DataSource, Module, ModuleCall, Resource, evaluate
from tffix.terraform.resolve import unwrap

from ..terraform._undeclared import mentioned
from ._policies import Document, Value
from ._policy_reading import read_document
from ._policy_statements import values_of, whole_local
from ._policy_text import addresses_in, holes, text_of

_ROLE = "aws_iam_role"
_MANAGED = re.compile(r"arn:[^:]*:iam::aws:policy/(?:.*/)?([\w+=,.@-]+)")


@dataclass(frozen=True, slots=True, eq=False)
class Attached:
    """A policy of a role. `resource` holds it, `is_shared` says that other roles have it, or may have it, too."""

    document: Document
    resource: Resource
    is_shared: bool


@dataclass(slots=True, eq=False)
class RolePolicies:
    """What a role may do: `attached` documents and the names of AWS' `managed` policies.

    `is_whole` is false where the role may have policies beside these.
    """

    attached: list[Attached] = field(default_factory=list)
    managed: list[str] = field(default_factory=list)
    is_whole: bool = True


def policies_of(role: Resource) -> RolePolicies:
    """The policies of a role of the module."""
    return role.module.memo(_policies).get(role.address, RolePolicies(is_whole=False))


def role_of(expression: n.Expression | None, module: Module) -> Resource | None:
    """The role of the module that an argument names (`aws_iam_role.x.arn`); None for any other."""
    element = module.resolve(expression)
    return element if isinstance(element, Resource) and element.type == _ROLE else None


def _policies(module: Module) -> dict[str, RolePolicies]:
    found = {role.address: _own(role) for role in module.resources_of(_ROLE)}
    if _names_missing_policies(module):
        for policies in found.values():
            policies.is_whole = False
    for resource in module.resources_of("aws_iam_role_policy"):
        for roles in _add(found, resource, resource["role"]):
            document = read_document(resource["policy"], resource)
            for role in roles:
                role.attached.append(Attached(document, resource, len(roles) > 1 or resource.repeats))
    for resource in module.resources_of("aws_iam_role_policy_attachment"):
        for roles in _add(found, resource, resource["role"]):
            for role in roles:
                _attach(role, resource["policy_arn"], resource)
    for resource in module.resources_of("aws_iam_policy_attachment"):
        listed = values_of(resource["roles"], module)
        for value in listed:
            for roles in _add(found, resource, value.node):
                for role in roles:
                    _attach(role, resource["policy_arn"], resource)
    return found


def _names_missing_policies(module: Module) -> bool:
    """Whether the module refers to policies that are not in its text: they are somewhere."""
    return any(
        type_.startswith(("aws_iam_role_policy", "aws_iam_policy_attachment"))
        and not module.declares(f"{type_}.{name}")
        for type_, name, _ in mentioned(module)
    )


def _own(role: Resource) -> RolePolicies:
    """The policies that a role is declared with."""
    policies = RolePolicies(is_whole=not role.is_overridden and not role.has_dynamic("inline_policy"))
    for block in role.blocks("inline_policy"):
        attribute = block.body.get("policy")
        document = read_document(None if attribute is None else attribute.expr, role)
        policies.attached.append(Attached(document, role, is_shared=False))
    for value in values_of(role["managed_policy_arns"], role.module):
        _attach_value(policies, value, role)
    module = role.module
    for reference in module.references_to(role.address):
        # A module that is told the role's name may give it policies; so may one that is given it by an output.
        container = reference.container
        is_given = isinstance(container, ModuleCall) or (
            container is not None and container.kind == "output" and bool(module.configuration.callers(module))
        )
        if is_given and reference.attribute_path[:1] != ("arn",):
            policies.is_whole = False
    return policies


def _add(
    found: dict[str, RolePolicies], resource: Resource, expression: n.Expression | None
) -> Iterator[list[RolePolicies]]:
    """The roles that an attachment names; where that cannot be told, no role is known whole any more."""
    module = resource.module
    named = role_of(expression, module)
    roles = [named] if named is not None else _roles_by_text(expression, resource)
    if roles is None or resource.is_overridden:
        for policies in found.values():
            policies.is_whole = False
        return
    yield [found[role.address] for role in roles if role.address in found]


def _roles_by_text(expression: n.Expression | None, resource: Resource) -> list[Resource] | None:
    """The roles that an expression names by their text, or that its `for_each` lists; None if there may be others."""
    module = resource.module
    roles = module.resources_of(_ROLE)
    if expression is None:
        return None
    mentioned = set(addresses_in(expression, module))
    if resource.for_each is not None and expression.text.startswith("each."):
        mentioned |= set(addresses_in(resource.for_each, module))
    listed = [role for role in roles if role.address in mentioned]
    if listed:
        return listed
    text = text_of(expression, module)
    same = [role for role in roles if role["name"] is not None and text_of(_name(role), module) == text]
    if same:
        return same
    return None if holes(text) else []


def _name(role: Resource) -> n.Expression:
    name = role["name"]
    assert name is not None
    return name


def _attach(role: RolePolicies, expression: n.Expression | None, resource: Resource) -> None:
    if expression is None:
        role.is_whole = False
        return
    inner = unwrap(expression)
    if resource.for_each is not None and inner.text in ("each.value", "each.key"):
        for value in _listed(resource.for_each, resource.module):
            _attach_value(role, value, resource)
        return
    if resource.count is not None and isinstance(inner, n.Index):
        # One of a list: `local.policies[count.index]`.
        for value in values_of(inner.collection, resource.module):
            _attach_value(role, value, resource)
        return
    _attach_value(role, Value(text_of(inner, resource.module), inner), resource)


def _listed(expression: n.Expression, module: Module) -> list[Value]:
    """The values that `for_each` goes through, lists and maps alike."""
    inner = unwrap(expression)
    local = whole_local(inner, module)
    if local is not None:
        inner = unwrap(local.expr)
    if isinstance(inner, n.ObjectCons):
        return [value for item in inner.items for value in values_of(item.value, module)]
    return list(values_of(inner, module))


def _attach_value(role: RolePolicies, value: Value, resource: Resource) -> None:
    """Note one policy by its ARN."""
    module = resource.module
    target = None if value.node is None else module.resolve(value.node)
    if isinstance(target, Resource) and target.type == "aws_iam_policy":
        shared = _users(target) > 1 or (resource.repeats and not target.repeats)
        role.attached.append(Attached(read_document(target["policy"], target), target, shared))
        return
    name = _managed_name(value, target)
    if name is None:
        role.is_whole = False
    else:
        role.managed.append(name)


def _managed_name(value: Value, target: object) -> str | None:
    """The name of a managed policy of AWS, None for other policies."""
    if isinstance(target, DataSource) and target.type == "aws_iam_policy":
        for argument in ("name", "arn"):
            known = evaluate(target[argument], target.module)
            if isinstance(known, str):
                return known.rpartition("/")[2]
        return None
    text = re.sub("\ue000[^\ue001]*\ue001", "*", value.text)
    found = _MANAGED.fullmatch(text)
    return found[1] if found else None


def _users(policy: Resource) -> int:
    """How many attachments a policy of the module has."""
    return sum(
        isinstance(reference.container, Resource) and reference.container.type.endswith("_attachment")
        for reference in policy.module.references_to(policy.address)
    )
