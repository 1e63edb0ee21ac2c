"""Matchers of expressions, of their absence, and the logic between matchers."""

from __future__ import annotations

from collections.abc import Iterable
from types import EllipsisType
from typing import Any as Whatever
from typing import cast

from tffix.matchers.base import Answer, Matcher, Target, every
from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform import elements as e
from tffix.terraform.evaluate import evaluate
from tffix.terraform.module import Module
from tffix.terraform.resolve import final_reference, unwrap
from tffix.terraform.unknown import UNKNOWN, Unknown
from tffix.terraform.values import is_known, same


def as_matcher(value: object) -> Matcher:
    """A plain value in the place of a matcher: None is absent, an element a reference to it, else a constant."""
    if isinstance(value, Matcher):
        return value
    if value is None:
        return Absent()
    return Reference(value) if isinstance(value, e.Element) else Constant(value)


def _expression(value: object) -> n.Expression | None:
    """The expression that a value stands for, wrappers taken off; None for what has none."""
    if isinstance(value, e.Local):
        value = value.expr
    if isinstance(value, Attribute):
        value = value.expr
    return unwrap(value) if isinstance(value, n.Expression) else None


class ExpressionMatcher(Matcher):
    """Base of the matchers of expressions: nothing matches where there is no expression."""

    def test(self, value: object, module: Module | None) -> Answer:
        """False for absent, UNKNOWN for UNKNOWN."""
        if value is UNKNOWN:
            return UNKNOWN
        expression = _expression(value)
        return False if expression is None else self.test_expression(expression, module)

    def test_expression(self, expression: n.Expression, module: Module | None) -> Answer:
        """Whether an expression, wrappers taken off, matches."""
        raise NotImplementedError


class Reference(ExpressionMatcher):
    """An expression that does nothing but refer: to an element, an address, or a type (`aws_*` for several).

    Local values are followed where the module is known. With `attribute`, the literal names after the address
    have to be just these (`"arn"`, `"vpc_config.id"`). An element matches if it is what is referred to.
    """

    def __init__(self, target: str | e.Element, *, attribute: str | None = None) -> None:
        self.target = target.address if isinstance(target, e.Element) else target
        self.attribute = attribute

    def test(self, value: object, module: Module | None) -> Answer:
        """Three answers: a computed expression may or may not be such a reference."""
        if isinstance(value, e.BlockElement):
            return self.attribute is None and self._names(value.address)
        return super().test(value, module)

    def test_expression(self, expression: n.Expression, module: Module | None) -> Answer:
        """Follow the expression and compare what it names."""
        found = final_reference(module, expression)
        if found is None:
            constant = evaluate(expression, module)
            return UNKNOWN if constant is UNKNOWN else False
        address, path = found
        if self._names(address):
            return self.attribute is None or self.attribute == ".".join(path)
        # A variable, another module's output or a local value may hold anything.
        return UNKNOWN if address.startswith(("var.", "module.", "local.")) else False

    def _names(self, address: str) -> bool:
        target = self.target
        if target.endswith("*"):
            return address.startswith(target[:-1])
        return address == target or address.startswith(target + ".")


class Call(ExpressionMatcher):
    """A call of one of the named functions; with `arguments`, each has to match, `...` at the end for any more."""

    def __init__(self, name: str | tuple[str, ...], *arguments: object) -> None:
        self.names = (name,) if isinstance(name, str) else name
        self.more = not arguments or isinstance(arguments[-1], EllipsisType)
        self.arguments = [as_matcher(a) for a in arguments if not isinstance(a, EllipsisType)]

    @property
    def word(self) -> str | None:
        """The function's name."""
        return self.names[0].rpartition(":")[2] if len(self.names) == 1 else None

    def test_expression(self, expression: n.Expression, module: Module | None) -> Answer:
        """False for everything that is no such call."""
        if not isinstance(expression, n.FunctionCall) or expression.name not in self.names:
            return False
        given, wanted = expression.arguments, self.arguments
        if len(given) < len(wanted) or (len(given) > len(wanted) and not self.more):
            return False
        return every(test.test(value, module) for test, value in zip(wanted, given, strict=False))


