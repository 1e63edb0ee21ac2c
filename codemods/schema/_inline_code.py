"""The code of a Lambda function that is written into it, as CloudFormation's ZipFile: in an archive instead."""

from __future__ import annotations

import re

from tffix import templates as t
from tffix.rules import Fix, Level
from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.terraform import Module, Resource

from ..aws._lambda_handlers import handler_of, language_of
from ..aws._lambda_sources import local
from ._walk import Place

FUNCTION = "aws_lambda_function"
_NAMES = frozenset({"code", "inline_code", "source_code", "zip_file"})
_PACKAGES = ("filename", "s3_bucket", "image_uri")


def archived(place: Place, attribute: Attribute, module: Module) -> Fix | None:
    """The fix that has an `archive_file` make the package of what is written; None where the handler is not known."""
    function = place.element
    if place.type != FUNCTION or place.path or attribute.name not in _NAMES or not isinstance(function, Resource):
        return None
    if any(name in function for name in _PACKAGES) or function.repeats:
        return None
    value = attribute.expr
    if not isinstance(value, n.Heredoc | n.Template | n.FunctionCall | n.Traversal):
        return None
    language = language_of(function)
    handler = None if language is None else handler_of(function, language)
    if language is None or handler is None or module.declares(f"data.archive_file.{function.label}"):
        return None
    source = t.block(
        "source",
        content=_outdented(attribute) if isinstance(value, n.Heredoc) else value.text,
        filename=t.string(handler.module + language.extensions[0]),
    )
    archive = t.data(
        "archive_file",
        function.label,
        items=('type = "zip"', t.attribute("output_path", local(f"{function.label}.zip")), source),
    )
    fix = Fix(f"Let {archive.address} make the package", Level.SAFE)
    fix.insert_before(function, archive)
    fix.set_attribute(function, "filename", f"{archive.address}.output_path", after="function_name")
    fix.set_attribute(function, "source_code_hash", f"{archive.address}.output_base64sha256", after="filename")
    fix.remove(attribute)
    return fix


def _outdented(attribute: Attribute) -> str:
    """The text of a heredoc; what stands in one that is not flush stays where it is."""
    text = attribute.expr.text
    if not text.startswith("<<-"):
        return text
    source = attribute.source.text
    line = source[source.rfind("\n", 0, attribute.start) + 1 : attribute.start]
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    return re.sub(rf"\n{re.escape(indent)}", "\n", text) if indent else text
