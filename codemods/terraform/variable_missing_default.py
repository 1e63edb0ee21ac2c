"""Rule `variable-missing-default`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from tffix import matchers as m
from tffix.config import Option, Profile, Table
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.terraform import Variable

from ._backends import is_root
from ._new_variables import default_value


class VariableMissingDefault(Rule):
    """Variable of a configuration that has no default, and that no file gives a value.

    ## Why is this bad?
    `terraform plan` stops and asks for the value, and where nobody can answer, as in a pipeline, it fails.

    ## Example
    ```toml
    [variable-missing-default]
    defaults = { environment = "dev" }
    ```
    ```hcl
    variable "environment" {
      type = string
    }

    resource "aws_sqs_queue" "orders" {
      name = "orders-${var.environment}"
    }
    ```
    Use instead:
    ```hcl
    variable "environment" {
      type    = string
      default = "dev"
    }

    resource "aws_sqs_queue" "orders" {
      name = "orders-${var.environment}"
    }
    ```
    Looked at are modules that are run, not those that others call, without a `.tfvars` file that is loaded by itself
    and has the variable. What value is right cannot be told: without a configured one the variable is reported.

    Of code that may be deployed the values come from somewhere: there the rule is silent about variables without
    configured value, unless it is asked for by name or the profile is `answer` or `strict`.

    ## Fix safety
    Unsafe: whoever forgets to pass the value gets the default, and no question.

    ## Options
    * `defaults`: values for `default` as text, by name of the variable: `{ environment = "dev", azs = '["a"]' }`.
      Default: none.

    ## References
    Terraform documentation, "Input Variables", default values; "Variable Definitions (.tfvars) Files".
    """

    name = "variable-missing-default"
    subject = "Variables, outputs and modules"
    target = m.Variable()
    severity = Severity.INFO
    options = (Option("defaults", dict, Table(), "defaults of variables that have none, by name"),)

    def check(self, element: Variable, ctx: RuleContext) -> None:
        """Look at one variable."""
        if "default" in element or element.is_overridden or not element.label:
            return
        module = ctx.module
        value = cast("Mapping[str, str]", ctx.options.get("defaults") or {}).get(element.label)
        if value is None and ctx.profile is Profile.DEFAULT and not ctx.is_named:
            return
        if not is_root(module, ctx) and not (value is not None and not module.configuration.callers(module)):
            return
        if any(element.label in file.body for file in module.tfvars if _is_loaded(file.path)):
            return
        message = f"{element.address} has no default, so that a plan asks for its value."
        if value is None:
            ctx.report(element, message)
            return
        type_ = (element.type_text or "any").strip('"')
        fix = Fix(f"Give {element.address} the configured default", Level.UNSAFE)
        fix.set_attribute(element, "default", default_value(value, type_), after=("type", "description"))
        ctx.report(element, message, fix)


def _is_loaded(path: str) -> bool:
    """Whether Terraform loads a file of values by itself."""
    name = path.rpartition("/")[2]
    return name == "terraform.tfvars" or name.endswith(".auto.tfvars")
