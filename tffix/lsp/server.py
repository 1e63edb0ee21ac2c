"""The handlers: each passes on between the client and the state."""

from __future__ import annotations

import contextlib
from functools import partial

from lsprotocol import types as lsp
from pygls.capabilities import ServerCapabilitiesBuilder
from pygls.exceptions import JsonRpcException

from tffix.cli.files import is_inside
from tffix.edits.fmt import format_text
from tffix.lsp.actions import KINDS, actions_at, resolve
from tffix.lsp.buffers import path_of, uri_of
from tffix.lsp.convert import SOURCE, published
from tffix.lsp.edits import text_edits, workspace_edit
from tffix.lsp.hover import hover_at
from tffix.lsp.rename import RenameError, renamed
from tffix.lsp.scope import id_of
from tffix.lsp.session import Server
from tffix.lsp.settings import SECTION

_ENDINGS = "tf,tofu,tfvars,tf.json,tofu.json,tftest.hcl,tofutest.hcl,tftpl"
_WATCHED = (f"**/*.{{{_ENDINGS}}}", "**/{.tffix.toml,pyproject.toml,.terraform.lock.hcl}")


def create_server() -> Server:
    """A server that is ready to be started."""
    server = Server()
    state = server.state

    @server.feature(lsp.INITIALIZE)
    def initialize(params: lsp.InitializeParams) -> None:
        state.capabilities = params.capabilities
        state.encoding = ServerCapabilitiesBuilder.choose_position_encoding(params.capabilities)
        given = params.initialization_options
        server.options = given[SECTION] if isinstance(given, dict) and SECTION in given else given
        server.set(server.options)
        folders = [folder.uri for folder in params.workspace_folders or ()]
        for uri in folders or ([params.root_uri] if params.root_uri else []):
            state.add_folder(uri)
        # What is known here goes into the capabilities of the server.
        if not server.offers_formatting_later:
            server.feature(lsp.TEXT_DOCUMENT_FORMATTING)(formatting)
        if server.pulls:
            options = lsp.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=True, identifier=SOURCE)
            server.feature(lsp.TEXT_DOCUMENT_DIAGNOSTIC, options)(diagnostic)
            server.feature(lsp.WORKSPACE_DIAGNOSTIC)(workspace_diagnostic)

    @server.feature(lsp.INITIALIZED)
    async def initialized(_: lsp.InitializedParams) -> None:
        if server.offers_formatting_later:
            server.feature(lsp.TEXT_DOCUMENT_FORMATTING)(formatting)
        await server.begin()
        workspace = state.capabilities.workspace
        watched = workspace.did_change_watched_files if workspace else None
        if watched and watched.dynamic_registration:
            watchers = [lsp.FileSystemWatcher(glob) for glob in _WATCHED]
            options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
            registration = lsp.Registration("watched", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            with contextlib.suppress(JsonRpcException):  # a client that cannot after all
                await server.client_register_capability_async(lsp.RegistrationParams([registration]))

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: lsp.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        server.told(lambda: state.opened(document.uri, document.version, document.text), wait=False)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: lsp.DidChangeTextDocumentParams) -> None:
        document = params.text_document
        server.told(lambda: state.changed(document.uri, document.version, list(params.content_changes)))

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: lsp.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        server.told(lambda: state.closed(uri))
        if state.scope_of(uri) is None:
            server.clear([path_of(uri)])

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def did_change_watched_files(params: lsp.DidChangeWatchedFilesParams) -> None:
        touched = state.touched(params.changes)
        for project in touched:
            project.out_of_reach.clear()
        await server.read(touched)

    @server.feature(lsp.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def did_change_configuration(params: lsp.DidChangeConfigurationParams) -> None:
        given = params.settings
        if isinstance(given, dict) and SECTION in given:
            server.set(given[SECTION])
        await server.begin()

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    async def did_change_workspace_folders(params: lsp.DidChangeWorkspaceFoldersParams) -> None:
        for folder in params.event.removed:
            root = path_of(folder.uri)
            server.told(partial(state.remove_folder, folder.uri), wait=False)
            server.clear([path for path in server.shown if is_inside(path, root) and not state.scope_of(uri_of(path))])
        added = [state.add_folder(folder.uri) for folder in params.event.added]
        await server.read([project for project in added if project is not None], again=False)

    async def diagnostic(params: lsp.DocumentDiagnosticParams) -> lsp.DocumentDiagnosticReport:
        uri = params.text_document.uri
        scope = await server.checked(uri)
        found = [] if scope is None else published(scope, path_of(uri), state.view)
        return lsp.RelatedFullDocumentDiagnosticReport(found)

    async def workspace_diagnostic(_: lsp.WorkspaceDiagnosticParams) -> lsp.WorkspaceDiagnosticReport:
        reports: list[lsp.WorkspaceDocumentDiagnosticReport] = []
        scopes = await server.all_checked()
        gone = dict(server.shown)
        for scope in scopes:
            for path in state.shown_in(scope):
                found = published(scope, path, state.view)
                server.shown[path] = len(found)
                gone.pop(path, None)
                document = state.document_of(path)
                reports.append(lsp.WorkspaceFullDocumentDiagnosticReport(document.uri, found, document.version))
        # Of a file that is no more, a client keeps what it was told last.
        for path in gone:
            server.shown.pop(path, None)
            reports.append(lsp.WorkspaceFullDocumentDiagnosticReport(uri_of(path), []))
        return lsp.WorkspaceDiagnosticReport(reports)

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=list(KINDS), resolve_provider=True)
    )
    async def code_action(params: lsp.CodeActionParams) -> list[lsp.CodeAction | lsp.Command] | None:
        uri = params.text_document.uri
        scope = await server.checked(uri)
        if scope is None:
            return None
        only = None if params.context.only is None else list(params.context.only)
        return list(actions_at(scope, path_of(uri), params.range, only, state.session))

    @server.feature(lsp.CODE_ACTION_RESOLVE)
    async def code_action_resolve(action: lsp.CodeAction) -> lsp.CodeAction:
        data = action.data if isinstance(action.data, dict) else {}
        wanted = (data.get("document"), data.get("unit"))
        for scope in state.scopes():
            if scope.root == data.get("root") and id_of(scope) == wanted:
                await server.check(scope)
                resolve(scope, action, state.session)
        return action

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        uri = params.text_document.uri
        scope = await server.checked(uri)
        return None if scope is None else hover_at(scope, path_of(uri), params.position, state.lines_of)

    async def formatting(params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit] | None:
        buffer = state.buffers.get(params.text_document.uri)
        if buffer is None or not state.settings.format or not buffer.path.endswith((".tf", ".tofu", ".tfvars")):
            return None
        return list(text_edits(buffer.text, format_text(buffer.text), state.lines_of(buffer.text)))

    @server.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
    async def prepare_rename(params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
        uri = params.text_document.uri
        scope = await server.checked(uri)
        named = None if scope is None else server.named(scope, uri, params.position)
        if scope is None or named is None:
            return None
        where = state.lines_of(scope.texts[named.path]).range(named.start, named.end)
        return lsp.PrepareRenamePlaceholder(where, named.address.name)

    @server.feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))
    async def rename(params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        uri = params.text_document.uri
        scope = await server.checked(uri)
        named = None if scope is None else server.named(scope, uri, params.position)
        if scope is None or named is None:
            return None
        try:
            changes = renamed(scope, named, params.new_name)
        except RenameError as error:
            raise JsonRpcException(str(error), lsp.LSPErrorCodes.RequestFailed) from None
        return workspace_edit(changes, state.view, state.capabilities)

    @server.feature(lsp.SHUTDOWN)
    def shutdown(_: None) -> None:
        server.ended = True
        for check in server.checks.values():
            check.cancel()

    return server
