"""Arguments of which one body may have only one.

`exclusions.json` has the sets that version 5.100 of the AWS provider names when it refuses a resource that has all of
its arguments at once: `conflicts with`, `only one of`. A name has the nested blocks it is in before it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

_CATALOGUE = "exclusions.json"

# Type, the argument that counts, the one that says nothing beside it. Source: the provider's resource pages: a record
# for an alias has the TTL of what it names, `vpc` is the older word for `domain`, the workers are the capacity.
IDLE = (
    ("aws_route53_record", "alias", "ttl"),
    ("aws_eip", "domain", "vpc"),
    ("aws_glue_job", "worker_type", "max_capacity"),
    ("aws_glue_job", "number_of_workers", "max_capacity"),
)


@cache
def _listed() -> Mapping[str, list[str]]:
    found: Mapping[str, list[str]] = json.loads(files(__package__).joinpath(_CATALOGUE).read_text(encoding="utf-8"))
    return found


@cache
def exclusions(type_: str, path: tuple[str, ...]) -> Sequence[tuple[str, ...]]:
    """The sets of arguments and blocks in one body of which only one may be there."""
    found = (tuple(row.split()) for row in _listed().get(type_, ()))
    above = ".".join(path)
    return tuple(tuple(name.rpartition(".")[2] for name in row) for row in found if row[0].rpartition(".")[0] == above)
