"""The typed tree of an HCL expression or template (HCL specification, "Expressions", "Templates").

A node is an interval of its source: it stores where it is and which nodes are inside, never text or
whitespace. Everything that can be read off the text is a property. Nodes are frozen, and equal only to
themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import FrozenInstanceError, dataclass, fields
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, dataclass_transform

from tffix.source import Source, Span

if TYPE_CHECKING:
    from tffix.syntax.trivia import Comment

_C = TypeVar("_C", bound=type)


@dataclass_transform(frozen_default=True, eq_default=False)
def node(cls: _C) -> _C:
    """Make `cls` a node class: a frozen, slotted dataclass with identity for equality and a fast constructor.

    A frozen dataclass writes each field through `object.__setattr__`, by name. Writing through the descriptors
    of the slots does the same in half the time, and nodes are what a full parse makes most.
    """
    made: Any = dataclass(frozen=True, slots=True, eq=False, repr=False, init=False)(cls)
    names = [field.name for field in fields(made)]
    setters = {f"set_{name}": getattr(made, name).__set__ for name in names}
    body = "".join(f"    set_{name}(self, {name})\n" for name in names)
    scope: dict[str, Any] = {}
    exec(f"def __init__(self, {', '.join(names)}):\n{body}", setters, scope)
    made.__init__ = scope["__init__"]
    made.__init__.__qualname__ = f"{cls.__qualname__}.__init__"
    made.__setattr__ = _refuse
    made.__delattr__ = _refuse
    result: _C = made
    return result


def _refuse(node: object, name: str, value: object = None) -> NoReturn:
    raise FrozenInstanceError(f"{type(node).__name__}.{name} is frozen: nodes are never changed, files are edited")


@node
class Node:
    """An interval `start:end` (code points, half-open) of `source`."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters of the node, exactly as written."""
        return self.source.text[self.start : self.end]

    @property
    def span(self) -> Span:
        """The interval as a value."""
        return Span(self.start, self.end)

    @property
    def children(self) -> tuple[Node, ...]:
        """The nodes directly inside, in source order."""
        found: list[Node] = []
        for name in child_fields(type(self)):
            value = getattr(self, name)
            if isinstance(value, Node):
                found.append(value)
            elif value is not None:
                found.extend(value)
        return tuple(found)

    def walk(self) -> Iterator[Node]:
        """The node and every node inside, in source order (parents first). Iterative: depth is no limit."""
        stack: list[Node] = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def __repr__(self) -> str:
        shown = self.text if self.end - self.start <= 60 else self.text[:57] + "..."
        return f"<{type(self).__name__} {self.source.path}:{self.start}-{self.end} {shown!r}>"


def child_fields(kind: type[Node]) -> tuple[str, ...]:
    """Names of the fields of a node class that hold child nodes, in source order."""
    known = _child_fields.get(kind)
    if known is None:
        known = _child_fields[kind] = tuple(f.name for f in fields(kind) if f.name not in _OWN_FIELDS)
    return known


_child_fields: dict[type, tuple[str, ...]] = {}


_OWN_FIELDS = frozenset({"source", "start", "end", "operator_start", "name_end", "expand_final"})


@node
class Expression(Node):
    """Anything that has a value."""


@node
class InvalidExpression(Expression):
    """The extent of an expression that does not parse; the file's errors say why."""


@node
class Identifier(Node):
    """A bare name that is not a value: an object key, a `for` variable, the name after a dot."""

    @property
    def name(self) -> str:
        """The name."""
        return self.text


@node
class Literal(Expression):
    """A number, `true`, `false` or `null`."""

    @property
    def value(self) -> int | float | bool | None:
        """The Python value."""
        text = self.text
        if text in _KEYWORD_VALUES:
            return _KEYWORD_VALUES[text]
        # Python refuses to convert very long digit strings; as a float they are still near enough to compare.
        return int(text) if text.isdigit() and len(text) < 4000 else float(text)


_KEYWORD_VALUES: dict[str, bool | None] = {"true": True, "false": False, "null": None}


@node
class TemplateLiteral(Node):
    """Literal text of a template, escapes included. `tffix.syntax.literals` has its value."""


@node
class Interpolation(Node):
    """`${ expression }`, with `~` at either end if written."""

    expression: Expression


@node
class IfDirective(Node):
    """`%{ if c }…%{ else }…%{ endif }`; `otherwise` is None where there is no `else`."""

    condition: Expression
    then: tuple[TemplatePart, ...]
    otherwise: tuple[TemplatePart, ...] | None


@node
class ForDirective(Node):
    """`%{ for k, v in c }…%{ endfor }`; `key` is None where only a value is named."""

    key: Identifier | None
    value: Identifier
    collection: Expression
    body: tuple[TemplatePart, ...]


TemplatePart = TemplateLiteral | Interpolation | IfDirective | ForDirective


@node
class Template(Expression):
    """A quoted template, the quotes included; a plain string is a template of one literal, `""` of none."""

    parts: tuple[TemplatePart, ...]


