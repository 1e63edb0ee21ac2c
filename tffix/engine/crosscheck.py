"""A second opinion before anything is written: python-hcl2 reads before and after, and sees only what was meant.

It knows nothing of our tokens, nodes and edits. What it finds changed must be among the objects that the applied
fixes claim (`tffix.rules.claims`) or are about (`Diagnostic.address`). Comments inside blocks count, layout does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tffix.rules.diagnostics import Diagnostic
from tffix.terraform.addresses import parse_address
from tffix.terraform.files import FileKind, kind_of

_READ = frozenset({FileKind.CONFIG, FileKind.TFVARS, FileKind.TEST})
_BLOCK = "__is_block__"

Key = tuple[str, ...]
Objects = Mapping[Key, list[Any]]


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """What python-hcl2 has to say. `problems` are sentences, none if it sees what the fixes say and nothing else.

    `skipped` is the number of changed files that it could not read even before.
    """

    problems: tuple[str, ...] = ()
    skipped: int = 0


def cross_check(before: Mapping[str, str], after: Mapping[str, str], applied: Iterable[Diagnostic]) -> CrossCheck:
    """Compare the texts of a configuration, object by object; files that did not change are not looked at."""
    fixes = list(applied)
    claimed = {claim for d in fixes if d.fix is not None for claim in d.fix.claims}
    meant = {key for d in fixes if (key := _key_of(d.address)) is not None}
    problems: list[str] = []
    skipped = 0
    for path in sorted(before.keys() | after.keys()):
        if before.get(path) == after.get(path):
            continue
        if path not in after:
            problems.append(f"{path} is gone")
            continue
        is_new = path not in before
        if is_new or kind_of(path) not in _READ:
            unclaimed = (path,) not in claimed
            if unclaimed:
                problems.append(f"{path} {'is new' if is_new else 'changed'}, which no fix says")
            if unclaimed or kind_of(path) not in _READ:
                continue
        old = {} if is_new else objects(before[path])
        if old is None:
            skipped += 1
            continue
        new = objects(after[path])
        if new is None:
            problems.append(f"{path} cannot be read any more")
            continue
        if (path,) not in claimed:
            problems += _unclaimed(path, old, new, claimed, meant)
    return CrossCheck(tuple(problems), skipped)


def _unclaimed(path: str, old: Objects, new: Objects, claimed: set[Key], meant: set[Key]) -> Iterator[str]:
    for key in sorted(old.keys() | new.keys()):
        if old.get(key) == new.get(key) or (path, *key) in claimed or key in meant:
            continue
        how = "is new" if key not in old else "is gone" if key not in new else "changed"
        yield f"{path}: {' '.join(key)} {how}, which no fix says"


@lru_cache(maxsize=256)
def objects(text: str) -> Objects | None:
    """What python-hcl2 finds at the top level of a file, by type and labels; None where it cannot read it."""
    import hcl2

    try:
        data = hcl2.loads(text.removeprefix("\ufeff"))
    except Exception:  # noqa: BLE001 - whatever another parser does with a file, it is no reason to fail
        return None
    found: dict[Key, list[Any]] = {}
    for name, value in data.items():
        if name in ("__comments__", "__inline_comments__"):
            continue
        blocks = value if isinstance(value, list) and all(isinstance(v, dict) for v in value) else None
        if not blocks or not all(_is_block(block) for block in blocks):
            found[(name,)] = [value]
            continue
        for block in blocks:
            for key, body in _flattened((name,), block):
                found.setdefault(key, []).append(body)
    return found


def _is_block(value: Any) -> bool:
    while isinstance(value, dict):
        if _BLOCK in value:
            return True
        if len(value) != 1:
            return False
        value = next(iter(value.values()))
    return False


def _flattened(key: Key, block: dict[str, Any]) -> Iterator[tuple[Key, Any]]:
    """The bodies of a block by type and labels; of `locals`, each value by its name."""
    while _BLOCK not in block:
        label, block = next(iter(block.items()))
        key = (*key, label.strip('"'))
    if key == ("locals",):
        yield from ((("locals", name), value) for name, value in block.items() if not name.startswith("__"))
    else:
        yield key, block


def _key_of(address: str) -> Key | None:
    parsed = parse_address(address) if address else None
    if parsed is None:
        return None
    kind = "locals" if parsed.kind == "local" else parsed.kind
    return tuple(part for part in (kind, parsed.type, parsed.name) if part)
