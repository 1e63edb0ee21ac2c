"""New code for fixes: text that went through the parser and looks as `terraform fmt` would have it.

    from tffix import templates as t

    alias = t.resource("aws_lambda_alias", "api", name='"live"', function_name=f"{function.address}.function_name")
    fix.insert_after(function, alias)
    fix.set_attribute(config, "qualifier", f"{alias.address}.name")

Values are HCL expressions as text: a string needs its quotes (`t.string` makes them).
"""

from __future__ import annotations

from tffix.edits.layout import in_columns
from tffix.errors import SyntaxError, TemplateError
from tffix.source import Source
from tffix.syntax.check import parse_fragment
from tffix.syntax.literals import quote
from tffix.syntax.structure import parse


class Code(str):
    """New code. `address` is what it declares (`aws_lambda_alias.api`), empty where it declares nothing."""

    __slots__ = ("address",)

    address: str

    def __new__(cls, text: str, address: str = "") -> Code:
        """Code with an address."""
        code = super().__new__(cls, text)
        code.address = address
        return code


def string(value: str) -> str:
    """A quoted string that HCL reads as exactly `value`."""
    return quote(value)


def expression(text: str) -> str:
    """`text`, which is one expression. Raises TemplateError where it is not."""
    error = parse_fragment(Source("<template>", text), "expression")[1]
    if error is not None:
        raise _complaint(text, error)
    return text


def attribute(name: str, value: str) -> str:
    """`name = value`."""
    return _checked(f"{name} = {expression(value)}")


def block(type_: str, /, *labels: str, items: tuple[str, ...] = (), **attributes: str) -> Code:
    """A block with attributes, then further `items` (attributes or blocks as text), blocks set off by blank lines.

    An item given as `""` is a blank line between attributes.
    """
    header = " ".join((type_, *(quote(label) for label in labels)))
    lines: list[str] = [f"{name} = {expression(value)}" for name, value in attributes.items()]
    for item in items:
        is_block = "=" not in item.split("{", 1)[0]
        if lines and item and is_block and lines[-1]:
            lines.append("")
        lines.append(item)
    if not lines:
        return Code(_checked(f"{header} {{}}"), _address(type_, labels))
    body = "\n".join("  " + row if row else "" for line in lines for row in line.split("\n"))
    return Code(_checked(f"{header} {{\n{body}\n}}"), _address(type_, labels))


def resource(type_: str, name: str, /, *, items: tuple[str, ...] = (), **attributes: str) -> Code:
    """A resource block."""
    return block("resource", type_, name, items=items, **attributes)


def data(type_: str, name: str, /, *, items: tuple[str, ...] = (), **attributes: str) -> Code:
    """A data block."""
    return block("data", type_, name, items=items, **attributes)


def variable(name: str, /, *, items: tuple[str, ...] = (), **attributes: str) -> Code:
    """A variable block."""
    return block("variable", name, items=items, **attributes)


def output(name: str, /, *, items: tuple[str, ...] = (), **attributes: str) -> Code:
    """An output block."""
    return block("output", name, items=items, **attributes)


def object_(items: dict[str, str]) -> str:
    """An object constructor with one item a line; keys are values (quoted where they have to be)."""
    from tffix.syntax.patterns import is_identifier

    if not items:
        return "{}"
    rows = [f"  {key if is_identifier(key) else quote(key)} = {expression(value)}" for key, value in items.items()]
    text = "a = {\n" + "\n".join(rows) + "\n}"
    return _checked(text).removeprefix("a = ")


_PREFIXES = {"resource": "", "data": "data.", "variable": "var.", "output": "output.", "module": "module."}


def _address(type_: str, labels: tuple[str, ...]) -> str:
    return _PREFIXES[type_] + ".".join(labels) if type_ in _PREFIXES else ""


def _checked(text: str) -> str:
    file = parse(text, "<template>")
    if file.error is not None:
        raise _complaint(text, file.error)
    return in_columns(text)


def _complaint(text: str, error: SyntaxError) -> TemplateError:
    return TemplateError(f"new code does not parse: {error} in {text!r}")
