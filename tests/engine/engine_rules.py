"""Rules about resources that nobody has, to see what the engine makes of their fixes."""

from __future__ import annotations

from crashing_rule import Crashes

from tffix import matchers as m
from tffix.errors import UnknownRuleError
from tffix.rules import Fix, Level, Rule, RuleContext
from tffix.terraform.elements import Resource


class SetA(Rule):
    """Wants an attribute `a`."""

    name = "set-a"
    target = m.Resource("demo")
    attribute = "a"

    def check(self, element: Resource, ctx: RuleContext) -> None:
        if self.attribute not in element.block.body:
            fix = Fix(f"Set {self.attribute}", Level.SAFE)
            fix.set_attribute(element, self.attribute, '"set"')
            ctx.report(element, f"There is no {self.attribute}.", fix)


class Rename(Rule):
    """Wants another name, which replaces what is deployed."""

    name = "set-name"
    target = m.Resource("demo")
    by_name_only = True

    def check(self, element: Resource, ctx: RuleContext) -> None:
        if element.constant("name") == "old":
            fix = Fix("Set name", Level.SAFE, only_before_apply=True)
            fix.set_attribute(element, "name", '"new"')
            ctx.report(element, "The name is old.", fix)


class SetB(SetA):
    """Wants an attribute `b`."""

    name = "set-b"
    attribute = "b"


class Shout(Rule):
    """Wants `v` in capitals."""

    name = "shout"
    target = m.Resource("demo")

    def check(self, element: Resource, ctx: RuleContext) -> None:
        value = element["v"]
        if value is not None and value.text != value.text.upper():
            fix = Fix("Write it in capitals", Level.SAFE)
            fix.replace(value, value.text.upper())
            ctx.report(value, "This is not loud enough.", fix, address=element.address)


class ListOfOne(Rule):
    """Wants a list for `v`."""

    name = "list-of-one"
    target = m.Resource("demo")

    def check(self, element: Resource, ctx: RuleContext) -> None:
        value = element["v"]
        if value is not None and not value.text.startswith("["):
            fix = Fix("Make it a list", Level.UNSAFE)
            fix.replace(value, f"[{value.text}]")
            ctx.report(value, "This wants to be a list.", fix, address=element.address)


class DeclareShared(Rule):
    """Wants every variable `v` refers to declared: two that refer to one ask for the same edit."""

    name = "declare-shared"
    target = m.Resource("demo")

    def check(self, element: Resource, ctx: RuleContext) -> None:
        value = element["v"]
        if value is not None and value.text.startswith("var.") and ctx.module.variable(value.text[4:]) is None:
            fix = Fix("Declare the variable", Level.UNSAFE)
            fix.append(ctx.module.files[0].body, f'variable "{value.text[4:]}" {{\n  type = string\n}}')
            ctx.report(value, "This variable is not declared.", fix, address=element.address)


class Old(Rule):
    """Wants nothing old: neither attributes nor resources."""

    name = "old"
    target = m.Resource("demo*")

    def check(self, element: Resource, ctx: RuleContext) -> None:
        attribute = element.attribute("old")
        if element.type == "demo_old" or attribute is not None:
            fix = Fix("Remove it", Level.SAFE)
            fix.remove(element if attribute is None else attribute)
            ctx.report(element if attribute is None else attribute, "This is old.", fix, address=element.address)


class Pair(Rule):
    """Wants `demo.one` and `demo.two` to have the attribute `pair`, or neither of them."""

    name = "pair"
    target = m.Resource("demo")

    def check(self, element: Resource, ctx: RuleContext) -> None:
        other = ctx.module.resource("demo", "two")
        if element.label == "one" and other is not None and element["pair"] is None:
            fix = Fix("Set pair on both", Level.SAFE, needs_whole_module=False)
            fix.set_attribute(element, "pair", '"two"')
            fix.set_attribute(other, "pair", '"one"')
            fix.new_file("pair.txt", "one and two\n")
            ctx.report(element, "There is no pair.", fix, related=[(other, "the other one")])


class Flip(Rule):
    """Wants `v` to be what it is not."""

    name = "flip"
    target = m.Resource("demo")
    other = {"true": "false", "false": "true"}  # noqa: RUF012

    def check(self, element: Resource, ctx: RuleContext) -> None:
        value = element["v"]
        if value is not None and value.text in self.other:
            fix = Fix("Flip it", Level.SAFE)
            fix.replace(value, self.other[value.text])
            ctx.report(value, "This is the other way round.", fix, address=element.address)


class Grow(Rule):
    """Wants `v` longer, always."""

    name = "grow"
    target = m.Resource("demo")

    def check(self, element: Resource, ctx: RuleContext) -> None:
        value = element["v"]
        if value is not None:
            fix = Fix("Make it longer", Level.SAFE)
            fix.replace(value, f"({value.text})")
            ctx.report(value, "This could be longer.", fix, address=element.address)


class Breaks(Rule):
    """Wants what does not parse."""

    name = "breaks"
    target = m.Resource("demo")

    def check(self, element: Resource, ctx: RuleContext) -> None:
        value = element["v"]
        if value is not None:
            fix = Fix("Break it", Level.SAFE)
            fix.replace(value, "[")
            ctx.report(value, "This parses.", fix, address=element.address)


class Decides(Rule):
    """Knows what to do, and leaves it to a person."""

    name = "decides"
    target = m.Resource("demo")

    def check(self, element: Resource, ctx: RuleContext) -> None:
        if element["owner"] is None:
            fix = Fix("Name the owner", Level.MANUAL)
            fix.set_attribute(element, "owner", '"somebody"')
            ctx.report(element, "Nobody owns this.", fix)


RULES: dict[str, Rule] = {
    rule.name: rule()
    for rule in (SetA, SetB, Shout, ListOfOne, DeclareShared, Old, Pair, Flip, Grow, Breaks, Crashes, Decides)
}


def load(name: str) -> Rule:
    """The rule of that name."""
    if name not in RULES:
        raise UnknownRuleError(name)
    return RULES[name]
