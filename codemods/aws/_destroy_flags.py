"""Arguments that say whether `terraform destroy` gets through, and the rules that turn them one way or the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from tffix import matchers as m
from tffix import templates as t
from tffix.config import Option
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.terraform import UNKNOWN, Module, Resource, evaluate
from tffix.terraform.resolve import unwrap

SECTION = "destroy"
DESTROYABLE, PROTECTED = "destroyable", "protected"
DIRECTION = Option(
    "direction", str, None, "whether stacks have to be destroyable or protected", (DESTROYABLE, PROTECTED)
)


@dataclass(frozen=True, slots=True)
class Flag:
    """An argument with the value that keeps a resource from being destroyed, and the one that lets it go.

    `default` is what it is where it is absent, None where that depends; where `is_set`, it is written into resources
    without it, else only changed.
    """

    argument: str
    keeps: bool | int | str
    frees: bool | int | str
    default: bool | int | str | None
    is_set: bool = True

    def wanted(self, direction: str) -> bool | int | str:
        """The value for a direction."""
        return self.frees if direction == DESTROYABLE else self.keeps

    def is_wrong(self, value: object, direction: str) -> bool:
        """Whether a value is not that of a direction."""
        if isinstance(value, bool) is not isinstance(self.frees, bool) or not isinstance(value, type(self.frees)):
            return False
        return (value == self.frees) is not (direction == DESTROYABLE)


def table(*rows: tuple[str, Flag]) -> Mapping[str, tuple[Flag, ...]]:
    """The flags of each type."""
    found: dict[str, tuple[Flag, ...]] = {}
    for types, flag in rows:
        for type_ in types.split():
            found[type_] = (*found.get(type_, ()), flag)
    return found


class DestroySwitch(Rule):
    """A rule about flags: silent until a direction is configured."""

    target = m.Module()
    severity = Severity.INFO
    section = SECTION
    options = (DIRECTION,)
    flags: ClassVar[Mapping[str, tuple[Flag, ...]]]
    kept: ClassVar[str]
    """What is wrong with a resource that is not destroyed and should be; `{}` is its address."""
    freed: ClassVar[str]
    """What is wrong with one that is destroyed and should not be."""

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at the flags of all resources of a module."""
        direction = ctx.options.get("direction")
        for resource in element.resources if isinstance(direction, str) else ():
            if not resource.is_overridden:
                for flag in self.flags.get(resource.type, ()):
                    self._check_flag(resource, flag, str(direction), ctx)
                self.check_resource(resource, str(direction), ctx)

    def check_resource(self, resource: Resource, direction: str, ctx: RuleContext) -> None:
        """Look at what is no flag."""

    def message(self, resource: Resource, direction: str) -> str:
        """What is wrong with a resource that goes in the other direction."""
        return (self.kept if direction == DESTROYABLE else self.freed).format(resource.address)

    def _check_flag(self, resource: Resource, flag: Flag, direction: str, ctx: RuleContext) -> None:
        attribute = resource.attribute(flag.argument)
        value = resource.constant(flag.argument, default=flag.default)
        default = _default(attribute.expr, ctx.module) if attribute is not None and value is UNKNOWN else None
        if default is not None:
            value = evaluate(default, ctx.module)
        if value is UNKNOWN or not flag.is_wrong(value, direction) or (attribute is None and not flag.is_set):
            return
        text = _literal(flag.wanted(direction))
        if default is not None:
            fix = Fix(f"Set the default of the variable to {text}", Level.UNSAFE)
            fix.replace(default, text)
        else:
            fix = Fix(f"Set {flag.argument} to {text}", Level.UNSAFE, needs_whole_module=False)
            fix.set_attribute(resource, flag.argument, text)
        where = resource if attribute is None else attribute
        ctx.report(where, self.message(resource, direction), fix, address=resource.address)


def _default(expression: n.Expression, module: Module) -> n.Expression | None:
    """The default of the variable that an expression is, if nobody else sets that, as far as can be seen."""
    inner = unwrap(expression)
    if not isinstance(inner, n.Traversal) or inner.root_name != "var" or len(inner.names) != 2 or inner.keys:
        return None
    variable = module.variable(inner.names[1])
    if variable is None or variable.is_overridden or module.configuration.callers(module):
        return None
    return None if any(variable.label in file.body for file in module.tfvars) else variable.default


def _literal(value: bool | int | str) -> str:
    return t.string(value) if isinstance(value, str) else str(value).lower()
