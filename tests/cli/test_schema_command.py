"""`tffix schema`, and schemas and versions that lie beside the code."""

from __future__ import annotations

import json
from pathlib import Path

from command import LayOut, Tffix

DOCUMENT = {
    "format_version": "1.0",
    "provider_schemas": {
        "registry.terraform.io/acme/shop": {
            "provider": {"version": 0, "block": {}},
            "resource_schemas": {
                "shop_order": {"version": 0, "block": {"attributes": {"amount": {"type": "number", "optional": True}}}}
            },
        }
    },
}
ORDER = """\
terraform {
  required_providers {
    shop = {
      source  = "acme/shop"
      version = "~> 1.0"
    }
  }
}

resource "shop_order" "a" {
  amuont = 1
}
"""
LOCK = """\
provider "registry.terraform.io/acme/shop" {
  version = "1.4.0"
}
"""


def findings(tffix: Tffix, data: Path) -> list[str]:
    done = tffix("check", "--rule", "unsupported-argument", "--format", "json", TFFIX_DATA_DIR=str(data))
    return [one["message"] for one in json.loads(done.out)["diagnostics"]]


def test_imported_schemas_are_used(tffix: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    data = tmp_path / "data"
    lay_out({"main.tf": ORDER, ".terraform.lock.hcl": LOCK, "schema.json": json.dumps(DOCUMENT)})
    assert findings(tffix, data) == []
    done = tffix("schema", "import", "schema.json", TFFIX_DATA_DIR=str(data))
    assert done.status == 0
    assert b"acme/shop 1.4.0: 1 resource type, 0 data sources" in done.out
    assert len(findings(tffix, data)) == 1
    listed = tffix("schema", "list", TFFIX_DATA_DIR=str(data)).out
    assert b"  acme/shop 1.4.0: 1 resource type" in listed
    assert b"  hashicorp/aws 5.100.0: " in listed


def test_versions_are_given_or_of_another_lock_file(tffix: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({"schema.json": json.dumps(DOCUMENT), "elsewhere.hcl": LOCK})
    for arguments, version in (
        (("--version", "acme/shop=2.0.0"), b"2.0.0"),
        (("--lock", "elsewhere.hcl"), b"1.4.0"),
        ((), b"(any version)"),
    ):
        done = tffix("schema", "import", "schema.json", *arguments, TFFIX_DATA_DIR=str(tmp_path / "data"))
        assert done.out.startswith(b"acme/shop " + version + b": ")


def test_what_cannot_be_imported(quick: Tffix, lay_out: LayOut) -> None:
    lay_out({"schema.json": "{}", "good.json": json.dumps(DOCUMENT)})
    assert quick("schema", "import", "missing.json").status == 3
    broken = quick("schema", "import", "schema.json")
    assert (broken.status, "Error: schema.json: " in broken.flat) == (3, True)
    assert quick("schema", "import", "good.json", "--version", "acme/shop").status == 2


def test_a_broken_store_is_a_sentence(tffix: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({"main.tf": ORDER, "data/schemas.pack": "nothing of ours"})
    done = tffix("check", TFFIX_DATA_DIR=str(tmp_path / "data"))
    assert done.status == 3
    assert b"of provider schemas, or of another version of tffix" in done.err


def test_the_lock_file_decides_the_version(quick: Tffix, lay_out: LayOut) -> None:
    # In version 6 `aws_eip` has no `vpc` any more; in version 5 it is deprecated.
    lay_out({"main.tf": 'resource "aws_eip" "a" {\n  vpc = true\n}\n'})
    rules = ("check", "--rule", "unsupported-argument", "--format", "json")

    def reported() -> bool:
        return json.loads(quick(*rules).stdout)["diagnostics"] != []

    lock = 'provider "registry.terraform.io/hashicorp/aws" {\n  version = "%s"\n}\n'
    lay_out({".terraform.lock.hcl": lock % "5.100.0"})
    assert not reported()
    lay_out({".terraform.lock.hcl": lock % "6.47.0"})
    assert reported()
