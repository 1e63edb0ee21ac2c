"""A progress bar on standard error, once a run takes longer than a second on a terminal."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PATIENCE = 1.0


class Bar:
    """A context that is called with the number of characters done. Shows nothing for short runs or in a pipe."""

    def __init__(self, total: int, label: str = "Checking") -> None:
        self._label = label
        self._total = total
        self._done = 0
        self._began = time.monotonic()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, done: int) -> None:
        """Say that so many more characters are done."""
        self._done += done
        if self._bar is None:
            if time.monotonic() - self._began < _PATIENCE or not sys.stderr.isatty():
                return
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task(self._label, total=self._total)
            self._bar.start()
        if self._task is not None:
            self._bar.update(self._task, completed=self._done)
