"""`tools/build_metrics.py`: two packages into one catalogue of CloudWatch metrics, and what is shipped of it."""

from __future__ import annotations

import gzip
import importlib
import io
import json
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tffix_codemods.aws._cloudwatch import catalogue, closest

TOOLS = Path(__file__).parents[1] / "tools"


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(TOOLS))
    return importlib.import_module("build_metrics")


def packages(directory: Path) -> tuple[Path, Path]:
    wheel, archive = directory / "metadata-1.0-py3-none-any.whl", directory / "spec-2.0.tgz"
    depth = {"metricId": {"namespace": "AWS/SQS", "metricName": "Depth"}}
    alarm = {"dimensions": [{"name": "QueueName"}]}
    free = {"metricId": {"namespace": "CWAgent", "metricName": "mem_free"}}
    with zipfile.ZipFile(wheel, "w") as packed:
        packed.writestr(
            "server/data/metric_metadata.json", json.dumps([{**depth, "alarmRecommendations": [alarm]}, free])
        )
    schema = {
        "metric": {"entities": [{"$id": "1", "name": "Age", "namespace": "AWS/SQS"}]},
        "dimensionSet": {"entities": [{"$id": "2", "dimensions": [{"name": "QueueName"}, {"name": "Account"}]}]},
        "usesDimensionSet": {"forward": {"1": [{"$id": "2"}]}},
    }
    content = gzip.compress(json.dumps({"schema": schema}).encode())
    with tarfile.open(archive, "w:gz") as packed_:
        member = tarfile.TarInfo("package/db.json.gz")
        member.size = len(content)
        packed_.addfile(member, io.BytesIO(content))
    return wheel, archive


def test_both_packages_are_in_the_catalogue(tool: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel, archive = packages(tmp_path)
    for name in ("NAMES", "CLOSED", "EXACT"):
        monkeypatch.setattr(tool, name, {})
    output = tmp_path / "metrics.json"
    monkeypatch.setattr(
        sys, "argv", ["build", "--metadata", str(wheel), "--service-spec", str(archive), "--output", str(output)]
    )
    assert tool.main() == 0
    built = json.loads(output.read_text(encoding="utf-8"))
    assert built["sources"] == ["metadata-1.0", "spec-2.0"]
    assert built["namespaces"] == {
        "AWS/SQS": {
            "metrics": ["Age", "Depth"],
            "is_complete": True,
            "dimensions": [["Account", "QueueName"], ["QueueName"]],
            "is_closed": False,
            "exact": {},
        }
    }


def test_what_is_shipped_is_of_one_piece(tool: Any) -> None:
    shipped = catalogue()
    assert set(tool.COMPLETE) | set(tool.CLOSED) | set(tool.NAMES) <= set(shipped)
    for namespace in shipped.values():
        assert set(namespace.exact) <= namespace.metrics
        if namespace.is_closed:
            assert all(
                one <= frozenset().union(*namespace.dimensions) for sets in namespace.exact.values() for one in sets
            )


def test_a_name_has_one_that_is_closest_or_none() -> None:
    names = ["ReadThrottleEvents", "WriteThrottleEvents", "UserErrors"]
    assert closest("ReadThrottledEvents", names) == "ReadThrottleEvents"
    assert closest("usererrors", names) == "UserErrors"
    assert closest("ThrottleEvents", names) is None
    assert closest("Errors", names) is None
