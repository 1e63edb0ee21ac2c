"""The declaration of a new input variable: what is in it, and where it goes."""

from __future__ import annotations

import posixpath

from tffix import templates as t
from tffix.errors import TemplateError
from tffix.rules import Fix
from tffix.syntax import parse_expression
from tffix.terraform import UNKNOWN, Module, evaluate
from tffix.terraform.files import join_path
from tffix.terraform.values import kind

from ._descriptions import describe
from ._input_types import ANY

# Names that mean something else in the block of a module call -> the name that a variable gets instead. Terraform,
# `internal/configs/module_call.go` (moduleBlockSchema) and "Input Variables": "The name of a variable can be any valid
# identifier except the following".
RESERVED_NAMES = {
    "_": "unnamed",
    "count": "instance_count",
    "depends_on": "dependencies",
    "for_each": "instances",
    "lifecycle": "lifecycle_settings",
    "locals": "local_values",
    "provider": "provider_name",
    "providers": "provider_names",
    "source": "source_name",
    "version": "deployment_version",
}
# Files that hold settings rather than objects: a module of one other file is a single-file module.
_SETTINGS = frozenset({"provider", "providers", "terraform", "version", "versions", "backend"})
# Files for variables, and nothing else.
_VARIABLES = frozenset({"variables", "vars", "variable", "inputs"})
_TYPES = {"string": "string", "number": "number", "bool": "bool"}


def declare_variable(
    fix: Fix, module: Module, name: str, type_: str, default: str | None = None, *, is_sensitive: bool = False
) -> None:
    """Declare a variable where the module keeps its variables; `default` is a configured value, as text."""
    arguments = _arguments(name, module, type_, default) | ({"sensitive": "true"} if is_sensitive else {})
    code = t.variable(name, items=(), **arguments)
    files = [file for file in module.files if _stem(file.path) not in _SETTINGS]
    single = files[0].path if len(files) == 1 else ""
    path = module.file_for("variables", single or join_path(module.directory, "variables.tf"))
    file = module.files_by_path.get(path)
    if file is None:
        fix.new_file(path, code + "\n")
        return
    variables = [variable for variable in module.variables if variable.path == path]
    if variables:
        fix.insert_after(variables[-1], code)
        return
    settings = [block for block in file.body.blocks if block.type in ("terraform", "provider")]
    if not file.body.items or _stem(path) in _VARIABLES:
        fix.append(file.body, code)
    elif settings:
        fix.insert_after(settings[-1], code)
    else:
        fix.prepend(file, code)


def _arguments(name: str, module: Module, type_: str, default: str | None) -> dict[str, str]:
    arguments: dict[str, str] = {}
    if not module.variables or any("description" in variable for variable in module.variables):
        arguments["description"] = t.string(describe(name))
    value = None if default is None else default_value(default, type_)
    if type_ == ANY and value is not None:
        type_ = _TYPES.get(kind(evaluate(parse_expression(value))), ANY)
    arguments["type"] = type_
    if value is not None:
        arguments["default"] = value
    return arguments


def default_value(text: str, type_: str) -> str:
    """A configured default as an expression: a literal as it is, everything else as a string."""
    if type_ != "string":
        try:
            value = evaluate(parse_expression(t.expression(text)))
        except TemplateError:
            value = UNKNOWN
        if value is not UNKNOWN:
            return text
    return t.string(text)


def _stem(path: str) -> str:
    return posixpath.basename(path).rpartition(".")[0]
