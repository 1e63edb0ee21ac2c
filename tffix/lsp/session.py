"""The server: when things are read and checked, and what the client is told of its own accord."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Iterable
from typing import Any

from lsprotocol import types as lsp
from pygls.exceptions import FeatureNotificationError, JsonRpcException
from pygls.lsp.server import LanguageServer

from tffix import __version__
from tffix.errors import ConfigError, TffixError
from tffix.lsp.buffers import path_of, uri_of
from tffix.lsp.convert import published
from tffix.lsp.garbage import Collector
from tffix.lsp.progress import Work
from tffix.lsp.project import Project
from tffix.lsp.protocol import Protocol
from tffix.lsp.rename import Named, named_at
from tffix.lsp.scope import Analysis, Scope
from tffix.lsp.settings import SECTION, settings_from
from tffix.lsp.state import State

log = logging.getLogger(__name__)

# Between two rules the server listens whenever this many seconds have gone by.
_SLICE = 0.01
# As long as this: a message is read in several steps, by a thread that cannot run while rules do.
_PAUSE = 0.001
# A first scan of fewer configurations is over before a person would see that it began.
_WORTH_PROGRESS = 20


class Server(LanguageServer):
    """A language server with the state of its session."""

    def __init__(self) -> None:
        super().__init__("tffix", __version__, lsp.TextDocumentSyncKind.Incremental, protocol_cls=Protocol)
        self.state = State()
        self.checks: dict[int, asyncio.Task[None]] = {}
        self.shown: dict[str, int] = {}
        """How many findings the client was told of, by file."""
        self.reading = asyncio.Lock()
        self.options: Any = None
        """What the client said in the beginning, in `initializationOptions`."""
        self.ended = False
        """Whether the client has asked for the end of the session."""
        self._is_formatter = False
        self.garbage = Collector()

    # Checking -------------------------------------------------------------------------------------------------------

    @property
    def pulls(self) -> bool:
        """Whether the client asks for findings itself.

        Only one that can be told to ask again sees what an edit changes in other files; Neovim 0.11 cannot.
        """
        document, workspace = self.state.capabilities.text_document, self.state.capabilities.workspace
        can = workspace.diagnostics if workspace else None
        return bool(document and document.diagnostic and can and can.refresh_support)

    def touch(self, scope: Scope, *, wait: bool = True) -> None:
        """Have a scope looked at soon; what was under way for it is given up."""
        before = self.checks.get(id(scope))
        if before is not None:
            before.cancel()
        if scope.analysis is None or not wait:
            delay = self.state.settings.delay / 1000 if wait else 0.0
            self.checks[id(scope)] = asyncio.ensure_future(self._check_later(scope, delay))

    async def _check_later(self, scope: Scope, delay: float) -> None:
        await asyncio.sleep(delay)
        await self.settle()
        if self.state.shown_in(scope):
            await self.check(scope)
        self.checks.pop(id(scope), None)
        if await self._is_joined(scope):
            return
        if self.pulls:
            self._refresh()
        else:
            self.publish(scope)

    async def check(self, scope: Scope) -> None:
        """Look at a scope as it is now, and listen in between: a newer text ends the look at an older one."""
        async with scope.lock:
            if scope.analysis is None:
                is_new = scope.previous is None
                await self._check(scope)
                self.garbage.checked(is_new=is_new)

    async def _check(self, scope: Scope) -> None:
        while scope.analysis is None:
            texts = dict(scope.texts)
            started = time.process_time()
            steps, listened = scope.checking(), time.monotonic()
            with contextlib.suppress(StopIteration):
                while True:
                    next(steps)
                    if time.monotonic() - listened > _SLICE:
                        await asyncio.sleep(_PAUSE)
                        listened = time.monotonic()
                        if scope.texts != texts:
                            break
            steps.close()
            if scope.texts != texts:
                scope.analysis = None
                continue
            log.debug("checked %s in %.3f s", scope.unit.name, time.process_time() - started)
            analysis: Analysis | None = scope.analysis
            for failure in analysis.failures if analysis else ():
                log.warning("%s: %s", failure.message, failure.detail)

    def publish(self, scope: Scope) -> None:
        """Send the findings of a scope to the client."""
        for path in self.state.shown_in(scope):
            found = published(scope, path, self.state.view)
            document = self.state.document_of(path)
            # Of a file that is not open, it is only told that it has no findings if it had some.
            if found or document.version is not None or self.shown.get(path):
                self.shown[path] = len(found)
                params = lsp.PublishDiagnosticsParams(document.uri, found, document.version)
                self.text_document_publish_diagnostics(params)

    def clear(self, paths: Iterable[str]) -> None:
        """Take back what was shown in files; a client that asks for findings is told when it asks."""
        if self.pulls:
            return
        for path in paths:
            if self.shown.pop(path, 0):
                self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri_of(path), []))

    def _refresh(self) -> None:
        """Have a client that asks for findings ask again."""
        if self.pulls:
            self.workspace_diagnostic_refresh(None)

    # Reading --------------------------------------------------------------------------------------------------------

    async def read(self, projects: Iterable[Project], *, again: bool = True) -> None:
        """Read projects from disk and have what is in them checked; not those that were read, unless `again`."""
        async with self.reading:
            await self._read([project for project in projects if again or not project.is_read])
        self._refresh()

    async def _read(self, projects: Iterable[Project]) -> None:
        window = self.state.capabilities.window
        for project in projects:
            work = Work(self, f"tffix: {project.root}", is_shown=bool(window and window.work_done_progress))
            before = {path for path in self.shown if self.state.project_of(path) is project}
            try:
                for number in self.state.read(project):
                    if number == _WORTH_PROGRESS:
                        await work.begin()
                    if number % _WORTH_PROGRESS == 0:
                        await asyncio.sleep(0)
            except TffixError as error:
                self.complain(str(error))
            for unread in project.errors:
                log.warning("%s", unread)
            for index, scope in enumerate(list(project.scopes)):
                if index % _WORTH_PROGRESS == 0:
                    work.report(index, len(project.scopes))
                if not self.pulls:
                    await self.check(scope)
                    self.publish(scope)
            work.end()
            self.clear(before - {path for scope in project.scopes for path in scope.paths})

    async def begin(self) -> None:
        """Ask for the settings and read every folder, before anything else is answered."""
        async with self.reading:
            await self.configure()
            await self._read(list(self.state.projects.values()))
        await self._offer_formatting()
        self._refresh()

    async def _offer_formatting(self) -> None:
        """Have the client know us for a formatter only while we are to be one: it might ask which of two to take."""
        wanted = self.state.settings.format
        if not self.offers_formatting_later or wanted is self._is_formatter:
            return
        self._is_formatter = wanted
        method = lsp.TEXT_DOCUMENT_FORMATTING
        with contextlib.suppress(JsonRpcException):  # a client that cannot after all
            if wanted:
                files = [lsp.TextDocumentFilterPattern("**/*.{tf,tofu,tfvars}")]
                options = lsp.DocumentFormattingRegistrationOptions(document_selector=files)
                registration = lsp.Registration(method, method, options)
                await self.client_register_capability_async(lsp.RegistrationParams([registration]))
            else:
                gone = lsp.UnregistrationParams([lsp.Unregistration(method, method)])
                await self.client_unregister_capability_async(gone)

    @property
    def offers_formatting_later(self) -> bool:
        """Whether the client can be told in the middle of a session that documents are formatted here."""
        document = self.state.capabilities.text_document
        return bool(document and document.formatting and document.formatting.dynamic_registration)

    async def configure(self) -> None:
        """Ask the client for its settings, where it can be asked."""
        workspace = self.state.capabilities.workspace
        if not (workspace and workspace.configuration):
            return
        asked = lsp.ConfigurationParams([lsp.ConfigurationItem(section=SECTION)])
        with contextlib.suppress(JsonRpcException):  # a client that cannot after all
            answer = await self.workspace_configuration_async(asked)
            # Of a client that has no such settings, what it said in the beginning still counts.
            self.set(self.options if not answer or answer[0] is None else answer[0])

    def set(self, value: Any) -> None:
        """Take over settings; what cannot be one is said, and changes nothing."""
        try:
            self.state.settings = settings_from(value)
        except ConfigError as error:
            self.complain(str(error))

    def complain(self, message: str) -> None:
        """Show a sentence to the user."""
        self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, f"tffix: {message}"))

    async def checked(self, uri: str) -> Scope | None:
        """The scope of a document, looked at as it is now."""
        while True:
            await self.settle()
            scope = self.state.scope_of(uri)
            if scope is None:
                return None
            await self.check(scope)
            if not await self._is_joined(scope):
                return scope

    async def all_checked(self) -> list[Scope]:
        """All scopes, looked at as they are now."""
        while True:
            await self.settle()
            scopes = self.state.scopes()
            for scope in scopes:
                await self.check(scope)
                if await self._is_joined(scope):
                    break
            else:
                return scopes

    async def settle(self) -> None:
        """Wait while a folder is being read."""
        async with self.reading:
            pass

    async def _is_joined(self, scope: Scope) -> bool:
        """Whether everything was read anew because a scope that was looked at calls modules that it does not hold."""
        project = self.state.project_with(scope)
        if project is None or not project.is_apart(scope):
            return False
        await self.read([project])
        return True

    def named(self, scope: Scope, uri: str, position: lsp.Position) -> Named | None:
        """The object whose name is at a position; an answer's own place is not looked for in its files."""
        path = scope.inner(path_of(uri))
        if path is None or scope.document:
            return None
        return named_at(scope, path, self.state.lines_of(scope.texts[path]).offset(position))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """What went wrong on our side goes to the log; nobody is interrupted. pygls has logged all but this itself."""
        if source is FeatureNotificationError:
            data = error.data if isinstance(error, JsonRpcException) else None
            log.error("%s\n%s", error, "".join(data["traceback"]) if isinstance(data, dict) else "")

    def told(self, update: Callable[[], list[Scope]], *, wait: bool = True) -> None:
        """Pass on what became of documents, and have the scopes that they are part of checked."""
        try:
            scopes = update()
        except TffixError as error:
            self.complain(str(error))
        else:
            for scope in scopes:
                self.touch(scope, wait=wait)
