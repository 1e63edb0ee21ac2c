"""Provider schemas: exact to the documents they come from, chosen by version as Terraform chooses."""

from __future__ import annotations

import json
import pickle
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import pytest

from tffix.terraform import Configuration
from tffix.terraform.requirements import (
    Requirement,
    narrower_constraint,
    provider_requirements,
    provider_schema_for,
    requirement_for,
    schema_for,
)
from tffix.terraform.schema import (
    META_ARGUMENTS,
    META_BLOCKS,
    PACKAGE_DATA,
    SchemaError,
    SchemaStore,
    default_store,
    did_you_mean,
    type_text,
)
from tffix.terraform.schema_file import ProviderTypes, SchemaFile, write
from tffix.terraform.schema_import import (
    KEYS,
    import_document,
    merge,
    provider_types,
    save,
)
from tffix.terraform.schema_pack import document, pack, unpack
from tffix.terraform.schema_place import user_store_path
from tffix.terraform.schema_versions import Version, parse_constraints, parse_version
from tffix.terraform.schema_words import normal_source

ORACLE = Path(__file__).parents[3] / "shared" / "oracle" / "schemas" / "json"

ARN = {"type": "string", "computed": True}
TIMEOUTS = {"attributes": {"create": {"type": "string", "optional": True}}}
RULE = {"attributes": {"port": {"type": "number", "required": True}}}
BODY: dict[str, Any] = {
    "attributes": {
        "arn": ARN,
        "name": {"type": "string", "required": True},
        "old": {"type": "bool", "optional": True, "deprecated": True, "deprecation_message": "use name"},
        "secret": {"type": "string", "optional": True, "sensitive": True, "write_only": True},
        "any": {"type": "dynamic", "optional": True},
        "pair": {"type": ["tuple", ["string", ["list", "number"]]], "optional": True},
        "rule": {
            "type": ["set", ["object", {"cidrs": ["list", "string"], "to": "number"}]],
            "optional": True,
            "computed": True,
        },
        "seen": {"type": ["list", ["object", {"id": "string"}]], "computed": True},
        "shape": {"type": ["object", {"a": "string", "b": ["map", "bool"]}, ["b"]], "optional": True},
        "set": {
            "nested_type": {
                "attributes": {"key": {"type": "string", "required": True}, "arn": ARN},
                "nesting_mode": "list",
                "min_items": 1,
                "max_items": 3,
            },
            "optional": True,
        },
    },
    "block_types": {
        "ingress": {"nesting_mode": "list", "max_items": 1, "block": RULE},
        "egress": {"nesting_mode": "set", "min_items": 1, "block": {**RULE, "block_types": {
            "deep": {"nesting_mode": "map", "block": {"deprecated": True}},
        }}},
        "group": {"nesting_mode": "group", "block": RULE},
        "timeouts": {"nesting_mode": "single", "block": TIMEOUTS},
    },
}  # fmt: skip
DOCUMENT = {
    "format_version": "1.0",
    "provider_schemas": {
        "registry.terraform.io/example/thing": {
            "provider": {"version": 0, "block": {"attributes": {"region": {"type": "string", "optional": True}}}},
            "resource_schemas": {"thing_one": {"version": 1, "block": BODY}, "thing_empty": {"block": {}}},
            "data_source_schemas": {"thing_one": {"version": 0, "block": RULE}},
            "ephemeral_resource_schemas": {"thing_token": {"version": 0, "block": RULE}},
        }
    },
}


def stored(path: Path, *versions: str, source: str = "example/thing", **types: bytes) -> Path:
    kinds = {("resource", name): packed for name, packed in types.items()}
    path.write_bytes(write(ProviderTypes(source, version, kinds) for version in versions))
    return path


def imported(path: Path, version: str = "1.2.0") -> SchemaStore:
    added = import_document(json.dumps(DOCUMENT), {"thing": version, "example/thing": version})
    save(path, merge(path, added).content)
    return SchemaStore(path)


# Bodies ---------------------------------------------------------------------------------------------------------


def test_pack_round_trip() -> None:
    assert document(unpack(pack(BODY))) == BODY
    assert document(unpack(pack({}))) == {}
    assert pack({"attributes": {}, "block_types": {}}) == pack({})


