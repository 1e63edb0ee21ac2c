"""Rule `lambda-package-archive`."""

from __future__ import annotations

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.terraform import Module

from ._lambda_archive import archive_fix
from ._lambda_packages import Bundle, Package, bundles, unpacked_packages
from ._lambda_sources import local
from ._referenced_files import file_calls, writer_of


class LambdaPackageArchive(Rule):
    """Package of a Lambda function or layer that is a directory or a source file, and no archive.

    ## Why is this bad?
    Lambda takes archives only. A directory cannot be read as a file, and what is in a source file cannot be unzipped:
    the apply stops there.

    ## Example
    ```hcl
    resource "aws_lambda_function" "processor" {
      function_name = "processor"
      role          = var.role_arn
      filename      = "index.py"
      handler       = "index.handler"
      runtime       = "python3.12"
    }
    ```
    Use instead:
    ```hcl
    resource "aws_lambda_function" "processor" {
      function_name    = "processor"
      role             = var.role_arn
      filename         = data.archive_file.processor.output_path
      source_code_hash = data.archive_file.processor.output_base64sha256
      handler          = "index.handler"
      runtime          = "python3.12"
    }

    data "archive_file" "processor" {
      type        = "zip"
      source_file = "${path.module}/index.py"
      output_path = "${path.module}/index.zip"
    }
    ```
    Of a directory, all that is in it is packed (`source_dir`).

    An archive that does not exist is the affair of `missing-referenced-file`, as is the source of the new one, and a
    package whose changes are not deployed that of `lambda-source-code-hash`.

    ## Fix safety
    Unsafe: what is deployed is what lies in the directory, without packages that a build would add. A source file that
    the handler does not name is only reported, and so is code that has to be compiled.

    ## References
    AWS Lambda API reference, FunctionCode; archive provider, data source `archive_file`
    """

    name = "lambda-package-archive"
    subject = "Lambda"
    target = m.Module()
    severity = Severity.ERROR

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at the packages of a module."""
        for bundle in bundles(element, unpacked_packages(element, file_calls(element))):
            for package in bundle.packages:
                where = package.resource["filename"]
                assert where is not None
                what = f'The package "{package.shown}" is no archive.'
                ctx.report(where, what, _fix(bundle, package), address=package.resource.address)


def _fix(bundle: Bundle, package: Package) -> Fix | None:
    """The fix that packs what is there; None where that is not what Lambda would run."""
    module, path = package.resource.module, package.path
    if module.file_exists(bundle.path) is True or writer_of(module, bundle.path) is not None:
        return None
    if package.language is None:
        return None
    is_file = path.endswith(package.language.extensions)
    if is_file:
        name = path.rpartition("/")[2].rpartition(".")[0]
        if package.is_layer or package.handler is None or package.handler.module != name:
            return None
    elif "." in path.rpartition("/")[2]:
        return None
    made_from = (t.attribute("source_file" if is_file else "source_dir", local(path)),)
    return archive_fix(bundle, package, made_from, "Pack it with {archive}", Level.UNSAFE)