@node
class Heredoc(Expression):
    """`<<MARKER` or `<<-MARKER` up to and including the closing marker (not the newline after it)."""

    parts: tuple[TemplatePart, ...]

    @property
    def is_flush(self) -> bool:
        """Whether it is a `<<-` heredoc, whose common indentation is no part of the value."""
        return self.source.text.startswith("<<-", self.start)

    @property
    def marker(self) -> str:
        """The closing word."""
        text = self.source.text
        return text[self.start : text.index("\n", self.start)].lstrip("<-").strip()


@node
class BareTemplate(Node):
    """A whole file that is a template (`.tftpl`), without quotes."""

    parts: tuple[TemplatePart, ...]


@node
class TupleCons(Expression):
    """`[a, b]`."""

    items: tuple[Expression, ...]


@node
class ObjectItem(Node):
    """`key = value` or `key : value` in an object. A bare name as key is an `Identifier`."""

    key: Identifier | Expression
    value: Expression

    @property
    def leading_comments(self) -> tuple[Comment, ...]:
        """The comments on lines of their own directly above."""
        from tffix.syntax.trivia import leading_comments

        return leading_comments(self)

    @property
    def trailing_comment(self) -> Comment | None:
        """The comment that follows on the same line."""
        from tffix.syntax.trivia import trailing_comment

        return trailing_comment(self)


@node
class ObjectCons(Expression):
    """`{ k = v }`."""

    items: tuple[ObjectItem, ...]


@node
class FunctionCall(Expression):
    """`name(arguments)`; `expand_final` for a last argument followed by `...`."""

    name_end: int
    expand_final: bool
    arguments: tuple[Expression, ...]

    @property
    def name(self) -> str:
        """The function's name, `provider::aws::arn_parse` for a namespaced one (without blanks)."""
        return "".join(self.source.text[self.start : self.name_end].split())


@node
class ForTuple(Expression):
    """`[for k, v in c : value if condition]`."""

    key_variable: Identifier | None
    value_variable: Identifier
    collection: Expression
    value: Expression
    condition: Expression | None


@node
class ForObject(Expression):
    """`{for k, v in c : key => value... if condition}`."""

    key_variable: Identifier | None
    value_variable: Identifier
    collection: Expression
    key: Expression
    value: Expression
    condition: Expression | None

    @property
    def is_grouping(self) -> bool:
        """Whether `...` after the value groups equal keys into lists."""
        end = self.condition.start if self.condition else self.end
        return "..." in self.source.text[self.value.end : end]


@node
class Index(Expression):
    """`collection[key]` that is not a step of a `Traversal`."""

    collection: Expression
    key: Expression


@node
class LegacyIndex(Expression):
    """`collection.0`."""

    collection: Expression
    key: Literal


@node
class GetAttr(Expression):
    """`object.name` where the object is not a plain reference."""

    object: Expression
    name: Identifier


@node
class AttrSplat(Expression):
    """`collection.*`; what follows (`.name`) applies to each element."""

    collection: Expression


@node
class FullSplat(Expression):
    """`collection[*]`; what follows (`.name`, `[0]`) applies to each element."""

    collection: Expression


@node
class Conditional(Expression):
    """`condition ? true_value : false_value`."""

    condition: Expression
    true_value: Expression
    false_value: Expression


@node
class BinaryOp(Expression):
    """`left operator right`."""

    operator_start: int
    left: Expression
    right: Expression

    @property
    def operator(self) -> str:
        """The operator: `||`, `&&`, `==`, `!=`, `<`, `<=`, `>`, `>=`, `+`, `-`, `*`, `/` or `%`."""
        two = self.source.text[self.operator_start : self.operator_start + 2]
        return two if two in _TWO_CHARACTER_OPERATORS else two[0]


_TWO_CHARACTER_OPERATORS = frozenset({"||", "&&", "==", "!=", "<=", ">="})


@node
class UnaryOp(Expression):
    """`-operand` or `!operand`."""

    operand: Expression

    @property
    def operator(self) -> str:
        """`-` or `!`."""
        return self.source.text[self.start]


@node
class Parentheses(Expression):
    """`(expression)`."""

    expression: Expression


@node
class TraverseRoot(Node):
    """The first name of a traversal."""

    @property
    def name(self) -> str:
        """The name."""
        return self.text


@node
class TraverseAttr(Node):
    """`.name`; the interval is the name alone."""

    @property
    def name(self) -> str:
        """The name."""
        return self.text


@node
class TraverseIndex(Node):
    """`[key]` or `.0` with a literal key; the interval includes the brackets, not the dot."""

    key: Literal | Template


TraversalStep = TraverseRoot | TraverseAttr | TraverseIndex


@node
class Traversal(Expression):
    """An absolute reference: a root name, then names and literal indexes (`var.x`, `aws_s3_bucket.b[0].arn`).

    `keys` are the literal indexes among its steps; `steps` has all of them.
    """

    keys: tuple[Literal | Template, ...]

    @property
    def steps(self) -> tuple[TraversalStep, ...]:
        """Root, attribute and index steps, in order."""
        from tffix.syntax.traversals import steps_of

        return steps_of(self)

    @property
    def names(self) -> tuple[str, ...]:
        """The leading run of names: `("aws_s3_bucket", "b")` for `aws_s3_bucket.b[0].arn`."""
        from tffix.syntax.traversals import leading_names

        return leading_names(self)

    @property
    def root_name(self) -> str:
        """The first name."""
        return self.names[0]
