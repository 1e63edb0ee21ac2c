"""Fixes that have an `archive_file` make what was named as a file: packages, and values of files written too late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tffix import templates as t
from tffix.rules import Fix, Level
from tffix.terraform import DataSource, Element, Resource

from ._lambda_handlers import PLACEHOLDER, PLACEHOLDER_LAYER, Handler, placeholder
from ._lambda_packages import FUNCTION, LAYER, Bundle, Package
from ._lambda_sources import local
from ._referenced_files import FileCall, path_of

# Which attribute of what writes a file has the value that a function reads from it (schemas of hashicorp/archive 2.7
# and hashicorp/local 2.5; an archive is no text, so `file` has none).
_ARCHIVE = {
    "filebase64sha256": "output_base64sha256",
    "filebase64sha512": "output_base64sha512",
    "filemd5": "output_md5",
    "filesha1": "output_sha",
    "filesha256": "output_sha256",
    "filesha512": "output_sha512",
}
_LOCAL_FILE = {
    "file": "content",
    "filebase64sha256": "content_base64sha256",
    "filebase64sha512": "content_base64sha512",
    "filemd5": "content_md5",
    "filesha1": "content_sha1",
    "filesha256": "content_sha256",
    "filesha512": "content_sha512",
}
# Resources whose argument names the file that a hash beside it is of.
_NAMES_FILE = {FUNCTION: "filename", LAYER: "filename", "aws_s3_object": "source", "aws_s3_bucket_object": "source"}
_VALUES: Mapping[str, Mapping[str, str]] = {
    "archive_file": _ARCHIVE,
    "local_file": _LOCAL_FILE,
    "local_sensitive_file": _LOCAL_FILE,
}


def archive_fix(bundle: Bundle, package: Package, made_from: Sequence[str], title: str, level: Level) -> Fix:
    """Declare the archive of a bundle, and have one package of it made from it.

    The archive is the same edit for every package of the bundle, so it is declared once.
    """
    blocks = tuple(item for item in made_from if item.endswith("}"))
    attributes = tuple(item for item in made_from if not item.endswith("}"))
    output = t.attribute("output_path", local(bundle.path))
    archive = t.data("archive_file", bundle.label, items=('type = "zip"', *attributes, output, *blocks))
    fix = Fix(title.format(archive=archive.address), level)
    fix.insert_after(bundle.first.resource, archive)
    _use(fix, package, archive.address)
    return fix


def existing_archive_fix(package: Package, archive: DataSource) -> Fix:
    """Have a package made from an archive that is declared, and whose hash it has already."""
    fix = Fix(f"Let the package be what {archive.address} writes", Level.UNSAFE)
    fix.set_attribute(package.resource, "filename", f"{archive.address}.output_path")
    return fix


def _use(fix: Fix, package: Package, archive: str) -> None:
    fix.set_attribute(package.resource, "filename", f"{archive}.output_path")
    # A hash of something else is how its author sees that the code has changed, and stays.
    if package.read is not None or "source_code_hash" not in package.resource:
        value = f"{archive}.output_base64sha256"
        fix.set_attribute(package.resource, "source_code_hash", value, after="filename")


def placeholder_sources(bundle: Bundle) -> tuple[str, ...]:
    """The `source` blocks of an archive that holds a placeholder for each handler, or for the packages of a layer.

    Empty where none can be written.
    """
    language, handlers = bundle.language, bundle.handlers
    if language is None:
        return ()
    if bundle.first.is_layer:
        # Layers that have their package in common may be of several languages.
        languages = dict.fromkeys(one.language for one in bundle.packages if one.language is not None)
        return tuple(_source(PLACEHOLDER_LAYER, *one.layer) for one in languages)
    by_module: dict[str, list[Handler]] = {}
    for handler in handlers or ():
        by_module.setdefault(handler.module, []).append(handler)
    return tuple(
        _source(PLACEHOLDER, module + language.extensions[0], placeholder(language, [one.function for one in ones]))
        for module, ones in by_module.items()
    )


def _source(comment: str, name: str, text: str) -> str:
    content = f"<<-EOT\n{_indented(text)}EOT"
    return f"# {comment}\n{t.block('source', content=content, filename=t.string(name))}"


def _indented(text: str) -> str:
    return "".join(f"  {line}" if line.strip() else line for line in text.splitlines(keepends=True))


def late_fix(read: FileCall, owner: Element | None) -> Fix | None:
    """The value from what writes a file, in the place of a call that reads it; None where there is no such value."""
    writer = read.writer
    if writer is None or "count" in writer or "for_each" in writer or writer.is_overridden:
        return None
    value = _VALUES[writer.type].get(read.name)
    if value is None or (value == "content" and "content" not in writer):
        return None
    if owner is None or _depends_on(writer, owner):
        return None
    module = writer.module
    # A file that is there already, from the run before, has a value: the old one.
    is_missing = module.file_exists(read.path) is False and not read.is_conditional
    fix = Fix(f"Take the value from {writer.address}", Level.SAFE if is_missing else Level.UNSAFE)
    fix.replace(read.call, f"{writer.address}.{value}")
    argument = _NAMES_FILE.get(owner.type) if isinstance(owner, Resource) and writer.type == "archive_file" else None
    filename = owner[argument] if isinstance(owner, Resource) and argument is not None else None
    named = None if filename is None else path_of(filename, module)
    if argument is not None and named is not None and named[0] == read.path:
        fix.set_attribute(owner, argument, f"{writer.address}.output_path")
    return fix


def _depends_on(element: Element, other: Element) -> bool:
    """Whether an element refers to another, itself or by way of others: the other must not refer to it."""
    seen: set[Element] = set()
    waiting: list[Element] = [element]
    while waiting:
        one = waiting.pop()
        if one == other:
            return True
        if one not in seen:
            seen.add(one)
            found = (one.module.get(reference.address) for reference in one.module.references_in(one))
            waiting += [each for each in found if each is not None]
    return False
