"""The catalogue of CloudWatch metrics in the package: `codemods/aws/cloudwatch_metrics.json`.

    pip download --no-deps awslabs-cloudwatch-mcp-server==0.3.1
    npm pack @aws-cdk/aws-service-spec@0.1.216
    python tools/build_metrics.py --metadata WHEEL --service-spec TGZ

--metadata         the wheel of `awslabs-cloudwatch-mcp-server` (Apache-2.0, Amazon): its `metric_metadata.json` has the
                   metrics of AWS services as their documentation lists them, and the dimensions of alarms.
--service-spec     the archive of `@aws-cdk/aws-service-spec` (Apache-2.0, Amazon): its `db.json.gz` has the metrics of
                   the CloudWatch console's dashboards, with all dimension sets that these are shown by.

Names and dimension sets of both are put together; `_metric_additions.py` says what neither has, and of which namespaces
the metrics are all known. The result depends on nothing else: the same packages give the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from _metric_additions import CLOSED, COMPLETE, EXACT, NAMES

ROOT = Path(__file__).parents[1]
OUTPUT = ROOT / "codemods" / "aws" / "cloudwatch_metrics.json"
METADATA = "metric_metadata.json"
SPEC = "package/db.json.gz"
# What agents and applications publish under names of their own choice.
CUSTOM = frozenset({"CWAgent", "ContainerInsights", "LambdaInsights", "CloudWatchSynthetics"})

#: A namespace, a metric of it, and the dimension sets that the source shows it with.
Row = tuple[str, str, tuple[tuple[str, ...], ...]]


def read_metadata(wheel: Path) -> Iterator[Row]:
    """The metrics in the wheel of the metadata."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(one for one in archive.namelist() if one.endswith("/" + METADATA))
        rows = json.loads(archive.read(name))
    for row in rows:
        alarms = row.get("alarmRecommendations", ())
        sets = tuple(_set(alarm["dimensions"]) for alarm in alarms if "dimensions" in alarm)
        yield row["metricId"]["namespace"], row["metricId"]["metricName"], sets


def read_spec(archive: Path) -> Iterator[Row]:
    """The metrics in the archive of the service specification."""
    with tarfile.open(archive) as packed:
        member = packed.extractfile(SPEC)
        if member is None:
            sys.exit(f"{archive} has no {SPEC}")
        schema = json.loads(gzip.decompress(member.read()))["schema"]
    sets = {one["$id"]: _set(one["dimensions"]) for one in schema["dimensionSet"]["entities"]}
    used = schema["usesDimensionSet"]["forward"]
    for metric in schema["metric"]["entities"]:
        named = tuple(sets[one["$id"]] for one in used.get(metric["$id"], ()))
        yield metric["namespace"], metric["name"], named


def _set(dimensions: Iterable[Any]) -> tuple[str, ...]:
    return tuple(sorted(one["name"] for one in dimensions))


def catalogue(rows: Iterable[Row]) -> dict[str, dict[str, Any]]:
    """The namespaces as the file has them.

    `metrics` are names, `is_complete` says whether they are all; `dimensions` are sets of dimension names, `is_closed`
    whether they are all; `exact` are the sets of metrics that have no others.
    """
    names: dict[str, set[str]] = defaultdict(set)
    sets: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for namespace, name, dimensions in rows:
        if namespace not in CUSTOM:
            names[namespace].add(name)
            sets[namespace].update(dimensions)
    for namespace, text in NAMES.items():
        names[namespace].update(text.split())
    for namespace, more in CLOSED.items():
        sets[namespace].update(tuple(sorted(one)) for one in more)
    found: dict[str, dict[str, Any]] = {}
    for namespace in sorted(names):
        exact = {
            metric: [sorted(one) for one in only]
            for metrics, only in EXACT.get(namespace, {}).items()
            for metric in metrics.split()
        }
        if unknown := exact.keys() - names[namespace]:
            sys.exit(f"{namespace} has no {', '.join(sorted(unknown))}")
        found[namespace] = {
            "metrics": sorted(names[namespace]),
            "is_complete": namespace in COMPLETE,
            "dimensions": sorted(map(list, sets[namespace])),
            "is_closed": namespace in CLOSED,
            "exact": dict(sorted(exact.items())),
        }
    return found


def source(path: Path) -> str:
    """A package by its name and version, as its file is named."""
    return path.name.partition("-py3")[0].removesuffix(".tgz")


def main() -> int:
    """Build, and say what was built."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--metadata", type=Path, required=True, help="the wheel of awslabs-cloudwatch-mcp-server")
    parser.add_argument("--service-spec", type=Path, required=True, help="the archive of @aws-cdk/aws-service-spec")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="the file to write")
    arguments = parser.parse_args()
    found = catalogue((*read_metadata(arguments.metadata), *read_spec(arguments.service_spec)))
    origin = {
        "sources": [source(arguments.metadata), source(arguments.service_spec)],
        "license": "Apache-2.0, Copyright Amazon.com, Inc. or its affiliates",
        "built_by": "tools/build_metrics.py",
    }
    # One namespace a line: a new version of a package shows in the diff.
    lines = [f"{json.dumps(name)}: {json.dumps(one, sort_keys=True)}" for name, one in found.items()]
    head = json.dumps(origin, indent=1).removesuffix("\n}")
    body = ",\n  ".join(lines)
    arguments.output.write_text(f'{head},\n "namespaces": {{\n  {body}\n }}\n}}\n', encoding="utf-8")
    print(f"{len(found)} namespaces, {sum(len(one['metrics']) for one in found.values())} metrics")
    return 0


if __name__ == "__main__":
    sys.exit(main())
