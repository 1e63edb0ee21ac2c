"""Sessions of a real client with a real server."""

from __future__ import annotations

import asyncio

import pytest
from conftest import Start
from lsprotocol import types as lsp

pytestmark = pytest.mark.asyncio(loop_scope="session")

VERSIONS = """\
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}
"""
EIP = 'resource "aws_eip" "a" {\n  vpc = true\n}\n'
USE = 'output "x" {\n  value = var.region\n}\n'
DECLARED = 'variable "region" {\n  type = string\n}\n'


async def test_findings_are_pushed_and_follow_the_text(start: Start) -> None:
    editor = await start({"versions.tf": VERSIONS, "main.tf": EIP})
    uri = editor.open("main.tf")
    (found,) = await editor.pushed(uri)
    assert (found.source, found.code) == ("tffix", "deprecated-argument")
    assert list(found.tags or ()) == [lsp.DiagnosticTag.Deprecated]
    assert found.code_description is not None
    assert found.code_description.href.endswith("/deprecated-argument.md")
    first, last = (editor.lines(uri).offset(p) for p in (found.range.start, found.range.end))
    assert EIP[first:last].startswith("vpc")
    at = EIP.index("vpc = true")
    editor.type(uri, at, at + len("vpc = true"), 'domain = "vpc"')
    assert await editor.pushed(uri) == []


async def test_an_edit_of_one_file_changes_the_findings_in_another(start: Start) -> None:
    editor = await start({"main.tf": USE, "variables.tf": ""})
    main, variables = editor.open("main.tf"), editor.open("variables.tf")
    assert [d.code for d in await editor.pushed(main)] == ["undeclared-variable"]
    editor.type(variables, 0, 0, DECLARED)
    editor.client.diagnostics.pop(main)
    assert await editor.pushed(main) == []
    editor.client.diagnostics.pop(main)
    editor.close(variables)
    assert [d.code for d in await editor.pushed(main)] == ["undeclared-variable"]


async def test_findings_are_pulled(start: Start) -> None:
    editor = await start({"main.tf": USE}, pull=True)
    uri, variables = editor.open("main.tf"), editor.open_new("variables.tf")
    assert [d.code for d in await editor.pull(uri)] == ["undeclared-variable"]
    before = editor.client.diagnostic_refresh_count
    editor.replace(variables, DECLARED)
    assert await editor.pull(uri) == []
    # The client is told to ask again, and nothing is pushed.
    for _ in range(100):
        if editor.client.diagnostic_refresh_count > before:
            break
        await asyncio.sleep(0.05)
    assert editor.client.diagnostic_refresh_count > before
    assert editor.client.diagnostics == {}


async def test_fixes_of_one_finding_and_of_all(start: Start) -> None:
    text = "".join(
        f'resource "aws_flow_log" "{n}" {{\n  vpc_id = "v"\n\n  log_destination_arn = "{n}"\n}}\n' for n in "abc"
    )
    editor = await start({"versions.tf": VERSIONS, "main.tf": text}, pull=True)
    uri = editor.open("main.tf")
    assert len(await editor.pull(uri)) == 3
    at = text.index("log_destination_arn")
    actions = await editor.actions(uri, editor.lines(uri).range(at, at))
    fix, alike, ignore, everything = actions
    assert fix.is_preferred
    assert alike.title == "Fix all 3 findings of unsupported-argument in this configuration"
    await editor.take(ignore)
    assert '  # tffix: ignore[unsupported-argument]\n  log_destination_arn = "a"\n' in editor.texts[uri]
    assert len(await editor.pull(uri)) == 2
    at = editor.texts[uri].index('log_destination_arn = "b"')
    fix, *_ = await editor.actions(uri, editor.lines(uri).range(at, at))
    await editor.take(fix)
    assert '  log_destination = "b"\n' in editor.texts[uri]
    assert len(await editor.pull(uri)) == 1
    (everything,) = await editor.actions(uri, only=["source.fixAll"])
    assert everything.kind == "source.fixAll.tffix"
    await editor.take(everything)
    assert editor.texts[uri].count("log_destination_arn") == 1
    assert await editor.pull(uri) == []


