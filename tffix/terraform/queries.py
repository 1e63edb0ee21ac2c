"""What was asked of a configuration, revision by revision: an answer that is as before need not be thought about again.

A revision is one snapshot of the texts. A query is one question that may be asked of every revision (the local value of
that name, the resources of that type), with what tells whether its answer changed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TYPE_CHECKING, Any

from tffix.syntax import ConfigFile
from tffix.terraform.element import Element
from tffix.terraform.references import Reference

if TYPE_CHECKING:
    from tffix.terraform.configuration import Configuration


class Record:
    """The queries of one check. `is_whole` is False if it also looked at what no query tells."""

    __slots__ = ("is_whole", "outer_listens", "queries")

    def __init__(self, outer_listens: bool) -> None:
        self.queries: set[Query] = set()
        self.is_whole = True
        self.outer_listens = outer_listens


# How a query is asked of a configuration: the answer, and for one that follows from others the record of these.
Ask = Callable[["Configuration"], tuple[Any, Record | None]]


class Query:
    """One question. `changed_at` is the revision of its last answer that was another than the one before.

    `reads` are the queries that the answer follows from, None where more than these tells it.
    """

    __slots__ = ("answer", "ask", "changed_at", "reads", "verified_at")

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.answer: object = self
        self.reads: frozenset[Query] | None = None
        self.changed_at = 0
        self.verified_at = 0


class Queries:
    """The queries of one configuration over all its revisions, and the records under way.

    `listens` says whether what is asked now goes into a record.
    """

    def __init__(self) -> None:
        self.revision = 0
        self.listens = False
        self._configuration: Configuration | None = None
        self._known: dict[Hashable, Query] = {}
        self._open: list[Record] = []

    def begin(self, configuration: Configuration) -> None:
        """Start a revision."""
        self.revision += 1
        self._configuration = configuration

    def end(self) -> None:
        """Forget the queries that nobody asked in this revision: all checks are done."""
        self._known = {key: query for key, query in self._known.items() if query.verified_at == self.revision}

    # Recording --------------------------------------------------------------------------------------------------------

    def start(self) -> Record:
        """Write down from now on what is asked, until `stop`."""
        record = Record(self.listens)
        self._open.append(record)
        self.listens = True
        return record

    def stop(self) -> None:
        """End the record that was started last."""
        self.listens = self._open.pop().outer_listens

    def unknown(self) -> None:
        """Write down that something was looked at that no query tells."""
        self._open[-1].is_whole = False

    def merge(self, record: Record) -> None:
        """Write down what another record has."""
        self._open[-1].queries |= record.queries
        self._open[-1].is_whole &= record.is_whole

    def aside(self, compute: Callable[[], Any]) -> Any:
        """What a function gives, without writing down what it asks."""
        listened, self.listens = self.listens, False
        try:
            return compute()
        finally:
            self.listens = listened

    def asked(self, key: Hashable, ask: Ask, value: Any, record: Record | None = None) -> Any:
        """Write down a query with its answer, and give that back; `record` is of a query that follows from others."""
        query = self._known.get(key)
        if query is None:
            query = self._known[key] = Query(ask)
        self._open[-1].queries.add(query)
        self._settle(query, value, record)
        return value

    # Verifying --------------------------------------------------------------------------------------------------------

    def are_unchanged(self, queries: Iterable[Query], since: int) -> bool:
        """Whether the answers are those that they were in a revision."""
        for query in queries:
            if query.verified_at != self.revision:
                self._verify(query)
            if query.changed_at > since:
                return False
        return True

    def _verify(self, query: Query) -> None:
        if query.reads is not None and self.are_unchanged(query.reads, query.verified_at):
            query.verified_at = self.revision
            return
        configuration = self._configuration
        assert configuration is not None
        value, record = self.aside(lambda: query.ask(configuration))
        self._settle(query, value, record)

    def _settle(self, query: Query, value: object, record: Record | None) -> None:
        if record is not None:
            query.reads = frozenset(record.queries) if record.is_whole else None
        if query.verified_at != self.revision:
            query.verified_at = self.revision
            answer = _plain(value)
            if answer != query.answer:
                query.answer, query.changed_at = answer, self.revision


def _plain(value: Any) -> Any:
    """What tells whether an answer is another one. An element is what it was if its syntax node is."""
    if isinstance(value, Element):
        return value.node
    if isinstance(value, Reference):
        return value._raw
    if isinstance(value, ConfigFile):
        return value.text
    if isinstance(value, tuple):
        return tuple([_plain(one) for one in value])
    return value
