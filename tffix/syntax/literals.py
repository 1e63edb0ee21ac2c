"""Values of literal text: escapes of quoted templates and heredocs, and back.

HCL native syntax specification, "Template Literals". A quoted template knows backslash escapes, a heredoc
does not; both write a literal `${` as `$${` and `%{` as `%%{`.
"""

from __future__ import annotations

import re

from tffix.syntax import nodes as n

_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)?|\$\$\{|%%\{", re.DOTALL)
_SIMPLE_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
_SEQUENCE = re.compile(r"[$%]\{")


def bad_escape(text: str) -> tuple[int, int] | None:
    """Interval of the first invalid escape in the literal text of a quoted template, if there is one."""
    for found in _ESCAPE.finditer(text):
        if found[0].startswith("\\") and _character(found[1]) is None:
            return found.span()
    return None


def _character(escape: str | None) -> str | None:
    if not escape:
        return None
    if len(escape) > 1:
        number = int(escape[1:], 16)
        if number > 0x10FFFF:
            return None
        return "\ufffd" if 0xD800 <= number <= 0xDFFF else chr(number)
    return _SIMPLE_ESCAPES.get(escape)


def unescape(text: str) -> str:
    """The value of literal text between the quotes of a quoted template. Invalid escapes stay as they are."""
    if "\\" not in text and "{" not in text:
        return text

    def value(found: re.Match[str]) -> str:
        if found[0][0] in "$%":
            return found[0][1:]
        character = _character(found[1])
        return found[0] if character is None else character

    return _ESCAPE.sub(value, text)


def unescape_heredoc(text: str) -> str:
    """The value of literal text in a heredoc or template file: only `$${` and `%%{` are escapes there."""
    return text.replace("$${", "${").replace("%%{", "%{")


def quote(value: str) -> str:
    """`value` as a quoted string, sequences escaped, so that HCL reads exactly `value`."""
    escaped = (
        value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    )
    return '"' + _SEQUENCE.sub(lambda m: m[0][0] + m[0], escaped) + '"'


def escape_template(value: str) -> str:
    """`value` for the literal text of a template file or heredoc."""
    return _SEQUENCE.sub(lambda m: m[0][0] + m[0], value)


def string_value(node: n.Node | None) -> str | None:
    """The value of a quoted template or heredoc without sequences; None for everything else."""
    if isinstance(node, n.Template):
        if not all(isinstance(part, n.TemplateLiteral) for part in node.parts):
            return None
        return "".join(unescape(part.text) for part in node.parts)
    if isinstance(node, n.Heredoc):
        if not all(isinstance(part, n.TemplateLiteral) for part in node.parts):
            return None
        text = "".join(part.text for part in node.parts)
        return unescape_heredoc(dedent(text) if node.is_flush else text)
    return None


def dedent(text: str) -> str:
    """The text of a flush heredoc without its common indentation, as HCL's own parser takes it off.

    Lines of nothing but blanks neither count nor change; tabs and blanks are one column each.
    """
    lines = text.split("\n")
    indents = [len(line) - len(line.lstrip(" \t")) for line in lines if line.strip(" \t\r")]
    width = min(indents, default=0)
    return "\n".join(line[width:] if line.strip(" \t\r") else line for line in lines)


def key_name(key: n.Identifier | n.Expression) -> str | None:
    """The literal name of an object key (`a`, `"a"`); None where it has to be computed."""
    if isinstance(key, n.Identifier):
        return key.name
    return string_value(key)
