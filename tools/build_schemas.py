"""The provider schemas in the package: `tffix/terraform/schemas/providers.pack`.

    python tools/build_schemas.py --mirror DIR --bindings NAME=FILE ...     what is shipped, see schemas/README.md
    python tools/build_schemas.py --json aws=5.100.0=FILE ...               from documents

Sources; where two have the same version of a provider, the later one in this list is taken:

--bindings         a wheel or npm archive of generated cdktf bindings, see `_bindings.py`: versions that no plugin at
                   hand has. What bindings do not tell is taken from the newest older version of the other sources.
--mirror           a filesystem mirror of provider plugins (HOST/NAMESPACE/NAME/VERSION/OS_ARCH/...). For every version
                   in SHIPPED the tool runs `terraform init` and `terraform providers schema -json` there, offline.
--json             what `terraform providers schema -json` printed, or one provider's value in it.
--base             a file that this tool wrote: what it has stays, unless another source has the same version.
--only             with --mirror, the versions of SHIPPED to ask for (`aws=4.67.0`); all of them without it.

The result depends on nothing but the documents: the same ones give the same bytes, whatever the order.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import _bindings

from tffix.terraform.schema_file import ProviderTypes, SchemaFile, write
from tffix.terraform.schema_import import KEYS, ORIGIN, import_document, provider_types
from tffix.terraform.schema_pack import document, unpack
from tffix.terraform.schema_versions import parse_version
from tffix.terraform.schema_words import BUILTIN_SOURCE, normal_source

ROOT = Path(__file__).parents[1]
OUTPUT = ROOT / "tffix" / "terraform" / "schemas" / "providers.pack"
LIMIT = 12_000_000

SHIPPED = (
    ("aws", "3.76.1"),
    ("aws", "4.67.0"),
    ("aws", "5.100.0"),
    ("aws", "6.47.0"),
    ("random", "3.7.2"),
    ("archive", "2.7.1"),
    ("null", "3.2.4"),
    ("tls", "4.1.0"),
    ("time", "0.13.0"),
    ("local", "2.5.3"),
    ("http", "3.5.0"),
    ("external", "2.3.5"),
    ("cloudinit", "2.3.7"),
    ("template", "2.2.0"),
    ("kubernetes", "2.38.0"),
    ("helm", "3.0.2"),
    ("vault", "5.6.0"),
)

# Types that plugins which serve nothing but schemas leave out; of these only the name is known.
NAMES_ONLY = {("hashicorp/aws", "6.47.0"): (("resource", "aws_wafv2_web_acl_rule"),)}

# `terraform_data` is of the built-in provider: its schema is printed as well.
CONFIGURATION = """terraform {
  required_providers {
    %s
  }
}
resource "terraform_data" "any" {}
"""
SETTINGS = """provider_installation {
  filesystem_mirror {
    path = %s
  }
}
disable_checkpoint = true
"""


def run_terraform(mirror: Path, name: str, version: str) -> tuple[ProviderTypes, ...]:
    """The schemas of one provider version (and of the built-in provider) as the real Terraform prints them."""
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        requirement = f'{name} = {{ source = "{normal_source(name)}", version = "{version}" }}'
        (folder / "main.tf").write_text(CONFIGURATION % requirement, encoding="utf-8")
        settings = folder / "terraform.rc"
        settings.write_text(SETTINGS % json.dumps(str(mirror)), encoding="utf-8")
        environment = {**os.environ, "TF_CLI_CONFIG_FILE": str(settings), "TF_DATA_DIR": str(folder / "data")}

        def run(*arguments: str) -> str:
            command = ["terraform", *arguments]
            done = subprocess.run(
                command, cwd=folder, env=environment, capture_output=True, text=True, timeout=600, check=False
            )
            if done.returncode:
                sys.exit(f"{' '.join(command)} for {name} {version}: {done.stderr.strip()}")
            return done.stdout

        run("init", "-backend=false", "-input=false", "-no-color")
        core = json.loads(run("version", "-json"))["terraform_version"]
        return import_document(run("providers", "schema", "-json"), {name: version, BUILTIN_SOURCE: core})


def read_json(argument: str) -> ProviderTypes:
    """The provider that `NAME=VERSION=FILE` means."""
    name, version, path = argument.split("=", 2)
    source = normal_source(name)
    if source is None:
        sys.exit(f"{name!r} is not a provider")
    document = json.loads(Path(path).read_text(encoding="utf-8"))
    schemas = document.get("provider_schemas", {})
    for one, value in schemas.items():
        if normal_source(one) == source:
            document = value
    return provider_types(source, version, document, ORIGIN)


def report(content: bytes) -> str:
    """What is in a file, as the table of `schemas/README.md`."""
    lines = ["| provider | version | resources | data sources | ephemeral | from |", "|---|---|---|---|---|---|"]
    for one in SchemaFile(Path("built"), content).provider_types():
        kinds = [kind for kind, _ in one.types]
        counts = " | ".join(str(kinds.count(kind)) for kind in ("resource", "data", "ephemeral"))
        unknown = f"; unknown: {', '.join(one.unknown)}" if one.unknown else ""
        lines.append(f"| {one.source} | {one.version} | {counts} | {one.origin}{unknown} |")
    return "\n".join(lines)


def with_gaps(one: ProviderTypes) -> ProviderTypes:
    """What Terraform printed for a plugin of the mirror, with what such a plugin may leave out marked as unknown."""
    names = NAMES_ONLY.get((one.source, one.version), ())
    types = {**dict.fromkeys(names, b""), **one.types}
    unknown = one.unknown if any(kind == "ephemeral" for kind, _ in types) else (*one.unknown, "ephemeral")
    return replace(one, types=types, unknown=unknown)


def as_document(one: ProviderTypes) -> dict[str, Any]:
    """Packed types as the value that a document has for the provider."""
    found: dict[str, Any] = {}
    for (kind, name), packed in one.types.items():
        if packed:
            schema = {"block": document(unpack(packed))}
            if kind == "provider":
                found["provider"] = schema
            else:
                found.setdefault(KEYS[kind], {})[name] = schema
    return found


def read_bindings(argument: str, exact: Iterable[ProviderTypes]) -> ProviderTypes:
    """The provider that `NAME=FILE` means, over the newest older version among `exact`."""
    name, path = argument.split("=", 1)
    source = normal_source(name)
    version, schemas = _bindings.read_bindings(Path(path))
    newest = parse_version(version)
    if source is None or newest is None:
        sys.exit(f"{argument}: not a provider, or not one version of it")
    older = {v: one for one in exact if one.source == source and (v := parse_version(one.version)) and v < newest}
    origin = "generated bindings " + Path(path).name.split("-py3")[0]
    if older:
        base = older[max(older)]
        schemas = _bindings.overlay(schemas, as_document(base))
        origin += f", over {base.version}"
    else:
        # The bindings do not tell what stands in the blocks of a provider's own configuration.
        schemas.pop("provider", None)
    types = dict(provider_types(source, version, schemas).types)
    for kind, key in KEYS.items():
        open_ = [name for name, schema in schemas[key].items() if _bindings.is_open(schema["block"])]
        types.update({(kind, name): b"" for name in open_})
    return with_gaps(ProviderTypes(source, version, types, origin, _bindings.UNKNOWN))


def collect(arguments: argparse.Namespace) -> Iterable[ProviderTypes]:
    """The providers of all sources that were named."""
    exact: list[ProviderTypes] = []
    if arguments.mirror:
        for name, version in SHIPPED:
            if arguments.only and f"{name}={version}" not in arguments.only:
                continue
            exact += [with_gaps(one) for one in run_terraform(arguments.mirror.resolve(), name, version)]
    exact += [read_json(argument) for argument in arguments.json]
    yield from (read_bindings(argument, exact) for argument in arguments.bindings)
    yield from exact


def base(path: Path | None) -> tuple[ProviderTypes, ...]:
    """What a file has that was built before."""
    return () if path is None else tuple(SchemaFile(path).provider_types())


def main() -> int:
    """Build, and say what was built."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mirror", type=Path, help="a filesystem mirror with the plugins of what is shipped")
    parser.add_argument("--bindings", action="append", default=[], metavar="NAME=FILE", help="generated bindings")
    parser.add_argument("--json", action="append", default=[], metavar="NAME=VERSION=FILE", help="a schema document")
    parser.add_argument("--base", type=Path, help="a file that was built before, to add to")
    parser.add_argument("--only", action="append", default=[], metavar="NAME=VERSION", help="of the mirror, only these")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="the file to write")
    arguments = parser.parse_args()
    found = {(one.source, one.version): one for one in (*base(arguments.base), *collect(arguments))}
    if not found:
        parser.error("no source was named")
    content = write(found.values())
    if len(content) > LIMIT:
        sys.exit(f"{len(content)} bytes are more than the {LIMIT} that all schemas together may take")
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    arguments.output.write_bytes(content)
    print(report(content))
    print(f"{len(content)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