def test_equal_bodies_are_stored_once() -> None:
    nested: dict[str, Any] = RULE
    for _ in range(6):
        nested = {"block_types": {name: {"nesting_mode": "list", "block": nested} for name in "abcd"}}
    packed = pack(nested)
    assert len(packed) < 800
    body = unpack(packed)
    assert body.blocks["a"].block is body.blocks["d"].block


@pytest.mark.parametrize(
    "broken",
    [
        {"attributes": {"a": {"optional": True}}},
        {"attributes": {"a": {"type": "text"}}},
        {"attributes": {"a": {"type": ["bag", "string"]}}},
        {"block_types": {"a": {"nesting_mode": "heap", "block": {}}}},
        {"block_types": {"a": {"nesting_mode": "list"}}},
    ],
)
def test_what_is_no_body(broken: dict[str, Any]) -> None:
    with pytest.raises(KeyError):
        pack(broken)
    with pytest.raises(SchemaError, match="example/x: the schema of x_y cannot be read"):
        provider_types("example/x", "1.0.0", {"resource_schemas": {"x_y": {"block": broken}}})


def test_facts(tmp_path: Path) -> None:
    schema = imported(tmp_path / "s.pack").select("example/thing")
    assert schema is not None
    one = schema.resource("thing_one")
    assert one is not None
    assert (one.kind, one.type, one.source, one.version) == ("resource", "thing_one", "example/thing", "1.2.0")
    attributes, blocks = one.block.attributes, one.block.blocks
    assert list(attributes) == sorted(BODY["attributes"])
    assert attributes["name"].required
    assert not attributes["arn"].is_settable
    assert attributes["old"].deprecated
    assert attributes["old"].deprecation_message == "use name"
    assert attributes["secret"].sensitive
    assert attributes["secret"].write_only
    assert attributes["any"].type == "dynamic"
    assert attributes["pair"].type == ("tuple", ("string", ("list", "number")))
    assert attributes["rule"].type == ("set", ("object", {"cidrs": ("list", "string"), "to": "number"}, frozenset()))
    assert attributes["shape"].type == ("object", {"a": "string", "b": ("map", "bool")}, frozenset({"b"}))
    nested = attributes["set"].nested_type
    assert attributes["set"].type is None
    assert nested is not None
    assert (nested.nesting, nested.min_items, nested.max_items) == ("list", 1, 3)
    assert nested.attributes["key"].required
    assert (blocks["ingress"].is_single, blocks["egress"].is_single, blocks["group"].is_single) == (True, False, True)
    assert (blocks["egress"].is_required, blocks["ingress"].is_required) == (True, False)
    assert blocks["egress"].block.blocks["deep"].deprecated
    assert "arn" not in one.block.settable_names
    assert {"name", "egress"} <= set(one.block.settable_names)


def test_attributes_as_blocks(tmp_path: Path) -> None:
    body = unpack(pack(BODY))
    assert [name for name, one in body.attributes.items() if one.accepts_blocks] == ["rule"]
    block = body.nested_block("rule")
    assert block is not None
    assert (block.nesting, block.is_required, list(block.block.attributes)) == ("set", False, ["cidrs", "to"])
    assert block.block.attributes["cidrs"].optional
    assert body.nested_block("ingress") is body.blocks["ingress"]
    assert body.nested_block("seen") is None
    assert body.nested_block("nothing") is None
    assert body.attributes["set"].as_block is None


def test_values_are_frozen() -> None:
    body = unpack(pack(BODY))
    with pytest.raises(FrozenInstanceError):
        body.attributes["name"].required = False  # type: ignore[misc]
    with pytest.raises(TypeError):
        body.attributes["new"] = body.attributes["name"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("name", "string"),
        ("any", "any"),
        ("pair", "tuple([string, list(number)])"),
        ("rule", "set(object({ cidrs = list(string), to = number }))"),
        ("shape", "object({ a = string, b = optional(map(bool)) })"),
    ],
)
def test_type_text(name: str, text: str) -> None:
    type_ = unpack(pack(BODY)).attributes[name].type
    assert type_ is not None
    assert type_text(type_) == text
    assert type_text(("object", {}, frozenset())) == "object({})"


