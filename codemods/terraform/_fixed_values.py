"""Arguments that Terraform reads before anything has a value: what may stand there, and what was evidently meant."""

from __future__ import annotations

from tffix import templates as t
from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform import Module, evaluate
from tffix.terraform.values import is_number

# Where an argument stands -> its names. Terraform, "The lifecycle Meta-Argument" ("only accept literal values"), "Input
# Variables", "Output Values", "Module Sources", "Backend Configuration" ("cannot refer to named values"), "Terraform
# Settings"; verified against Terraform 1.11 (`Variables not allowed`, `Function calls not allowed`).
FIXED: dict[str, frozenset[str]] = {
    "lifecycle": frozenset({"prevent_destroy", "create_before_destroy"}),
    "variable": frozenset({"default", "description", "sensitive", "nullable", "ephemeral"}),
    "output": frozenset({"description", "sensitive", "ephemeral"}),
    "module": frozenset({"source", "version"}),
    "provider": frozenset({"alias"}),
    "terraform": frozenset({"required_version", "experiments"}),
}
_FLAGS = frozenset({"prevent_destroy", "create_before_destroy", "sensitive", "nullable", "ephemeral"})
_CONVERSIONS = frozenset({"toset", "tolist", "tomap"})
_SIMPLE_TYPES = frozenset({"string", "number", "bool", "any"})
# Words of other languages and of Terraform 0.11 -> the type (Terraform, "Type Constraints"; 0.11 had lists and maps of
# strings: `Invalid quoted type constraints`).
_TYPES = {
    "boolean": "bool",
    "float": "number",
    "int": "number",
    "integer": "number",
    "list": "list(string)",
    "map": "map(string)",
    "str": "string",
}


def is_fixed(expression: n.Expression) -> bool:
    """Whether an expression has its value without anything else; `for` expressions are taken to have it."""
    if isinstance(expression, n.InvalidExpression):
        return True
    nodes = list(expression.walk())
    if any(isinstance(node, n.ForTuple | n.ForObject | n.ForDirective) for node in nodes):
        return True
    return not any(isinstance(node, n.Traversal | n.FunctionCall) for node in nodes)


def meant_value(attribute: Attribute, module: Module, has_type: bool) -> str | None:
    """The literal that an argument was evidently meant to be, None where there is no one such literal."""
    expression = attribute.expr
    if (
        attribute.name in _FLAGS
        and isinstance(expression, n.Traversal)
        and expression.text.lower() in ("true", "false")
    ):
        return expression.text.lower()
    if attribute.name == "alias" and isinstance(expression, n.Traversal) and len(expression.names) == 1:
        return t.string(expression.text)
    if attribute.name == "source" and isinstance(expression, n.Template):
        return _beside(expression)
    is_conversion = isinstance(expression, n.FunctionCall) and expression.name in _CONVERSIONS
    if attribute.name == "default" and isinstance(expression, n.FunctionCall) and is_conversion:
        inner = expression.arguments
        return inner[0].text if has_type and len(inner) == 1 and is_fixed(inner[0]) else None
    value = evaluate(expression, module)
    if isinstance(value, bool):
        return "true" if value else "false"
    if is_number(value):
        return str(value)
    return t.string(value) if isinstance(value, str) and "\n" not in value else None


def _beside(source: n.Template) -> str | None:
    """`"${path.module}/x"` as the path that module sources are: relative to the file anyway."""
    parts = source.parts
    if len(parts) != 2 or not isinstance(parts[0], n.Interpolation) or not isinstance(parts[1], n.TemplateLiteral):
        return None
    if parts[0].expression.text != "path.module" or not parts[1].text.startswith("/"):
        return None
    rest = parts[1].text.removeprefix("/")
    return f'"{rest}"' if rest.startswith(("./", "../")) else f'"./{rest}"'


def meant_type(expression: n.Expression) -> str | None:
    """The type constraint that a quoted or misspelt one was meant to be, None for a proper one."""
    text = string_value(expression)
    if text is None:
        if not isinstance(expression, n.Traversal) or len(expression.names) != 1:
            return None
        word = expression.text
        meant = _TYPES.get(word.lower(), word.lower())
        return meant if word not in _SIMPLE_TYPES | {"list", "map", "set"} and meant in _SIMPLE_TYPES else None
    word = _TYPES.get(text.lower(), text)
    if word in _SIMPLE_TYPES or word in _TYPES.values():
        return word
    name = word.partition("(")[0]
    return (
        word if name in ("list", "map", "set", "object", "tuple") and word.endswith(")") and "\n" not in word else None
    )
