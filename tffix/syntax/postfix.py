"""What follows a value: names, indexes and splats, folded from the left in linear time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tffix.source import Source
from tffix.syntax import nodes as n
from tffix.syntax.explain import chained_legacy_index, invalid_number, nested_splat


def postfix(source: Source, values: list[Any]) -> n.Node:
    """A value and its steps. As long as they are names and literal indexes, they are one traversal."""
    target: Any = values[0]
    steps = iter(values[1:])
    if type(target) is n.Traversal:
        keys: list[Any] = []
        end = target.end
        for step in steps:
            key = step.literal_key(source)
            if key is None:
                target = step.apply(source, n.Traversal(source, target.start, end, tuple(keys)))
                break
            keys += key
            end = step.end
        else:
            return n.Traversal(source, target.start, end, tuple(keys))
    for step in steps:
        target = step.apply(source, target)
    result: n.Node = target
    return result


@dataclass(frozen=True, slots=True)
class _AttrStep:
    """`.name`, or a run of names that is one token."""

    start: int
    end: int

    def literal_key(self, source: Source) -> tuple[n.Expression, ...] | None:
        return ()

    def apply(self, source: Source, target: n.Expression) -> n.Expression:
        at = self.start
        for name in source.text[self.start : self.end].split("."):
            stop = at + len(name)
            target = n.GetAttr(source, target.start, stop, target, n.Identifier(source, at, stop))
            at = stop + 1
        return target


@dataclass(frozen=True, slots=True)
class _IndexStep:
    """`[key]`."""

    key: n.Expression
    end: int

    def literal_key(self, source: Source) -> tuple[n.Expression, ...] | None:
        key = self.key
        if type(key) is n.Literal:
            return (key,) if source.text[key.start] not in "tfn" else None
        is_plain = type(key) is n.Template and all(type(part) is n.TemplateLiteral for part in key.parts)
        return (key,) if is_plain else None

    def apply(self, source: Source, target: n.Expression) -> n.Expression:
        return n.Index(source, target.start, self.end, target, self.key)


@dataclass(frozen=True, slots=True)
class _LegacyIndexStep:
    """`.0`, or `.0.1`, which is one number token and refused."""

    start: int
    end: int

    def literal_key(self, source: Source) -> tuple[n.Expression, ...] | None:
        key = n.Literal(source, self.start, self.end)
        if not source.text[self.start : self.end].isdigit():
            raise chained_legacy_index(key)
        return (key,)

    def apply(self, source: Source, target: n.Expression) -> n.Expression:
        if type(target) is n.Literal:
            raise invalid_number(target, self.end)
        key: Any = self.literal_key(source)
        return n.LegacyIndex(source, target.start, self.end, target, *key)


@dataclass(frozen=True, slots=True)
class _SplatStep:
    """`.*` or `[*]`."""

    start: int
    end: int
    is_full: bool

    def literal_key(self, source: Source) -> tuple[n.Expression, ...] | None:
        return None

    def apply(self, source: Source, target: n.Expression) -> n.Expression:
        if self.is_full:
            return n.FullSplat(source, target.start, self.end, target)
        inner = target
        while isinstance(inner, n.GetAttr | n.LegacyIndex):
            inner = inner.object if isinstance(inner, n.GetAttr) else inner.collection
        if type(inner) is n.AttrSplat:
            raise nested_splat(self.start, self.end)
        return n.AttrSplat(source, target.start, self.end, target)


def attr_step(source: Source, values: list[Any]) -> _AttrStep:
    """`.name`."""
    return _AttrStep(values[1][1], values[1][2])


def index_step(source: Source, values: list[Any]) -> _IndexStep:
    """`[key]`."""
    return _IndexStep(values[1], values[2][2])


def legacy_index_step(source: Source, values: list[Any]) -> _LegacyIndexStep:
    """`.0`."""
    return _LegacyIndexStep(values[1][1], values[1][2])


def attr_splat_step(source: Source, values: list[Any]) -> _SplatStep:
    """`.*`."""
    return _SplatStep(values[0][1], values[1][2], is_full=False)


def full_splat_step(source: Source, values: list[Any]) -> _SplatStep:
    """`[*]`."""
    return _SplatStep(values[0][1], values[2][2], is_full=True)
