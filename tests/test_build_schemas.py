"""`tools/build_schemas.py`: documents and generated bindings into one file of schemas."""

from __future__ import annotations

import base64
import importlib
import io
import json
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tffix.terraform.schema import SchemaStore
from tffix.terraform.schema_pack import document

TOOLS = Path(__file__).parents[1] / "tools"

# A module as the generator of cdktf writes it, with the parts in it that say nothing about the schema left out.
MODULE = """\
export function thingRuleToHclTerraform(struct?: ThingRule | cdktf.IResolvable): any {
  const attrs = {
    port: {
      value: cdktf.numberToHclTerraform(struct!.port),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    rule: {
      value: cdktf.listMapperHcl(thingRuleToHclTerraform, true)(struct!.rule),
      isBlock: true,
      type: "list",
      storageClassType: "ThingRuleList",
    },
  };
}
export class ThingRuleOutputReference extends cdktf.ComplexObject {
  // port - computed: false, optional: false, required: true
  private _port?: number;
  public get port() {
    return this.getNumberAttribute('port');
  }
  // rule - computed: false, optional: true, required: false
  private _rule = new ThingRuleList(this, "rule", false);
  public get rule() {
    return this._rule;
  }
}
export class ThingRuleList extends cdktf.ComplexList {
}
export class ThingSeenOutputReference extends cdktf.ComplexObject {
  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }
}
export class ThingSeenList extends cdktf.ComplexList {
}
export class ThingModeOutputReference extends cdktf.ComplexObject {
}
export class Thing extends cdktf.TerraformResource {
  public static readonly tfResourceType = "example_thing";
  public constructor(scope: Construct, id: string, config: ThingConfig) {
    super(scope, id, {
      terraformResourceType: 'example_thing',
      terraformGeneratorMetadata: {
        providerName: 'example',
        providerVersion: '2.0.0',
      },
    });
  }
  // name - computed: false, optional: false, required: true
  private _name?: string;
  public get name() {
    return this.getStringAttribute('name');
  }
  // groups - computed: true, optional: true, required: false
  private _groups?: string[];
  public get groups() {
    return cdktf.Fn.tolist(this.getListAttribute('groups'));
  }
  // levels - computed: true, optional: false, required: false
  public get levels() {
    return cdktf.Token.asNumberList(cdktf.Fn.tolist(this.getNumberListAttribute('levels')));
  }
  // labels - computed: true, optional: false, required: false
  private _labels = new cdktf.StringMap(this, "labels");
  public get labels() {
    return this._labels;
  }
  // seen - computed: true, optional: false, required: false
  private _seen = new ThingSeenList(this, "seen", true);
  public get seen() {
    return this._seen;
  }
  // entry - computed: true, optional: true, required: false
  private _entry = new ThingSeenList(this, "entry", true);
  public get entry() {
    return this._entry;
  }
  // rule - computed: false, optional: false, required: true
  private _rule = new ThingRuleList(this, "rule", true);
  public get rule() {
    return this._rule;
  }
  // mode - computed: false, optional: true, required: false
  private _mode = new ThingModeOutputReference(this, "mode");
  public get mode() {
    return this._mode;
  }
  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      name: {
        value: cdktf.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      groups: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._groups),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      entry: {
        value: cdktf.listMapperHcl(thingSeenToHclTerraform, false)(this._entry.internalValue),
        isBlock: true,
        type: "set",
        storageClassType: "ThingSeenList",
      },
      rule: {
        value: cdktf.listMapperHcl(thingRuleToHclTerraform, true)(this._rule.internalValue),
        isBlock: true,
        type: "set",
        storageClassType: "ThingRuleList",
      },
      mode: {
        value: thingModeToHclTerraform(this._mode.internalValue),
        isBlock: true,
        type: "list",
        storageClassType: "ThingModeList",
      },
    };
  }
}
"""

OLDER = {
    "resource_schemas": {
        "example_thing": {
            "block": {
                "attributes": {
                    "name": {"type": "string", "optional": True, "sensitive": True},
                    "gone": {"type": "string", "optional": True},
                    "levels": {"type": ["list", "number"], "computed": True},
                },
                "block_types": {
                    "rule": {
                        "nesting_mode": "set",
                        "min_items": 2,
                        "max_items": 9,
                        "block": {
                            "attributes": {"port": {"type": "number", "required": True, "deprecated": True}},
                            "block_types": {"rule": {"nesting_mode": "list", "max_items": 3, "block": {}}},
                        },
                    }
                },
            }
        }
    },
    "provider": {"block": {"attributes": {"region": {"type": "string", "optional": True}}}},
}


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(TOOLS))
    yield importlib.import_module("build_schemas")
    for name in ("build_schemas", "_bindings"):
        sys.modules.pop(name, None)


