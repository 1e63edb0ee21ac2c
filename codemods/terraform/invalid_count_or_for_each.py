"""Rule `invalid-count-or-for-each`."""

from __future__ import annotations

import re

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.terraform import BlockElement, Module

from ._value_kinds import Kind, kind_of_value

_REPEATED = ("resource", "data", "ephemeral", "module")
# Uses of `each` that strings do not have.
_NOT_A_TEXT = re.compile(r"\beach\.value\s*[.\[]")
_BY_KEY = re.compile(r"([\w.-]*)\[\s*each\.key\s*\]")
_WORDS = {"bool": "true or false", "list": "a list", "map": "a map", "number": "a number", "string": "a string"}


class InvalidCountOrForEach(Rule):
    """`for_each` over a list, or a `count` that is no number.

    ## Why is this bad?
    `for_each` takes a map or a set of strings, because the instances are named by its keys, and `count` a number.
    Terraform converts neither a list to a set nor a condition to a number: "Invalid for_each argument", "Incorrect
    value type".

    ## Example
    ```hcl
    variable "names" {
      type = list(string)
    }

    variable "encrypted" {
      type = bool
    }

    resource "aws_s3_bucket" "logs" {
      for_each = var.names
      bucket   = each.value
    }

    resource "aws_kms_key" "logs" {
      count = var.encrypted
    }
    ```
    Use instead:
    ```hcl
    variable "names" {
      type = list(string)
    }

    variable "encrypted" {
      type = bool
    }

    resource "aws_s3_bucket" "logs" {
      for_each = toset(var.names)
      bucket   = each.value
    }

    resource "aws_kms_key" "logs" {
      count = var.encrypted ? 1 : 0
    }
    ```
    A list becomes a set where its elements are strings that are known before anything is made, and `each` is used as
    one. A list as `count` stands for its length. Everything else is reported: objects need a key, and which one names
    the instances is not in the text.

    ## Fix safety
    Safe: Terraform refuses the configuration, and one correction is evident.

    ## References
    Terraform, "The for_each Meta-Argument"; "The count Meta-Argument"
    """

    name = "invalid-count-or-for-each"
    subject = "References and dependencies"
    target = m.Module()
    severity = Severity.ERROR

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at the `count` and `for_each` of every block that has one."""
        for block_type in _REPEATED:
            for one in element.elements_of(block_type):
                if not one.is_overridden:
                    _check(one, ctx)


def _check(one: BlockElement, ctx: RuleContext) -> None:
    kind = kind_of_value(one.for_each, ctx.module)
    if (
        one.for_each is not None
        and kind is not None
        and kind.name != "map"
        and not (kind.name == "set" and kind.is_text)
    ):
        message = f"for_each takes a map or a set of strings, not {_called(kind)}."
        fix = None
        if kind.name == "list" and kind.is_text and _takes_text(one):
            fix = Fix("Make a set of the list", Level.SAFE, needs_whole_module=False)
            fix.replace(one.for_each, "toset(", one.for_each, ")")
        ctx.report(one.for_each, message, fix, address=one.address)
    kind = kind_of_value(one.count, ctx.module)
    if one.count is None or kind is None or kind.name in ("number", "string"):
        return
    fix = None
    if kind.name == "bool":
        fix = Fix("Write 1 or 0 for it", Level.SAFE, needs_whole_module=False)
        fix.replace(one.count, one.count, " ? 1 : 0")
    elif kind.name in ("list", "set", "map"):
        fix = Fix("Count the elements", Level.SAFE, needs_whole_module=False)
        fix.replace(one.count, "length(", one.count, ")")
    ctx.report(one.count, f"count takes a number, not {_called(kind)}.", fix, address=one.address)


def _takes_text(one: BlockElement) -> bool:
    """Whether `each` is used as strings can be: also as the key of objects that have keys themselves."""
    if _NOT_A_TEXT.search(one.text):
        return False
    others = [one.module.get(match[1]) for match in _BY_KEY.finditer(one.text)]
    return all(isinstance(other, BlockElement) and other.for_each is not None for other in others)


def _called(kind: Kind) -> str:
    return _WORDS.get(kind.name, "a set of anything else")
