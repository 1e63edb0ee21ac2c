"""The functions of Terraform whose result the text can prove. Everything else is UNKNOWN."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tffix.terraform.unknown import UNKNOWN, Unknown
from tffix.terraform.values import as_string, is_known, is_number, kind, same, to_json

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_VERB = re.compile(r"%(.)", re.DOTALL)
# Functions that look at the shape of a collection and do not care about elements that are UNKNOWN.
_SHAPE = frozenset({"length", "keys", "values", "merge", "concat", "lookup", "element", "tolist", "tomap"})


def call(name: str, arguments: list[Any]) -> Any:
    """The result of a function for evaluated arguments, UNKNOWN where it cannot be proved."""
    function = _FUNCTIONS.get(name.removeprefix("core::"))
    if function is None:
        return UNKNOWN
    shape_is_enough = name in _SHAPE
    for argument in arguments:
        if isinstance(argument, Unknown) or not (shape_is_enough or is_known(argument)):
            return UNKNOWN
    try:
        return function(*arguments)
    except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError):
        # Wrong arguments are an error in Terraform: there is no value.
        return UNKNOWN


def index(collection: Any, key: Any) -> Any:
    """`collection[key]`; UNKNOWN where there is no such element."""
    if isinstance(collection, dict):
        name = as_string(key)
        return collection.get(name, UNKNOWN) if isinstance(name, str) else UNKNOWN
    if isinstance(collection, list) and isinstance(key, int) and not isinstance(key, bool):
        return collection[key] if 0 <= key < len(collection) else UNKNOWN
    return UNKNOWN


def _string(value: Any) -> str:
    text = as_string(value)
    if not isinstance(text, str):
        raise TypeError
    return text


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _map(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError
    return value


def _format(pattern: Any, *arguments: Any) -> Any:
    rest = list(arguments)
    failed = False

    def replace(found: re.Match[str]) -> str:
        nonlocal failed
        verb = found[1]
        if verb == "%":
            return "%"
        if verb not in "sd" or not rest:
            failed = True
            return ""
        value = rest.pop(0)
        if value is None or (verb == "d" and not isinstance(value, int)) or isinstance(value, list | dict):
            failed = True
            return ""
        return _string(value)

    text = _VERB.sub(replace, _string(pattern))
    return UNKNOWN if failed or rest or text.endswith("%") != _string(pattern).endswith("%%") else text


def _merge(*maps: Any) -> Any:
    result: dict[str, Any] = {}
    for one in maps:
        if one is not None:
            result.update(_map(one))
    return {key: result[key] for key in result}


def _sorted_set(value: Any) -> Any:
    found: list[Any] = []
    for item in _list(value):
        if not any(same(item, other) for other in found):
            found.append(item)
    if len({kind(item) for item in found}) > 1:
        return UNKNOWN
    return sorted(found) if all(kind(item) in ("string", "number") for item in found) else found


def _tolist(value: Any) -> Any:
    kinds = {kind(item) for item in _list(value) if not isinstance(item, Unknown)}
    return list(value) if len(kinds) <= 1 else UNKNOWN


def _tomap(value: Any) -> Any:
    kinds = {kind(item) for item in _map(value).values() if not isinstance(item, Unknown)}
    return dict(value) if len(kinds) <= 1 else UNKNOWN


def _length(value: Any) -> Any:
    if isinstance(value, str):
        return len(value) if value.isascii() else UNKNOWN
    if not isinstance(value, list | dict):
        raise TypeError
    return len(value)


def _lookup(map_: Any, key: Any, *default: Any) -> Any:
    return _map(map_).get(_string(key), default[0] if default else UNKNOWN)


def _coalesce(*values: Any) -> Any:
    return next((value for value in values if value is not None and value != ""), UNKNOWN)


def _join(separator: Any, *lists: Any) -> str:
    return _string(separator).join(_string(item) for one in lists for item in _list(one))


def _split(separator: Any, text: Any) -> list[str]:
    separator, text = _string(separator), _string(text)
    if not text:
        return []
    return text.split(separator) if separator else list(text)


def _replace(text: Any, old: Any, new: Any) -> Any:
    text, old, new = _string(text), _string(old), _string(new)
    # Between slashes it is a regular expression of Go's, which is not Python's.
    return UNKNOWN if len(old) > 1 and old[0] == old[-1] == "/" else text.replace(old, new)


def _tonumber(value: Any) -> Any:
    if value is None or is_number(value):
        return value
    if isinstance(value, str) and _NUMBER.fullmatch(value) and len(value) < 1000:
        return float(value) if "." in value else int(value)
    return UNKNOWN


def _tobool(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(value, UNKNOWN) if isinstance(value, str) else UNKNOWN


def _tostring(value: Any) -> Any:
    return None if value is None else _string(value)


def _contains(collection: Any, wanted: Any) -> bool:
    return any(same(item, wanted) for item in _list(collection))


def _element(collection: Any, position: Any) -> Any:
    if not isinstance(position, int) or isinstance(position, bool) or position < 0:
        return UNKNOWN
    return _list(collection)[position % len(collection)]


def _flatten(collection: Any) -> list[Any]:
    result: list[Any] = []
    todo = list(reversed(_list(collection)))
    while todo:
        item = todo.pop()
        if isinstance(item, list):
            todo += reversed(item)
        else:
            result.append(item)
    return result


def _values(map_: Any) -> list[Any]:
    return [map_[key] for key in sorted(_map(map_))]


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "coalesce": _coalesce,
    "concat": lambda *lists: [item for one in lists for item in _list(one)],
    "contains": _contains,
    "element": _element,
    "flatten": _flatten,
    "format": _format,
    "join": _join,
    "jsonencode": to_json,
    "keys": lambda map_: sorted(_map(map_)),
    "length": _length,
    "lookup": _lookup,
    "lower": lambda text: _string(text).lower(),
    "merge": _merge,
    "replace": _replace,
    "split": _split,
    "tobool": _tobool,
    "tolist": _tolist,
    "tomap": _tomap,
    "tonumber": _tonumber,
    "toset": _sorted_set,
    "tostring": _tostring,
    "trimprefix": lambda text, prefix: _string(text).removeprefix(_string(prefix)),
    "trimspace": lambda text: _string(text).strip(),
    "trimsuffix": lambda text, suffix: _string(text).removesuffix(_string(suffix)),
    "upper": lambda text: _string(text).upper(),
    "values": _values,
}