# Files ----------------------------------------------------------------------------------------------------------


def test_kinds_of_types(tmp_path: Path) -> None:
    store = imported(tmp_path / "s.pack")
    schema = store.select("example/thing", "~> 1.0")
    assert schema is not None
    assert store.providers() == ("example/thing",)
    assert schema.resource_types() == {"thing_one", "thing_empty"}
    assert schema.data_source_types() == {"thing_one"}
    assert schema.types("ephemeral") == {"thing_token"}
    for found in (schema.data_source("thing_one"), schema.ephemeral("thing_token"), schema.get("data", "thing_one")):
        assert found is not None
        assert document(found.block) == RULE
    assert schema.resource("thing_one") is schema.resource("thing_one")
    assert schema.resource("thing_two") is None
    assert schema.provider_config is schema.get("provider", "thing")
    assert schema.provider_config is not None
    assert schema.provider_config.type == "thing"
    assert list(schema.provider_config.block.attributes) == ["region"]


def test_same_content_for_any_order() -> None:
    types = {("resource", "b_x"): pack(BODY), ("data", "b_x"): pack(RULE)}
    ones = [ProviderTypes("a/b", version, types) for version in ("1.0.0", "2.0.0")]
    content = write(ones)
    assert content == write(reversed(ones))
    assert len(content) < len(write(ones[:1])) + 150
    again = SchemaFile(Path("x"), content).provider_types()
    assert write(again) == content


def test_only_the_name_of_a_type_is_known(tmp_path: Path) -> None:
    path = tmp_path / "s.pack"
    path.write_bytes(write([ProviderTypes("a/b", "1.0.0", {("resource", "b_x"): b""}, "here", ("ephemeral",))]))
    schema = SchemaStore(path).select("a/b")
    assert schema is not None
    assert schema.resource_types() == {"b_x"}
    assert schema.resource("b_x") is None
    assert (schema.knows("resource"), schema.knows("ephemeral"), schema.origin) == (True, False, "here")


@pytest.mark.parametrize("content", [b"", b"no such file of schemas", b"tffix schemas 1\n\0\0\0\x09\0\0\0\0xxxxxxxxx"])
def test_broken_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "s.pack"
    path.write_bytes(content)
    with pytest.raises(SchemaError, match="no file of provider schemas"):
        SchemaStore(path).providers()


def test_store_without_files_and_after_pickling(tmp_path: Path) -> None:
    assert SchemaStore(tmp_path / "none").providers() == ()
    assert SchemaStore(tmp_path / "none").select("a/b") is None
    store = imported(tmp_path / "s.pack")
    assert store.select("example/thing") is not None
    again = pickle.loads(pickle.dumps(store))
    assert again.paths == store.paths
    assert again.versions("example/thing") == ("1.2.0",)


def test_layers(tmp_path: Path) -> None:
    own = stored(tmp_path / "own", "5.100.0", "99.0.0", source="hashicorp/aws", aws_x=pack(RULE))
    store = SchemaStore(own, PACKAGE_DATA)
    assert store.versions("aws")[0] == "99.0.0"
    locked = store.select("aws", locked="5.100.0")
    assert locked is not None
    assert locked.resource_types() == {"aws_x"}
    assert store.select("random") is not None


def test_import_and_merge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TFFIX_DATA_DIR", str(tmp_path / "data"))
    path = user_store_path()
    assert path.parent == tmp_path / "data"
    imported(path, "1.2.0")
    assert imported(path, "1.3").versions("example/thing") == ("1.3.0", "1.2.0")
    default_store.cache_clear()
    assert {"example/thing", "hashicorp/aws"} <= set(default_store().providers())
    # Without a version it stands for whatever a module asks for.
    save(path, merge(path, import_document(json.dumps(DOCUMENT))).content)
    default_store.cache_clear()
    chosen = default_store().select("example/thing", "~> 7.0")
    default_store.cache_clear()
    assert chosen is not None
    assert (chosen.version, chosen.is_exact, chosen.admits_newer) == ("", True, True)
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not JSON"),
        ("[]", "no provider_schemas"),
        ('{"provider_schemas": {"a/b/c/d": {}}}', "'a/b/c/d' is not the source of a provider"),
        ('{"provider_schemas": {"a/b": []}}', "a/b: the schema of the provider cannot be read"),
    ],
)
def test_import_of_other_text(text: str, message: str) -> None:
    with pytest.raises(SchemaError, match=message):
        import_document(text)


