"""Account IDs of examples, and where one stands for the own account."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.terraform import DataSource, Element, Local, Module, Resource

# Source: AWS general reference, "AWS account identifiers"; IAM user guide, the examples.
_ACCOUNTS = ("123456789012", "111122223333", "000000000000", "012345678901", "111111111111", "444455556666")
EXAMPLE_ACCOUNT = re.compile(r"(?<![\w-])(?:" + "|".join(_ACCOUNTS) + r")(?![\w-])")
_ANY_ID = re.compile(r"(?<![\w-])\d{12}(?![\w-])")
# An ARN whose resource is an example as well stays wrong with any account.
_EXAMPLE_RESOURCE = re.compile(r"x{4,}|your[-_]|example|existing|placeholder|12345678-", re.IGNORECASE)


def has_example_account(text: str) -> bool:
    """Whether a value is the account of an example, or an ARN or a registry in one."""
    found = EXAMPLE_ACCOUNT.search(text)
    return found is not None and (found.group() == text or text.startswith("arn:") or ".dkr.ecr." in text)


def own_accounts(module: Module) -> Iterator[tuple[Element, Attribute, n.Template]]:
    """The strings that hold the account ID of an example, where the own account is meant."""
    for attribute in module.attributes_matching(EXAMPLE_ACCOUNT):
        if len(set(_ANY_ID.findall(attribute.expr_text))) > 1:
            continue
        owner = module.element_at(attribute.source.path, attribute.start)
        if not isinstance(owner, Resource | DataSource | Local) or owner.is_overridden:
            continue
        for node in attribute.expr.walk():
            if isinstance(node, n.Template) and _is_own(node.text[1:-1]):
                yield owner, attribute, node


def _is_own(text: str) -> bool:
    found = EXAMPLE_ACCOUNT.search(text)
    if found is None or _EXAMPLE_RESOURCE.search(text):
        return False
    return found.group() == text or text.startswith("arn:")
