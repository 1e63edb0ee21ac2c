"""Rule `placeholder-secret`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Rule, RuleContext
from tffix.terraform import Resource

from ._secrets import SECRETS, generate, secrets_in


class PlaceholderSecret(Rule):
    """Secret whose value is a placeholder, such as `CHANGE_ME`.

    ## Why is this bad?
    The apply succeeds, and what uses the secret fails; or it works, with a password that everybody can guess.

    ## Example
    ```hcl
    resource "aws_ssm_parameter" "auth_token" {
      name  = "/orders/auth-token"
      type  = "SecureString"
      value = "REPLACE_WITH_ACTUAL_TOKEN"
    }
    ```
    Use instead:
    ```hcl
    resource "random_password" "auth_token" {
      length  = 32
      special = false
    }

    resource "aws_ssm_parameter" "auth_token" {
      name  = "/orders/auth-token"
      type  = "SecureString"
      value = random_password.auth_token.result
    }
    ```
    Looked at are passwords of databases, secrets of Secrets Manager (in `jsonencode({...})` the items that are named as
    secrets) and parameters of type `SecureString`. A placeholder whose changes are ignored (`ignore_changes`) is meant
    to be written over by hand, and stays.

    ## Fix safety
    Unsafe: the value changes. Nothing but letters and digits is in it, as databases and caches refuse several of the
    other characters. Secrets that somebody else hands out (API keys, licences), and values that stand in other places
    of the module as well, are reported only.

    ## References
    Random provider, `random_password`; AWS provider documentation, `aws_ssm_parameter`.
    """

    name = "placeholder-secret"
    subject = "Secrets and parameters"
    target = m.Resource(*SECRETS)

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at the secrets of one resource."""
        for secret in secrets_in(element):
            if secret.is_placeholder:
                fix, detail = generate(secret)
                message = f"The secret in {element.address} is a placeholder."
                ctx.report(secret.node, message, fix, detail=detail, address=element.address)
