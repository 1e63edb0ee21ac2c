"""Addresses: `aws_x.y`, `data.aws_x.y`, `var.x`, `local.x`, `module.x`, `output.x`, `provider.x`."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from tffix.syntax import nodes as n

# Root name of a reference -> how many names its address has. Every other root is a managed resource's type.
_ADDRESS_LENGTHS = {"var": 2, "local": 2, "module": 2, "data": 3, "ephemeral": 3, "action": 3, "resource": 3}
# Roots whose names are values of the place where they stand, not objects of the module.
_LOCAL_ROOTS = frozenset({"each", "count", "self", "path", "terraform"})

_PREFIXES = {
    "variable": "var",
    "local": "local",
    "module": "module",
    "output": "output",
    "provider": "provider",
    "data": "data",
    "ephemeral": "ephemeral",
    "check": "check",
    "action": "action",
}
_KINDS = {prefix: kind for kind, prefix in _PREFIXES.items()}
_TYPED_KINDS = frozenset({"data", "ephemeral", "action"})


class Address(NamedTuple):
    """An address taken apart.

    `kind` is `resource`, `data`, `ephemeral`, `action`, `variable`, `local`, `module`, `output`, `provider` or
    `check`; `type` is empty for kinds that have none. The name of an aliased provider is `aws.west`.
    """

    kind: str
    type: str
    name: str

    def __str__(self) -> str:
        parts = (_PREFIXES.get(self.kind, ""), self.type, self.name)
        return ".".join(part for part in parts if part)


@lru_cache(maxsize=8192)
def format_address(kind: str, name: str, type_: str = "") -> str:
    """The address of an object; `kind` as in `Address`."""
    return str(Address(kind, type_, name))


def parse_address(text: str) -> Address | None:
    """The parts of an address, None for a text that is none."""
    names = text.split(".")
    if not all(names):
        return None
    root = names[0]
    if root == "resource":
        return Address("resource", names[1], names[2]) if len(names) == 3 else None
    kind = _KINDS.get(root)
    if kind is None:
        return Address("resource", root, names[1]) if len(names) == 2 and root not in _LOCAL_ROOTS else None
    if kind in _TYPED_KINDS:
        return Address(kind, names[1], names[2]) if len(names) == 3 else None
    if kind == "provider":
        return Address(kind, "", ".".join(names[1:])) if len(names) in (2, 3) else None
    return Address(kind, "", names[1]) if len(names) == 2 else None


def address_of_names(names: tuple[str, ...]) -> tuple[str, int] | None:
    """The address that a run of names begins with and how many of the names it takes, None if there is none."""
    if not names or names[0] in _LOCAL_ROOTS:
        return None
    length = _ADDRESS_LENGTHS.get(names[0], 2)
    if len(names) < length:
        return None
    used = names[:length]
    return ".".join(used[1:] if used[0] == "resource" else used), length


def reference_address(node: n.Node) -> str | None:
    """The address of the object that a traversal names; None for `each`, `count`, `self`, `path`, `terraform`.

    What `for` and `dynamic` shadow is not known here: `tffix.terraform.references` takes care of it.
    """
    if not isinstance(node, n.Traversal):
        return None
    found = address_of_names(node.names)
    return found[0] if found else None
