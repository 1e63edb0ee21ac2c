"""Names: of the variables of a state machine's template, and what names have in common."""

from __future__ import annotations

import re

from tffix.syntax import nodes as n
from tffix.terraform.references import chain_root

_BOUNDARY = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NO_NAME = re.compile(r"[^A-Za-z0-9]+")
# What a template reads as something else than a variable.
_RESERVED = frozenset({"true", "false", "null", "for", "in", "if", "else", "endif", "endfor"})
# Names of objects that say nothing; the type says what is meant.
_BLAND = frozenset({"this", "main", "current", "default", "self", "it"})
# Keys of the Amazon States Language that say where a value stands and not what it is.
_STRUCTURE = frozenset(
    {
        "States", "Parameters", "Arguments", "Payload", "Branches", "Iterator", "ItemProcessor", "Choices", "Catch",
        "Retry", "Item", "ItemSelector", "ResultSelector",
    }
)  # fmt: skip
# How many leading names are no part of a variable's name: `var`, `aws_lambda_function`, `data.aws_region`.
_PREFIX = {"var": 1, "local": 1, "module": 1, "data": 2, "ephemeral": 2}
_WHOLE = frozenset({"each", "count", "path", "terraform", "self"})
_ROLE_WORDS = frozenset(
    {"definition", "definitions", "sfn", "asl", "workflow", "statemachine", "stepfunction", "stepfunctions"}
)
_ROLE_PAIRS = ({"state", "machine"}, {"step", "function"}, {"step", "functions"})
_COMMON = _ROLE_WORDS | frozenset().union(*_ROLE_PAIRS) | _BLAND | {"json", "tpl", "tftpl", "tmpl", "template", "file"}


def snake(text: str) -> str:
    """A text as a name: `FunctionName.$` is `function_name`."""
    return _NO_NAME.sub("_", _BOUNDARY.sub("_", text)).strip("_").lower()


def words(*names: str) -> frozenset[str]:
    """The words in some names."""
    return frozenset(word for name in names for word in snake(name).split("_") if word)


def means_definition(found: frozenset[str]) -> bool:
    """Whether words say that what they name is the definition of a state machine."""
    return bool(found & _ROLE_WORDS) or any(pair <= found for pair in _ROLE_PAIRS)


def telling(found: frozenset[str]) -> frozenset[str]:
    """The words that tell one state machine from another."""
    return found - _COMMON


def is_bland(name: str) -> bool:
    """Whether a name says nothing of what it names."""
    return name in _BLAND


def variable_name(expression: n.Expression, path: tuple[str, ...], taken: set[str]) -> str:
    """A name for what an expression is worth: from the reference it is, else from the keys it stands under."""
    inner = expression
    while isinstance(inner, n.Parentheses):
        inner = inner.expression
    name = _of_reference(inner) or _of_keys(path)
    if not name or not name[0].isalpha() or name in _RESERVED:
        name = f"value_{name}" if name else "value"
    chosen, number = name, 2
    while chosen in taken:
        chosen, number = f"{name}_{number}", number + 1
    return chosen


def _of_reference(expression: n.Expression) -> str:
    root = chain_root(expression)
    if not isinstance(root, n.Traversal):
        return ""
    names: list[str] = []
    for step in root.steps:
        names.append(step.key.text.strip('"') if isinstance(step, n.TraverseIndex) else step.name)
    node = expression
    behind: list[str] = []
    while node is not root:
        if isinstance(node, n.GetAttr):
            behind.append(node.name.name)
            node = node.object
        elif isinstance(node, n.Index | n.LegacyIndex | n.AttrSplat | n.FullSplat):
            node = node.collection
    names += reversed(behind)
    if names[0] not in _WHOLE:
        names = _without_type(names)
    return snake("_".join(names))


def _without_type(names: list[str]) -> list[str]:
    used = _PREFIX.get(names[0], 1)
    rest = names[used:]
    is_typed = names[0] in ("data", "ephemeral") or names[0] not in _PREFIX
    if is_typed and rest and rest[0] in _BLAND and len(rest) > 1:
        return [names[used - 1].partition("_")[2] or names[used - 1], *rest[1:]]
    return rest


def _of_keys(path: tuple[str, ...]) -> str:
    keys = [key for key in path[:-1] if key not in _STRUCTURE] + [*path[-1:]]
    return "_".join(part for part in map(snake, keys[-2:]) if part)
