"""Work that takes so long that a person is shown how far it is."""

from __future__ import annotations

from uuid import uuid4

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer


class Work:
    """A piece of work, which the client is told of from `begin` on, if it shows such things."""

    def __init__(self, server: LanguageServer, title: str, *, is_shown: bool) -> None:
        self._progress = server.work_done_progress
        self._title = title
        self._is_shown = is_shown
        self._token = ""

    async def begin(self) -> None:
        """Have the client show the work."""
        if not self._is_shown:
            return
        token = f"tffix-{uuid4()}"
        try:
            await self._progress.create_async(token)
        except JsonRpcException:  # a client that cannot after all
            return
        self._token = token
        self._progress.begin(token, lsp.WorkDoneProgressBegin(self._title, percentage=0))

    def report(self, done: int, total: int) -> None:
        """Say how far it is."""
        if self._token:
            report = lsp.WorkDoneProgressReport(message=f"{done}/{total}", percentage=100 * done // total)
            self._progress.report(self._token, report)

    def end(self) -> None:
        """Say that it is done."""
        if self._token:
            self._progress.end(self._token, lsp.WorkDoneProgressEnd())
            # pygls would keep it.
            self._progress.tokens.pop(self._token, None)