def test_import_with_a_wrong_version() -> None:
    with pytest.raises(SchemaError, match=r"'v1' is not a version of example/thing"):
        import_document(json.dumps(DOCUMENT), {"example/thing": "v1"})


# Versions -------------------------------------------------------------------------------------------------------

RELEASES = """
4.67.0 5.0.0 5.0.1 5.31.0 5.59.0 5.60.0 5.90.0 5.99.0 5.100.0 6.0.0 6.9.0 6.46.0 6.47.0
"""

# What `terraform init` (1.11) installs with these releases to choose from.
CHOSEN = {
    "": "6.47.0",
    "~> 5": "5.100.0",
    "~> 5.0": "5.100.0",
    "~>5.1": "5.100.0",
    "~> 5.31.0": "5.31.0",
    "~> 5.31": "5.100.0",
    "~> 05.0": "5.100.0",
    "~> 5.0.0": "5.0.1",
    "~> 5.0.0-beta1": "5.0.1",
    "~> 6": "6.47.0",
    ">= 5.0, < 6.0": "5.100.0",
    "> 5, < 6": "5.100.0",
    "> 5": "6.47.0",
    "= 5.60": "5.60.0",
    "=5.60.0": "5.60.0",
    "5.31": "5.31.0",
    "5": "5.0.0",
    "6": "6.0.0",
    "!= 6.47.0": "6.46.0",
    "!= 5, ~> 5.0": "5.100.0",
    ">=5.0.0,<5.60.0": "5.59.0",
    "~> 5.0, != 5.100.0": "5.99.0",
    "~> 5.0 , >= 5.90": "5.100.0",
    "<= 5": "5.0.0",
    "< 5": "4.67.0",
    "> 5.60, <= 5.90": "5.90.0",
    ">5.0.0,<=5.0.1": "5.0.1",
    ">= 5.0.0-beta1": "6.47.0",
    "<= 6.10.0-beta1": "6.9.0",
    "> 5.99.0-rc1": "6.47.0",
    "~> 4.0": "4.67.0",
    ">= 7.0": None,
    "~> 5.60.1": None,
}


@pytest.mark.parametrize("constraints", CHOSEN)
def test_versions_as_terraform_chooses(constraints: str) -> None:
    parsed = parse_constraints(constraints)
    assert parsed is not None
    versions = [version for text in RELEASES.split() if (version := parse_version(text)) is not None]
    chosen = max((version for version in versions if parsed.admits(version)), default=None)
    assert CHOSEN[constraints] == (None if chosen is None else str(chosen))


@pytest.mark.parametrize("text", ["^5.0", "5.x", ">= 5.0,", ">= 6.0 < 7.0", "v5.60.0", "5.60.0.0", "latest", ">"])
def test_constraints_that_terraform_rejects(text: str) -> None:
    assert parse_constraints(text) is None
    assert default_store().select("aws", text) is None


@pytest.mark.parametrize(
    ("one", "other", "narrow"),
    [
        ("~> 5.0", ">= 5.0", "~> 5.0"),
        (">= 4.0, < 6.0", "~> 5.31", "~> 5.31"),
        ("~> 5.31.0", "~> 5.31", "~> 5.31.0"),
        ("5.0", "~> 5.0", "5.0"),
        (">= 3.0", "", ">= 3.0"),
        ("~> 4.0", "~> 5.0", None),
        (">= 4.5", "~> 4.0", None),
        ("~> 5.0", "~> 5.0, != 5.3.0", "~> 5.0, != 5.3.0"),
        ("latest", "~> 5.0", None),
    ],
)
def test_the_narrower_of_two_constraints(one: str, other: str, narrow: str | None) -> None:
    assert narrower_constraint(one, other) == narrow
    assert narrower_constraint(other, one) == narrow


