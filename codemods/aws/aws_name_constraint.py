"""Rule `aws-name-constraint`."""

from __future__ import annotations

import re

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform import Module, Resource
from tffix.terraform.resolve import unwrap

from ._known_names import known_parts
from ._name_rules import BALANCERS, NAME_RULES, NameRule, cut_off, differs, too_long

# More functions around one name are no evident correction.
_MOST_CALLS = 2


class AwsNameConstraint(Rule):
    """Name that AWS refuses, for its length or for its characters.

    ## Why is this bad?
    What a name may be differs from service to service: buckets and databases have small letters only, functions no
    dots, roles 64 characters. Terraform sees most of it in the plan, the rest is refused when half of it is applied.

    ## Example
    ```hcl
    variable "project" {
      type    = string
      default = "Shop_Floor"
    }

    resource "aws_s3_bucket" "reports" {
      bucket = "${var.project}-reports"
    }

    resource "aws_rds_cluster" "orders" {
      cluster_identifier = "shop_orders"
    }
    ```
    Use instead:
    ```hcl
    variable "project" {
      type    = string
      default = "Shop_Floor"
    }

    resource "aws_s3_bucket" "reports" {
      bucket = replace(lower("${var.project}-reports"), "_", "-")
    }

    resource "aws_rds_cluster" "orders" {
      cluster_identifier = "shop-orders"
    }
    ```
    What counts is what is written, the defaults of variables that nobody else sets, and what validations list. Names
    that are too long are cut off, unless they differ from instance to instance; the first character of a name is for
    you to choose. The length of names of load balancers is the affair of `lb-name-length`.

    ## Fix safety
    Safe in code that was never applied: names that are allowed stay as they are, and others are refused. Elsewhere
    unsafe, as two names may get alike, and so where the same text stands in another place, which may mean the name.

    ## References
    API reference of each service, beside the rows of the table; AWS provider, checks of the arguments
    """

    name = "aws-name-constraint"
    subject = "Names, regions and placeholders"
    target = m.Resource(*NAME_RULES)
    severity = Severity.ERROR

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at the names of one resource."""
        for rule in () if element.is_overridden else NAME_RULES[element.type]:
            expression = element[rule.argument]
            if expression is None or "\\" in expression.text or (string_value(expression) or "").startswith("arn:"):
                continue
            message, fix = _finding(expression, rule, ctx.module, with_length=element.type not in BALANCERS)
            if message:
                ctx.report(expression, message, fix, address=element.address)


def _finding(expression: n.Expression, rule: NameRule, module: Module, *, with_length: bool) -> tuple[str, Fix | None]:
    """What is wrong with a name, empty for nothing, and how it is mended."""
    parts = known_parts(expression, module)
    refused = "".join(dict.fromkeys(c for values in parts for value in values for c in rule.refused(value)))
    if refused:
        return _refusal(refused, rule), _without(expression, refused, rule, module)
    length = sum(max(map(len, values), default=0) for values in parts)
    if with_length and length > rule.longest:
        fix = _fix("Cut the name off", expression, module)
        cut_off(fix, expression, rule)
        return too_long(expression, length, rule), None if differs(expression) else fix
    if parts and any(value and not rule.begins_well(value) for value in parts[0]):
        return "The first character of this name is not allowed there.", None
    text = string_value(expression)
    if text and ((rule.is_dashed and "--" in text) or (rule.ends and text.endswith("-"))):
        fix = _fix("Leave out the hyphens", expression, module)
        fix.replace(expression, '"' + re.sub("-+", "-", text).rstrip("-") + '"')
        return "This name has hyphens where none are allowed.", fix
    return "", None


def _refusal(refused: str, rule: NameRule) -> str:
    if rule.is_lower and refused.isupper() and refused.isalpha():
        return "This name has capital letters, and only small ones are allowed."
    others = [c for c in refused if not (rule.is_lower and c.isupper())]
    listed = ", ".join("blanks" if c == " " else f'"{c}"' for c in others)
    return f"This name has characters that are not allowed: {listed}."


def _without(expression: n.Expression, refused: str, rule: NameRule, module: Module) -> Fix | None:
    """The fix that has small letters and separators in the place of what is refused; None where that is not evident."""
    fix = _fix("Write the name with what is allowed", expression, module)
    inner = unwrap(expression)
    if isinstance(inner, n.Template):
        computed = [part for part in inner.parts if isinstance(part, n.Interpolation)]
        theirs = {c for part in computed for values in known_parts(part.expression, module) for v in values for c in v}
        if not rule.refused("".join(sorted(theirs))):
            written = [part.text if part in computed else _corrected(part.text, rule) for part in inner.parts]
            if not rule.separator:
                return None
            fix.replace(expression, f'"{"".join(written)}"')
            return fix
    capitals = [c for c in refused if c.isascii() and c.isupper() and rule.is_lower]
    others = [c for c in refused if c not in capitals]
    if (others and not rule.separator) or len(others) + bool(capitals) > _MOST_CALLS or not set(others) <= set("_-. /"):
        return None
    before, behind = ("lower(", ")") if capitals else ("", "")
    for one in others:
        before, behind = f"replace({before}", f'{behind}, "{one}", "{rule.separator}")'
    fix.replace(expression, before, expression, behind)
    return fix


def _corrected(text: str, rule: NameRule) -> str:
    text = text.lower() if rule.is_lower else text
    return "".join(c if not rule.refused(c) else rule.separator for c in text)


def _fix(title: str, expression: n.Expression, module: Module) -> Fix:
    """A fix that is unsafe where the text of the name stands somewhere else as well."""
    inner = expression.text.strip('"')
    again = isinstance(expression, n.Template) and sum(file.text.count(inner) for file in module.files) > 1
    level = Level.UNSAFE if again else Level.SAFE
    return Fix(title, level, needs_whole_module=False, only_before_apply=True)
