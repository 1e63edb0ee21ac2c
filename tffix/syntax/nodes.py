"""The typed tree of an HCL expression or template (HCL specification, "Expressions", "Templates").

A node is an interval of its source: it stores where it is and which nodes are inside, never text or
whitespace. Everything that can be read off the text is a property. Nodes are frozen, and equal only to
themselves.
"""

from __future__ import annotations

from tffix.syntax.node import Commented, node
from tffix.syntax.node import Node as Node


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
class ObjectItem(Commented):
    """`key = value` or `key : value` in an object. A bare name as key is an `Identifier`."""

    key: Identifier | Expression
    value: Expression


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
