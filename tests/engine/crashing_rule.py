"""A rule on its own: `report.txt` holds the line it crashes in."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Rule, RuleContext
from tffix.terraform.elements import Resource


class Crashes(Rule):
    """Crashes at the resource `bad`."""

    name = "crashes"
    target = m.Resource("demo")

    def check(self, element: Resource, ctx: RuleContext) -> None:
        if element.label == "bad":
            raise ZeroDivisionError("no luck")
        ctx.report(element, "This is not bad.")
