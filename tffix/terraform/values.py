"""Values of HCL as Python values: kinds, equality, conversion to text."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from tffix.terraform.unknown import UNKNOWN, Unknown

_JSON_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def is_number(value: Any) -> bool:
    """Whether a value is an HCL number (a Python bool is none)."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_known(value: Any) -> bool:
    """Whether neither the value nor anything inside is UNKNOWN."""
    todo = [value]
    while todo:
        one = todo.pop()
        if isinstance(one, Unknown):
            return False
        if isinstance(one, list):
            todo += one
        elif isinstance(one, dict):
            todo += one.values()
    return True


def kind(value: Any) -> str:
    """`null`, `bool`, `number`, `string`, `list` or `object`."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "bool"
    if is_number(value):
        return "number"
    if isinstance(value, str):
        return "string"
    return "list" if isinstance(value, list) else "object"


def equal(left: Any, right: Any) -> bool | Unknown:
    """What `==` gives in HCL: values of different types differ, what is not known decides nothing."""
    if not is_known(left) or not is_known(right):
        return UNKNOWN
    return same(left, right)


def same(left: Any, right: Any) -> bool:
    """Whether two known values are equal, `true` and `1` being different."""
    if kind(left) != kind(right):
        return False
    if isinstance(left, list):
        return len(left) == len(right) and all(same(a, b) for a, b in zip(left, right, strict=True))
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same(value, right[key]) for key, value in left.items())
    return bool(left == right)


def number_text(value: int | float) -> str:
    """A number as Terraform prints it: never with an exponent."""
    if isinstance(value, int):
        try:
            return str(value)
        except ValueError:  # longer than Python is willing to print
            return format(Decimal(value), "f")
    return format(Decimal(repr(value)), "f")


def as_string(value: Any) -> str | Unknown:
    """A primitive value as a template prints it, UNKNOWN for everything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return number_text(value) if is_number(value) else UNKNOWN


def to_json(value: Any) -> str:
    """A known value as Terraform's `jsonencode` writes it: keys sorted, HTML characters escaped, no blanks."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{to_json(key)}:{to_json(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(to_json(item) for item in value) + "]"
    if isinstance(value, str):
        text = json.dumps(value, ensure_ascii=False)
        return "".join(_JSON_ESCAPES.get(character, character) for character in text)
    return "null" if value is None else str(as_string(value))
