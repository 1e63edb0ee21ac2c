"""The variables of a module that say which environment and which project it is deployed for."""

from __future__ import annotations

from collections.abc import Iterable

from tffix.syntax import nodes as n
from tffix.terraform import Module, Variable, evaluate

# Names in order of preference, as configurations really use them: of the 131 answers in the corpus, 223 variables are
# called `environment`, 128 `environment_suffix`, 10 `env`; 181 `project_name`, 14 `project`, 7 `app_name`.
ENVIRONMENT = (
    "env", "environment", "environment_name", "env_name", "deployment_environment", "stage", "stage_name",
    "environment_suffix", "env_suffix",
)  # fmt: skip
PROJECT = (
    "project", "project_name", "app_name", "application", "application_name", "app", "service_name", "service",
)  # fmt: skip


def text_variable(module: Module, names: Iterable[str]) -> Variable | None:
    """The first of the named variables that the module has and whose value is provably a string to be shown."""
    found = (module.variable(name) for name in names)
    return next((variable for variable in found if variable is not None and _is_plain_text(variable)), None)


def _is_plain_text(variable: Variable) -> bool:
    """Whether a value is always a string, and neither secret nor gone after the plan: it lands in the state."""
    if any(variable.constant(name, default=False) is not False for name in ("sensitive", "ephemeral")):
        return False  # or not known, as for a variable that an override file amends
    type_ = (variable.type_text or "any").strip('"')
    if variable.default is None:
        return type_ == "string"
    # Null in a map of strings is no value to tell environments apart by.
    default = evaluate(variable.default, module=variable.module)
    return isinstance(default, str) and type_ in ("string", "any")


def reads(module: Module, node: n.Node, addresses: Iterable[str]) -> bool:
    """Whether an expression refers to one of the addresses, by itself or through local values."""
    wanted = set(addresses)
    todo, seen = [node], set[str]()
    while todo:
        for reference in module.references_in(todo.pop()):
            address = reference.address
            if address in wanted:
                return True
            local = module.local(address.removeprefix("local.")) if address.startswith("local.") else None
            if local is not None and address not in seen:
                seen.add(address)
                todo.append(local.expr)
    return False
