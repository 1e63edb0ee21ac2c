"""`tffix schema`: provider schemas of the user's own, and which ones there are."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tffix.cli.files import Kind, reason
from tffix.errors import ConfigError, FileError
from tffix.terraform.requirements import locked_versions
from tffix.terraform.schema import PACKAGE_DATA
from tffix.terraform.schema_file import ProviderTypes, SchemaError, SchemaFile
from tffix.terraform.schema_import import import_document, merge, save
from tffix.terraform.schema_place import user_store_path
from tffix.terraform.schema_words import normal_source

STDIN = "-"


def import_schemas(path: str, versions: Iterable[str], lock: str | None) -> Iterator[str]:
    """Store the providers in a document of `terraform providers schema -json`, and say for each what was stored.

    `versions` are `SOURCE=VERSION`; what they do not name is looked up in the lock file `lock`, or in that of the
    current directory. Raises ConfigError for a version that is none, FileError and SchemaError for files that cannot
    be used; then nothing is stored.
    """
    known = dict(_locked(lock))
    for given in versions:
        name, equals, version = given.partition("=")
        source = normal_source(name.strip())
        if not equals or source is None or not version.strip():
            raise ConfigError(f"{given!r} is not PROVIDER=VERSION, such as aws=6.2.0")
        known[source] = version.strip()
    try:
        added = import_document(_text(path), known)
    except SchemaError as error:
        raise SchemaError(f"{_shown(path)}: {error}") from None
    if not added:
        raise FileError(f"{_shown(path)} holds the schema of no provider: run it in a directory after `terraform init`")
    store = user_store_path()
    save(store, merge(store, added).content)
    for one in added:
        yield f"{one.source} {one.version or '(any version)'}: {_counted(one)}"
    yield f"stored in {store}"


def listing() -> Iterator[str]:
    """Every provider version that has a schema, with its number of resource types and where it is from."""
    store = user_store_path()
    for path in (store, PACKAGE_DATA):
        if not path.is_file():
            continue
        yield "your own, in " + str(path) if path == store else "of the package"
        for one in SchemaFile(path).provider_types():
            yield f"  {one.source} {one.version or '(any version)'}: {_counted(one)}"


def check_user_store() -> None:
    """Raise SchemaError if the user has imported schemas that this version of tffix cannot read."""
    path = user_store_path()
    if path.is_file():
        _ = SchemaFile(path).entries


def _counted(one: ProviderTypes) -> str:
    kinds = [kind for kind, _ in one.types]
    resources, data = kinds.count("resource"), kinds.count("data")
    return f"{resources} resource type{'' if resources == 1 else 's'}, {data} data source{'' if data == 1 else 's'}"


def _locked(lock: str | None) -> Mapping[str, str]:
    path = Path(Kind.LOCK) if lock is None else Path(lock)
    if lock is None and not path.is_file():
        return {}
    return locked_versions(_read(path), str(path))


def _text(path: str) -> str:
    if path != STDIN:
        return _read(Path(path))
    if sys.stdin is None:
        raise FileError("standard input cannot be read: it is closed")
    return sys.stdin.buffer.read().decode("utf-8", "replace")


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig", "replace")
    except (OSError, ValueError) as error:
        raise FileError(f"{path} cannot be read: {reason(error)}") from None


def _shown(path: str) -> str:
    return "standard input" if path == STDIN else path
