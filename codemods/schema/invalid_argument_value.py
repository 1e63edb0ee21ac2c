"""Rule `invalid-argument-value`."""

from __future__ import annotations

from collections.abc import Iterator

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform import Resource, evaluate
from tffix.terraform.values import is_number

from ._values import NUMBERS, enumeration
from ._walk import Place, places_of


class InvalidArgumentValue(Rule):
    """A value that the argument does not take, where one of those that it takes is evidently meant.

    ## Why is this bad?
    The provider refuses the whole configuration when it is validated, and names the values that the argument takes:
    nothing is deployed until one of them is written.

    ## Example
    ```hcl
    resource "aws_dynamodb_table" "items" {
      name         = "items"
      billing_mode = "ON_DEMAND"
      hash_key     = "id"

      attribute {
        name = "id"
        type = "string"
      }
    }
    ```
    Use instead:
    ```hcl
    resource "aws_dynamodb_table" "items" {
      name         = "items"
      billing_mode = "PAY_PER_REQUEST"
      hash_key     = "id"

      attribute {
        name = "id"
        type = "S"
      }
    }
    ```

    ## Fix safety
    Unsafe: another spelling, or another word of AWS for the same thing. The provider accepts none of it, but Terraform
    itself does, so a plan with a provider that is made up changes. Values that
    are computed are not looked at, strings that are like none of the values neither: a newer provider may take them.
    For a number that is refused the nearest one is written, of a list the next larger one.

    ## References
    AWS provider, pages of the resources, and what it says when it refuses a value; `codemods/schema/_values.py` and
    `enumerations.json` beside it have the values.
    """

    name = "invalid-argument-value"
    target = m.Resource()
    severity = Severity.ERROR

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at the arguments of an element that take one of a few values."""
        if not element.type.startswith("aws_"):
            return
        for place in places_of(element):
            for name, attribute in place.body.attributes.items():
                if name in place.schema.attributes:
                    _check(place, name, attribute.expr, ctx)


def _check(place: Place, name: str, expression: n.Expression, ctx: RuleContext) -> None:
    """Report the values of one argument that it does not take."""
    numbers = NUMBERS.get((place.type, place.inner, name))
    number = evaluate(expression, place.element.module) if isinstance(expression, n.Literal | n.UnaryOp) else None
    if numbers is not None and isinstance(number, int | float) and is_number(number):
        nearest = numbers.nearest(number)
        if nearest is not None:
            fix = Fix(f"Write {nearest} for {expression.text}", Level.UNSAFE, needs_whole_module=False)
            fix.replace(expression, str(nearest))
            _report(place, name, expression, fix, ctx)
    known = enumeration(place.type, place.path, name)
    for string in _strings(expression) if known is not None else ():
        value = string_value(string)
        if known is None or not value or known.takes(value):
            continue
        wanted = known.meant_by(value)
        if wanted is not None:
            fix = Fix(f"Write {wanted} for {value}", Level.UNSAFE, needs_whole_module=False)
            fix.replace(string, t.string(wanted))
            _report(place, name, string, fix, ctx)


def _report(place: Place, name: str, node: n.Expression, fix: Fix, ctx: RuleContext) -> None:
    value = string_value(node) if isinstance(node, n.Template) else node.text
    message = f"{place.where} does not take {value} as {name}."
    ctx.report(node, message, fix, address=place.element.address)


def _strings(value: n.Expression) -> Iterator[n.Template]:
    """The strings that an expression may be: itself, the two sides of a condition, the elements of a list."""
    if isinstance(value, n.Template):
        yield value
    elif isinstance(value, n.Parentheses):
        yield from _strings(value.expression)
    elif isinstance(value, n.Conditional):
        yield from _strings(value.true_value)
        yield from _strings(value.false_value)
    elif isinstance(value, n.TupleCons):
        for item in value.items:
            yield from _strings(item)
