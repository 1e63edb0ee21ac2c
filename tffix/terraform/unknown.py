"""The third answer: not a value, not absent, but not provable from the text."""

from __future__ import annotations

from typing import Final, NoReturn, final


@final
class Unknown:
    """The type of `UNKNOWN`. There is one instance; compare with `is`."""

    __slots__ = ()

    def __bool__(self) -> NoReturn:
        # A rule that writes `if not value` would treat "cannot be known" as false.
        raise TypeError("UNKNOWN is neither true nor false; compare it with `is UNKNOWN`")

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __reduce__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown()
