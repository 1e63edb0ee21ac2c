"""Rule `sg-name-prefix`."""

from __future__ import annotations

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform import Resource, evaluate

# EC2 refuses names that begin so, as they would read like the ID of a group. The provider checks both arguments.
# Source: EC2 API reference, CreateSecurityGroup, GroupName; AWS provider, resource `aws_security_group`.
_RESERVED = "sg-"


class SgNamePrefix(Rule):
    """Security group whose name begins with `sg-`.

    ## Why is this bad?
    Names that begin with `sg-` are reserved for the IDs of security groups: the plan stops with 'invalid value for
    name (cannot begin with sg-)'.

    ## Example
    ```hcl
    resource "aws_security_group" "web" {
      name   = "sg-web-${var.environment}"
      vpc_id = var.vpc_id
    }
    ```
    Use instead:
    ```hcl
    resource "aws_security_group" "web" {
      name   = "web-${var.environment}-sg"
      vpc_id = var.vpc_id
    }
    ```
    A name that ends with `sg` already only loses its beginning. A name that is made elsewhere, and begins so as far
    as that can be proved, is reported.

    ## Fix safety
    Safe in code that was never applied. Elsewhere unsafe: a name that a caller gives may have been valid.

    ## References
    EC2 API reference, CreateSecurityGroup; AWS provider, resource `aws_security_group`
    """

    name = "sg-name-prefix"
    subject = "Names, regions and placeholders"
    target = m.Resource("aws_security_group")
    severity = Severity.ERROR

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at the name of one security group."""
        if element.is_overridden:
            return
        for name in ("name", "name_prefix"):
            expression = element[name]
            if expression is None:
                continue
            text = _text_of(expression)
            known = evaluate(expression, ctx.module)
            start = text if text is not None else known if isinstance(known, str) else ""
            if not start.startswith(_RESERVED):
                continue
            fix = _moved(expression, text, name) if text is not None else None
            ctx.report(expression, "The name of a security group cannot begin with sg-.", fix, address=element.address)


def _text_of(expression: n.Expression) -> str | None:
    """The text that a string begins with as it is written, None where it is none."""
    if isinstance(expression, n.Template) and expression.parts:
        first = expression.parts[0]
        return first.text if isinstance(first, n.TemplateLiteral) else None
    if isinstance(expression, n.FunctionCall) and expression.name == "format" and expression.arguments:
        return string_value(expression.arguments[0])
    return None


def _moved(expression: n.Expression, text: str, argument: str) -> Fix | None:
    """The fix that puts the beginning of a name at its end."""
    template = expression.arguments[0] if isinstance(expression, n.FunctionCall) else expression
    inner = template.text[1:-1][len(_RESERVED) :]
    name = inner.removesuffix("-")
    if not name.strip("-") or name.startswith(_RESERVED):
        return None
    suffix = "" if name.lower().endswith(("-sg", "_sg")) else "-sg"
    end = "-" if argument == "name_prefix" else ""
    fix = Fix("Move sg to the end of the name", Level.SAFE, needs_whole_module=False, only_before_apply=True)
    fix.replace(template, t.expression(f'"{name}{suffix}{end}"'))
    return fix
