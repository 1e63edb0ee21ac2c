"""Renaming in sessions of a real client."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from editor import Editor, Start
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

pytestmark = pytest.mark.asyncio(loop_scope="session")

FILES = {
    "main.tf": """\
locals {
  a = 1 # local.a
  b = length("${local.a}x") + local.a
}

resource "aws_instance" "web" {
  count = local.b
  ami   = data.aws_ami.u.id
  lifecycle {
    replace_triggered_by = [aws_instance.web[0].id]
    ignore_changes       = [tags["web"]]
  }
} # aws_instance.web

data "aws_ami" "u" {}

moved {
  from = aws_instance.old
  to   = aws_instance.web
}

module "net" {
  source = "./net"
  zone   = [for v in data.aws_ami.u : v]
}

output "o" {
  value = <<-E
    ${module.net.id} ${resource.aws_instance.web[0].id} aws_instance.web
  E
}
""",
    "main.tftest.hcl": """\
run "x" {
  assert {
    condition = aws_instance.web[0].id == data.aws_ami.u.id && output.o == local.a
  }
}
""",
    "net/main.tf": 'variable "zone" {}\n',
    "net/out.tf": 'output "id" {\n  value = "${var.zone}"\n}\n',
    "net/my.auto.tfvars": "zone = [1]\n",
    "net/zone.tftest.hcl": "variables {\n  zone = [2]\n}\n",
}
INSTANCE = (
    ('"aws_instance" "web"', '"aws_instance" "site"'),
    ("to   = aws_instance.web", "to   = aws_instance.site"),
    ("aws_instance.web[0]", "aws_instance.site[0]"),
    (
        "} # aws_instance.web\n",
        "} # aws_instance.web\n\nmoved {\n  from = aws_instance.web\n  to   = aws_instance.site\n}\n",
    ),
)
CASES = [
    ("main.tf", "a = 1", "key", [(" a = 1", " key = 1"), ("  b = ", "  b   = "), ("local.a}", "local.key}"),
                                 ("+ local.a", "+ local.key"), ("== local.a", "== local.key")]),
    ("main.tf", 'web" {', "site", INSTANCE),
    ("main.tf", "web[0].id]", "site", INSTANCE),
    ("main.tf", 'u" {', "ubuntu", [('"u"', '"ubuntu"'), ("aws_ami.u", "aws_ami.ubuntu")]),
    ("main.tf", 'net" {', "network", [
        ('module "net"', 'module "network"'), ("module.net.", "module.network."),
        ("v]\n}\n", "v]\n}\n\nmoved {\n  from = module.net\n  to   = module.network\n}\n"),
    ]),
    ("main.tf", "id} ${", "ident", [("net.id", "net.ident"), ('"id"', '"ident"')]),
    ("main.tf", 'o" {', "out", [('output "o"', 'output "out"'), ("output.o", "output.out")]),
    ("net/main.tf", 'zone"', "places", [('"zone"', '"places"'), ("var.zone", "var.places"), ("zone =", "places ="),
                                        ("source =", "source ="), ("zone   =", "places =")]),
    ("net/my.auto.tfvars", "zone", "space", [('"zone"', '"space"'), ("var.zone", "var.space"), ("zone =", "space ="),
                                             ("zone   =", "space  =")]),
]  # fmt: skip


def place(editor: Editor, file: str, word: str) -> tuple[lsp.TextDocumentIdentifier, lsp.Position]:
    uri = editor.open(file)
    return lsp.TextDocumentIdentifier(uri), editor.lines(uri).position(editor.texts[uri].index(word))


async def rename(editor: Editor, file: str, word: str, new: str) -> None:
    where, position = place(editor, file, word)
    edit = await editor.client.text_document_rename_async(lsp.RenameParams(where, position, new))
    assert edit is not None
    editor.make(edit)


@pytest.mark.parametrize(("file", "word", "new", "expected"), CASES)
async def test_everything_that_names_an_object_is_renamed(
    start: Start, file: str, word: str, new: str, expected: list[tuple[str, str]]
) -> None:
    editor = await start(FILES, pull=True)
    where, position = place(editor, file, word)
    prepared = await editor.client.text_document_prepare_rename_async(lsp.PrepareRenameParams(where, position))
    assert isinstance(prepared, lsp.PrepareRenamePlaceholder)
    assert word.startswith(prepared.placeholder)
    edit = await editor.client.text_document_rename_async(lsp.RenameParams(where, position, new))
    assert edit is not None
    editor.make(edit)
    for name, text in FILES.items():
        for gone, there in expected:
            text = text.replace(gone, there)
        assert editor.texts.get(editor.uri(name), FILES[name]) == text, name
    assert [d for uri in list(editor.texts) for d in await editor.pull(uri) if d.code == "undeclared-local"] == []


REFUSED: list[tuple[Mapping[str, str], str, str]] = [
    ({}, "zone", "var.zone exists already"),
    ({}, "1x", "is not a name"),
    ({"a.tf.json": '{"output": {"j": {"value": "${var.region}"}}}'}, "x", "a.tf.json may name it as well"),
    ({"a.tfvars.json": '{"region": 1}'}, "x", "a.tfvars.json may name it as well"),
    ({"broken.tf": "a = var.region +\n"}, "x", "broken.tf may name it as well"),
    ({"main_override.tf": 'variable "region" {\n}\n'}, "x", "amended by an override file"),
]


@pytest.mark.parametrize(("files", "new", "reason"), REFUSED)
async def test_a_rename_that_cannot_be_made_is_explained(
    start: Start, files: Mapping[str, str], new: str, reason: str
) -> None:
    text = 'variable "region" {\n  type = string\n}\nvariable "zone" {\n  type = string\n}\n'
    editor = await start({"main.tf": text, **files}, pull=True)
    where, position = place(editor, "main.tf", "region")
    with pytest.raises(JsonRpcException, match=reason):
        await editor.client.text_document_rename_async(lsp.RenameParams(where, position, new))
    nowhere = lsp.PrepareRenameParams(where, lsp.Position(1, 1))
    assert await editor.client.text_document_prepare_rename_async(nowhere) is None


async def test_nothing_is_renamed_to_what_it_was_before(start: Start) -> None:
    editor = await start(FILES, pull=True)
    with pytest.raises(JsonRpcException, match=r"moved or removed block says what became of aws_instance\.old"):
        await rename(editor, "main.tf", 'web" {', "old")
