"""Rule `missing-referenced-file`."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

from tffix import matchers as m
from tffix.config import Option
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.terraform import DataSource, Module, Resource
from tffix.terraform.files import join_path

from ._lambda_archive import archive_fix, existing_archive_fix, late_fix, placeholder_sources
from ._lambda_packages import Bundle, Package, bundles, missing_packages
from ._lambda_sources import Found, Sources, local
from ._placeholder_files import Handlers, scripts
from ._referenced_files import FileCall, file_calls, is_absent, path_of, stray_calls
from ._sfn_definitions import definition_reads

_OBJECTS = ("aws_s3_object", "aws_s3_bucket_object")
_REPLACE = "What is packed now is a placeholder: replace it with the real code."
_ASK = "With `placeholder = true` in the section [missing-referenced-file], a placeholder is written."


class MissingReferencedFile(Rule):
    """A file that the configuration reads, packs or uploads, and that does not exist.

    ## Why is this bad?
    `file`, `templatefile`, `filebase64sha256` and their kin read a file while Terraform checks the configuration: it
    refuses all of it if the file is not there. The package of a Lambda function or layer (`filename`), the source of
    an `archive_file` and of an `aws_s3_object` are missed later, by the plan or the apply.

    ## Example
    ```hcl
    data "archive_file" "processor" {
      type        = "zip"
      source_dir  = "${path.module}/src"
      output_path = "${path.module}/processor.zip"
    }

    resource "aws_lambda_function" "processor" {
      function_name    = "processor"
      role             = var.role_arn
      filename         = "processor.zip"
      source_code_hash = filebase64sha256("processor.zip")
      handler          = "index.handler"
      runtime          = "python3.12"
    }
    ```
    Use instead:
    ```hcl
    data "archive_file" "processor" {
      type        = "zip"
      source_dir  = "${path.module}/src"
      output_path = "${path.module}/processor.zip"
    }

    resource "aws_lambda_function" "processor" {
      function_name    = "processor"
      role             = var.role_arn
      filename         = data.archive_file.processor.output_path
      source_code_hash = data.archive_file.processor.output_base64sha256
      handler          = "index.handler"
      runtime          = "python3.12"
    }
    ```
    A function reads its file before anything is written, whatever depends on what, so the value comes from what
    writes the file. Without the `archive_file`, and with `src/processor/index.py` or the like beside the
    configuration, the fix declares the archive, too.

    The source is the one file or directory below the module that the handler, or the name of the function or of its
    package, points at; where two would do, or none, nothing is written. Functions that share a package share the
    archive, those of another language get one of their own. A handler that lies in a file of another name is packed
    under the name that Lambda looks for.

    Silent where the path is computed, absolute, outside of the module or below `.terraform`, where `fileexists`, `try`
    or `can` ask for the file first, and where a `local-exec` provisioner speaks of the file or is waited for. The
    definition of a state machine is left to `sfn-definition-templatefile`, a package that is no archive to
    `lambda-package-archive`.

    ## Fix safety
    Taking a value from what writes the file is safe where the file is not there, because Terraform refused the call,
    and unsafe where it may be, from the last run. An archive in place of a package is unsafe: what is deployed is what
    lies in the source directory, without packages that a build would add.

    Code that does not exist is not made up. What a placeholder would look like is shown, and not written unless the
    option says so; where there is code that may be meant, neither. Where a file of the same name lies elsewhere, the
    finding says where. A path without `path.module` in a module that others call begins where Terraform runs: if the
    file lies beside the module instead, it is safe to say so.

    ## Options
    In the section `[missing-referenced-file]`: `placeholder = true` writes a placeholder for the handler of a Python
    or Node.js function that has no source, for the packages of a layer of these languages, and for a shell script. It
    says that it is one, and a handler fails when it is called. Off by default.

    ## References
    Terraform, functions `file`, `templatefile`, `filebase64sha256`; archive provider, data source `archive_file`; AWS
    provider, resources `aws_lambda_function`, `aws_lambda_layer_version`.
    """

    name = "missing-referenced-file"
    subject = "Lambda"
    target = m.Module()
    severity = Severity.ERROR
    options = (
        Option("placeholder", bool, False, "write placeholders for handlers and scripts that do not exist", (), True),
    )

    def check(self, module: Module, ctx: RuleContext) -> None:
        """Look at every file that a module names."""
        _Check(module, ctx).run()


class _Check:
    """One look at one module."""

    def __init__(self, module: Module, ctx: RuleContext) -> None:
        self.module = module
        self.ctx = ctx
        self.level = Level.UNSAFE if ctx.options.get("placeholder") else Level.MANUAL
        reads = file_calls(module)
        self.packages = bundles(module, missing_packages(module, reads))
        self.sources = Sources(module, self.packages)
        packed = {id(p.read.call) for bundle in self.packages for p in bundle.packages if p.read is not None}
        settled = packed | {id(read.call) for read in definition_reads(module, reads)}
        self.reads = [read for read in reads if not read.is_guarded and id(read.call) not in settled]
        self.missing = [read for read in self.reads if read.is_missing]
        self.scripts = scripts(self.missing)
        self.handlers = Handlers(module)

    def run(self) -> None:
        """Report what is missing."""
        for bundle in self.packages:
            found = self.sources.find(bundle)
            for package in bundle.packages:
                self._package(bundle, package, found)
        archives: tuple[DataSource | Resource, ...] = (
            *self.module.data_of("archive_file"),
            *self.module.resources_of("archive_file"),
        )
        wanted = [found for archive in archives for found in self._archive_sources(archive)]
        for read in self.missing:
            self.handlers.want_read(read)
        for archive, attribute, shown, paths in wanted:
            message = f'"{shown}", which {archive.address} packs, does not exist.'
            self._created(attribute, message, paths, shown, archive.address, Severity.WARNING)
        for read in self.reads:
            self._read(read)
        for read in stray_calls(self.module):
            self._stray(read)
        for type_ in _OBJECTS:
            for element in self.module.resources_of(type_):
                self._upload(element)

    def _package(self, bundle: Bundle, package: Package, found: Found) -> None:
        resource, read = package.resource, package.read
        is_read = read is not None and not read.is_guarded and not read.is_conditional
        fix, detail = self._packed(bundle, package, found)
        message = f'The package "{package.shown}" does not exist, and nothing in the module makes it.'
        where = resource["filename"]
        if is_read and read is not None:
            where = read.call.arguments[0]
            message = f'The package "{package.shown}", read by {read.name}(), does not exist.'
        assert where is not None
        severity = Severity.ERROR if is_read else Severity.WARNING
        self.ctx.report(where, message, fix, detail=detail, address=resource.address, severity=severity)

    def _packed(self, bundle: Bundle, package: Package, found: Found) -> tuple[Fix | None, str]:
        hashed = self.module.resolve(package.resource["source_code_hash"])
        if isinstance(hashed, DataSource) and hashed.type == "archive_file":
            plain = "count" not in hashed and "for_each" not in hashed and not hashed.is_overridden
            detail = f"Its hash is that of {hashed.address}, which writes another file."
            return (existing_archive_fix(package, hashed) if plain else None), detail
        elsewhere = self.sources.elsewhere(package.path)
        if elsewhere is not None:
            return None, f'There is "{elsewhere}".'
        if found.made_from:
            return archive_fix(bundle, package, found.made_from, "Build the package with {archive}", Level.UNSAFE), ""
        if found.unclear:
            return None, f"What it is to be made from is not clear: {_listed(found.unclear)}."
        invented = placeholder_sources(bundle)
        absent = "No directory with a folder python or nodejs is called after it."
        if not package.is_layer:
            absent = "Its source is not among the files."
        if not invented:
            known = "its runtimes do not tell a language" if package.is_layer else "its handler cannot be told"
            return None, f"{absent[:-1]}, and {known}."
        fix = archive_fix(bundle, package, invented, "Build a placeholder with {archive}", self.level)
        return fix, _REPLACE if self.level is Level.UNSAFE else f"{absent} {_ASK}"

    def _archive_sources(
        self, archive: DataSource | Resource
    ) -> list[tuple[DataSource | Resource, Attribute, str, list[str]]]:
        """What an archive packs that does not exist: the attribute, the path as written, the files that are wanted."""
        found = []
        for name in () if archive.is_overridden else ("source_file", "source_dir"):
            attribute = archive.attribute(name)
            named = None if attribute is None else path_of(attribute.expr, self.module)
            if attribute is None or named is None or not is_absent(archive, named[0]):
                continue
            path, shown = named
            paths = [path]
            if name == "source_file":
                self.handlers.want_file(archive, path, posixpath.basename(path))
            else:
                paths = self.handlers.want_directory(archive, path)
            found.append((archive, attribute, shown, paths))
        return found

    def _read(self, read: FileCall) -> None:
        where = read.call.arguments[0]
        element = self.module.element_at(read.call.source.path, read.call.start)
        address = "" if element is None else element.address
        if element is not None and element.is_overridden:
            return  # the call may be one of those that are replaced
        if read.writer is not None:
            message = f'The file "{read.shown}" is written by {read.writer.address} after {read.name}() has read it.'
            is_refused = self.module.file_exists(read.path) is False and not read.is_conditional
            severity = Severity.ERROR if is_refused else Severity.WARNING
            self.ctx.report(where, message, late_fix(read, element), address=address, severity=severity)
        elif read.is_missing:
            message = f'The file "{read.shown}", read by {read.name}(), does not exist.'
            severity = Severity.WARNING if read.is_conditional else Severity.ERROR
            self._created(where, message, [read.path], read.shown, address, severity)

    def _stray(self, read: FileCall) -> None:
        where = read.call.arguments[0]
        element = self.module.element_at(read.call.source.path, read.call.start)
        if read.is_guarded or (element is not None and element.is_overridden):
            return
        message = f'The file "{read.shown}", read by {read.name}(), does not exist where Terraform runs.'
        fix = None
        if read.exists is True:
            fix = Fix("Read the file from the module's directory", Level.SAFE, needs_whole_module=False)
            fix.replace(where, local(read.path))
        severity = Severity.WARNING if read.is_conditional else Severity.ERROR
        address = "" if element is None else element.address
        self.ctx.report(where, message, fix, address=address, severity=severity)

    def _created(
        self,
        where: Attribute | n.Expression,
        message: str,
        paths: Sequence[str],
        shown: str,
        address: str,
        severity: Severity,
    ) -> None:
        """Report a file, with a fix that creates it where it is known what belongs in it."""
        texts = {path: self.scripts.get(path) or self.handlers.text(path) for path in paths}
        known = {path: text for path, text in texts.items() if text is not None}
        fix, detail = None, ""
        elsewhere = self.sources.elsewhere(shown)
        if elsewhere is not None:
            detail = f'There is "{elsewhere}".'
        elif known and len(known) == len(texts):
            fix = Fix(f"Create {', '.join(known)} as a placeholder", self.level)
            for path, text in known.items():
                fix.new_file(join_path(self.module.directory, path), text)
            detail = "The new file is a placeholder: replace it." if self.level is Level.UNSAFE else _ASK
        self.ctx.report(where, message, fix, detail=detail, address=address, severity=severity)

    def _upload(self, element: Resource) -> None:
        source = element["source"]
        named = None if source is None or element.is_overridden else path_of(source, self.module)
        if source is None or named is None or not is_absent(element, named[0]):
            return
        if any(read.path == named[0] and element.start <= read.call.start < element.end for read in self.missing):
            return  # its `etag` reads the file, and that is reported
        message = f'The file "{named[1]}" to upload does not exist.'
        self.ctx.report(source, message, address=element.address, severity=Severity.WARNING)


def _listed(paths: Sequence[str]) -> str:
    shown = [f'"{path}"' for path in paths[:3]]
    return ", ".join(shown) + (", ..." if len(paths) > len(shown) else "")
