"""Sessions of a real client with a real server."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from editor import DECLARED, EIP, USE, VERSIONS, Start
from lsprotocol import types as lsp

from tffix.lsp.buffers import path_of

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_findings_are_pushed_and_follow_the_text(start: Start) -> None:
    editor = await start({"versions.tf": VERSIONS, "main.tf": EIP})
    uri = editor.open("main.tf")
    (found,) = await editor.pushed(uri)
    assert (found.source, found.code) == ("tffix", "deprecated-argument")
    assert list(found.tags or ()) == [lsp.DiagnosticTag.Deprecated]
    assert found.code_description is not None
    page = Path(path_of(found.code_description.href))
    assert page.name == "deprecated-argument.md"
    assert page.read_text().startswith("# deprecated-argument\n")
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
    await editor.is_told(main, 0)
    editor.close(variables)
    await editor.is_told(main, 1)


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


async def test_unsafe_fixes_are_confirmed(start: Start) -> None:
    other = EIP.replace('"a"', '"b"')
    editor = await start({"versions.tf": VERSIONS, "main.tf": EIP, "other.tf": other}, pull=True)
    uri = editor.open("main.tf")
    fix, alike, _ = await editor.actions(uri, only=["quickfix"])
    assert fix.title.endswith("(the plan may change)")
    assert alike.title == "Fix all 2 findings of deprecated-argument in this configuration"
    alike = await editor.client.code_action_resolve_async(alike)
    for action, changed in ((fix, ["main.tf"]), (alike, ["main.tf", "other.tf"])):
        assert not action.is_preferred
        assert action.edit is not None
        assert action.edit.change_annotations is not None
        assert [note.needs_confirmation for note in action.edit.change_annotations.values()] == [True]
        documents = [one for one in action.edit.document_changes or () if isinstance(one, lsp.TextDocumentEdit)]
        assert [one.text_document.uri for one in documents] == [editor.uri(name) for name in changed]
        for edit in (edit for one in documents for edit in one.edits):
            assert isinstance(edit, lsp.AnnotatedTextEdit)
            assert edit.annotation_id in action.edit.change_annotations
    await editor.take(alike)
    assert 'domain = "vpc"' in editor.texts[uri]
    assert 'domain = "vpc"' in editor.texts[editor.uri("other.tf")]


async def test_a_finding_is_ignored_only_where_a_comment_can_be(start: Start) -> None:
    files = {
        "main.tf": 'output "x" {\n  value = <<-E\n    ${var.region}\n  E\n}\n',
        "crlf.tf": 'output "y" {\r\n\tvalue = var.zone\r\n}\r\n',
        "ANSWER.md": f"## main.tf\n\n- x\n  ```hcl\n  {USE.replace(chr(10), chr(10) + '  ')}```\n",
    }
    editor = await start(files, pull=True)
    titles = [action.title for action in await editor.actions(editor.open("main.tf"), only=["quickfix"])]
    assert titles[0] == "Declare the variable region"
    assert not any("Ignore" in title for title in titles)
    for name, comment in (
        ("crlf.tf", "\t# tffix: ignore[undeclared-variable]\r\n"),
        ("ANSWER.md", "    # tffix: ignore"),
    ):
        uri = editor.open(name)
        (ignore,) = (a for a in await editor.actions(uri, only=["quickfix"]) if a.title.startswith("Ignore"))
        await editor.take(ignore)
        assert comment in editor.texts[uri]
        assert await editor.pull(uri) == []


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
    # Neither is what was to be looked at before everything was read anew.
    editor.type(uri, 0, 0, "# again\n")
    editor.changed_on_disk("variables.tf", DECLARED)
    await editor.is_told(uri, 0)
    await asyncio.sleep(0.4)
    assert editor.client.diagnostics[uri] == ()


async def test_a_newer_edit_ends_the_look_at_an_older_one(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(USE.replace('"x"', f'"x{number}"') for number in range(200))
    editor = await start({"main.tf": text}, settings={"delay": 0})
    uri = editor.open("main.tf")
    assert len(await editor.pushed(uri)) == 200
    versions: list[int] = []

    def published(params: lsp.PublishDiagnosticsParams) -> None:
        assert params.version is not None
        versions.append(params.version)

    handlers = editor.client.protocol.fm.features
    monkeypatch.setitem(handlers, lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, published)
    for number in range(30):
        editor.type(uri, 0, 0, f"# {number}\n")
        await asyncio.sleep(0.005)
    for _ in range(1200):
        if versions[-1:] == [31]:
            break
        await asyncio.sleep(0.05)
    assert versions[-1] == 31
    assert versions == sorted(set(versions))
    assert len(versions) < 20


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
