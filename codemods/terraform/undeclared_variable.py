"""Rule `undeclared-variable`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from tffix import matchers as m
from tffix.config import Option, Table
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform import Module, ModuleCall, Output, Reference, Resource, Variable

from ..aws._secrets import names_secret
from ._collection_types import type_of_structure
from ._input_types import ANY, declared_type, infer_type, schema_of, value_type
from ._new_variables import RESERVED_NAMES, declare_variable
from ._undeclared import mentioned, near_miss, ordered, reads_local, takes_values, write_address

# Words that a name may have or not have: `region` and `aws_region`, `project` and `project_name`.
_ADDITIONS = frozenset({"aws", "name"})


class UndeclaredVariable(Rule):
    """Input variable that is used and declared nowhere in the module.

    ## Why is this bad?
    Terraform refuses the whole configuration, and nothing can be planned or applied: "Reference to undeclared input
    variable". Nobody can set the value either.

    ## Example
    ```hcl
    variable "project" {
      description = "Project"
      type        = string
    }

    resource "aws_sqs_queue" "orders" {
      name                       = "${var.project}-${var.environment}-orders"
      visibility_timeout_seconds = var.timeout_minutes * 60
    }
    ```
    Use instead:
    ```hcl
    variable "project" {
      description = "Project"
      type        = string
    }

    variable "environment" {
      description = "Environment"
      type        = string
    }

    variable "timeout_minutes" {
      description = "Timeout minutes"
      type        = number
    }

    resource "aws_sqs_queue" "orders" {
      name                       = "${var.project}-${var.environment}-orders"
      visibility_timeout_seconds = var.timeout_minutes * 60
    }
    ```
    The declaration goes where the module keeps its variables. Its type is what all uses have in common: what arguments
    take, what `for_each` and its `each.value` need, an object of what is read from it; where they prove nothing, what
    the name says (`kms_key_arn`, `subnet_ids`), else `any`. Its description says what the name says, and is left out
    where the other variables have none. What is a secret by its name, or by the argument that it goes into, is
    `sensitive`.
    There is no default unless one is configured: the next plan asks for the value.

    A name that is a slip of the one variable declared (`var.enviroment`) is corrected where it is used, and so is one
    that says the same as the one variable that nothing uses (`var.region` beside an idle `aws_region`, `var.env` beside
    `environment`). A name that only a local value has (`var.common_tags` beside `locals { common_tags = ... }`) is read
    from there.

    In a module that others call, the callers have to pass the value: they do where they set such an argument already
    or have a variable of the same name themselves. Otherwise the variable is only reported.

    ## Fix safety
    Safe where the declaration is all there is to write: nothing is invented, and before it there was no plan to change.
    Also safe is the correction of a slip to a declared variable that nothing else uses, and to a local value. Unsafe
    where a declared variable is used under its right name as well, where its name differs in more than a slip, and
    where callers get a new argument.

    ## Options
    * `defaults`: values for `default` as text, by name of the variable: `{ aws_region = "us-east-1" }`. Default: none.

    ## References
    Terraform documentation, "Input Variables"
    """

    name = "undeclared-variable"
    subject = "Variables, outputs and modules"
    target = m.Module()
    severity = Severity.ERROR
    options = (Option("defaults", dict, Table(), "defaults of new variables, by name"),)

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at every name behind `var.` that no variable of the module has."""
        if element.has_structure_errors:
            return
        names = {second: None for first, second, _ in mentioned(element) if first == "var"}
        unknown = [name for name in names if not element.declares(f"var.{name}")]
        uses = {name: [r for r in element.references_to(f"var.{name}") if _asks(r)] for name in unknown}
        for name, references in uses.items():
            twin = near_miss(name, [other for other in unknown if len(uses[other]) > len(references)])
            if references:
                self._check_name(name, references, twin, ctx)

    def _check_name(self, name: str, references: list[Reference], twin: str | None, ctx: RuleContext) -> None:
        """Report the uses of a name; `twin` is another one without declaration that it may be a slip of."""
        module, stub, detail = ctx.module, None, ""
        corrected = _correction(name, module, references)
        if corrected is None and twin is not None:
            detail = f"It may be a slip of var.{twin}, which is used more often and not declared either."
        elif corrected is None:
            stub, detail = self._stub(name, module, references, ctx)
        for reference in ordered(references):
            fix = stub if corrected is None else _renamed(reference, *corrected)
            ctx.report(reference.node, f"var.{name} is not declared.", fix, detail=detail, address=f"var.{name}")

    def _stub(self, name: str, module: Module, references: list[Reference], ctx: RuleContext) -> tuple[Fix | None, str]:
        """The fix that declares a variable, and what a person has to know where there is none."""
        if name in RESERVED_NAMES:
            return None, f"{name} is a reserved name that no variable can have; give it another one."
        defaults = cast("Mapping[str, str]", ctx.options.get("defaults") or {})
        default = defaults.get(name)
        callers = module.configuration.callers(module)
        missing = [call for call in callers if call.attribute(name) is None] if default is None else []
        known = [call for call in missing if call.module.variable(name) is not None]
        if len(known) < len(missing):
            blind = next(call for call in missing if call not in known)
            return None, f"The module is called by {blind.address}, which would have to pass a value for {name}."
        fix = Fix(f"Declare the variable {name}", Level.UNSAFE if missing else Level.SAFE)
        type_ = infer_type(references)
        if type_ == ANY:
            type_ = _type_of_callers(name, module)
        if type_ == ANY:
            type_ = type_of_structure(name, references)
        declare_variable(fix, module, name, type_, default, is_sensitive=_is_secret(name, type_, references))
        for call in missing:
            fix.set_attribute(call, name, f"var.{name}")
        return fix, ""


