"""Words that are in no provider's schema: meta-arguments, sources of providers, and near misses of names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

META_ARGUMENTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "resource": frozenset({"count", "for_each", "provider", "depends_on"}),
        "data": frozenset({"count", "for_each", "provider", "depends_on"}),
        "ephemeral": frozenset({"count", "for_each", "provider", "depends_on"}),
        "provider": frozenset({"alias", "version"}),
        "module": frozenset({"source", "version", "count", "for_each", "providers", "depends_on"}),
    }
)
"""The attributes that Terraform itself takes in a block, by block type."""

META_BLOCKS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "resource": frozenset({"lifecycle", "connection", "provisioner", "_"}),
        "data": frozenset({"lifecycle", "_"}),
        "ephemeral": frozenset({"lifecycle", "_"}),
        "provider": frozenset({"_"}),
        "module": frozenset({"_"}),
    }
)
"""The nested blocks that Terraform itself takes in a block, by block type; `_` holds arguments of the schema that have
the name of a meta-argument. `dynamic` may stand for every block of the schema, and for none of these."""

# The hosts a source without a host means, of Terraform and of OpenTofu.
_DEFAULT_HOST = re.compile(r"registry\.(?:terraform|opentofu)\.[a-z]+")
BUILTIN_SOURCE = "terraform.io/builtin/terraform"
_MOST_EDITS = 2


def normal_source(text: str) -> str | None:
    """A provider source as it is compared: `hashicorp/aws`. None for what is no source.

    `aws` means `hashicorp/aws`; the public registry's own host is left out, any other host stays.
    """
    parts = text.strip().lower().split("/")
    if not 1 <= len(parts) <= 3 or not all(parts):
        return None
    if len(parts) == 1:
        return f"hashicorp/{parts[0]}"
    if len(parts) == 3 and _DEFAULT_HOST.fullmatch(parts[0]):
        parts = parts[1:]
    return "/".join(parts)


def did_you_mean(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that a misspelt name stands for, None where none or several are equally near.

    As in Terraform a candidate is near when it is at most two edits away (a letter more, less, other, or two swapped);
    for names of up to four letters at most one. Only upper and lower case, `-` and `_` being different is no edit.
    """
    wanted = _folded(name)
    most = _MOST_EDITS if len(wanted) > 4 else 1
    best, found = most + 1, None
    for candidate in sorted(set(candidates)):
        if candidate == name:
            continue
        distance = edit_distance(wanted, _folded(candidate), best)
        if distance < best:
            best, found = distance, candidate
        elif distance == best and distance <= most:
            found = None
    return found


def _folded(name: str) -> str:
    return name.lower().replace("-", "_")


def edit_distance(left: str, right: str, limit: int) -> int:
    """How many letters to insert, delete, replace or swap with their neighbour; `limit + 1` when more than `limit`."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        last, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)