def test_order_of_versions() -> None:
    texts = [
        "1.0.0-alpha",
        "1.0.0-alpha.1",
        "1.0.0-alpha.beta",
        "1.0.0-beta.2",
        "1.0.0-beta.11",
        "1.0.0",
        "1.0.1",
        "1.2.0",
    ]
    versions = [version for text in texts if (version := parse_version(text)) is not None]
    assert [str(version) for version in sorted(versions, reverse=True)] == texts[::-1]
    assert parse_version("1.0") == Version(1)
    assert hash(parse_version("1.0")) == hash(Version(1))
    assert parse_version("1.0+build") == Version(1)
    exact = parse_constraints("1.0.0-beta.2")
    assert exact is not None
    assert [exact.admits(version) for version in versions] == [text == "1.0.0-beta.2" for text in texts]


@pytest.mark.parametrize(
    ("constraints", "locked", "version", "is_exact", "is_stale", "admits_newer"),
    [
        (None, None, "6.47.0", True, False, True),
        (">= 5.0", None, "6.47.0", True, False, True),
        # 5.100.0 is the last of its series.
        ("~> 5.0", None, "5.100.0", True, False, False),
        ("~> 5.0, != 5.100.0", None, "5.100.0", False, False, False),
        ("~> 6.0", None, "6.47.0", True, False, True),
        ("~> 6.40.0", None, "6.47.0", False, False, False),
        ("6.47.0", None, "6.47.0", True, False, False),
        ("<= 6.47.0", None, "6.47.0", True, False, False),
        ("~> 5.31.0", None, "5.100.0", False, False, False),
        ("~> 4.0", None, "5.100.0", False, False, False),
        ("< 4.0", None, "5.100.0", False, False, False),
        (">= 6.60", None, "6.47.0", False, True, True),
        ("~> 7.0", None, "6.47.0", False, True, True),
        (">= 5.0", "5.31.0", "5.100.0", False, False, False),
        ("~> 5.0", "5.100.0", "5.100.0", True, False, False),
        ("~> 6.0", "6.50.0", "6.47.0", False, True, True),
    ],
)
def test_selection(
    tmp_path: Path,
    constraints: str | None,
    locked: str | None,
    version: str,
    is_exact: bool,
    is_stale: bool,
    admits_newer: bool,
) -> None:
    path = stored(tmp_path / "s.pack", "5.100.0", "6.47.0", source="hashicorp/aws", aws_x=pack(RULE))
    chosen = SchemaStore(path).select("aws", constraints, locked)
    assert chosen is not None
    assert chosen.version == version
    assert (chosen.is_exact, chosen.is_stale, chosen.admits_newer) == (is_exact, is_stale, admits_newer)


# Words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "candidates", "meant"),
    [
        ("bukcet", ["bucket", "bucket_prefix"], "bucket"),
        ("buckett", ["bucket"], "bucket"),
        ("bucket-name", ["bucket_name"], "bucket_name"),
        ("kye", ["key", "arn"], "key"),
        ("tag", ["tags", "tags_all"], "tags"),
        ("arn", ["ami"], None),
        ("ebs_optimised", ["ebs_optimized", "ebs_block_device"], "ebs_optimized"),
        ("subnet_id", ["subnet_ids", "subnet_ip"], None),
        ("name", ["name"], None),
        ("environment", [], None),
        ("policy_document", ["policy"], None),
    ],
)
def test_did_you_mean(name: str, candidates: list[str], meant: str | None) -> None:
    assert did_you_mean(name, candidates) == meant


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("aws", "hashicorp/aws"),
        ("hashicorp/AWS", "hashicorp/aws"),
        ("registry.terraform.io/hashicorp/aws", "hashicorp/aws"),
        ("registry.opentofu.org/hashicorp/aws", "hashicorp/aws"),
        ("example.com/hashicorp/aws", "example.com/hashicorp/aws"),
        ("a//b", None),
        ("", None),
        ("a/b/c/d", None),
    ],
)
def test_sources(text: str, source: str | None) -> None:
    assert normal_source(text) == source


def test_meta_arguments() -> None:
    assert "for_each" in META_ARGUMENTS["resource"]
    assert META_ARGUMENTS.keys() == META_BLOCKS.keys()


