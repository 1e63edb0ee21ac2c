"""Rule `hardcoded-secret`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext
from tffix.syntax.literals import string_value
from tffix.terraform import Module, Variable

from ._secrets import all_secrets, generate, names_secret


class HardcodedSecret(Rule):
    """Password or other secret that stands in the code.

    ## Why is this bad?
    Everybody who can read the repository has it, every environment has the same one, and changing it takes a commit.

    ## Example
    ```hcl
    resource "aws_db_instance" "orders" {
      instance_class = "db.t3.micro"
      username       = "orders"
      password       = "Sup3rS3cret2024"
    }
    ```
    Use instead:
    ```hcl
    resource "random_password" "orders" {
      length  = 32
      special = false
    }

    resource "aws_db_instance" "orders" {
      instance_class = "db.t3.micro"
      username       = "orders"
      password       = random_password.orders.result
    }
    ```
    A password that the module has twice, for the database and in Secrets Manager, becomes one `random_password`.
    Variables that are named as secrets and have a default are reported too, with a fix that is only shown: without the
    default somebody has to pass the value. Placeholders are the affair of `placeholder-secret`.

    ## Fix safety
    Unsafe: the password of what is deployed changes, and whoever has the old one in other places has to be told.

    ## References
    Random provider, `random_password`; AWS Well-Architected Framework, SEC02-BP03 "Store and use secrets securely".
    """

    name = "hardcoded-secret"
    subject = "Secrets and parameters"
    target = m.Module()

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at the secrets of a module, and at the defaults of its variables."""
        for secret in all_secrets(element):
            if not secret.is_placeholder:
                fix, detail = generate(secret)
                address = secret.resource.address
                ctx.report(
                    secret.node, f"A secret of {address} stands in the code.", fix, detail=detail, address=address
                )
        for variable in element.variables:
            self._check_variable(variable, ctx)

    def _check_variable(self, variable: Variable, ctx: RuleContext) -> None:
        """Report the default of a variable that is a secret."""
        attribute = variable.attribute("default")
        if attribute is None or not names_secret(variable.label):
            return
        value = string_value(attribute.expr)
        if not value or value.startswith(("arn:", "/", "alias/")) or not _takes_text(variable):
            return
        fix = Fix("Remove the default", Level.MANUAL)
        fix.remove(attribute)
        message = f"The default of {variable.address} is a secret that stands in the code."
        ctx.report(attribute, message, fix, address=variable.address)


def _takes_text(variable: Variable) -> bool:
    return (variable.type_text or "string").strip('"') in ("string", "any")
