"""New code for fixes: text that went through the parser and looks as `terraform fmt` would have it.

    from tffix import templates as t

    alias = t.resource("aws_lambda_alias", "api", name='"live"', function_name=f"{function.address}.function_name")
    fix.insert_after(function, alias)
    fix.set_attribute(config, "qualifier", f"{alias.address}.name")

Values are HCL expressions as text: a string needs its quotes (`t.string` makes them).
"""

from __future__ import annotations

from tffix.edits.columns import laid_out
from tffix.edits.newcode import indented, shape
from tffix.errors import SyntaxError, TemplateError  # noqa: A004
from tffix.syntax.configfile import parse
from tffix.syntax.literals import quote
from tffix.syntax.patterns import is_identifier
from tffix.syntax.structure import Attribute

NEWLINE = "\n"


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
    file = parse(f"a = {text}\n", "<template>")
    if file.error is not None:
        raise _complaint(text, file.error)
    item = file.body.items[0]
    if len(file.body.items) > 1 or not isinstance(item, Attribute) or item.expr_text != text:
        raise TemplateError(f"new code is more than one expression: {text!r}")
    return text


def attribute(name: str, value: str) -> str:
    """`name = value`."""
    return _checked(f"{_name(name)} = {expression(value)}")


def items(text: str) -> str:
    """Attributes and blocks as they stand in a body, in columns. Raises TemplateError where they do not parse."""
    return _checked(text)


def _name(name: str) -> str:
    if not is_identifier(name):
        raise TemplateError(f"{name!r} is not a name")
    return name


def block(type_: str, /, *labels: str, items: tuple[str, ...] = (), **attributes: str) -> Code:
    """A block with attributes, then further `items` (attributes or blocks as text), blocks set off by blank lines.

    An item given as `""` is a blank line between attributes.
    """
    header = " ".join((_name(type_), *(quote(label) for label in labels)))
    lines: list[str] = [attribute(name, value) for name, value in attributes.items()]
    after_block = False
    for item in items:
        new = item.strip("\n")
        if lines and new and lines[-1] and (after_block or shape(new).first_is_block):
            lines.append("")
        lines.append(_checked(new) if new else "")
        after_block = shape(new).last_is_block
    while lines and not lines[-1]:
        lines.pop()
    if not lines:
        return Code(_checked(f"{header} {{}}"), _address(type_, labels))
    body = "\n".join("  " + indented(line, "  ", "  ", "\n") if line else "" for line in lines)
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
    if not items:
        return "{}"
    rows = [
        f"  {key if is_identifier(key) else quote(key)} = {indented(expression(value), '  ', '  ', NEWLINE)}"
        for key, value in items.items()
    ]
    text = "a = {\n" + "\n".join(rows) + "\n}"
    return _checked(text).removeprefix("a = ")


_PREFIXES = {"resource": "", "data": "data.", "variable": "var.", "output": "output.", "module": "module."}


def _address(type_: str, labels: tuple[str, ...]) -> str:
    return _PREFIXES[type_] + ".".join(labels) if type_ in _PREFIXES else ""


def _checked(text: str) -> str:
    # The closing marker of a heredoc needs the newline.
    file = parse(text + "\n", "<template>")
    if file.error is not None:
        raise _complaint(text, file.error)
    return laid_out(text + "\n").removesuffix("\n")


def _complaint(text: str, error: SyntaxError) -> TemplateError:
    return TemplateError(f"new code does not parse: {error} in {text!r}")
