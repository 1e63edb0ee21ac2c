"""What the rules about undeclared names share: whether absence can be told, names in the text, near misses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tffix.rules import Fix
from tffix.syntax import Attribute, Block
from tffix.syntax import nodes as n
from tffix.terraform import Element, Module, Reference

_IDENTIFIER = r"[^\W\d][\w-]*"
# Two or three names in a row: what may be an address. Comments and literal text match as well and are sorted out later.
_NAMES = re.compile(rf"(?<![\w.-])({_IDENTIFIER})\s*\.\s*({_IDENTIFIER})(?:\s*\.\s*({_IDENTIFIER}))?")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


def mentioned(module: Module) -> tuple[tuple[str, str, str], ...]:
    """Runs of two or three names (`""` for no third) in the text of a module's files, each once, in order."""
    return module.memo(_mentioned)


def _mentioned(module: Module) -> tuple[tuple[str, str, str], ...]:
    found: dict[tuple[str, str, str], None] = {}
    for file in module.files:
        if file.structure_error is not None:
            found.update(dict.fromkeys(_names_in(file.text)))
            continue
        for item in file.body.items:
            found.update(dict.fromkeys(item.memo(_names_of)))
    return tuple(found)


def _names_of(item: Attribute | Block) -> tuple[tuple[str, str, str], ...]:
    return tuple(dict.fromkeys(_names_in(item.text)))


def _names_in(text: str) -> Iterator[tuple[str, str, str]]:
    return ((one[1], one[2], one[3] or "") for one in _NAMES.finditer(text))


def top_block(attribute: Attribute) -> Block | None:
    """The top-level block an attribute stands in."""
    block = attribute.parent.parent
    while block is not None and block.parent.parent is not None:
        block = block.parent.parent
    return block


# Arguments that Terraform reads before there are values ("Variables may not be used here"), by type of the top-level
# block: a name in them is wrong for another reason. Terraform 1.11, internal/configs.
_STATIC = {"variable": {"default", "type", "sensitive", "nullable", "ephemeral"}, "module": {"source", "version"}}


def takes_values(reference: Reference) -> bool:
    """Whether a reference stands where Terraform evaluates it, so that the name has to be declared."""
    return reference.attribute is not None and is_evaluated(reference.attribute)


def is_evaluated(attribute: Attribute) -> bool:
    """Whether Terraform evaluates an attribute, so that the names in it have to be declared."""
    block = top_block(attribute)
    if block is None or block.type in ("terraform", "moved", "removed"):
        return False
    if block.type == "import" and attribute.name == "to":
        return False
    # Triggers are looked up by the plan alone.
    if attribute.name in ("prevent_destroy", "create_before_destroy", "alias", "replace_triggered_by"):
        return False
    return not (attribute.parent.parent is block and attribute.name in _STATIC.get(block.type, ()))


def ordered(references: Iterable[Reference]) -> list[Reference]:
    """References in file and offset order."""
    return sorted(references, key=lambda one: (one.path, one.start))


def names_undeclared(module: Module, root: str) -> bool:
    """Whether something behind `root` (`local`, `var`, `data`) is named that the module does not declare.

    What seems to be unused may then be what was meant.
    """
    return module.memo(_names_undeclared, root)


def _names_undeclared(module: Module, root: str) -> bool:
    for first, second, third in mentioned(module):
        address = f"{first}.{second}" + (f".{third}" if first == "data" else "")
        if first != root or module.declares(address):
            continue
        if any(takes_values(reference) for reference in module.references_to(address)):
            return True
    return False


def reads_local(module: Module, node: n.Node, wanted: object) -> bool:
    """Whether an expression reads a local value, directly or through other local values."""
    todo, seen = [node], set[str]()
    while todo:
        for reference in module.references_in(todo.pop()):
            local = module.local(reference.address[6:]) if reference.address.startswith("local.") else None
            if local is not None and local == wanted:
                return True
            if local is not None and local.address not in seen:
                seen.add(local.address)
                todo.append(local.node)
    return False


def write_address(fix: Fix, node: n.Traversal, address: str) -> None:
    """Have a traversal that begins with two names (`var.x`) begin with those of `address` instead."""
    for step, name in zip(node.steps[:2], address.split("."), strict=True):
        assert not isinstance(step, n.TraverseIndex)
        if step.name != name:
            fix.rename(step, name)


# Near misses -------------------------------------------------------------------------------------------------------


def near_miss(name: str, candidates: Iterable[str], *, plural: bool = False) -> str | None:
    """The one candidate that `name` is evidently a slip of: other case or separators, or one mistyped word.

    Two names of one letter's distance may well be two things (`subnet_a`, `subnet_b`; `zone_id`, `zone_ids`), so only
    a longer word may differ, or two letters be swapped, never the first letter or a digit, and the number only with
    `plural`.
    """
    found = {candidate for candidate in candidates if candidate != name and _is_near(name, candidate, plural)}
    return found.pop() if len(found) == 1 else None


def _is_near(one: str, other: str, plural: bool) -> bool:
    first, second = _words(one), _words(other)
    if "".join(first) == "".join(second):
        return True
    if len(first) != len(second):
        return False
    differing = [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
    if len(differing) != 1:
        return False
    left, right = sorted(differing[0], key=len)
    if left + "s" == right and first[-1] != second[-1]:
        return plural
    if not left.isalpha() or left[0] != right[0]:
        return False
    # One slip in a word of four letters or more, two in one of eight. Two letters swapped make hardly another word.
    return distance(left, right) <= min(len(left) // 4, 2) or (_is_swapped(left, right) and len(left) > 2)


def _is_swapped(one: str, other: str) -> bool:
    return len(one) == len(other) and sorted(one) == sorted(other) and distance(one, other) == 1


def _words(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name)]


def distance(one: str, other: str) -> int:
    """How many letters must be inserted, left out, changed or swapped with their neighbour to make `other` of `one`."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and (a, one[i - 2]) == (other[j - 2], b):
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def names_of(elements: Iterable[Element]) -> list[str]:
    """The names of elements, each once."""
    return list(dict.fromkeys(element.label for element in elements))
