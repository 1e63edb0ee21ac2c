"""The provider schemas in the package: `tffix/terraform/schemas/providers.pack`.

    python tools/build_schemas.py --mirror DIR                  everything that is shipped, from Terraform
    python tools/build_schemas.py --json aws=5.100.0=FILE ...   from documents

Sources, in this order (a provider version that comes later replaces an earlier one):

--mirror DIR       a filesystem mirror of provider plugins (HOST/NAMESPACE/NAME/VERSION/OS_ARCH/...). For every version
                   in SHIPPED the tool runs `terraform init` and `terraform providers schema -json` there, offline.
--bindings FILE    a wheel or archive of generated cdktf bindings, see `_bindings.py`: a newer version than any mirror
                   has, with the fields that bindings do not carry marked as unknown.
--json N=V=FILE    what `terraform providers schema -json` printed, or one provider's value in it.

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
from pathlib import Path

from tffix.terraform.schema_file import ProviderTypes, SchemaFile, write
from tffix.terraform.schema_import import ORIGIN, import_document, provider_types
from tffix.terraform.schema_words import BUILTIN_SOURCE, normal_source

ROOT = Path(__file__).parents[1]
OUTPUT = ROOT / "tffix" / "terraform" / "schemas" / "providers.pack"
LIMIT = 12_000_000

SHIPPED = (
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


def collect(arguments: argparse.Namespace) -> Iterable[ProviderTypes]:
    """The providers of all sources that were named."""
    if arguments.mirror:
        for name, version in SHIPPED:
            yield from run_terraform(arguments.mirror.resolve(), name, version)
    for argument in arguments.json:
        yield read_json(argument)


def main() -> int:
    """Build, and say what was built."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mirror", type=Path, help="a filesystem mirror with the plugins of what is shipped")
    parser.add_argument("--json", action="append", default=[], metavar="NAME=VERSION=FILE", help="a schema document")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="the file to write")
    arguments = parser.parse_args()
    found = {(one.source, one.version): one for one in collect(arguments)}
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
