"""The policies of roles, users and groups in a module: what they say of resources is about the account's own."""

from __future__ import annotations

from collections.abc import Iterator

from tffix.terraform import Element, Module

from ._policies import Document, Statement, Value
from ._policy_reading import read_document

_TYPES = ("aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy")


def identity_documents(module: Module) -> Iterator[Document]:
    """The documents of a module's identity policies, each once."""
    seen: set[int] = set()
    for document in _all(module):
        key = id(document.owner.node) if document.owner is not None else 0
        if not document.statements or key in seen:
            continue
        if document.owner is not None and document.owner.kind != "resource":
            seen.add(key)
        yield document


def _all(module: Module) -> Iterator[Document]:
    for type_ in _TYPES:
        for resource in module.resources_of(type_):
            yield read_document(resource["policy"], resource)
    for role in module.resources_of("aws_iam_role"):
        for block in role.blocks("inline_policy"):
            attribute = block.body.get("policy")
            yield read_document(None if attribute is None else attribute.expr, role)


def own_values(document: Document, statement: Statement) -> Iterator[Value]:
    """The resources of a statement that are written in the document itself, not in a local value that others read."""
    owner = document.owner
    for value in statement.resources:
        if value.node is not None and owner is not None and _is_within(value, owner):
            yield value


def _is_within(value: Value, owner: Element) -> bool:
    node = value.node
    return node is not None and node.source is owner.source and owner.start <= node.start and node.end <= owner.end
