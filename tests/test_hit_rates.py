"""`tools/hit_rates.py`: how often rules fire, beside the detectors of the catalogue."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

TOOLS = Path(__file__).parents[1] / "tools"
TWO_QUEUES = '```hcl\nresource "aws_sqs_queue" "a" {}\n\nresource "aws_sqs_queue" "b" {}\n```\n'
BUCKETS = "```hcl\n" + "\n".join(f'resource "aws_s3_bucket" "{name}" {{}}\n' for name in "abc") + "```\n"


@pytest.fixture(scope="module")
def hit_rates() -> Any:
    sys.path.insert(0, str(TOOLS))
    try:
        return importlib.import_module("hit_rates")
    finally:
        sys.path.remove(str(TOOLS))


def test_answers_with_few_resources_do_not_count(hit_rates: Any, tmp_path: Path) -> None:
    for name, text in (("one", TWO_QUEUES), ("two", BUCKETS)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "MODEL_RESPONSE.md").write_text(text, encoding="utf-8")
    (found,) = hit_rates.hits(tmp_path)
    assert {"missing-backend", "s3-public-access-block"} <= found


def test_what_is_outside_is_marked_and_says_why(hit_rates: Any) -> None:
    lines = list(hit_rates.table([{"missing-backend"}] * 3 + [{"final-snapshot-identifier"}]))
    rows = {line.split()[0]: line for line in lines[1:]}
    assert "*" not in rows["missing-backend"]
    assert rows["timestamp-in-argument"].endswith("1.27  with final-snapshot-identifier")
    assert rows["lb-name-length"].endswith(" *")
    assert lines[lines.index(rows["lb-name-length"]) + 1].startswith("    The detector")
