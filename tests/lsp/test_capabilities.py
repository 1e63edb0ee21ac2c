"""What clients can do decides what they are sent, and what the server says that it can."""

from __future__ import annotations

import pytest
from editor import EIP, USE, VERSIONS, Start
from lsprotocol import types as lsp

pytestmark = pytest.mark.asyncio(loop_scope="session")

LOG = 'resource "aws_flow_log" "l" {\n  vpc_id              = "v"\n  log_destination_arn = "a"\n}\n'
CYCLE = "locals {\n  a = local.b\n  b = local.a\n}\n"
FILES = {"versions.tf": VERSIONS, "eip.tf": EIP, "log.tf": LOG, "main.tf": USE, "cycle.tf": CYCLE}
SETTINGS = {
    "rules": ["deprecated-argument", "undeclared-variable", "unsupported-argument", "dependency-cycle", "unused-data"],
    "levels": {"unused-data": "manual"},
}


async def test_one_edit_changes_files_and_makes_new_ones(start: Start) -> None:
    editor = await start(FILES, pull=True, settings=SETTINGS)
    uri = editor.open("main.tf")
    fix, *_ = await editor.actions(uri, only=["quickfix"])
    assert fix.edit is not None
    create, fill = fix.edit.document_changes or ()
    assert isinstance(create, lsp.CreateFile)
    assert isinstance(fill, lsp.TextDocumentEdit)
    assert create.uri == fill.text_document.uri == editor.uri("variables.tf")
    assert fill.text_document.version is None
    (everything,) = await editor.actions(uri, only=["source"])
    await editor.take(everything)
    assert (editor.folder / "variables.tf").exists()
    assert 'variable "region"' in editor.texts[editor.uri("variables.tf")]
    assert 'log_destination = "a"' in editor.texts[editor.uri("log.tf")]
    assert await editor.pull(uri) == []
    # What is not safe is left alone.
    assert editor.uri("eip.tf") not in editor.texts
    assert len(await editor.pull(editor.open("eip.tf"))) == 1


async def test_a_client_that_can_do_nothing(start: Start) -> None:
    def change(can: lsp.ClientCapabilities) -> None:
        can.text_document = lsp.TextDocumentClientCapabilities()
        can.workspace = lsp.WorkspaceClientCapabilities(workspace_folders=True)
        can.window = can.general = None

    data = 'data "aws_vpc" "v" {\n  tags = {\n    a = "b"\n  }\n}\n'
    editor = await start({**FILES, "data.tf": data}, change=change, options=SETTINGS)
    assert editor.session.result is not None
    assert editor.session.result.capabilities.position_encoding == "utf-16"
    uris = {name: editor.open(name) for name in [*FILES, "data.tf"]}
    for name in ("eip.tf", "cycle.tf", "data.tf"):
        (found,) = await editor.pushed(uris[name])
        assert (found.tags, found.related_information) == (None, None)
    actions = {name: await editor.actions(uri) for name, uri in uris.items()}
    # Neither what cannot be taken nor what makes a new file.
    assert [action.disabled for found in actions.values() for action in found if action.disabled] == []
    assert [action.title for action in actions["main.tf"]] == ["Ignore undeclared-variable here"]
    unsafe = actions["eip.tf"][0]
    assert unsafe.title.endswith("(the plan may change)")
    assert unsafe.edit is not None
    assert unsafe.edit.document_changes is None
    assert unsafe.edit.change_annotations is None
    assert list(unsafe.edit.changes or ()) == [uris["eip.tf"]]
    # With nothing to create, all at once works; such a client does not ask for the edit later.
    editor.replace(uris["main.tf"], "")
    (everything,) = await editor.actions(uris["main.tf"], only=["source.fixAll.tffix"])
    assert everything.edit is not None
    assert list(everything.edit.changes or ()) == [uris["log.tf"]]


async def test_a_client_without_annotations_and_new_files(start: Start) -> None:
    def change(can: lsp.ClientCapabilities) -> None:
        assert can.workspace
        assert can.text_document
        assert can.text_document.code_action
        assert can.text_document.publish_diagnostics
        can.workspace.workspace_edit = lsp.WorkspaceEditClientCapabilities(document_changes=True)
        can.text_document.code_action.disabled_support = False
        tags = lsp.ClientDiagnosticsTagOptions([lsp.DiagnosticTag.Unnecessary])
        can.text_document.publish_diagnostics.tag_support = tags

    settings = {**SETTINGS, "levels": {"unsupported-argument": "manual"}}
    editor = await start(FILES, change=change, settings=settings)
    uri, log = editor.open("eip.tf"), editor.open("log.tf")
    (found,) = await editor.pushed(uri)
    assert found.tags is None
    unsafe = (await editor.actions(uri))[0]
    assert unsafe.edit is not None
    assert unsafe.edit.document_changes
    assert unsafe.edit.change_annotations is None
    main = editor.open("main.tf")
    assert [action.title for action in await editor.actions(main)] == ["Ignore undeclared-variable here"]
    assert [action.title for action in await editor.actions(log)] == ["Ignore unsupported-argument here"]


async def test_neovim_is_sent_findings_and_new_files(start: Start) -> None:
    """Though it could ask for findings, it would not know when; it makes files without saying `documentChanges`."""
    editor = await start(FILES, client="neovim", settings=SETTINGS)
    assert editor.session.result is not None
    assert editor.session.result.capabilities.diagnostic_provider is None
    main, eip = editor.open("main.tf"), editor.open("eip.tf")
    assert (len(await editor.pushed(main)), len(await editor.pushed(eip))) == (1, 1)
    fix, *_ = await editor.actions(main, only=["quickfix"])
    await editor.take(fix)
    assert 'variable "region"' in editor.texts[editor.uri("variables.tf")]
    await editor.is_told(main, 0)


async def test_formatting_is_left_to_others_unless_asked_for(start: Start) -> None:
    text = "locals {\n a=1\n}\n"
    editor = await start({"main.tf": text}, pull=True, settings={"format": True})
    uri = editor.open("main.tf")
    await editor.pull(uri)
    assert lsp.TEXT_DOCUMENT_FORMATTING in editor.session.registered
    options = lsp.FormattingOptions(2, True)
    asked = lsp.DocumentFormattingParams(lsp.TextDocumentIdentifier(uri), options)
    edits = await editor.client.text_document_formatting_async(asked)
    whole = lsp.OptionalVersionedTextDocumentIdentifier(uri, 1)
    editor.make(lsp.WorkspaceEdit(document_changes=[lsp.TextDocumentEdit(whole, list(edits or ()))]))
    assert editor.texts[uri] == "locals {\n  a = 1\n}\n"
    # Not even offered, so that no editor asks which of two servers is to do it.
    editor.session.configure({"format": False})
    await editor.pull(uri)
    assert await editor.client.text_document_formatting_async(asked) is None
    assert lsp.TEXT_DOCUMENT_FORMATTING not in editor.session.registered
    assert editor.session.result is not None
    assert editor.session.result.capabilities.document_formatting_provider is None
