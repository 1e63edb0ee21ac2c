"""Matchers of what a module declares: the targets of rules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, ClassVar, Generic, TypeVar

from tffix.matchers.base import Answer, Matcher, Target, every
from tffix.matchers.expressions import Any as Anything
from tffix.matchers.expressions import as_matcher
from tffix.syntax import Attribute as SyntaxAttribute
from tffix.syntax import Block as SyntaxBlock
from tffix.terraform import elements as e
from tffix.terraform.module import Module as TerraformModule
from tffix.terraform.unknown import UNKNOWN

_E = TypeVar("_E", bound=e.Element)


def _fits(label: str, patterns: tuple[str, ...]) -> bool:
    if not patterns or label in patterns:
        return True
    return any(label.startswith(p[:-1]) if p.endswith("*") else label == p for p in patterns)


class ElementMatcher(Target, Generic[_E]):
    """Elements of one block type; `types` are patterns for the first label, `attributes` tests by name.

    The value of an attribute may be a matcher, an element (a reference to it), None (absent) or a constant. A
    `Block` matcher tests the nested blocks of that name: one of them has to match.
    """

    block_type: ClassVar[str]

    def __init__(self, *types: str, **attributes: object) -> None:
        self.types = types
        self.attributes = {name: as_matcher(value) for name, value in attributes.items()}

    def candidates(self, module: TerraformModule) -> Iterable[Any]:
        """The elements of the type, by header."""
        if not self.types:
            return module.elements_of(self.block_type)
        groups = [found for one in self.types if (found := module.elements_of(self.block_type, one))]
        if len(groups) < 2:
            return groups[0] if groups else ()
        return sorted({one for group in groups for one in group}, key=lambda one: (one.path, one.start))

    def accepts(self, candidate: Any) -> bool:
        """Whether a candidate provably matches: type and label do."""
        return not self.attributes or self._test_attributes(candidate) is True

    def test(self, value: object, module: TerraformModule | None) -> Answer:
        """False for everything that is no such element, UNKNOWN for UNKNOWN."""
        if value is UNKNOWN:
            return UNKNOWN
        if not isinstance(value, e.BlockElement) or value.block_type != self.block_type:
            return False
        return _fits(_first(value), self.types) and self._test_attributes(value)

    def _test_attributes(self, element: e.BlockElement) -> Answer:
        if self.attributes and element.is_overridden:
            return UNKNOWN
        tests = self.attributes.items()
        return every(_test_attribute(element.block, name, test, element.module) for name, test in tests)


def _first(element: e.Element) -> str:
    return element.labels[0] if element.labels else ""


def _test_attribute(block: SyntaxBlock, name: str, matcher: Matcher, module: TerraformModule | None) -> Answer:
    attribute = block.body.get(name)
    if attribute is not None and not isinstance(matcher, Block):
        return matcher.test(attribute.expr, module)
    nested = block.body.blocks_of(name)
    dynamic = any(d.label_values[:1] == (name,) for d in block.body.blocks_of("dynamic"))
    if isinstance(matcher, Block):
        answers = [matcher.test(one, module) for one in nested]
        if True in answers:
            return True
        return UNKNOWN if dynamic or UNKNOWN in answers else False
    if nested:
        return matcher.test(nested[0], module)
    return UNKNOWN if dynamic else matcher.test(None, module)


class Resource(ElementMatcher[e.Resource]):
    """Resources of the given types (any, if none is given)."""

    block_type = "resource"


class Data(ElementMatcher[e.DataSource]):
    """Data sources of the given types."""

    block_type = "data"


class Ephemeral(ElementMatcher[e.Ephemeral]):
    """Ephemeral resources of the given types."""

    block_type = "ephemeral"


class Variable(ElementMatcher[e.Variable]):
    """Variables of the given names."""

    block_type = "variable"


class Output(ElementMatcher[e.Output]):
    """Outputs of the given names."""

    block_type = "output"


class ModuleCall(ElementMatcher[e.ModuleCall]):
    """Module calls of the given names."""

    block_type = "module"


class Provider(ElementMatcher[e.Provider]):
    """Provider configurations of the given providers."""

    block_type = "provider"


class Terraform(ElementMatcher[e.TerraformBlock]):
    """`terraform` blocks."""

    block_type = "terraform"


class Block(Target):
    """Blocks of one type, of any type if None: top-level as a target, nested ones within an element."""

    def __init__(self, type_: str | None = None, /, **attributes: object) -> None:
        self.type = type_
        self.attributes = {name: as_matcher(value) for name, value in attributes.items()}

    def candidates(self, module: TerraformModule) -> Iterable[Any]:
        """The top-level blocks of the type, as elements."""
        return module.elements_of(self.type) if self.type is not None else module.all_elements

    def test(self, value: object, module: TerraformModule | None) -> Answer:
        """False for everything that is no such block."""
        if value is UNKNOWN:
            return UNKNOWN
        block = value.block if isinstance(value, e.BlockElement) else value
        if not isinstance(block, SyntaxBlock) or self.type not in (None, block.type):
            return False
        tests = self.attributes.items()
        return every(_test_attribute(block, name, test, module) for name, test in tests)


class Attribute(Target):
    """Attributes in all blocks of a module, nested ones included, whose expression has a match of a pattern."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern

    def candidates(self, module: TerraformModule) -> Iterable[Any]:
        """The attributes that match."""
        return module.attributes_matching(self.pattern)

    def accepts(self, candidate: Any) -> bool:
        """Whether a candidate provably matches: all do."""
        return True

    def test(self, value: object, module: TerraformModule | None) -> Answer:
        """False for everything that is no such attribute."""
        if value is UNKNOWN:
            return UNKNOWN
        return isinstance(value, SyntaxAttribute) and self.pattern.search(value.expr_text) is not None


class Local(Target):
    """Local values of the given names, with `value` as a test of their expression."""

    def __init__(self, *names: str, value: object = ...) -> None:
        self.names = names
        self.value = Anything() if value is ... else as_matcher(value)

    def candidates(self, module: TerraformModule) -> Iterable[Any]:
        """The local values."""
        return (local for local in module.locals if _fits(local.label, self.names))

    def test(self, value: object, module: TerraformModule | None) -> Answer:
        """False for everything that is no such local value."""
        if value is UNKNOWN:
            return UNKNOWN
        if not isinstance(value, e.Local) or not _fits(value.label, self.names):
            return False
        return UNKNOWN if value.is_overridden else self.value.test(value.expr, value.module)


class Module(Target):
    """The module itself, for rules about a module as a whole."""

    def candidates(self, module: TerraformModule) -> Iterable[Any]:
        """The module."""
        return (module,)

    def accepts(self, candidate: Any) -> bool:
        """Whether the candidate provably matches: it does."""
        return True

    def test(self, value: object, module: TerraformModule | None) -> Answer:
        """Whether it is a module."""
        return isinstance(value, TerraformModule)
