"""Rule `random-keepers`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from tffix import matchers as m
from tffix import templates as t
from tffix.config import Option
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name
from tffix.terraform import Resource, Variable, evaluate
from tffix.words import listed

from ._environment import ENVIRONMENT, PROJECT, reads, text_variable

# The resources of hashicorp/random, which all have `keepers`, a map of strings (provider schema 3.7.2).
_TYPES = (
    "random_bytes", "random_id", "random_integer", "random_password", "random_pet", "random_shuffle", "random_string",
    "random_uuid",
)  # fmt: skip

_REPLACES = (
    "A value that was applied already is replaced by the next apply, and with it whatever is made from it "
    "(passwords, names of buckets and databases)."
)


class RandomKeepers(Rule):
    """Random value that no keepers tie to its environment and project.

    ## Why is this bad?
    A `random_*` resource makes its value once and keeps it in the state until one of its arguments changes. Without
    `keepers` nothing says which deployment the value belongs to: a state that is copied, or whose variables are
    pointed at another environment, carries the password or the suffix of the first one along.

    This is a policy, not a defect: values do not change from one apply to the next without keepers either.

    ## Example
    ```hcl
    variable "env" {
      type = string
    }

    variable "project_name" {
      type = string
    }

    resource "random_password" "database" {
      length  = 32
      special = false
    }
    ```
    Use instead:
    ```hcl
    variable "env" {
      type = string
    }

    variable "project_name" {
      type = string
    }

    resource "random_password" "database" {
      length  = 32
      special = false

      keepers = {
        env     = var.env
        project = var.project_name
      }
    }
    ```
    The variables are those that the module has, under the first of the configured names; where it has one of the two,
    that one is used, and where it has neither, nothing is said. Only strings that are not sensitive count, because
    keepers are a map of strings that lands in the state.

    Keepers that exist get only what is missing, told by what their values refer to, not by their keys; keepers that
    are computed are left alone. A variable that another argument of the resource uses (the prefix of a name) counts
    as kept.

    ## Fix safety
    Unsafe: **a value that was applied already is replaced.** New keepers force the provider to make another password,
    id or name, and everything made from it follows: a database gets another master password, a bucket another name.
    Meant for code that was not applied yet. With `prevent_destroy` the edit is only shown, and there is no finding
    where `ignore_changes` covers the keepers.

    ## Options
    * `environment`: names of the variable for the environment, best first. Default: `env`, `environment`,
      `environment_name`, `env_name`, `deployment_environment`, `stage`, `stage_name`, `environment_suffix`,
      `env_suffix`.
    * `project`: names of the variable for the project, best first. Default: `project`, `project_name`, `app_name`,
      `application`, `application_name`, `app`, `service_name`, `service`.
    * `required`: also report values without keepers in modules that have neither variable. Default: false.

    ## References
    Random provider, "Resource Keepers"; Terraform documentation, the `lifecycle` meta-argument
    """

    name = "random-keepers"
    subject = "Secrets and parameters"
    target = m.Resource(*_TYPES)
    severity = Severity.INFO
    after = ("random-password-charset",)
    options = (
        Option(
            "environment",
            list,
            ENVIRONMENT,
            "names of the variable for the environment, best first",
            variables=ENVIRONMENT,
        ),
        Option("project", list, PROJECT, "names of the variable for the project, best first", variables=PROJECT),
        Option("required", bool, False, "report values without keepers also where neither variable exists"),
    )

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at the keepers of one random value."""
        if element.is_overridden or _ignores_keepers(element):
            return
        keepers = element["keepers"]
        if keepers is not None and evaluate(keepers, ctx.module) is None:
            keepers = None
        if keepers is not None and not isinstance(keepers, n.ObjectCons):
            return  # computed: what is in it cannot be told, or is somebody's decision
        missing = _missing(element, keepers, ctx)
        if missing:
            message = f"{element.address} has no keepers."
            if keepers is not None and keepers.items:
                names = listed(variable.address for variable in missing)
                message = f"The keepers of {element.address} leave out {names}."
            ctx.report(element, message, _fix(element, keepers, missing), detail=_REPLACES)
            return
        if keepers is None and ctx.options.get("required") and not any(_variables(ctx)):
            ctx.report(element, f"{element.address} has no keepers.", detail=_neither(ctx))


