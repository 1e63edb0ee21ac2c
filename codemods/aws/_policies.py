"""Policy documents of AWS: what their statements say, wherever they are written (`_policy_reading` reads them).

IAM user guide, "IAM JSON policy elements reference"; AWS provider, `aws_iam_policy_document`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tffix.syntax import Block
from tffix.syntax import nodes as n
from tffix.terraform import DataSource, Element, Module

from ._policy_text import CLOSE, OPEN, addresses_in, holes


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """One string of a statement: `text` is comparable (see `text_of`), `node` where it is written.

    An expression that makes a list is one value that is nothing but a hole. `node` is None in a text of JSON.
    """

    text: str
    node: n.Expression | None

    @property
    def is_known(self) -> bool:
        """Whether the text has no holes."""
        return not holes(self.text)

    @property
    def is_computed(self) -> bool:
        """Whether there is no literal text at all: it may be a list as well."""
        return self.text.startswith(OPEN) and self.text.find(CLOSE) == len(self.text) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Principal:
    """A principal: `type` is `AWS`, `Service`, `Federated`, `CanonicalUser`, or `*`."""

    type: str
    value: Value


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """A condition: `ArnLike`, `aws:SourceArn` and the values."""

    operator: str
    key: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """A statement of a policy.

    `negated` are the elements written as `NotAction`, `NotResource`, `NotPrincipal`. `is_whole` is false where some
    of it could not be read: then it may say more than is in it here. `effect` is `""` for a computed one.
    """

    node: n.ObjectCons | Block | None
    effect: str
    sid: str
    actions: tuple[Value, ...]
    resources: tuple[Value, ...]
    principals: tuple[Principal, ...]
    conditions: tuple[Condition, ...]
    negated: frozenset[str]
    is_whole: bool

    @property
    def is_allow(self) -> bool:
        """Whether it allows something; a computed effect may."""
        return self.effect in ("Allow", "")


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A policy document.

    `statements` are those that were read; `is_whole` says whether these are all, and all of each. `holder` is what a
    statement can be added to: the list of statements, the only statement that stands without a list, the data source,
    None where there is no such place in the module. `owner` is the element the document is written in.
    """

    statements: tuple[Statement, ...]
    is_whole: bool
    holder: n.TupleCons | n.ObjectCons | DataSource | None
    owner: Element | None

    @property
    def allows(self) -> Iterator[Statement]:
        """The statements that may allow something."""
        return (one for one in self.statements if one.is_allow)


# Questions ----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def _action_pattern(pattern: str) -> re.Pattern[str]:
    parts = re.split(f"([*?]|{OPEN}[^{CLOSE}]*{CLOSE})", pattern)
    made = [".*" if one == "*" else "." if one == "?" else re.escape(one) for one in parts]
    return re.compile("".join(made), re.IGNORECASE)


def action_matches(pattern: str, action: str) -> bool:
    """Whether an action of a policy (`s3:Get*`) is, or covers, one action."""
    return _action_pattern(pattern).fullmatch(action) is not None


def allows_action(statement: Statement, action: str) -> bool | None:
    """Whether the actions of a statement cover one action; None where that cannot be told."""
    if not statement.is_allow:
        return False
    if "Action" in statement.negated:
        return None
    answer: bool | None = False
    for value in statement.actions:
        if not value.is_known:
            answer = None
        elif action_matches(value.text, action):
            return True if statement.effect else None
    return answer


def has_service(statement: Statement, service: str) -> bool | None:
    """Whether some action of a statement may be one of a service (`s3`); None where that cannot be told."""
    if not statement.is_allow:
        return False
    if "Action" in statement.negated:
        return None
    prefixes = {value.text.partition(":")[0].lower() for value in statement.actions if value.is_known}
    if prefixes & {service, "*"}:
        return True
    return None if any(not value.is_known for value in statement.actions) else False


def mentions(value: Value, address: str, module: Module) -> bool:
    """Whether a value is written with a reference to a resource."""
    if value.node is not None:
        return address in addresses_in(value.node, module)
    return any(one == address or one.startswith(f"{address}.") for one in holes(value.text))
