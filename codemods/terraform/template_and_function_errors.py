"""Rule `template-and-function-errors`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.terraform import Module

from ._foreign_text import is_set_in
from ._functions import FUNCTIONS, RENAMED
from ._template_files import TemplateCall, escapes, missing_names, template_calls, value_for
from ._undeclared import near_miss

_CALL = re.compile(r"[A-Za-z_][\w-]*\s*\(")
_REMOVED = {
    "list": "A list is written [a, b].",
    "map": "A map is written { key = value }.",
}


class TemplateAndFunctionErrors(Rule):
    """A call of a function that Terraform does not have, or cannot make with these arguments.

    ## Why is this bad?
    Terraform refuses the whole configuration: it knows no such function, or not with these arguments, or the template
    does not parse or takes a name that its variables lack.

    ## Example
    ```hcl
    locals {
      name   = tolower(var.name)
      colors = list("red", "green")
    }

    variable "name" {
      type = string
    }
    ```
    Use instead:
    ```hcl
    locals {
      name   = lower(var.name)
      colors = ["red", "green"]
    }

    variable "name" {
      type = string
    }
    ```
    A function that has another name in Terraform is called by that, and so is one whose name is a slip. If a template
    takes `${name}` and the module has the one variable or local value `name`, it is handed over. A name that a shell
    script sets itself is escaped in the template, as `$${name}`, and so is what only a shell reads (`${name:-x}`).

    Templates are read if they are called `.tftpl`, and in an answer under any name.

    ## Fix safety
    Safe: Terraform refuses the call, and one correction is evident.

    ## References
    Terraform, "Built-in Functions"; function `templatefile`
    """

    name = "template-and-function-errors"
    subject = "Syntax and layout"
    target = m.OneOf(m.Attribute(_CALL), m.Module())
    severity = Severity.ERROR

    def check(self, element: Attribute | Module, ctx: RuleContext) -> None:
        """Look at the functions that an attribute calls, or at the templates of the module."""
        if isinstance(element, Attribute):
            block = element.parent.parent
            is_type = element.name == "type" and block is not None and block.type in ("variable", "output")
            if is_type or element.source.path.endswith(".tofu"):
                return
            calls = [node for node in element.expr.walk() if isinstance(node, n.FunctionCall)]
            types = {one for call in calls if call.name == "convert" for one in call.arguments[1:]}
            within = {node for type_ in types for node in type_.walk()}
            for call in calls:
                if call not in within:
                    _check_call(call, ctx)
            return
        templates = list(template_calls(element))
        for template in templates:
            _check_template(template, templates, ctx)


def _check_call(call: n.FunctionCall, ctx: RuleContext) -> None:
    name = call.name.removeprefix("core::")
    if "::" in name:
        return
    number = FUNCTIONS.get(name)
    if number is None:
        where = n.InvalidExpression(call.source, call.start, call.name_end)
        ctx.report(where, f"Terraform has no function {name}.", _right_function(call), detail=_REMOVED.get(name, ""))
        return
    given = len(call.arguments)
    least, most = number
    if call.expand_final:
        return
    if given < least:
        where = n.InvalidExpression(call.source, call.end - 1, call.end)
        ctx.report(where, f"The function {name} takes {_number(least, most)}, but is given {given or 'none'}.")
    elif most is not None and given > most:
        ctx.report(call.arguments[most], f"The function {name} takes {_number(least, most)}, but is given {given}.")


def _number(least: int, most: int | None) -> str:
    word = "argument" if least == 1 else "arguments"
    return f"{'at least ' if most is None else ''}{least or 'no'} {word}"


def _right_function(call: n.FunctionCall) -> Fix | None:
    name = call.name
    if name == "list" and not call.expand_final:
        fix = Fix("Write a list", Level.SAFE, needs_whole_module=False)
        inside = call.source.text[call.name_end : call.end].strip()
        fix.replace(call, f"[{inside[1:-1]}]")
        return fix
    right = RENAMED.get(name.lower()) or near_miss(name, FUNCTIONS)
    if right is None:
        return None
    least, most = FUNCTIONS[right]
    if len(call.arguments) < least or (most is not None and len(call.arguments) > most):
        return None
    fix = Fix(f"Call {right}", Level.SAFE, needs_whole_module=False)
    fix.replace(n.InvalidExpression(call.source, call.start, call.name_end), right)
    return fix


def _escape(call: TemplateCall, places: list[int]) -> Fix | None:
    """Double the sign of the sequences of a template that are not Terraform's."""
    source = call.template.source
    fix = Fix(f"Escape what is not Terraform's in {source.path}", Level.SAFE, needs_whole_module=False)
    for at in places:
        fix.replace_text(n.InvalidExpression(source, at, at), source.text[at])
    return fix if places else None


def _check_template(call: TemplateCall, calls: Sequence[TemplateCall], ctx: RuleContext) -> None:
    read, template = call.read, call.template
    owner = ctx.module.element_at(read.call.source.path, read.call.start)
    address = "" if owner is None else owner.address
    severity = Severity.WARNING if read.is_conditional else Severity.ERROR
    if template.error is not None:
        line = template.source.position(template.error.start).line
        message = f'The template "{read.shown}" does not parse: line {line}, {template.error.summary.lower()}.'
        fix = _escape(call, escapes(call, None, calls))
        ctx.report(read.call, message, fix, detail=template.error.detail, address=address, severity=severity)
        return
    for name, uses in missing_names(call).items():
        line = template.source.position(uses[0].start).line
        message = f'The template "{read.shown}" takes {name} on line {line}, which its variables lack.'
        fix, detail = None, ""
        value = value_for(name, call, ctx.module)
        if is_set_in(template.source.text, name):
            fix = _escape(call, escapes(call, name, calls))
            detail = f"The text sets {name} itself: $${{{name}}} leaves it alone."
        elif value is not None and call.variables is not None:
            fix = Fix(f"Hand {value} to the template", Level.SAFE)
            fix.set_item(call.variables, name, value)
        ctx.report(read.call.arguments[1], message, fix, detail=detail, address=address, severity=severity)
