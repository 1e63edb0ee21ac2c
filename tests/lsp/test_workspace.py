"""Workspaces in sessions of a real client: folders, files on disk, settings, progress."""

from __future__ import annotations

import asyncio

import pytest
from editor import DECLARED, RULES, USE, Editor, Start, write
from lsprotocol import types as lsp

from tffix.lsp.buffers import uri_of

pytestmark = pytest.mark.asyncio(loop_scope="session")


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


async def test_a_configuration_file_that_is_wrong_from_the_start(start: Start) -> None:
    editor = await start({"main.tf": USE, ".tffix.toml": "rules = 1\n"}, pull=True)
    uri = editor.open("main.tf")
    for number in range(5):
        editor.type(uri, 0, 0, f"# {number}\n")
        assert await editor.pull(uri) == []
    # Said once, not with every key.
    assert [m.message for m in editor.client.messages] == [
        "tffix: .tffix.toml line 1: rules must be a list of strings, not 1"
    ]
    editor.changed_on_disk(".tffix.toml", "")
    (found,) = await editor.pull(uri)
    assert found.range.start.line == 6


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
    editor.folder = tmp_path_factory.mktemp("other")
    (editor.folder / "main.tf").write_text(USE)
    (editor.folder / "b.tf").write_text(USE.replace('"x"', '"y"'))
    editor.folders(added=[editor.folder])
    uri = editor.open("main.tf")
    await editor.is_told(uri, 1)
    await editor.is_told(editor.uri("b.tf"), 1)
    editor.changed_on_disk("c.tf", USE.replace('"x"', '"z"'))
    await editor.is_told(editor.uri("c.tf"), 1)
    editor.client.diagnostics.clear()
    editor.changed_on_disk("c.tf", None)
    await editor.is_told(editor.uri("c.tf"), 0)
    editor.client.diagnostics.clear()
    editor.folders(removed=[editor.folder])
    # What is open stays, now as a file outside of every folder.
    await editor.is_told(editor.uri("b.tf"), 0)
    await editor.is_told(uri, 1)


async def test_of_folders_inside_each_other_the_inner_one_shows_its_files(start: Start) -> None:
    files = {"main.tf": 'module "m" {\n  source = "./m"\n  zone   = 1\n}\n', "m/main.tf": USE}
    editor = await start(files, settings={"rules": ["undeclared-variable", "module-interface-mismatch"]})
    inner, outer = editor.uri("m/main.tf"), editor.uri("main.tf")
    await editor.is_told(inner, 1)
    await editor.is_told(outer, 1)
    editor.client.diagnostics.clear()
    editor.folders(added=[editor.folder / "m"])
    await editor.is_told(inner, 1)
    editor.open("m/main.tf")
    await editor.is_told(inner, 1)
    # The outer folder sees the module as the editor has it.
    editor.replace(inner, 'variable "zone" {}\n')
    await editor.is_told(inner, 0)
    await editor.is_told(outer, 0)
    editor.replace(inner, USE)
    await editor.is_told(inner, 1)
    editor.client.diagnostics.clear()
    editor.folders(removed=[editor.folder / "m"])
    await editor.is_told(inner, 1)
    editor.replace(inner, DECLARED + USE)
    await editor.is_told(inner, 0)


async def test_files_change_on_disk(start: Start) -> None:
    editor = await start({"main.tf": USE, "other/main.tf": USE}, pull=True)
    uri = editor.open("main.tf")
    other = editor.uri("other/main.tf")
    assert await in_workspace(editor) == {uri: 1, other: 1}
    editor.changed_on_disk("variables.tf", DECLARED)
    assert await in_workspace(editor) == {uri: 0, editor.uri("variables.tf"): 0, other: 1}
    # What is open wins over the disk.
    editor.changed_on_disk("main.tf", USE.replace("region", "zone"))
    assert await editor.pull(uri) == []
    editor.close(uri)
    assert [d.message for d in await editor.pull(uri)] == ["var.zone is not declared."]
    # Of what is gone, the client is told once that it has no findings.
    editor.changed_on_disk("other/main.tf", None)
    assert await in_workspace(editor) == {uri: 1, editor.uri("variables.tf"): 0, other: 0}
    assert await in_workspace(editor) == {uri: 1, editor.uri("variables.tf"): 0}


async def in_workspace(editor: Editor) -> dict[str, int]:
    """How many findings the files of the workspace have, as the client is told when it asks for all."""
    report = await editor.client.workspace_diagnostic_async(lsp.WorkspaceDiagnosticParams([]))
    full = (one for one in report.items if isinstance(one, lsp.WorkspaceFullDocumentDiagnosticReport))
    return {one.uri: len(one.items) for one in full if one.uri.startswith(uri_of(str(editor.folder)))}


async def test_files_that_are_not_on_disk_yet(start: Start) -> None:
    editor = await start({"main.tf": USE}, pull=True)
    main = editor.open("main.tf")
    variables = editor.open_new("variables.tf")
    assert len(await editor.pull(main)) == 1
    editor.type(variables, 0, 0, DECLARED)
    assert await editor.pull(main) == []
    editor.close(variables)
    assert len(await editor.pull(main)) == 1
    elsewhere = editor.open_new("new/main.tf")
    editor.type(elsewhere, 0, 0, USE)
    assert len(await editor.pull(elsewhere)) == 1
    editor.close(elsewhere)
    assert await editor.pull(elsewhere) == []


