"""Rule `invalid-argument-value`."""

from __future__ import annotations

from collections.abc import Iterator

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform import Resource

from ._values import BY_ARGUMENT, ENUMERATIONS
from ._walk import places_of


class InvalidArgumentValue(Rule):
    """A string that the argument does not take, where one of those that it takes is evidently meant.

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

    ## References
    AWS provider, pages of the resources; `codemods/schema/_values.py` has the values.
    """

    name = "invalid-argument-value"
    target = m.Resource(*sorted({one.type for one in ENUMERATIONS}))
    severity = Severity.ERROR

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at the arguments of an element that take one of a few strings."""
        for place in places_of(element):
            for name, attribute in place.body.attributes.items():
                known = BY_ARGUMENT.get((place.type, place.inner, name))
                if known is None or name not in place.schema.attributes:
                    continue
                for string in _strings(attribute.expr):
                    value = string_value(string)
                    if value is None or value in known.values:
                        continue
                    wanted = known.meant_by(value)
                    if wanted is not None:
                        fix = Fix(f"Write {wanted} for {value}", Level.UNSAFE, needs_whole_module=False)
                        fix.replace(string, t.string(wanted))
                        message = f"{place.where} does not take {value} as {name}."
                        ctx.report(string, message, fix, address=element.address)


def _strings(value: n.Expression) -> Iterator[n.Template]:
    """The strings that an expression may be: itself, or the two sides of a condition."""
    if isinstance(value, n.Template):
        yield value
    elif isinstance(value, n.Parentheses):
        yield from _strings(value.expression)
    elif isinstance(value, n.Conditional):
        yield from _strings(value.true_value)
        yield from _strings(value.false_value)
