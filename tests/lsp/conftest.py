from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path

import pytest_asyncio
from editor import Editor
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

RULES = [
    "deprecated-argument",
    "random-keepers",
    "response-truncated-block",
    "undeclared-local",
    "undeclared-variable",
    "unsupported-argument",
]
Start = Callable[..., Awaitable[Editor]]


def capabilities(name: str = "visual-studio-code") -> lsp.ClientCapabilities:
    return client_capabilities(name)


@pytest_asyncio.fixture
async def start(tmp_path: Path) -> AsyncIterator[Start]:
    """Start a server on a folder with these files; `pull` asks for findings, `encodings` are those of the client."""
    clients: list[LanguageClient] = []

    async def begin(
        files: Mapping[str, str],
        *,
        pull: bool = False,
        encodings: list[str] | None = None,
        settings: Mapping[str, object] | None = None,
        change: Callable[[lsp.ClientCapabilities], None] | None = None,
    ) -> Editor:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        command = [sys.executable, "-m", "tffix", "lsp", "--log-level", "info"]
        client = await ClientServerConfig(command).start()
        clients.append(client)
        registered: list[str] = []
        # A few rules, so that what a test is about does not change when others come.
        client.set_configuration({"rules": RULES, **(settings or {})}, section="tffix")

        @client.feature(lsp.CLIENT_REGISTER_CAPABILITY)
        def register(params: lsp.RegistrationParams) -> None:
            registered.extend(one.method for one in params.registrations)

        can = capabilities()
        assert can.text_document is not None
        assert can.general is not None
        if not pull:
            can.text_document.diagnostic = None
        if encodings is not None:
            can.general.position_encodings = list(encodings)
        if change is not None:
            change(can)
        uri = tmp_path.as_uri()
        result = await client.initialize_session(
            lsp.InitializeParams(can, workspace_folders=[lsp.WorkspaceFolder(uri, "work")], root_uri=uri)
        )
        editor = Editor(client, tmp_path)
        editor.registered = registered
        editor.encoding = result.capabilities.position_encoding or lsp.PositionEncodingKind.Utf16
        return editor

    yield begin
    for client in clients:
        await client.shutdown_session()
        await client.stop()