def _asks(reference: Reference) -> bool:
    """Whether Terraform looks the variable up where the reference stands."""
    return isinstance(reference.node, n.Traversal) and takes_values(reference)


# Another name ------------------------------------------------------------------------------------------------------


def _correction(name: str, module: Module, references: list[Reference]) -> tuple[str, Level] | None:
    """The address that is evidently meant."""
    if any(call.attribute(name) is not None for call in module.configuration.callers(module)):
        return None
    if any(name in file.body for file in module.tfvars):
        return None
    local = module.local(name)
    if local is not None:
        # A local value that is made from the variable (`environment = var.environment`) cannot stand in for it.
        is_own = any(r.container == local or reads_local(module, local.node, r.container) for r in references)
        return None if is_own else (local.address, Level.SAFE)
    suiting = {variable.label: variable for variable in module.variables if _suits(variable, references)}
    near = near_miss(name, suiting)
    if near is not None:
        address = suiting[near].address
        return address, Level.UNSAFE if module.is_mentioned(address) else Level.SAFE
    alike = [one for label, one in suiting.items() if _alike(name, label) and not module.is_mentioned(one.address)]
    return (alike[0].address, Level.UNSAFE) if len(alike) == 1 else None


def _alike(one: str, other: str) -> bool:
    """Whether two names say the same but for words that add nothing, abbreviations, and the number."""
    first, second = ([word for word in name.lower().split("_") if word not in _ADDITIONS] for name in (one, other))
    return len(first) == len(second) > 0 and all(
        long.startswith(short) and (len(short) > 2 or short == long)
        for short, long in (sorted(pair, key=len) for pair in zip(first, second, strict=True))
    )


def _suits(variable: Variable, references: list[Reference]) -> bool:
    """Whether the type of a variable is what the uses of the mistyped name need, as far as they say."""
    needed, declared = infer_type(references), variable.type_text
    return needed == ANY or declared in (None, ANY, needed) or {needed, declared} <= {"string", "number"}


def _renamed(reference: Reference, address: str, level: Level) -> Fix:
    fix = Fix(f"Write {address}", level)
    node = reference.node
    assert isinstance(node, n.Traversal)
    write_address(fix, node, address)
    return fix


# The declaration ---------------------------------------------------------------------------------------------------


def _is_secret(name: str, type_: str, references: list[Reference]) -> bool:
    """Whether a variable holds a secret and may be sensitive: Terraform refuses outputs and instances made of one."""
    if type_ != "string":
        return False
    attributes = [reference.attribute for reference in references]
    if any(isinstance(reference.container, Output) for reference in references):
        return False
    if any(attribute is not None and attribute.name in ("count", "for_each") for attribute in attributes):
        return False
    return names_secret(name) or any(_goes_into_secret(reference) for reference in references)


def _goes_into_secret(reference: Reference) -> bool:
    """Whether a variable is the whole value of an argument that the provider keeps secret."""
    element, attribute = reference.container, reference.attribute
    if not isinstance(element, Resource) or attribute is None or attribute.expr is not reference.node:
        return False
    if element.type == "aws_ssm_parameter" and string_value(element["type"]) != "SecureString":
        return False  # sensitive whatever it holds
    schema = schema_of(element, attribute)
    return schema is not None and schema.sensitive


def _type_of_callers(name: str, module: Module) -> str:
    """The type that every caller passes, or has under that name itself; `any` where they do not say."""
    types = {_passed_type(call, name) for call in module.configuration.callers(module)}
    return types.pop() if len(types) == 1 else ANY


def _passed_type(call: ModuleCall, name: str) -> str:
    attribute = call.attribute(name)
    if attribute is not None:
        return value_type(attribute.expr, call.module)
    variable = call.module.variable(name)
    return ANY if variable is None else declared_type(variable)