# The schemas in the package -------------------------------------------------------------------------------------


SHIPPED = {"aws", "random", "archive", "null", "tls", "time", "local", "http", "external", "cloudinit"}


def test_shipped() -> None:
    store = default_store()
    assert PACKAGE_DATA.stat().st_size < 12_000_000
    assert {source.rpartition("/")[2] for source in store.providers()} >= SHIPPED
    assert store.versions("aws")[1:] == ("6.47.0", "5.100.0", "4.67.0", "3.76.1")
    assert store is default_store()


@pytest.mark.parametrize("version", ["~> 5.0", "~> 6.0"])
def test_well_known_types(version: str) -> None:
    schema = default_store().select("hashicorp/aws", version)
    assert schema is not None
    group = schema.resource("aws_security_group")
    bucket = schema.resource("aws_s3_bucket")
    acl = schema.resource("aws_wafv2_web_acl")
    assert group is not None
    assert bucket is not None
    assert acl is not None
    assert group.block.attributes["ingress"].accepts_blocks
    assert bucket.block.attributes["acl"].deprecated
    assert "timeouts" in bucket.block.blocks
    assert ("region" in group.block.attributes) is (version == "~> 6.0")
    statement = acl.block.blocks["rule"].block.blocks["statement"]
    inner = statement.block.blocks["and_statement"].block.blocks["statement"]
    assert "byte_match_statement" in inner.block.blocks
    assert schema.provider_config is not None
    assert "default_tags" in schema.provider_config.block.blocks


@pytest.mark.sampled(3)
@pytest.mark.parametrize("part", range(12))
def test_every_shipped_type_can_be_read(part: int) -> None:
    for one in SchemaFile(PACKAGE_DATA).provider_types():
        for packed in list(one.types.values())[part::12]:
            if packed:
                assert pack(document(unpack(packed))) == packed


def without_notes(schema: Any) -> Any:
    """A body of a document without what is not stored."""
    kept = {key: value for key, value in schema.items() if key not in ("description", "description_kind", "version")}
    for key in ("attributes", "block_types"):
        if kept.get(key):
            kept[key] = {name: without_notes(one) for name, one in kept[key].items()}
        else:
            kept.pop(key, None)
    for key in ("block", "nested_type"):
        if key in kept:
            kept[key] = without_notes(kept[key])
    return {key: value for key, value in kept.items() if value is not False and value != 0}


DOCUMENTS = sorted(ORACLE.glob("*/*.json"))


@pytest.mark.skipif(not DOCUMENTS, reason="the documents that the schemas were built from are not beside this checkout")
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_exactly_what_the_documents_say(path: Path) -> None:
    schema = default_store().select(path.parent.name, locked=path.stem)
    assert schema is not None
    assert schema.is_exact
    found = json.loads(path.read_text(encoding="utf-8"))
    compared = 0
    for kind, key in KEYS.items():
        for name, one in found.get(key, {}).items():
            type_ = schema.get(kind, name)
            assert type_ is not None, name
            assert document(type_.block) == without_notes(one["block"]), name
            compared += 1
    assert compared


# Modules --------------------------------------------------------------------------------------------------------

VERSIONS = """
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = "~> 5.0" }
    random = "3.7.2"
    cloud  = { source = "hashicorp/aws", configuration_aliases = [cloud.west] }
    other  = { source = "example/other" }
    odd    = { source = var.x }
  }
}
"""


def configuration(text: str = "", **files: str) -> Configuration:
    return Configuration({"main.tf": text, **{n.replace("__", "/") + ".tf": t for n, t in files.items()}}, frozenset())


def test_requirements_of_a_module() -> None:
    module = configuration(VERSIONS).modules[""]
    assert provider_requirements(module) == {
        "aws": Requirement("hashicorp/aws", ("~> 5.0",)),
        "random": Requirement("hashicorp/random", ("3.7.2",)),
        "cloud": Requirement("hashicorp/aws"),
        "other": Requirement("example/other"),
        "odd": Requirement(None),
    }
    assert requirement_for(module, "tls") == Requirement("hashicorp/tls", is_declared=False)
    assert requirement_for(module, "terraform").source == "terraform.io/builtin/terraform"


