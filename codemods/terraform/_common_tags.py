"""The tags that everything in a module has, where they are used and nobody wrote them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tffix import templates as t
from tffix.rules import Fix, Level
from tffix.syntax import Body
from tffix.syntax import nodes as n
from tffix.terraform import Module, Reference
from tffix.terraform.files import join_path

_NAME = re.compile(r"(?:(?:base|common|default|global|resource|shared|standard)_)?tags")
# Tag -> the variables that hold its value.
_TAGS = {
    "Project": ("project", "project_name", "app_name", "application_name"),
    "Environment": ("environment", "env", "environment_name", "environment_suffix", "stage"),
    "Owner": ("owner", "team"),
}


def declare_tags(name: str, references: Sequence[Reference], module: Module) -> Fix | None:
    """The fix that declares a local value for common tags, if it is used as nothing else."""
    if _NAME.fullmatch(name) is None or not all(_is_of_tags(one) for one in references):
        return None
    fix = Fix(f"Declare local.{name}", Level.UNSAFE)
    row = t.attribute(name, _value(module))
    nodes = [local.node for local in module.locals if local.module == module]
    bodies = [node.parent for node in nodes if isinstance(node.parent, Body)]
    if bodies:
        fix.append(bodies[0], row)
        return fix
    code = t.block("locals", items=(row,))
    fallback = references[0].path if len(module.files) == 1 else join_path(module.directory, "locals.tf")
    path = module.file_for("locals", fallback)
    file = module.files_by_path.get(path)
    if file is None:
        fix.new_file(path, f"{code}\n")
    else:
        fix.append(file.body, code)
    return fix


def _value(module: Module) -> str:
    """What the variables of the module tell; whole tags where one of them has these."""
    for name in ("common_tags", "default_tags", "tags"):
        if module.declares(f"var.{name}"):
            return f"var.{name}"
    tags = {}
    for tag, names in _TAGS.items():
        found = [name for name in names if module.declares(f"var.{name}")]
        tags.update({tag: f"var.{found[0]}"} if found else {})
    return t.object_({**tags, "ManagedBy": '"Terraform"'})


def _is_of_tags(reference: Reference) -> bool:
    """Whether a reference is all of what tags are set to, or all of an argument of `merge` there."""
    attribute = reference.attribute
    if attribute is None or attribute.name not in ("tags", "default_tags", "tags_all") or reference.attribute_path:
        return False
    value = attribute.expr
    if isinstance(value, n.FunctionCall) and value.name == "merge":
        return any(argument is reference.expression for argument in value.arguments)
    return value is reference.expression
