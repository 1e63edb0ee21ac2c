"""Sessions of a real client with a real server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Start
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

from tffix.lsp.buffers import uri_of

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
    editor = await start({"main.tf": USE, "other/main.tf": USE}, pull=True)
    uri = editor.open("main.tf")
    assert [d.code for d in await editor.pull(uri)] == ["undeclared-variable"]
    editor.replace(uri, USE + DECLARED)
    assert await editor.pull(uri) == []
    report = await editor.client.workspace_diagnostic_async(lsp.WorkspaceDiagnosticParams([]))
    found = {
        one.uri: len(one.items) for one in report.items if isinstance(one, lsp.WorkspaceFullDocumentDiagnosticReport)
    }
    assert found == {uri: 0, editor.uri("other/main.tf"): 1}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_positions_in_every_encoding(start: Start, encoding: str) -> None:
    text = 'locals {\n  a = "😀é" # 😀\u2028\n  b = ["😀", local.missing]\n}\n'
    editor = await start({"main.tf": text}, pull=True, encodings=[encoding])
    assert editor.encoding == encoding
    uri = editor.open("main.tf")
    (found,) = await editor.pull(uri)
    lines = editor.lines(uri)
    assert text[lines.offset(found.range.start) : lines.offset(found.range.end)] == "local.missing"
    at = text.index("missing")
    editor.type(uri, at, at + len("missing"), "a")
    assert await editor.pull(uri) == []


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


async def test_a_client_that_cannot_show_disabled_actions_gets_none(start: Start) -> None:
    def change(can: lsp.ClientCapabilities) -> None:
        assert can.text_document is not None
        assert can.text_document.code_action is not None
        can.text_document.code_action.disabled_support = False

    settings = {"levels": {"deprecated-argument": "manual"}}
    editor = await start({"versions.tf": VERSIONS, "main.tf": EIP}, pull=True, settings=settings, change=change)
    assert [a.disabled for a in await editor.actions(editor.open("main.tf"), only=["quickfix"])] == [None]


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


async def test_answers_in_markdown(start: Start) -> None:
    answer = f"# Answer\n\n## main.tf\n\n```hcl\n{EIP}```\n\n## versions.tf\n\n```hcl\n{VERSIONS}```\n"
    editor = await start({"ANSWER.md": answer}, pull=True)
    uri = editor.open("ANSWER.md")
    (found,) = await editor.pull(uri)
    lines = editor.lines(uri)
    assert answer[lines.offset(found.range.start) :].startswith("vpc")
    (fix, *_) = await editor.actions(uri, only=["quickfix"])
    await editor.take(fix)
    assert editor.texts[uri] == answer.replace("vpc = true", 'domain = "vpc"')
    editor.close(uri)
    assert await editor.pull(uri) == []


async def test_rules_about_documents(start: Start) -> None:
    answer = "# Answer\n\n## main.tf\n\n```hcl\nlocals {\n  a = 1\n"
    editor = await start({"ANSWER.md": answer}, pull=True)
    uri = editor.open("ANSWER.md")
    found = {d.code: d for d in await editor.pull(uri)}
    assert "response-truncated-block" in found
    assert found["response-truncated-block"].range.start.line >= 4


async def test_formatting_is_left_to_others_unless_asked_for(start: Start) -> None:
    text = "locals {\n a=1\n}\n"
    editor = await start({"main.tf": text}, pull=True, settings={"format": False})
    uri = editor.open("main.tf")
    options = lsp.FormattingOptions(2, True)
    asked = lsp.DocumentFormattingParams(lsp.TextDocumentIdentifier(uri), options)
    assert await editor.client.text_document_formatting_async(asked) is None
    editor.session.configure({"format": True})
    await editor.pull(uri)
    for _ in range(50):
        edits = await editor.client.text_document_formatting_async(asked)
        if edits is not None:
            break
    assert edits is not None
    editor.make(
        lsp.WorkspaceEdit(
            document_changes=[lsp.TextDocumentEdit(lsp.OptionalVersionedTextDocumentIdentifier(uri, 1), list(edits))]
        )
    )
    assert editor.texts[uri] == "locals {\n  a = 1\n}\n"


async def test_the_configuration_file_is_reloaded(start: Start) -> None:
    editor = await start({"main.tf": USE}, pull=True)
    uri = editor.open("main.tf")
    assert len(await editor.pull(uri)) == 1
    (editor.folder / ".tffix.toml").write_text('ignore = ["undeclared-variable"]\n')
    event = lsp.FileEvent(editor.uri(".tffix.toml"), lsp.FileChangeType.Created)
    editor.client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([event]))
    for _ in range(100):
        if not (found := await editor.pull(uri)):
            break
    assert found == []
    assert "workspace/didChangeWatchedFiles" in editor.session.registered
    (editor.folder / ".tffix.toml").write_text("rules = 1\n")
    editor.client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([event]))
    for _ in range(100):
        await editor.pull(uri)
        if editor.client.messages:
            break
    assert "rules must be a list of strings" in editor.client.messages[0].message


async def test_settings_win_over_the_file(start: Start) -> None:
    files = {"main.tf": USE, ".tffix.toml": "ignore = []\n"}
    editor = await start(files, pull=True, settings={"ignore": ["undeclared-variable"], "delay": 0})
    uri = editor.open("main.tf")
    for _ in range(100):
        if not (found := await editor.pull(uri)):
            break
    assert found == []


async def test_folders_come_and_go(start: Start, tmp_path_factory: pytest.TempPathFactory) -> None:
    editor = await start({"main.tf": DECLARED})
    await editor.pushed(editor.open("main.tf"))
    other = tmp_path_factory.mktemp("other")
    (other / "main.tf").write_text(USE)
    folder = lsp.WorkspaceFolder(uri_of(str(other)), "other")
    uri = uri_of(str(other / "main.tf"))

    def change(added: list[lsp.WorkspaceFolder], removed: list[lsp.WorkspaceFolder]) -> None:
        event = lsp.WorkspaceFoldersChangeEvent(added, removed)
        editor.client.workspace_did_change_workspace_folders(lsp.DidChangeWorkspaceFoldersParams(event))

    change([folder], [])
    assert len(await editor.pushed(uri)) == 1
    editor.client.diagnostics.pop(uri)
    change([], [folder])
    assert await editor.pushed(uri) == []


async def test_a_file_outside_of_every_folder(start: Start, tmp_path_factory: pytest.TempPathFactory) -> None:
    editor = await start({"main.tf": DECLARED}, pull=True)
    editor.folder = tmp_path_factory.mktemp("outside")
    (editor.folder / "main.tf").write_text(USE)
    (editor.folder / "variables.tf").write_text(DECLARED)
    uri = editor.open("main.tf")
    assert await editor.pull(uri) == []
    editor.replace(uri, USE.replace("region", "zone"))
    assert len(await editor.pull(uri)) == 1
    editor.close(uri)
    assert await editor.pull(uri) == []


MODULES = {
    "main.tf": 'module "net" {\n  source = "./net"\n  zone   = "a"\n}\n\noutput "id" {\n  value = module.net.id\n}\n',
    "net/main.tf": 'variable "zone" {}\n\nresource "null_resource" "x" {\n  triggers = { a = "${var.zone}" }\n}\n',
    "net/out.tf": 'output "id" {\n  value = null_resource.x.id\n}\n',
}


@pytest.mark.parametrize(
    ("file", "word", "new", "expected"),
    [
        (
            "net/main.tf",
            "zone}",
            "place",
            {"main.tf": ("zone   =", "place   ="), "net/main.tf": ("var.zone", "var.place")},
        ),
        ("net/out.tf", 'id" {', "ident", {"main.tf": ("net.id\n", "net.ident\n")}),
        ("net/main.tf", 'x" {', "y", {"net/out.tf": ("null_resource.x.id", "null_resource.y.id")}),
        ("main.tf", 'net" {', "network", {"main.tf": ("module.net.id", "module.network.id")}),
    ],
)
async def test_rename(start: Start, file: str, word: str, new: str, expected: dict[str, tuple[str, str]]) -> None:
    editor = await start(MODULES, pull=True)
    uri = editor.open(file)
    position = editor.lines(uri).position(MODULES[file].index(word))
    where = lsp.TextDocumentIdentifier(uri)
    prepared = await editor.client.text_document_prepare_rename_async(lsp.PrepareRenameParams(where, position))
    assert isinstance(prepared, lsp.PrepareRenamePlaceholder)
    edit = await editor.client.text_document_rename_async(lsp.RenameParams(where, position, new))
    assert edit is not None
    editor.make(edit)
    texts = {name: editor.texts.get(editor.uri(name), text) for name, text in MODULES.items()}
    for name, (gone, there) in expected.items():
        assert gone not in texts[name].split("moved {")[0]
        assert " ".join(there.split()) in " ".join(texts[name].split())
    moved = "".join(texts.values()).count("moved {")
    assert moved == (word in ('x" {', 'net" {'))
    for name in texts:
        if editor.uri(name) in editor.texts:
            assert [d.message for d in await editor.pull(editor.uri(name)) if d.severity == 1] == []


async def test_a_rename_that_cannot_be_made_is_explained(start: Start) -> None:
    editor = await start({"main.tf": DECLARED + 'variable "zone" {\n  type = string\n}\n'}, pull=True)
    uri = editor.open("main.tf")
    where, position = lsp.TextDocumentIdentifier(uri), lsp.Position(0, 12)
    for new, reason in (("zone", "var.zone exists already"), ("1x", "is not a name")):
        with pytest.raises(JsonRpcException, match=reason):
            await editor.client.text_document_rename_async(lsp.RenameParams(where, position, new))
    nowhere = lsp.PrepareRenameParams(where, lsp.Position(1, 1))
    assert await editor.client.text_document_prepare_rename_async(nowhere) is None


async def test_progress_of_a_large_workspace(start: Start) -> None:
    files = {f"m{i}/main.tf": USE for i in range(45)}
    editor = await start(files)
    await editor.pushed(editor.uri("m44/main.tf"))
    kinds = [report.kind for reports in editor.client.progress_reports.values() for report in reports]
    assert kinds[0] == "begin"


async def test_findings_are_those_of_the_command_line(start: Start, tmp_path: Path) -> None:
    import subprocess
    import sys

    files = {
        "versions.tf": VERSIONS,
        "main.tf": EIP + USE,
        "random.tf": 'resource "random_password" "p" {\n  length = 8\n}\n',
    }
    editor = await start(files, pull=True, settings={"rules": ["all"]})
    done = subprocess.run(
        [sys.executable, "-m", "tffix", "check", "--format", "json"], cwd=tmp_path, capture_output=True, check=False
    )
    told = [(d["path"], d["rule"], d["start"]["line"]) for d in json.loads(done.stdout)["diagnostics"]]
    seen = []
    for name in files:
        uri = editor.open(name)
        seen += [(name, d.code, d.range.start.line + 1) for d in await editor.pull(uri)]
    assert sorted(seen) == sorted(told)
    assert told