async def test_unsafe_fixes_are_confirmed_and_manual_ones_explained(start: Start) -> None:
    editor = await start({"versions.tf": VERSIONS, "main.tf": EIP}, pull=True)
    uri = editor.open("main.tf")
    await editor.pull(uri)
    actions = await editor.actions(uri, only=["quickfix"])
    unsafe = [a for a in actions if a.title.endswith("(the plan may change)")]
    assert unsafe
    for action in unsafe:
        assert not action.is_preferred
        assert action.edit is not None
        assert action.edit.change_annotations is not None
        assert all(note.needs_confirmation for note in action.edit.change_annotations.values())
    assert all(action.disabled is None or action.edit is None for action in actions)


async def test_a_fix_that_needs_a_decision_is_shown_with_the_reason(start: Start) -> None:
    settings = {"levels": {"deprecated-argument": "manual"}}
    editor = await start({"versions.tf": VERSIONS, "main.tf": EIP}, pull=True, settings=settings)
    uri = editor.open("main.tf")
    fix, ignore = await editor.actions(uri, only=["quickfix"])
    assert fix.disabled is not None
    assert "decision of yours" in fix.disabled.reason
    assert fix.edit is None
    assert not fix.is_preferred
    assert ignore.title == "Ignore deprecated-argument here"
    assert await editor.actions(uri, only=["source.fixAll"]) == []


async def test_other_places_of_a_finding_are_related_to_it(start: Start) -> None:
    files = {"a.tf": "locals {\n  a = local.b\n}\n", "b.tf": "locals {\n  b = local.a\n}\n"}
    editor = await start(files, pull=True, settings={"rules": ["dependency-cycle"]})
    (found,) = await editor.pull(editor.open("a.tf"))
    related = {one.location.uri: one for one in found.related_information or ()}
    assert sorted(related) == [editor.uri("a.tf"), editor.uri("b.tf")]
    assert related[editor.uri("b.tf")].message == "local.b needs local.a"
    assert related[editor.uri("b.tf")].location.range == lsp.Range(lsp.Position(1, 6), lsp.Position(1, 13))


async def test_what_nobody_uses_is_greyed_out(start: Start) -> None:
    editor = await start({"main.tf": DECLARED}, pull=True, settings={"rules": ["unused-variable"]})
    (found,) = await editor.pull(editor.open("main.tf"))
    assert list(found.tags or ()) == [lsp.DiagnosticTag.Unnecessary]


async def test_keys_in_a_row_are_looked_at_once(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = await start({"main.tf": USE}, settings={"delay": 300})
    uri = editor.open("main.tf")
    await editor.pushed(uri)
    versions: list[int | None] = []

    def published(params: lsp.PublishDiagnosticsParams) -> None:
        versions.append(params.version)
        editor.client.diagnostics[params.uri] = params.diagnostics

    handlers = editor.client.protocol.fm.features
    monkeypatch.setitem(handlers, lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, published)
    for number in range(30):
        editor.type(uri, 0, 0, f"# {number}\n")
    (found,) = await editor.pushed(uri)
    assert versions == [31]
    assert found.range.start.line == 31


async def test_hover_shows_the_page_of_the_rule(start: Start) -> None:
    editor = await start({"main.tf": USE}, pull=True)
    uri = editor.open("main.tf")
    where = lsp.TextDocumentIdentifier(uri)
    position = editor.lines(uri).position(USE.index("region"))
    hover = await editor.client.text_document_hover_async(lsp.HoverParams(where, position))
    assert hover is not None
    assert isinstance(hover.contents, lsp.MarkupContent)
    assert hover.contents.value.startswith("# undeclared-variable\n")
    assert await editor.client.text_document_hover_async(lsp.HoverParams(where, lsp.Position(0, 0))) is None
