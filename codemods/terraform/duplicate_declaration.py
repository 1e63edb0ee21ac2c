"""Rule `duplicate-declaration`."""

from __future__ import annotations

from collections.abc import Sequence

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.terraform import Element, Local, Module, Provider
from tffix.terraform.conventions import ConventionalKind, file_for

from ._declarations import Said, said

# What may be declared once in a module, and the conventional file of each (Terraform, "Files and configuration
# structure": names are unique within a module; `Duplicate ... declaration` in `internal/configs/module.go`).
_KINDS: dict[str, ConventionalKind | None] = {
    "variable": "variables",
    "output": "outputs",
    "provider": "providers",
    "data": "data",
    "resource": None,
    "ephemeral": None,
    "module": None,
    "check": None,
}
# Declarations of which the one that says more may stand for the one that says less. What a resource or a call leaves
# out is as much meant as what it says.
_GROWING = frozenset({"variable", "output", "provider"})


class DuplicateDeclaration(Rule):
    """The same variable, output, resource, local value, module call or provider declared twice in one module.

    ## Why is this bad?
    All files of a directory are one module, and Terraform accepts each name in it once. A declaration that is
    repeated in another file is refused before anything else is looked at.

    ## Example
    ```hcl
    variable "region" {
      type = string
    }

    variable "stage" {
      type = string
    }

    variable "region" {
      type = string # as above
    }
    ```
    Use instead:
    ```hcl
    variable "region" {
      type = string
    }

    variable "stage" {
      type = string
    }
    ```
    Of declarations that say the same (blanks, comments and the order of arguments aside) the one in the conventional
    file stays (`variables.tf`, `outputs.tf`, `providers.tf`, `data.tf`, `locals.tf`), else the first. Of variables,
    outputs and providers the one that says more stays, where it says all that the other says. Declarations that say
    different things are reported with both places and what they differ in. Override files amend, and are no second
    declaration; `.tf.json` files declare, and are only reported.

    ## Fix safety
    Safe where nothing but the repetition goes away. Unsafe where a comment or another description goes with it, and
    where one declaration has arguments that the other has not: there the choice is yours to check.

    ## References
    Terraform, "Files and Directories"; "Override Files"
    """

    name = "duplicate-declaration"
    subject = "Syntax and layout"
    target = m.Module()
    severity = Severity.ERROR

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at every name that the module declares more than once."""
        found: dict[str, list[Element]] = {}
        for kind in _KINDS:
            for one in element.elements_of(kind):
                if one.address and not (isinstance(one, Provider) and one.alias is None and "alias" in one):
                    found.setdefault(one.address, []).append(one)
        for local in element.locals:
            found.setdefault(local.address, []).append(local)
        sets = [_Repeated(element, elements) for elements in found.values() if len(elements) > 1]
        dropped = {one for repeated in sets for one in repeated.dropped}
        for repeated in sets:
            repeated.report(ctx, dropped)
        for address in sorted(found.keys() & (element.json_addresses - element.overridden_addresses)):
            ctx.report(found[address][0], f"{address} is declared in a .tf.json file of this module as well.")


class _Repeated:
    """The declarations of one name, in file and offset order, and which of them may go."""

    def __init__(self, module: Module, elements: Sequence[Element]) -> None:
        self.elements = elements
        self.said = [said(one.node) for one in elements]
        self.kept = _kept(module, elements, self.said)
        self.dropped = [] if self.kept is None else [one for one in elements if one is not self.kept]

    def report(self, ctx: RuleContext, dropped: set[Element]) -> None:
        """One finding for each declaration but the first, which is where Terraform sees it."""
        first = self.elements[0]
        for one, its in zip(self.elements[1:], self.said[1:], strict=True):
            detail, fix = "", None
            differing = self.said[0].differing(its)
            if differing:
                detail = f"The two declarations differ in {', '.join(differing)}."
            if self.kept is not None:
                goes = first if one is self.kept else one
                stays = self.said[self.elements.index(self.kept)]
                level = _level(stays, self.said[self.elements.index(goes)])
                fix = Fix(_title(self.kept, goes), level, needs_whole_module=False)
                fix.remove(_item(goes, dropped))
            ctx.report(
                one, f"{one.address} is declared twice.", fix, detail=detail, related=[(first, "declared here first")]
            )


def _kept(module: Module, elements: Sequence[Element], said: Sequence[Said]) -> Element | None:
    """The declaration that says all that the others say, None where there is none."""
    block_type = elements[0].kind or "check"
    growing = block_type in _GROWING
    able = [
        one
        for one, its in zip(elements, said, strict=True)
        if all(its.covers(other) if growing else its == other for other in said)
    ]
    if not able:
        return None
    most = max(len(its.arguments) for one, its in zip(elements, said, strict=True) if one in able)
    able = [one for one, its in zip(elements, said, strict=True) if one in able and len(its.arguments) == most]
    conventional = "locals" if isinstance(elements[0], Local) else _KINDS[block_type]
    if conventional is not None:
        path = file_for(module, conventional, elements[0])
        return next((one for one in able if one.path == path), able[0])
    return able[0]


def _level(stays: Said, goes: Said) -> Level:
    """Safe where the declaration that goes says nothing else, and the one that stays adds a description at most."""
    if any(stays.arguments.get(name) != value for name, value in goes.arguments.items()):
        return Level.UNSAFE
    wider = stays.arguments.keys() - goes.arguments.keys() - {"description"}
    return Level.UNSAFE if wider or stays.blocks != goes.blocks else Level.SAFE


def _title(stays: Element, goes: Element) -> str:
    if stays.path == goes.path:
        return f"Declare {stays.address} once"
    return f"Declare {stays.address} in {stays.path.rpartition('/')[2]} only"


def _item(element: Element, dropped: set[Element]) -> Element:
    """What to remove: of a `locals` block in which nothing is left, the block."""
    if isinstance(element, Local):
        block = element.locals_block
        module = element.module
        inside = [module.element_at(element.path, item.start) for item in block.body.items]
        if all(one in dropped for one in inside):
            around = module.element_at(block.source.path, block.start)
            return element if around is None else around
    return element
