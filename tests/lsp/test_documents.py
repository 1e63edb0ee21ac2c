"""Documents in sessions of a real client: Markdown, encodings, line ends, and files of every kind."""

from __future__ import annotations

import pytest
from editor import EIP, USE, VERSIONS, Start, shown, tffix, told
from lsprotocol import types as lsp

pytestmark = pytest.mark.asyncio(loop_scope="session")

ODD = 'locals {\n  a = "😀é" # 😀\u2028\n  b = ["😀", local.missing]\n}\n'
ODD_ANSWER = f"""\
# 😀 Answer\u2028

1. é😀 the file `main.tf`:

   ```hcl
   # 😀
   resource "aws_eip" "😀" {{ vpc = "😀é" == local.missing }}
   ```

## versions.tf

```hcl
{VERSIONS}```
"""
FILES = {
    "main.tf": ODD,
    "crlf/main.tf": ODD.replace("\n", "\r\n"),
    "mark/main.tf": '\ufefflocals { b = ["😀", local.missing] }\r\n',
    "values/terraform.tfvars": '# 😀\na = ["😀"]\nb = "😀\n',
    "values/x.tofu": 'output "x" {\n  value = "😀${local.missing}"\n}\n',
    "ANSWER.md": ODD_ANSWER,
    "CRLF.md": ODD_ANSWER.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_every_place_is_that_of_the_command_line_in_every_encoding(start: Start, encoding: str) -> None:
    editor = await start(FILES, pull=True, encodings=[encoding])
    assert editor.encoding == encoding
    uris = {name: editor.open(name) for name in FILES}
    rules = ",".join(editor.session.settings["rules"])
    printed = [one for name in ([], ["ANSWER.md"], ["CRLF.md"]) for one in told(editor.folder, "--rule", rules, *name)]
    assert {one[0] for one in printed} == set(FILES)
    assert await shown(editor) == sorted(printed)
    text = editor.texts[uris["main.tf"]]
    at = text.index("missing")
    editor.type(uris["main.tf"], at, at + len("missing"), "a")
    assert await editor.pull(uris["main.tf"]) == []
    for name in ("crlf/main.tf", "ANSWER.md", "CRLF.md"):
        for action in await editor.actions(uris[name], only=["source.fixAll"]):
            await editor.take(action)
        tffix(editor.folder, "apply", "--safe", "--rule", rules, name)
        assert editor.texts[uris[name]].encode() == (editor.folder / name).read_bytes()


async def test_answers_in_markdown(start: Start) -> None:
    answer = f"# Answer\n\n## main.tf\n\n```hcl\n{EIP}```\n\n## versions.tf\n\n```hcl\n{VERSIONS}```\n"
    editor = await start({"ANSWER.md": answer}, pull=True)
    uri = editor.open("ANSWER.md")
    (found,) = await editor.pull(uri)
    lines = editor.lines(uri)
    assert answer[lines.offset(found.range.start) :].startswith("vpc")
    hovered = lsp.HoverParams(lsp.TextDocumentIdentifier(uri), found.range.start)
    hover = await editor.client.text_document_hover_async(hovered)
    assert hover is not None
    assert hover.range == found.range
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


async def test_a_byte_order_mark_is_not_counted(start: Start) -> None:
    """As in editors, which take it for no character of the text: in a file that is not open, and in one that is."""
    text = "locals { b = local.missing }\n"
    editor = await start({"main.tf": "\ufeff" + text}, pull=True)
    report = await editor.client.workspace_diagnostic_async(lsp.WorkspaceDiagnosticParams([]))
    (document,) = (one for one in report.items if one.uri == editor.uri("main.tf"))
    assert isinstance(document, lsp.WorkspaceFullDocumentDiagnosticReport)
    (found,) = document.items
    assert found.range.start == lsp.Position(0, text.index("local.missing"))
    uri = editor.open_new("main.tf")
    editor.replace(uri, text)
    assert [d.range for d in await editor.pull(uri)] == [found.range]


async def test_a_document_is_called_what_the_client_calls_it(start: Start) -> None:
    """However it writes the characters of a path that can be written in several ways."""
    editor = await start({"é (1)/main.tf": USE})
    uri = f"{editor.folder.as_uri()}/%c3%a9%20%281%29/main.tf"
    editor.open_as(uri, USE)
    assert len(await editor.pushed(uri)) == 1
    fix, *_ = await editor.actions(uri, only=["quickfix"])
    assert fix.edit is not None
    (edit,) = fix.edit.document_changes or ()
    assert isinstance(edit, lsp.TextDocumentEdit)
    assert edit.text_document == lsp.OptionalVersionedTextDocumentIdentifier(uri, 1)
