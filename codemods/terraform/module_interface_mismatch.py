"""Rule `module-interface-mismatch`."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.terraform import Local, Module, ModuleCall, Variable
from tffix.terraform.files import join_path

from ._input_types import value_type
from ._module_inputs import evident_input
from ._new_variables import declare_variable
from ._provider_references import (
    configuration_aliases,
    has_configuration,
    pass_configurations,
    provider_items,
    provider_key,
    provider_use,
    required_entries,
)
from ._undeclared import mentioned, near_miss

# Arguments of every module call (Terraform documentation, "Module Blocks").
_META = frozenset({"count", "depends_on", "for_each", "providers", "source", "version"})
_ANY = (None, "any")


class ModuleInterfaceMismatch(Rule):
    """Call of a local module that does not fit what the module takes.

    ## Why is this bad?
    Terraform refuses a call with an argument that the module has no variable for, without a value for a variable that
    has no default, without a provider configuration that the module asks for, and of a directory that is not there.

    ## Example
    ```hcl
    module "site" {
      source = "./site"

      domian = "example.com"
    }
    ```
    There is no directory `./site` here. If there were one whose module has a variable `domain`, the argument would be
    renamed.

    An argument that is a slip of a variable that has no value yet is renamed. One that the module reads is for
    `undeclared-variable` to declare. One that it neither declares nor reads is declared as well in a module whose
    declarations are missing; in others it is removed, unless a variable that it may be meant for has no value.

    A required variable is passed where the caller has a variable or a local value of the same name and type; else what
    other calls of the module pass with their own word in it (`module.vpc_us.id` of `module.peer_us`), the region of the
    provider configuration, the one output of another module that has the name, or the one resource that it speaks of
    (`aws_vpc.main.id` for `vpc_id`). So is a provider configuration of the same name.

    A directory that does not exist is corrected where exactly one module has that name in another place, or a name of
    which this is a slip. The rest is reported.

    ## Fix safety
    Safe where a slip is corrected to something required. Unsafe where an argument is removed, and where a value is
    passed on only because of its name.

    ## References
    Terraform documentation, "Module Blocks", "Providers Within Modules"
    """

    name = "module-interface-mismatch"
    subject = "Variables, outputs and modules"
    target = m.ModuleCall()
    severity = Severity.ERROR

    def check(self, element: ModuleCall, ctx: RuleContext) -> None:
        """Compare one call of a local module with the module."""
        if element.is_overridden:
            return
        if "source" not in element:
            ctx.report(element, f"{element.address} does not say which module it calls: it has no source.")
        if element.local_source is None:
            return
        called = ctx.module.configuration.called(element)
        if called is None:
            _check_directory(element, ctx)
        elif not called.has_structure_errors:
            _check_arguments(element, called, ctx)
            _check_providers(element, called, ctx)


# The directory -----------------------------------------------------------------------------------------------------


def _check_directory(call: ModuleCall, ctx: RuleContext) -> None:
    source, attribute = call.local_source, call.attribute("source")
    if source is None or attribute is None or ctx.module.file_exists(source) is not False:
        return  # there, or outside of what is known
    found = _directory_like(source, ctx.module)
    fix = None
    if found is not None:
        directory, level = found
        fix = Fix(f"Call {directory}", level, needs_whole_module=False)
        fix.set_attribute(call, "source", t.string(directory))
    ctx.report(call, f"There is no directory {source} for {call.address} to call.", fix)


def _directory_like(source: str, module: Module) -> tuple[str, Level] | None:
    """The directory of a module that is evidently meant, as seen from the caller."""
    wanted = join_path(module.directory, source)
    name, parent = posixpath.basename(wanted), posixpath.dirname(wanted)
    others = [d for d in module.configuration.modules if d not in ("", module.directory)]
    near = near_miss(name, [posixpath.basename(d) for d in others if posixpath.dirname(d) == parent], plural=True)
    moved = [d for d in others if posixpath.basename(d) == name]
    if near is not None:
        return _relative(join_path(parent, near), module), Level.SAFE
    return (_relative(moved[0], module), Level.UNSAFE) if len(moved) == 1 else None


def _relative(directory: str, module: Module) -> str:
    path = posixpath.relpath(directory, module.directory or ".")
    return path if path.startswith("../") else f"./{path}"


# Arguments ---------------------------------------------------------------------------------------------------------


def _check_arguments(call: ModuleCall, called: Module, ctx: RuleContext) -> None:
    missing = [v for v in called.variables if v.default is None and not v.is_overridden and v.label not in call]
    reads_more = _reads_undeclared(called)
    renamed: set[str] = set()
    for attribute in list(call.body.attributes.values()):
        if attribute.name in _META or called.declares(f"var.{attribute.name}"):
            continue
        unset = [variable.label for variable in called.variables if variable.label not in call]
        right = near_miss(attribute.name, unset)
        renamed.add(right or "")
        fix, detail = None, ""
        if right is not None:
            fix = _renamed(attribute, right, missing)
        elif called.is_mentioned(f"var.{attribute.name}"):
            detail = f"The module reads var.{attribute.name} without declaring it."
        elif reads_more:
            fix = Fix(f"Declare the variable {attribute.name} in {called.directory}", Level.UNSAFE)
            declare_variable(fix, called, attribute.name, value_type(attribute.expr, ctx.module))
        elif alike := [label for label in unset if _overlap(label, attribute.name)]:
            detail = f"It has {', '.join(alike)}, which {'has' if len(alike) == 1 else 'have'} no value."
        elif not missing and called.is_complete:
            fix = Fix(f"Remove {attribute.name}, which the module does not read", Level.UNSAFE)
            fix.remove(attribute)
        message = f"The module in {called.directory} has no variable {attribute.name}."
        ctx.report(attribute, message, fix, detail=detail, address=call.address)
    for variable in missing:
        fix = None if variable.label in renamed else _passed(call, variable)
        message = f"{call.address} does not set {variable.label}, which the module requires."
        ctx.report(call, message, fix, related=[(variable, "the variable without a default")])


def _reads_undeclared(module: Module) -> bool:
    """Whether a module reads variables it does not declare: then what is missing are its declarations."""
    names = {second for first, second, _ in mentioned(module) if first == "var"}
    return any(not module.declares(f"var.{name}") and module.references_to(f"var.{name}") for name in names)


def _renamed(attribute: Attribute, right: str, missing: list[Variable]) -> Fix:
    """The fix that gives an argument the name of the variable it is evidently meant for."""
    is_required = right in [variable.label for variable in missing]
    fix = Fix(f"Set {right}", Level.SAFE if is_required else Level.UNSAFE)
    fix.rename(attribute, right)
    return fix


def _overlap(one: str, other: str) -> bool:
    """Whether two names may be of the same thing: one has all the words of the other, in any number."""
    first, second = ({word.rstrip("s") for word in name.split("_")} for name in (one, other))
    return first <= second or second <= first


def _passed(call: ModuleCall, variable: Variable) -> Fix | None:
    """The fix that passes on what the caller has under the same name."""
    name, module = variable.label, call.module
    own = module.variable(name)
    value: Variable | Local | None = own if own is not None and _is_assignable(own, variable) else module.local(name)
    if value is None or (isinstance(value, Local) and not _is_text(value, variable)):
        passed = evident_input(call, variable)
    else:
        passed = value.address
    if passed is None:
        return None
    fix = Fix(f"Pass {passed} on", Level.UNSAFE)
    fix.set_attribute(call, name, passed)
    return fix


def _is_assignable(own: Variable, other: Variable) -> bool:
    """Whether the types are written alike, or one side takes everything."""
    mine, wanted = own.type_text, other.type_text
    return mine in _ANY or wanted in _ANY or "".join(mine.split()) == "".join(wanted.split())


def _is_text(local: Local, variable: Variable) -> bool:
    """Whether a local value may be what a variable wants: a collection literal is no string and the reverse."""
    wants_collection = (variable.type_text or "any").startswith(("list", "set", "map", "object", "tuple", "any"))
    is_collection = isinstance(local.expr, n.ObjectCons | n.TupleCons | n.ForTuple | n.ForObject)
    return variable.type_text in _ANY or wants_collection or not is_collection


# Provider configurations -------------------------------------------------------------------------------------------


def _check_providers(call: ModuleCall, called: Module, ctx: RuleContext) -> None:
    given = call["providers"]
    if given is not None and not isinstance(given, n.ObjectCons):
        return
    items = {provider_key(item): item for item in provider_items(call.block)}
    wanted = configuration_aliases(called)
    for address, place in wanted.items():
        if address in items or None in items:
            continue
        fix = None
        if has_configuration(call.module, address):
            fix = Fix(f"Pass {address} on", Level.UNSAFE)
            pass_configurations(fix, call, [address])
        message = f"{call.address} does not pass the provider configuration {address}, which the module requires."
        ctx.report(call, message, fix, related=[(place, "the configuration that the module asks for")])
    names = set(_provider_names(called))
    for key, item in items.items():
        if key is None or key in wanted or key in names or called.declares(f"provider.{key}"):
            continue
        if key.split(".")[0] in called.json_required_providers:
            continue
        # Terraform takes a key of its own provider for a slip and warns; one of another cannot be matched.
        is_other = key.split(".")[0] not in names and provider_use(item.value).name not in ("", key.split(".")[0])
        message = f"The module in {called.directory} takes no provider configuration {key}."
        severity = Severity.ERROR if is_other else Severity.WARNING
        ctx.report(item, message, address=call.address, severity=severity)


def _provider_names(module: Module) -> Iterator[str]:
    """The providers that a module requires, says something about, or has objects of."""
    yield from required_entries(module)
    yield from (provider.label for provider in module.providers)
    for element in (*module.resources, *module.data, *module.ephemerals):
        yield element.provider_reference
        yield element.provider_name
    # What it calls may need them.
    for call in module.modules:
        for item in provider_items(call.block):
            yield provider_use(item.value).address
