"""An editor for tests: it holds texts as an editor does, and makes the edits that the server sends."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from click.testing import CliRunner
from lsprotocol import types as lsp
from pytest_lsp import LanguageClient

from tffix.cli.main import cli
from tffix.lsp.buffers import path_of, uri_of
from tffix.lsp.positions import Lines
from tffix.source import Source

# What several tests type.
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

RULES = [
    "deprecated-argument",
    "random-keepers",
    "response-truncated-block",
    "undeclared-local",
    "undeclared-variable",
    "unsupported-argument",
]
Start = Callable[..., Awaitable["Editor"]]


@dataclass(eq=False)
class Session:
    """A client that has started a server."""

    client: LanguageClient
    encoding: str = lsp.PositionEncodingKind.Utf16
    settings: Mapping[str, object] = field(default_factory=dict)
    registered: dict[str, str] = field(default_factory=dict)
    result: lsp.InitializeResult | None = None

    def configure(self, settings: Mapping[str, object]) -> None:
        """Have the client answer with other settings, and say so."""
        if settings != self.settings:
            self.settings = settings
            self.client.set_configuration(dict(settings), section="tffix")
            self.client.workspace_did_change_configuration(lsp.DidChangeConfigurationParams({}))


class Editor:
    """The open documents of one client."""

    def __init__(self, session: Session, folder: Path) -> None:
        self.session = session
        self.session_folder = folder
        self.client = session.client
        self.folder = folder
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.encoding = session.encoding

    def folders(self, *, added: Sequence[Path] = (), removed: Sequence[Path] = ()) -> None:
        """Change which folders the workspace has."""
        event = lsp.WorkspaceFoldersChangeEvent(*([_folder(p) for p in paths] for paths in (added, removed)))
        self.client.workspace_did_change_workspace_folders(lsp.DidChangeWorkspaceFoldersParams(event))

    def changed_on_disk(self, name: str, text: str | None) -> None:
        """Another program writes a file, or takes it away; the client watches, and tells of it."""
        path = self.folder / name
        kind = lsp.FileChangeType.Changed if path.exists() else lsp.FileChangeType.Created
        if text is None:
            path.unlink()
            kind = lsp.FileChangeType.Deleted
        else:
            path.write_text(text)
        events = lsp.DidChangeWatchedFilesParams([lsp.FileEvent(self.uri(name), kind)])
        self.client.workspace_did_change_watched_files(events)

    def uri(self, name: str) -> str:
        return uri_of(str(self.folder / name))

    def lines(self, uri: str) -> Lines:
        return Lines(self.texts[uri], self.encoding)

    def open(self, name: str) -> str:
        uri = self.uri(name)
        return self.open_as(uri, Path(path_of(uri)).read_bytes().decode())

    def open_new(self, name: str) -> str:
        """Open an empty document that no file is there for."""
        return self.open_as(self.uri(name), "")

    def open_as(self, uri: str, text: str) -> str:
        self.texts[uri], self.versions[uri] = text, 1
        self.client.diagnostics.pop(uri, None)
        language = "markdown" if uri.endswith(".md") else "terraform"
        item = lsp.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        return uri

    def close(self, uri: str) -> None:
        del self.texts[uri], self.versions[uri]
        self.client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(uri)))

    def type(self, uri: str, start: int, end: int, text: str) -> None:
        """Replace an interval of code points, as a key or a paste would."""
        change = lsp.TextDocumentContentChangePartial(self.lines(uri).range(start, end), text)
        self.texts[uri] = self.texts[uri][:start] + text + self.texts[uri][end:]
        self._send(uri, [change])

    def replace(self, uri: str, text: str) -> None:
        self.texts[uri] = text
        self._send(uri, [lsp.TextDocumentContentChangeWholeDocument(text)])

    def _send(self, uri: str, changes: Sequence[lsp.TextDocumentContentChangeEvent]) -> None:
        self.versions[uri] += 1
        self.client.diagnostics.pop(uri, None)
        identifier = lsp.VersionedTextDocumentIdentifier(self.versions[uri], uri)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(identifier, list(changes)))

    def make(self, edit: lsp.WorkspaceEdit) -> None:
        """Make the edits of a workspace edit: versions have to be those of the documents."""
        for operation in edit.document_changes or ():
            if isinstance(operation, lsp.CreateFile):
                path = Path(path_of(operation.uri))
                assert not path.exists()
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text("")
                continue
            assert isinstance(operation, lsp.TextDocumentEdit)
            uri = operation.text_document.uri
            is_open = uri in self.texts
            assert operation.text_document.version == (self.versions[uri] if is_open else None)
            if not is_open:
                self.open(Path(path_of(uri)).relative_to(self.folder).as_posix())
            text, lines = self.texts[uri], self.lines(uri)
            for one in sorted(operation.edits, key=lambda e: (-e.range.start.line, -e.range.start.character)):
                assert not isinstance(one, lsp.SnippetTextEdit)
                start, end = lines.offset(one.range.start), lines.offset(one.range.end)
                text = text[:start] + one.new_text + text[end:]
            self.replace(uri, text)

    async def pushed(self, uri: str) -> list[lsp.Diagnostic]:
        """The findings that were pushed since the document was opened or changed last."""
        for _ in range(1200):
            if uri in self.client.diagnostics:
                return list(self.client.diagnostics[uri])
            await asyncio.sleep(0.05)
        raise AssertionError(f"nothing was pushed for {uri}")

    async def is_told(self, uri: str, number: int) -> None:
        """Wait until so many findings are shown in a document; what an edit before had for others may come first."""
        for _ in range(1200):
            if uri in self.client.diagnostics and len(self.client.diagnostics[uri]) == number:
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"{uri} has {self.client.diagnostics.get(uri)}")

    async def actions(
        self, uri: str, where: lsp.Range | None = None, only: Sequence[str] | None = None
    ) -> list[lsp.CodeAction]:
        """The actions for a range, by default for the whole document."""
        whole = self.lines(uri).range(0, len(self.texts[uri]))
        found = await self.client.text_document_code_action_async(
            lsp.CodeActionParams(
                lsp.TextDocumentIdentifier(uri),
                where or whole,
                lsp.CodeActionContext([], only=None if only is None else list(only)),
            )
        )
        return [one for one in found or () if isinstance(one, lsp.CodeAction)]

    async def take(self, action: lsp.CodeAction) -> None:
        """Choose an action, as a user does."""
        if action.edit is None:
            action = await self.client.code_action_resolve_async(action)
        assert action.edit is not None
        self.make(action.edit)

    async def pull(self, uri: str) -> list[lsp.Diagnostic]:
        """Ask for the findings in a document."""
        report = await self.client.text_document_diagnostic_async(
            lsp.DocumentDiagnosticParams(lsp.TextDocumentIdentifier(uri))
        )
        assert isinstance(report, lsp.RelatedFullDocumentDiagnosticReport)
        return list(report.items)


def _folder(path: Path) -> lsp.WorkspaceFolder:
    return lsp.WorkspaceFolder(path.as_uri(), path.name)


def tffix(folder: Path, *arguments: str) -> str:
    """What the command line prints, run in a folder."""
    with contextlib.chdir(folder):
        return CliRunner().invoke(cli, arguments).stdout


Finding = tuple[object, ...]
_SEVERITIES = {"error": 1, "warning": 2, "info": 3}


def told(folder: Path, *arguments: str) -> list[Finding]:
    """What `tffix check` prints: file, rule, words, severity and place of each finding."""
    found = json.loads(tffix(folder, "check", "--format", "json", *arguments))["diagnostics"]
    return sorted(
        (
            d["path"],
            d["rule"],
            d["message"] + (f"\n{d['detail']}" if d["detail"] else ""),
            _SEVERITIES[d["severity"]],
            *(d[end][unit] for end in ("start", "end") for unit in ("line", "column")),
        )
        for d in found
    )


async def shown(editor: Editor) -> list[Finding]:
    """What the server shows, in the same words."""
    found = []
    for uri in list(editor.texts):
        path, lines = Path(path_of(uri)).relative_to(editor.folder).as_posix(), editor.lines(uri)
        for d in await editor.pull(uri):
            source = Source(path, editor.texts[uri])
            ends = (source.position(lines.offset(one)) for one in (d.range.start, d.range.end))
            found.append((path, d.code, d.message, d.severity and d.severity.value, *chain(*ends)))
    return sorted(found)


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write files, line ends as they are."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
