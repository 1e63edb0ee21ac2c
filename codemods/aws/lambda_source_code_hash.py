"""Rule `lambda-source-code-hash`."""

from __future__ import annotations

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext
from tffix.syntax import nodes as n
from tffix.terraform import DataSource, Resource

from ..terraform._dependency_graph import Vertex, dependency_graph
from ._lambda_packages import is_unpacked
from ._lifecycle import ignores_changes
from ._referenced_files import path_of, writer_of

_NAME = "source_code_hash"


class LambdaSourceCodeHash(Rule):
    """Lambda package whose changes Terraform does not see.

    ## Why is this bad?
    Terraform compares the path of the package, not what is in it: without `source_code_hash` new code is not deployed
    as long as the file has the same name.

    ## Example
    ```hcl
    data "archive_file" "api" {
      type        = "zip"
      source_dir  = "src"
      output_path = "api.zip"
    }

    resource "aws_lambda_function" "api" {
      function_name = "api"
      role          = var.role_arn
      filename      = data.archive_file.api.output_path
      handler       = "index.handler"
      runtime       = "python3.12"
    }
    ```
    Use instead:
    ```hcl
    data "archive_file" "api" {
      type        = "zip"
      source_dir  = "src"
      output_path = "api.zip"
    }

    resource "aws_lambda_function" "api" {
      function_name    = "api"
      role             = var.role_arn
      filename         = data.archive_file.api.output_path
      source_code_hash = data.archive_file.api.output_base64sha256
      handler          = "index.handler"
      runtime          = "python3.12"
    }
    ```
    So is a package that the archive's path is written out for. One that lies beside the configuration is hashed with
    `filebase64sha256`; one that does not exist is what `missing-referenced-file` is about.

    ## Fix safety
    Safe in code that was never applied. Elsewhere unsafe: the next apply uploads the package once more.

    ## References
    AWS provider, resources `aws_lambda_function` and `aws_lambda_layer_version`; hashicorp/archive, `archive_file`
    """

    name = "lambda-source-code-hash"
    subject = "Lambda"
    target = m.Resource("aws_lambda_function", "aws_lambda_layer_version")

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at the package of one function or layer."""
        filename = element["filename"]
        if filename is None or _NAME in element or element.is_overridden or ignores_changes(element, _NAME):
            return
        archive = ctx.module.resolve(filename)
        reference = ctx.module.reference_of(filename)
        if isinstance(archive, DataSource):
            is_path = reference is not None and reference.attribute_path == ("output_path",)
            if archive.type != "archive_file" or not is_path:
                return
            value = f"{filename.text.removesuffix('.output_path')}.output_base64sha256"
            if not filename.text.endswith(".output_path"):
                return
        else:
            written = _hash_of(filename, element)
            if written is None:
                return
            value = written
        fix = Fix("Hash the package", Level.SAFE, needs_whole_module=False, only_before_apply=True)
        fix.set_attribute(element, _NAME, t.expression(value), after="filename")
        ctx.report(element, "Changes of this package are not deployed.", fix)


def _hash_of(filename: n.Expression, element: Resource) -> str | None:
    """What hashes the package at a path that is written out; None where nothing is known to be there."""
    module = element.module
    named = path_of(filename, module)
    writer = None if named is None else writer_of(module, named[0])
    if isinstance(writer, DataSource | Resource):
        is_one = writer.type == "archive_file" and not writer.repeats
        # Not where the archive holds something of the function.
        graph, archive, package = dependency_graph(module), Vertex((), writer.address), Vertex((), element.address)
        is_one = is_one and not graph.reaches(archive, package)
        return f"{writer.address}.output_base64sha256" if is_one else None
    path = module.literal_path(filename)
    is_there = writer is None and isinstance(path, str) and module.file_exists(path) is True
    is_there = is_there and not is_unpacked(module, str(path))
    return f"filebase64sha256({filename.text})" if is_there else None