def archive(path: Path, **modules: str) -> Path:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as tar:
        for name, text in modules.items():
            mapped = base64.b64encode(json.dumps({"sourcesContent": [text]}).encode())
            compiled = b"exports\n//# sourceMappingURL=data:application/json;base64," + mapped
            member = tarfile.TarInfo(f"package/lib/{name}/index.js")
            member.size = len(compiled)
            tar.addfile(member, io.BytesIO(compiled))
    if path.suffix == ".whl":
        with zipfile.ZipFile(path, "w") as wheel:
            wheel.writestr("example/_jsii/example@1.0.0.jsii.tgz", data.getvalue())
    else:
        path.write_bytes(data.getvalue())
    return path


def run(tool: Any, monkeypatch: pytest.MonkeyPatch, output: Path, *arguments: str) -> SchemaStore:
    monkeypatch.setattr(sys, "argv", ["build_schemas.py", "--output", str(output), *arguments])
    assert tool.main() == 0
    return SchemaStore(output)


@pytest.mark.parametrize("whole", [True, False])
def test_documents(tool: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, whole: bool) -> None:
    path = tmp_path / "document.json"
    path.write_text(
        json.dumps(
            {"provider_schemas": {"x.example.com/example/one": {}, "hashicorp/example": OLDER}} if whole else OLDER
        )
    )
    store = run(tool, monkeypatch, tmp_path / "a", "--json", f"example=1.0.0={path}")
    schema = store.select("hashicorp/example")
    assert schema is not None
    assert (schema.version, schema.origin) == ("1.0.0", "terraform providers schema -json")
    thing = schema.resource("example_thing")
    assert thing is not None
    assert document(thing.block) == OLDER["resource_schemas"]["example_thing"]["block"]
    run(tool, monkeypatch, tmp_path / "b", "--json", f"hashicorp/example=1.0.0={path}")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("suffix", ["whl", "tgz"])
def test_bindings_over_an_older_document(
    tool: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / "document.json"
    path.write_text(json.dumps(OLDER))
    bindings = archive(tmp_path / f"bindings.{suffix}", thing=MODULE)
    arguments = ("--json", f"example=1.0.0={path}", "--bindings", f"example={bindings}")
    store = run(tool, monkeypatch, tmp_path / "out", *arguments)
    assert store.versions("example") == ("2.0.0", "1.0.0")
    schema = store.select("example")
    assert schema is not None
    assert schema.origin.endswith("over 1.0.0")
    assert {"deprecated", "sensitive", "ephemeral"} <= schema.unknown
    assert schema.provider_config is not None
    thing = schema.resource("example_thing")
    assert thing is not None
    assert document(thing.block) == {
        "attributes": {
            "entry": {"type": ["set", ["object", {"id": "string"}]], "optional": True, "computed": True},
            "groups": {"type": ["set", "string"], "optional": True, "computed": True},
            "labels": {"type": ["map", "string"], "computed": True},
            "levels": {"type": ["list", "number"], "computed": True},
            "name": {"type": "string", "required": True, "sensitive": True},
            "seen": {"type": ["set", ["object", {"id": "string"}]], "computed": True},
        },
        "block_types": {
            "mode": {"nesting_mode": "list", "max_items": 1, "block": {}},
            "rule": {
                "nesting_mode": "set",
                "min_items": 2,
                "max_items": 9,
                "block": {
                    "attributes": {"port": {"type": "number", "required": True, "deprecated": True}},
                    "block_types": {"rule": {"nesting_mode": "list", "max_items": 3, "block": {}}},
                },
            },
        },
    }


def test_bindings_alone(tool: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    plain = MODULE.replace("example_thing", "example_plain").replace("new ThingRuleList(this", "new ThingSeenList(this")
    path = archive(tmp_path / "bindings.tgz", thing=MODULE, plain=plain, other="export const x = 1;\n")
    schema = run(tool, monkeypatch, tmp_path / "out", "--bindings", f"example={path}").select("example")
    assert schema is not None
    assert schema.resource_types() == {"example_thing", "example_plain"}
    # How deep a body repeats is in no bindings: of such a type only the name is kept.
    assert schema.resource("example_thing") is None
    found = schema.resource("example_plain")
    assert found is not None
    rule = found.block.blocks["rule"]
    assert (rule.nesting, rule.is_required, list(rule.block.attributes)) == ("set", True, ["id"])
    assert schema.provider_config is None


def test_bindings_of_no_version(tool: Any, tmp_path: Path) -> None:
    path = archive(tmp_path / "bindings.tgz", thing=MODULE.replace("providerVersion", "version"))
    with pytest.raises(sys.modules["_bindings"].BindingsError, match="name 0 provider versions"):
        sys.modules["_bindings"].read_bindings(path)


def test_nothing_to_build(tool: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        run(tool, monkeypatch, tmp_path / "out")
    assert not (tmp_path / "out").exists()