def _names(ctx: RuleContext) -> list[Sequence[str]]:
    """The configured names of the variables, for the environment and for the project."""
    defaults = {"environment": ENVIRONMENT, "project": PROJECT}
    return [cast("Sequence[str]", ctx.options.get(name, default)) for name, default in defaults.items()]


def _variables(ctx: RuleContext) -> list[Variable | None]:
    return [text_variable(ctx.module, names) for names in _names(ctx)]


def _missing(element: Resource, keepers: n.ObjectCons | None, ctx: RuleContext) -> list[Variable]:
    """The variables that should be among the keepers and are not.

    An argument that uses the variable (the prefix of a name) ties the value to it as well as a keeper does.
    """
    keys = {key_name(item.key) for item in keepers.items} if keepers is not None else set()
    found = []
    for names, variable in zip(_names(ctx), _variables(ctx), strict=True):
        # A key that is taken is the author's word on the matter, as is one that has to be computed.
        if variable is None or _key(variable) in keys or None in keys:
            continue
        addresses = [f"var.{name}" for name in names]
        if not reads(ctx.module, element.node, addresses):
            found.append(variable)
    return found


def _key(variable: Variable) -> str:
    """The key for a variable: its name, without `_name`."""
    return variable.label.removesuffix("_name")


def _fix(element: Resource, keepers: n.ObjectCons | None, missing: Sequence[Variable]) -> Fix:
    level = Level.MANUAL if _is_protected(element) else Level.UNSAFE
    names = listed(variable.address for variable in missing)
    fix = Fix(f"Add keepers of {names} to {element.address}", level)
    if keepers is not None and keepers.items:
        for variable in missing:
            fix.set_item(keepers, _key(variable), variable.address)
        return fix
    value = t.object_({_key(variable): variable.address for variable in missing})
    empty, last = element.attribute("keepers"), _last_argument(element)
    if empty is not None:
        # Removed and written anew: a value of several lines stands in no column with the lines around it.
        fix.remove(empty)
        fix.set_attribute(element, "keepers", value)
    elif last is None:
        fix.set_attribute(element, "keepers", value)
    elif not _ends_its_line(last):
        fix.insert_after(last, t.attribute("keepers", value), is_set_off=True)
    else:
        # The provider's documentation sets keepers off by blank lines, which `set_attribute` would not.
        below = "\n" if _is_followed_closely(last) else ""
        fix.replace(last, last, "\n\n" + t.attribute("keepers", value) + below)
    return fix


def _last_argument(element: Resource) -> Attribute | None:
    """The argument that keepers go behind: the last one but for `depends_on`, which stays at the end."""
    arguments = [item for item in element.body.items if isinstance(item, Attribute)]
    return next((one for one in reversed(arguments) if one.name != "depends_on"), None)


def _ends_its_line(attribute: Attribute) -> bool:
    """Whether nothing follows an argument on its last line, and the block is not a one-line block."""
    block = attribute.parent.parent
    text = attribute.source.text
    rest = text[attribute.end : text.find("\n", attribute.end)]
    return block is not None and "\n" in text[block.open_brace : attribute.start] and not rest.strip()


def _is_followed_closely(attribute: Attribute) -> bool:
    """Whether the next line holds another item of the block, or a comment."""
    below = attribute.source.text[attribute.end :].split("\n", 2)[1].strip()
    return bool(below) and not below.startswith("}")


def _lifecycle(element: Resource, name: str) -> n.Expression | None:
    found = (block.body.get(name) for block in element.blocks("lifecycle"))
    return next((attribute.expr for attribute in found if attribute is not None), None)


def _ignores_keepers(element: Resource) -> bool:
    """Whether changes of the keepers are ignored: then they would say nothing."""
    ignored = _lifecycle(element, "ignore_changes")
    if isinstance(ignored, n.TupleCons):
        return any(item.text.strip('"').split("[")[0].split(".")[0] == "keepers" for item in ignored.items)
    return ignored is not None and ignored.text.strip('"') == "all"


def _is_protected(element: Resource) -> bool:
    """Whether Terraform refuses to replace the value."""
    expression = _lifecycle(element, "prevent_destroy")
    return expression is not None and evaluate(expression, element.module) is not False


def _neither(ctx: RuleContext) -> str:
    environment, project = (", ".join(names) for names in _names(ctx))
    return f"The module has no string variable for the environment ({environment}) or the project ({project})."