async def test_files_outside_of_every_folder(start: Start, tmp_path_factory: pytest.TempPathFactory) -> None:
    editor = await start({"main.tf": DECLARED}, pull=True)
    editor.folder = tmp_path_factory.mktemp("outside")
    (editor.folder / "main.tf").write_text(USE)
    (editor.folder / "variables.tf").write_text(DECLARED)
    uri = editor.open("main.tf")
    assert await editor.pull(uri) == []
    editor.replace(uri, USE.replace("region", "zone"))
    assert len(await editor.pull(uri)) == 1
    # Another file of the same directory belongs to the same module.
    variables = editor.open("variables.tf")
    editor.replace(variables, DECLARED.replace("region", "zone"))
    assert await editor.pull(uri) == []
    editor.close(variables)
    assert len(await editor.pull(uri)) == 1
    assert await editor.pull(variables) == []
    editor.close(uri)
    assert await editor.pull(uri) == []
    alone = editor.open_new("output.tf")
    editor.replace(alone, USE)
    assert await editor.pull(alone) == []


async def test_a_module_that_is_called_from_another_folder(start: Start) -> None:
    call = 'module "m" {\n  source = "../m"\n  zone   = 1\n}\n'
    rules = {"rules": ["undeclared-variable", "module-interface-mismatch"]}
    editor = await start({"live/main.tf": call, "m/main.tf": USE, ".git": ""}, settings=rules, pull=True)
    editor.folders(removed=[editor.folder])
    editor.folders(added=[editor.folder / "live"])
    uri, called = editor.open("live/main.tf"), editor.open("m/main.tf")
    assert (len(await editor.pull(uri)), len(await editor.pull(called))) == (1, 1)
    editor.replace(called, 'variable "zone" {}\n')
    assert (await editor.pull(uri), await editor.pull(called)) == ([], [])
    editor.folders(removed=[editor.folder / "live"])


async def test_progress_of_a_large_workspace(start: Start) -> None:
    editor = await start({f"m{i}/main.tf": USE for i in range(25)})
    last = editor.uri("m24/main.tf")
    assert len(await editor.pushed(last)) == 1
    assert await kinds_of_progress(editor, 1) == [["begin", "report", "report", "end"]]
    # Again when the folder is read anew.
    editor.client.diagnostics.clear()
    editor.changed_on_disk("m24/main.tf", USE + DECLARED)
    assert await editor.pushed(last) == []
    assert await kinds_of_progress(editor, 2) == [["begin", "report", "report", "end"]] * 2


async def kinds_of_progress(editor: Editor, times: int) -> list[list[str]]:
    """What was told of so many pieces of work, once the last of them has ended."""
    for _ in range(100):
        kinds = [[str(one.kind) for one in reports] for reports in editor.client.progress_reports.values()]
        if len(kinds) == times and kinds[-1][-1:] == ["end"]:
            break
        await asyncio.sleep(0.05)
    return kinds


async def test_what_is_typed_while_a_folder_is_read_counts(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = await start({"main.tf": DECLARED}, pull=True)
    typed: list[str] = []

    def asked(_: lsp.WorkDoneProgressCreateParams) -> None:
        if not typed:
            typed.append(editor.open("m1/main.tf"))
            editor.replace(typed[0], USE.replace("region", "zone") * 2)
            editor.close(editor.uri("m2/main.tf"))

    handlers = editor.client.protocol.fm.features
    monkeypatch.setitem(handlers, lsp.WINDOW_WORK_DONE_PROGRESS_CREATE, asked)
    write(editor.folder, {f"m{number}/main.tf": USE for number in range(25)})
    editor.open("m2/main.tf")
    editor.replace(editor.uri("m2/main.tf"), DECLARED + USE)
    editor.changed_on_disk("m1/main.tf", USE)
    for _ in range(100):
        if typed:
            break
        await asyncio.sleep(0.05)
    assert len(await editor.pull(typed[0])) == 2
    found = await in_workspace(editor)
    assert {uri: number for uri, number in found.items() if number != 1} == {typed[0]: 2, editor.uri("main.tf"): 0}
    editor.replace(typed[0], USE)
    assert len(await editor.pull(typed[0])) == 1


async def test_settings_that_change_take_effect(start: Start) -> None:
    editor = await start({"main.tf": USE, "ANSWER.md": f"## main.tf\n\n```hcl\n{USE}```\n"}, pull=True)
    uri, answer = editor.open("main.tf"), editor.open("ANSWER.md")
    rules: dict[str, object] = {"rules": RULES}
    codes = ["undeclared-variable"]
    own: dict[str, object] = {"command": ["tffix", "lsp"], "trace": {"server": "off"}, "profile": None, "delay": 0}
    for settings, expected, in_answer in (
        ({**rules, **own}, codes, codes),
        ({**rules, "ignore": codes}, [], []),
        ({"rules": ["unused-variable"]}, [], []),
        ({**rules, "markdown": False}, codes, []),
        ({**rules, "format": 1}, codes, []),
        (rules, codes, codes),
    ):
        editor.session.configure(settings)
        assert [d.code for d in await editor.pull(uri)] == expected
        assert [d.code for d in await editor.pull(answer)] == in_answer
    assert [m.message for m in editor.client.messages] == ["tffix: tffix.format must be true or false"]
    (fix, *_) = await editor.actions(uri, only=["quickfix"])
    assert fix.is_preferred
    editor.session.configure({**rules, "levels": {"undeclared-variable": "manual"}})
    (fix, *_) = await editor.actions(uri, only=["quickfix"])
    assert fix.disabled
