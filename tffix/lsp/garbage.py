"""When garbage is collected: in pauses. Of Python's own accord, a fifth of the time of an edit would go into that."""

from __future__ import annotations

import asyncio
import gc

# Seconds without a check after which nobody waits for an answer.
_PAUSE = 0.3
# Checks after which garbage is collected without such a pause; one leaves behind half a megabyte.
_MOST_CHECKS = 30


class Collector:
    """Collects the garbage of checks, and spares what stays from being looked at again: trees, rules, schemas."""

    def __init__(self) -> None:
        self._timer: asyncio.TimerHandle | None = None
        self._checks = 0
        self._is_new = False

    def start(self) -> None:
        """From now on garbage is only collected here."""
        gc.disable()

    def checked(self, *, is_new: bool) -> None:
        """Something was checked, for the first time if `is_new`: then much of what was made stays."""
        self._checks += 1
        self._is_new |= is_new
        if self._timer is not None and self._checks <= _MOST_CHECKS:
            self._timer.cancel()
            self._timer = None
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_PAUSE, self._collect)

    def _collect(self) -> None:
        is_pause = self._checks <= _MOST_CHECKS
        if self._is_new and is_pause:
            # What was kept before may be garbage by now.
            gc.unfreeze()
        gc.collect()
        if self._is_new:
            gc.freeze()
            self._is_new = not is_pause
        self._timer = None
        self._checks = 0
