"""Rule `lambda-source-code-hash`."""

from __future__ import annotations

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext
from tffix.terraform import DataSource, Resource

from ._lifecycle import ignores_changes

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
    A package that lies beside the configuration is hashed with `filebase64sha256`. One that does not exist is what
    `missing-referenced-file` is about.

    ## Fix safety
    Safe in code that was never applied. Elsewhere unsafe: the next apply uploads the package once more.

    ## References
    AWS provider, resources `aws_lambda_function` and `aws_lambda_layer_version`; hashicorp/archive, `archive_file`
    """

    name = "lambda-source-code-hash"
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
            path = ctx.module.literal_path(filename)
            if not isinstance(path, str) or ctx.module.file_exists(path) is not True:
                return
            value = f"filebase64sha256({filename.text})"
        fix = Fix("Hash the package", Level.SAFE, needs_whole_module=False, only_before_apply=True)
        fix.set_attribute(element, _NAME, t.expression(value), after="filename")
        ctx.report(element, "Changes of this package are not deployed.", fix)