def test_schemas_of_elements() -> None:
    text = (
        VERSIONS
        + """
resource "aws_s3_bucket" "a" {}
resource "aws_s3_bucket" "b" {
  provider = cloud.west
}
resource "aws_s3_bucket" "c" {
  provider = other
}
resource "random_id" "d" {}
resource "odd_thing" "e" {}
resource "terraform_data" "f" {}
resource "aws_nothing" "g" {}
data "aws_ami" "h" {}
provider "aws" {}
variable "x" {}
resource "unheard_of" "i" {}
"""
    )
    module = configuration(text).modules[""]
    found = {e.address: schema_for(module, e) for e in module.all_elements if e.address}
    versions = {address: one.version for address, one in found.items() if one is not None}
    assert versions == {
        "aws_s3_bucket.a": "5.100.0",
        "aws_s3_bucket.b": default_store().versions("aws")[0],
        "random_id.d": "3.7.2",
        "terraform_data.f": default_store().versions("terraform.io/builtin/terraform")[0],
        "data.aws_ami.h": "5.100.0",
        "provider.aws": "5.100.0",
    }
    missing = module.get("aws_nothing.g")
    assert missing is not None
    assert provider_schema_for(module, missing) is not None
    assert schema_for(module, missing, SchemaStore()) is None


def test_modules_share_one_version() -> None:
    root = 'module "m" {\n  source = "./m"\n}\n' + VERSIONS
    child = 'terraform {\n  required_providers {\n    aws = { source = "aws", version = ">= 4.0" }\n  }\n}\n'
    modules = configuration(root, m__main=child, other__main=child).modules
    assert requirement_for(modules["m"], "aws").constraints == (">= 4.0", "~> 5.0")
    assert requirement_for(modules[""], "aws").constraints == ("~> 5.0", ">= 4.0")
    assert requirement_for(modules["other"], "aws").constraints == (">= 4.0",)


def test_a_module_of_several_stacks_has_its_own_constraints_only() -> None:
    call = 'module "m" {\n  source = "../m"\n}\n'
    pin = 'terraform {\n  required_providers {\n    aws = "%s"\n  }\n}\n'
    modules = configuration(a__main=call + pin % "~> 5.0", b__main=call + pin % "~> 6.0", m__main=pin % ">= 4").modules
    assert requirement_for(modules["m"], "aws").constraints == (">= 4",)


def test_lock_file() -> None:
    lock = 'provider "registry.terraform.io/hashicorp/aws" {\n  version     = "5.100.0"\n  constraints = ">= 5.0"\n}\n'
    sources = {"main.tf": 'module "m" {\n  source = "./m"\n}\n', "m/main.tf": "", ".terraform.lock.hcl": lock}
    modules = Configuration(sources, frozenset()).modules
    assert requirement_for(modules[""], "aws").locked == "5.100.0"
    assert requirement_for(modules["m"], "aws").locked == "5.100.0"
    assert requirement_for(modules["m"], "tls").locked is None


def test_other_ways_to_declare() -> None:
    document_ = {
        "terraform": {"required_providers": {"aws": {"source": "hashicorp/aws", "version": "~> 5.0"}, "tls": "4.1.0"}}
    }
    module = Configuration({"a.tf.json": json.dumps(document_), "b.tf.json": "{"}, frozenset()).modules[""]
    assert requirement_for(module, "aws").constraints == ("~> 5.0",)
    assert requirement_for(module, "tls").constraints == ("4.1.0",)
    twice = configuration(VERSIONS, more='terraform {\n  required_providers {\n    aws = { source = "x/y" }\n  }\n}\n')
    assert requirement_for(twice.modules[""], "aws").source is None
    amended = configuration(VERSIONS, override=VERSIONS.replace("~> 5.0", "~> 6.0"))
    assert requirement_for(amended.modules[""], "aws").source is None


def test_calls_in_a_circle() -> None:
    call = 'module "m" {\n  source = "../%s"\n}\n'
    modules = configuration(a__main=call % "b", b__main=call % "a").modules
    assert requirement_for(modules["a"], "aws") == Requirement("hashicorp/aws", is_declared=False)
