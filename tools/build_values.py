"""What arguments of AWS take, by the provider: `enumerations.json` and `exclusions.json` in `codemods/schema`.

    python tools/build_values.py --mirror DIR

--mirror           a filesystem mirror (HOST/NAMESPACE/NAME/VERSION/OS_ARCH/...) with the plugin of the AWS provider in
                   the version that is named here, the real one: what serves nothing but schemas refuses nothing.

`terraform` must be on the path. It takes about two minutes, and no network or account: resources in which every
argument is set are validated, nothing is planned. Each string is one that no service knows: of those that take one of a
few, the provider lists them. A second time it is the first of these in the other case: who does not mind has `~` behind
its name. Of the arguments that exclude each other the provider names the others. The result depends on nothing else:
the same plugin gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from _probe import REFUSED, Listed, Place, Probe, read_excluded, read_listed
from build_schemas import SETTINGS

from tffix.terraform.schema import default_store

ROOT = Path(__file__).parents[1]
OUTPUT = ROOT / "codemods" / "schema"
VERSION = "5.100.0"
CONFIGURATION = f"""terraform {{
  required_providers {{
    aws = {{
      source  = "hashicorp/aws"
      version = "{VERSION}"
    }}
  }}
}}
"""
# All types at once take more memory than a small machine has.
PARTS = 4

# Their blocks hold themselves, many levels deep: each would have more than twenty thousand lines.
TOO_LARGE = frozenset(
    {
        "aws_quicksight_analysis",
        "aws_quicksight_dashboard",
        "aws_quicksight_template",
        "aws_wafv2_rule_group",
        "aws_wafv2_web_acl",
    }
)
# Longer lists are of countries, languages, instance types, ...: they grow with every version of the provider.
MOST_VALUES = 40
# One value is no choice: it is what the provider's version knows of something that is new.
LEAST_VALUES = 2
# A rule of their own knows which of the values each engine has: `rds-log-exports`.
ELSEWHERE = frozenset(
    {
        ("aws_db_instance", ("enabled_cloudwatch_logs_exports",)),
        ("aws_rds_cluster", ("enabled_cloudwatch_logs_exports",)),
    }
)

#: What Terraform says: the type of resource, summary and detail.
Message = tuple[str, str, str]
#: A type of resource, the name of an argument and its strings.
Kind = tuple[str, str, tuple[str, ...]]


def probe(values: Mapping[Place, str]) -> list[Probe]:
    """Resources of all types, in parts."""
    schema = default_store().select("hashicorp/aws", f"= {VERSION}")
    if schema is None or not schema.is_exact:
        sys.exit(f"the package has no schema of version {VERSION}")
    parts = [Probe(values) for _ in range(PARTS)]
    for index, type_ in enumerate(sorted(schema.resource_types())):
        found = None if type_ in TOO_LARGE else schema.resource(type_)
        if found is not None:
            parts[index % PARTS].add(type_, found.block)
    return parts


def messages(part: Probe, mirror: Path) -> Iterator[Message]:
    """What the provider says of the resources of a part."""
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        settings = folder / "terraform.rc"
        settings.write_text(SETTINGS % json.dumps(str(mirror)), encoding="utf-8")
        environment = {**os.environ, "TF_CLI_CONFIG_FILE": str(settings), "TF_DATA_DIR": str(folder / "data")}

        def run(*arguments: str) -> subprocess.CompletedProcess[str]:
            command = ["terraform", *arguments]
            return subprocess.run(
                command, cwd=folder, env=environment, capture_output=True, text=True, timeout=600, check=False
            )

        (folder / "versions.tf").write_text(CONFIGURATION, encoding="utf-8")
        for type_, text in part.texts.items():
            (folder / f"{type_}.tf").write_text(text, encoding="utf-8")
        done = run("init", "-backend=false", "-input=false", "-no-color")
        if done.returncode:
            sys.exit(f"terraform init: {done.stderr.strip()}")
        found: list[dict[str, Any]] = json.loads(run("validate", "-json").stdout)["diagnostics"]
    if not any("address" in one for one in found):
        # What Terraform itself does not take is not shown to the provider.
        sys.exit(f"terraform validate: nothing from the provider, but {json.dumps(found[:1])}")
    for one in found:
        place = one.get("range")
        if place is not None:
            yield Path(place["filename"]).stem, one["summary"], one.get("detail", "")


def listed(said: Iterable[Message]) -> Iterator[tuple[str, Listed]]:
    """The messages that list strings, each with the type of resource."""
    for type_, summary, detail in said:
        message = read_listed(summary, detail)
        if message:
            yield type_, message


def excluded(said: Iterable[Message]) -> dict[str, list[str]]:
    """Type of resource -> the sets of arguments of which a body takes one."""
    found: dict[str, set[tuple[tuple[str, ...], ...]]] = defaultdict(set)
    for type_, summary, detail in said:
        names = read_excluded(summary, detail)
        # Those of different bodies are nobody's: the rule looks at one body at a time.
        if len(names) > 1 and len({one[:-1] for one in names}) == 1:
            found[type_].add(names)
    return {type_: [" ".join(".".join(one) for one in row) for row in sorted(rows)] for type_, rows in found.items()}


def other_case(values: Iterable[str]) -> str:
    """One of an argument's values in the other case."""
    known = sorted(values)
    swapped = (value.swapcase() for value in known if value.swapcase() != value)
    return next((value for value in swapped if value not in known), REFUSED)


def enumerations(kinds: Mapping[Place, Kind], minding: Container[Kind]) -> dict[str, dict[str, list[str]]]:
    """Type of resource -> argument behind its nested blocks -> its strings; `minding` are those that mind the case."""
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for place, kind in kinds.items():
        strings = kind[2]
        if place not in ELSEWHERE and LEAST_VALUES <= len(strings) <= MOST_VALUES:
            key = ".".join(place[1]) + ("" if kind in minding else "~")
            found[place[0]][key] = sorted(strings)
    return found


def write(path: Path, found: Mapping[str, Any]) -> None:
    """Write a file with one type of resource a line: a new version of the provider shows in the diff."""
    lines = [f" {json.dumps(type_)}: {json.dumps(found[type_], sort_keys=True)}" for type_ in sorted(found)]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(f"{path.name}: {len(found)} types, {sum(map(len, found.values()))} entries")


def main() -> int:
    """Build, and say what was built."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mirror", type=Path, required=True, help="a filesystem mirror with the AWS provider")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="the folder to write to")
    arguments = parser.parse_args()
    mirror = arguments.mirror.resolve()
    kinds: dict[Place, Kind] = {}
    exclusions: dict[str, list[str]] = {}
    before, after = Counter[Kind](), Counter[Kind]()
    for part in probe({}):
        said = list(messages(part, mirror))
        exclusions.update(excluded(said))
        for type_, message in listed(said):
            kind = (type_, message.name, message.values)
            before[kind] += 1
            if place := part.place(type_, message):
                kinds[place] = kind
    for part in probe({place: other_case(kind[2]) for place, kind in kinds.items()}):
        after.update((type_, one.name, one.values) for type_, one in listed(messages(part, mirror)))
    # Where all arguments of a kind were refused again, they mind the case.
    minding = {kind for kind, count in before.items() if after[kind] >= count}
    write(arguments.output / "enumerations.json", enumerations(kinds, minding))
    write(arguments.output / "exclusions.json", exclusions)
    return 0


if __name__ == "__main__":
    sys.exit(main())
