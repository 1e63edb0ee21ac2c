"""What checks of earlier texts found, for who checks one text after the other: nothing is looked for in vain twice."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from tffix.rules.rule import Rule, RuleContext
from tffix.syntax import nodes as n
from tffix.terraform.configuration import Configuration
from tffix.terraform.elements import Element
from tffix.terraform.module import Module
from tffix.terraform.paths import OtherFiles
from tffix.terraform.queries import Queries, Query
from tffix.terraform.watched import WatchedConfiguration


class _Check:
    """A check of a revision. `asked` is what it asked to find nothing, None where queries do not tell that."""

    __slots__ = ("asked", "revision")

    def __init__(self, asked: frozenset[Query] | None, revision: int) -> None:
        self.asked = asked
        self.revision = revision


class Memory:
    """The checks that found nothing in the revisions of one configuration, under the same rules and options.

    A check is a function of the element, of what it asks its module, and of the options. As long as the element's node
    is the same and every query has the answer it had, it finds nothing again.
    """

    def __init__(self) -> None:
        self.queries = Queries()
        self._before: dict[Hashable, _Check] = {}
        self._now: dict[Hashable, _Check] = {}

    def revision(
        self, sources: Mapping[str, str], other_files: OtherFiles | None, previous: Configuration | None
    ) -> Configuration:
        """The configuration that is checked next."""
        # A run that was given up has told what it found all the same.
        self._before |= self._now
        self._now = {}
        return WatchedConfiguration(sources, other_files, previous, self.queries)

    def look(self, element: object, context: RuleContext) -> None:
        """Have a rule look at a candidate (`RuleContext.look`), unless it would find nothing as before."""
        key = _key(context.rule, element)
        before = self._before.get(key)
        if before is not None:
            self._now[key] = before
            if before.asked is None:
                # It asks the same again: to write that down would be in vain.
                context.look(element)
                return
            if self.queries.are_unchanged(before.asked, before.revision):
                before.revision = self.queries.revision
                return
        found = len(context.diagnostics)
        record = self.queries.start()
        try:
            context.look(element)
        finally:
            self.queries.stop()
        if key is not None and not record.is_whole:
            self._now[key] = _Check(None, self.queries.revision)
        elif key is not None and len(context.diagnostics) == found:
            self._now[key] = _Check(frozenset(record.queries), self.queries.revision)
        else:
            self._now.pop(key, None)

    def end(self) -> None:
        """Forget what was not asked this time: the whole configuration was checked."""
        self._before, self._now = self._now, {}
        self.queries.end()


def _key(rule: Rule, element: Any) -> Hashable:
    if isinstance(element, Element):
        return rule.name, element.node
    if isinstance(element, Module):
        return rule.name, element.directory
    return (rule.name, element) if isinstance(element, n.Node) else None
