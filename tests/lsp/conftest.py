"""Servers for the tests: one of each kind is shared, as starting one takes as long as everything else a test does."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path

import pytest_asyncio
from editor import RULES, Editor, Session, Start, write
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, client_capabilities


def capabilities(*, pull: bool) -> lsp.ClientCapabilities:
    """What Visual Studio Code can do; `pull`: it asks for findings, and is told when to ask again."""
    can = client_capabilities("visual-studio-code")
    assert can.text_document
    assert can.workspace
    can.text_document.diagnostic = lsp.DiagnosticClientCapabilities() if pull else None
    can.workspace.diagnostics = lsp.DiagnosticWorkspaceClientCapabilities(refresh_support=pull)
    return can


async def session_of(
    folder: Path, can: lsp.ClientCapabilities, settings: Mapping[str, object], options: object = None
) -> Session:
    """Start a server on a folder."""
    client = await ClientServerConfig([sys.executable, "-m", "tffix", "lsp", "--log-level", "info"]).start()
    session = Session(client, settings=settings)
    client.set_configuration(dict(settings), section="tffix")

    @client.feature(lsp.CLIENT_REGISTER_CAPABILITY)
    def register(params: lsp.RegistrationParams) -> None:
        session.registered.update({one.method: one.id for one in params.registrations})

    @client.feature(lsp.CLIENT_UNREGISTER_CAPABILITY)
    def unregister(params: lsp.UnregistrationParams) -> None:
        for one in params.unregisterations:
            assert session.registered.pop(one.method) == one.id

    folders = [lsp.WorkspaceFolder(folder.as_uri(), "work")]
    params = lsp.InitializeParams(
        can, workspace_folders=folders, root_uri=folder.as_uri(), initialization_options=options
    )
    session.result = await client.initialize_session(params)
    session.encoding = session.result.capabilities.position_encoding or lsp.PositionEncodingKind.Utf16
    return session


async def end(session: Session) -> None:
    await session.client.shutdown_session()
    await session.client.stop()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def shared() -> AsyncIterator[dict[bool, Session]]:
    """The sessions that tests share, by whether the client asks for findings."""
    sessions: dict[bool, Session] = {}
    yield sessions
    for session in sessions.values():
        await end(session)


@pytest_asyncio.fixture(loop_scope="session")
async def start(tmp_path: Path, shared: dict[bool, Session]) -> AsyncIterator[Start]:
    """Have a server look at a folder with these files.

    `pull`: the client asks for findings. What a session settles when it begins takes one of its own: `encodings` and
    `change` are what the client can do, `client` is one that pytest-lsp knows, `options` are its initializationOptions;
    `alone` asks for one without a reason.
    """
    own: list[Session] = []
    editors: list[Editor] = []

    async def begin(
        files: Mapping[str, str],
        *,
        pull: bool = False,
        encodings: list[str] | None = None,
        settings: Mapping[str, object] | None = None,
        change: Callable[[lsp.ClientCapabilities], None] | None = None,
        options: object = None,
        client: str = "",
        alone: bool = False,
    ) -> Editor:
        write(tmp_path, files)
        # A few rules, so that what a test is about does not change when others come.
        configured = {"rules": RULES, **(settings or {})}
        if alone or client or encodings or change or options:
            can = client_capabilities(client) if client else capabilities(pull=pull)
            if encodings and can.general:
                can.general.position_encodings = list(encodings)
            if change:
                change(can)
            own.append(await session_of(tmp_path, can, configured, options))
            return Editor(own[-1], tmp_path)
        if pull in shared:
            shared[pull].configure(configured)
            editors.append(Editor(shared[pull], tmp_path))
            editors[-1].folders(added=[tmp_path])
        else:
            shared[pull] = await session_of(tmp_path, capabilities(pull=pull), configured)
            editors.append(Editor(shared[pull], tmp_path))
        return editors[-1]

    yield begin
    for editor in editors:
        for uri in list(editor.texts):
            editor.close(uri)
        editor.folders(removed=[editor.session_folder])
        for seen in (editor.client.diagnostics, editor.client.messages, editor.client.progress_reports):
            seen.clear()
    for session in own:
        await end(session)