class Literal(ExpressionMatcher):
    """A number, `true`, `false`, `null` or plain string with that value, as written."""

    def __init__(self, value: object) -> None:
        self.value = value

    def test_expression(self, expression: n.Expression, module: Module | None) -> Answer:
        """Compare the literal's value."""
        if isinstance(expression, n.Literal):
            return same(expression.value, self.value)
        text = string_value(expression)
        return text is not None and same(text, self.value)


class String(ExpressionMatcher):
    """A plain string (no interpolation), with that value if one is given."""

    def __init__(self, value: str | None = None) -> None:
        self.value = value

    def test_expression(self, expression: n.Expression, module: Module | None) -> Answer:
        """Compare the string."""
        text = string_value(expression)
        return text is not None and self.value in (None, text)


class Constant(ExpressionMatcher):
    """An expression whose value is provably that; local values are followed where the module is known."""

    def __init__(self, value: object) -> None:
        self.value = value

    def test_expression(self, expression: n.Expression, module: Module | None) -> Answer:
        """Evaluate and compare."""
        value = evaluate(expression, module)
        return same(value, self.value) if is_known(value) else UNKNOWN


class Node(Matcher):
    """A node of one of the given classes (`m.Node(nodes.ForTuple)`)."""

    sees_through = False

    def __init__(self, *types: type[n.Node]) -> None:
        self.types = types

    def test(self, value: object, module: Module | None) -> Answer:
        """Whether it is such a node."""
        return isinstance(value, self.types)


_NEVER_NULL = (
    n.Template,
    n.Heredoc,
    n.TupleCons,
    n.ObjectCons,
    n.ForTuple,
    n.ForObject,
    n.BinaryOp,
    n.UnaryOp,
    n.AttrSplat,
    n.FullSplat,
)


class Absent(Matcher):
    """No such attribute and no such block; a literal `null` counts as absent, as it does for Terraform."""

    def test(self, value: object, module: Module | None) -> Answer:
        """UNKNOWN where the value may turn out to be null."""
        if value is None or value is UNKNOWN:
            return value is None or UNKNOWN
        expression = _expression(value)
        if expression is None:
            return False
        if isinstance(expression, n.Literal):
            return expression.value is None
        return False if isinstance(expression, _NEVER_NULL) else UNKNOWN


class Present(Matcher):
    """An attribute or block of that name is written, whatever its value (a literal `null` is not a value)."""

    def test(self, value: object, module: Module | None) -> Answer:
        """Whether there is something."""
        if value is None or value is UNKNOWN:
            return UNKNOWN if value is UNKNOWN else False
        expression = _expression(value)
        return not (isinstance(expression, n.Literal) and expression.value is None)


class Any(Matcher):
    """Anything, absent and UNKNOWN included."""

    def test(self, value: object, module: Module | None) -> Answer:
        """True."""
        return True


class OneOf(Target):
    """What one of several matchers matches; a target if all of them are."""

    def __init__(self, *matchers: object) -> None:
        self.matchers = tuple(as_matcher(one) for one in matchers)

    def candidates(self, module: Module) -> Iterable[Whatever]:
        """The candidates of all, each once, in file and offset order."""
        found = {id(one): one for target in self.matchers for one in cast(Target, target).candidates(module)}
        return sorted(found.values(), key=lambda one: (getattr(one, "path", ""), getattr(one, "start", 0)))

    def test(self, value: object, module: Module | None) -> Answer:
        """The best of the answers."""
        answers = [one.test(value, module) for one in self.matchers]
        return True if True in answers else UNKNOWN if UNKNOWN in answers else False


class AllOf(Target):
    """What every one of several matchers matches; a target if the first is."""

    def __init__(self, *matchers: object) -> None:
        self.matchers = tuple(as_matcher(one) for one in matchers)

    def candidates(self, module: Module) -> Iterable[Whatever]:
        """The candidates of the first."""
        return cast(Target, self.matchers[0]).candidates(module)

    def test(self, value: object, module: Module | None) -> Answer:
        """The worst of the answers."""
        return every(one.test(value, module) for one in self.matchers)


class Not(Matcher):
    """What provably does not match."""

    def __init__(self, matcher: object) -> None:
        self.matcher = as_matcher(matcher)

    def test(self, value: object, module: Module | None) -> Answer:
        """The opposite; UNKNOWN stays UNKNOWN."""
        answer = self.matcher.test(value, module)
        return UNKNOWN if isinstance(answer, Unknown) else not answer
