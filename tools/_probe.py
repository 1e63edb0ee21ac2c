"""What a provider is asked, and what it answers: resources with all of their arguments, and its messages about them."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tffix.terraform.schema_types import BlockSchema, CtyType

#: A type of resource, and the names from its body to an argument: the nested blocks, then the argument.
Place = tuple[str, tuple[str, ...]]

# No service has a value like it. The number of the line behind it tells the argument that a message is about: the
# line that the provider tells with a message is often the one of another argument of the same block.
REFUSED = "zz~invalid"
_NUMBER = "-987654"
# Of a resource itself: the SDK refuses an `id`, and what stands in `timeouts` are durations.
_NEVER_SET = frozenset({"id", "timeouts"})

_LISTED = re.compile(
    r"expected (?:value of )?(?P<path>\S+) to be one of \[(?P<values>.*)\], got (?P<given>.*)", re.DOTALL
)
_MATCHED = re.compile(
    r"Attribute (?P<path>.*) value must be one of: \[(?P<values>.*)\], got: \"(?P<given>.*)\"", re.DOTALL
)
_ENUMERATED = re.compile(r"Path: (?P<path>.*)\nGiven Value: (?P<given>.*)\nValid Values: \[(?P<values>.*)\]", re.DOTALL)
_ELEMENTS = re.compile(
    r"Value \[(?P<given>.*)\] at attribute (?P<path>.*) is not a valid enum value\. "
    r"Valid values are: \[(?P<values>.*)\]",
    re.DOTALL,
)
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_CONFLICT = re.compile(r'"([^"]+)": conflicts with (\S+)')
_ONLY_ONE = re.compile(r'"[^"]+": only one of `([^`]*)`')


@dataclass(slots=True)
class Probe:
    """Resources in which every argument is set: by type the text of a file, and what its lines set."""

    values: Mapping[Place, str]
    texts: dict[str, str] = field(default_factory=dict)
    lines: dict[str, dict[int, tuple[str, ...]]] = field(default_factory=dict)

    def add(self, type_: str, body: BlockSchema) -> None:
        """Add a resource of a type. Strings are those of `values`, of what is not in it one that no service knows."""
        lines = [f'resource "{type_}" "x" {{']
        self.lines[type_] = {}
        self._write(type_, (), body, lines)
        self.texts[type_] = "\n".join((*lines, "}", ""))

    def _write(self, type_: str, above: tuple[str, ...], body: BlockSchema, lines: list[str]) -> None:
        indent = "  " * (len(above) + 1)
        never = frozenset() if above else _NEVER_SET
        for name, attribute in body.attributes.items():
            if attribute.required or (attribute.optional and name not in never):
                names = (*above, name)
                number = len(lines) + 1
                text = self.values.get((type_, names), f"{REFUSED}{number}")
                lines.append(f"{indent}{name} = {_value(attribute.type, text)}")
                self.lines[type_][number] = names
        for name, nested in body.blocks.items():
            # Terraform asks the provider nothing about a resource that has too few blocks of a kind.
            for _ in range(0 if name in never else max(nested.min_items, 1)):
                lines.append(f"{indent}{name} {{")
                self._write(type_, (*above, name), nested.block, lines)
                lines.append(f"{indent}}}")

    def place(self, type_: str, message: Listed) -> Place | None:
        """The argument that a message is about; None for a string in the value of one."""
        number = message.given.removeprefix(REFUSED)
        names = self.lines[type_].get(int(number)) if number.isdecimal() else None
        return (type_, names) if names is not None and message.name in ("", names[-1]) else None


def _value(type_: CtyType | None, text: str) -> str:
    """A value of a type, with a text for each string in it."""
    if isinstance(type_, str):
        string = json.dumps(text).replace("${", "$${").replace("%{", "%%{")
        return {"string": string, "number": _NUMBER, "bool": "true"}.get(type_, "null")
    if type_ is None:
        return "null"
    kind, inner = type_[0], type_[1]
    if kind in ("list", "set"):
        return f"[{_value(inner, text)}]"
    if kind == "map":
        return f"{{ k = {_value(inner, text)} }}"
    if kind == "object":
        return "{ " + ", ".join(f"{name} = {_value(one, text)}" for name, one in inner.items()) + " }"
    return "null"


@dataclass(frozen=True, slots=True)
class Listed:
    """What a message says that refuses a string: the argument's name (or nothing), the strings it takes, and that."""

    name: str
    values: tuple[str, ...]
    given: str


def read_listed(summary: str, detail: str) -> Listed | None:
    """The strings that a message lists; None for one that lists none, or numbers."""
    # Strings are quoted as Go does, which is as Python does; of an enumeration they are not.
    is_quoted = True
    match = _LISTED.search(summary) or _MATCHED.search(detail)
    if match is None:
        is_quoted = False
        match = _ENUMERATED.search(detail) or _ELEMENTS.search(detail)
    if match is None:
        return None
    values = [value for value in (_quoted(match["values"]) if is_quoted else match["values"].split()) if value]
    name = "".join(_names(match["path"])[-1:])
    return Listed(name, tuple(values), match["given"]) if values else None


def _quoted(text: str) -> list[str]:
    return [str(ast.literal_eval(one)) for one in _QUOTED.findall(text)]


def read_excluded(summary: str, detail: str) -> tuple[tuple[str, ...], ...]:
    """The arguments of which a message says that only one may be there, in the order of their names; none otherwise."""
    if summary == "Conflicting configuration arguments" and (match := _CONFLICT.match(detail)):
        return tuple(sorted({_names(match[1]), _names(match[2])}))
    if summary == "Invalid combination of arguments" and (match := _ONLY_ONE.match(detail)):
        return tuple(sorted({_names(one) for one in match[1].split(",")}))
    return ()


def _names(path: str) -> tuple[str, ...]:
    """The names in a path, without what stands for an element: `.0`, `[0]`, `[Value({...})]`."""
    depth, kept = 0, ""
    for character in path:
        depth += (character == "[") - (character == "]")
        kept += character if not depth and character != "]" else ""
    return tuple(name for name in kept.split(".") if name and not name.isdigit())
