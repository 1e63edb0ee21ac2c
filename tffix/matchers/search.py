"""`matches` and `findall`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeGuard, TypeVar, overload

from tffix.matchers.base import Matcher, Target
from tffix.matchers.blocks import Block, ElementMatcher
from tffix.matchers.expressions import Reference
from tffix.syntax import Attribute
from tffix.syntax import Block as SyntaxBlock
from tffix.syntax import nodes as n
from tffix.terraform import elements as e
from tffix.terraform.module import Module
from tffix.terraform.resolve import unwrap

_E = TypeVar("_E", bound=e.Element)


@overload
def matches(value: object, matcher: ElementMatcher[_E], module: Module | None = None) -> TypeGuard[_E]: ...
@overload
def matches(value: object, matcher: Matcher, module: Module | None = None) -> bool: ...
def matches(value: object, matcher: Matcher, module: Module | None = None) -> bool:
    """Whether `value` provably matches.

    `module` lets matchers of a bare expression look up local values; elements know theirs.
    """
    return matcher.test(value, module or getattr(value, "module", None)) is True


def findall(where: n.Node | e.Element | Module, matcher: Matcher) -> list[Any]:
    """Everything inside that matches: candidates of a `Target` in a module, else nodes, in source order."""
    if isinstance(where, Module):
        if isinstance(matcher, Target):
            return [one for one in matcher.candidates(where) if matches(one, matcher, where)]
        return [
            node
            for attribute in where.attributes_mentioning(matcher.word)
            for node in _matching_nodes(attribute.expr, matcher, where)
        ]
    module = where.module if isinstance(where, e.Element) else None
    node = where.node if isinstance(where, e.Element) else where
    if isinstance(matcher, Block):
        inside = node.body.all_items() if isinstance(node, SyntaxBlock) else ()
        return [one for one in inside if isinstance(one, SyntaxBlock) and matches(one, matcher, module)]
    if isinstance(node, SyntaxBlock):
        attributes: Iterable[Attribute] = node.body.all_attributes()
        return [found for a in attributes for found in _matching_nodes(a.expr, matcher, module)]
    start = node.expr if isinstance(node, Attribute) else node
    return list(_matching_nodes(start, matcher, module))


def first(where: n.Node | e.Element | Module, matcher: Matcher) -> Any:
    """The first of `findall`, None where nothing matches."""
    return next(iter(findall(where, matcher)), None)


_CHAIN = (n.GetAttr, n.Index, n.LegacyIndex, n.AttrSplat, n.FullSplat)


def _matching_nodes(start: n.Node, matcher: Matcher, module: Module | None) -> Iterator[n.Node]:
    stack: list[n.Node] = [start]
    while stack:
        node = stack.pop()
        wrapped = matcher.sees_through and isinstance(node, n.Expression) and unwrap(node) is not node
        if not wrapped and matcher.test(node, module) is True:
            yield node
            if isinstance(node, _CHAIN) and isinstance(matcher, Reference):
                # `aws_x.y[k].arn` is one reference; what is left to look at are its keys.
                keys: list[n.Node] = []
                inner: n.Expression = node
                while isinstance(inner, _CHAIN):
                    if isinstance(inner, n.Index):
                        keys.append(inner.key)
                    inner = inner.object if isinstance(inner, n.GetAttr) else inner.collection
                stack += keys
                continue
        stack += reversed(node.children)
