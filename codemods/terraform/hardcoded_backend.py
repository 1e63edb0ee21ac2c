"""Rule `hardcoded-backend`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.config import Profile
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute, Block
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform import Module, TerraformBlock
from tffix.words import listed

from ._backends import is_table_deprecated

# What tells where the state is, by type of backend, the place itself first. Source: Terraform documentation, the page
# of each backend ("Configuration Variables").
_PLACES = {
    "s3": (
        "bucket",
        "key",
        "region",
        "dynamodb_table",
        "kms_key_id",
        "profile",
        "role_arn",
        "workspace_key_prefix",
    ),
    "gcs": ("bucket", "prefix", "kms_encryption_key"),
    "azurerm": ("storage_account_name", "container_name", "key", "resource_group_name", "subscription_id"),
}


class HardcodedBackend(Rule):
    """A backend that names the place of the state in the code.

    ## Why is this bad?
    The bucket has to exist before the first `terraform init`, and every environment that is made from the code would
    share one state: the second overwrites the first.

    ## Example
    ```hcl
    terraform {
      backend "s3" {
        bucket  = "acme-state"
        key     = "orders/terraform.tfstate"
        region  = "eu-west-1"
        encrypt = true
      }
    }
    ```
    Use instead:
    ```hcl
    terraform {
      backend "s3" {
        encrypt = true
      }
    }
    ```
    Code that is deployed may well name the place of its one state: there the rule is silent, unless it is asked for by
    name or the profile is `answer` or `strict`. Code that reads `terraform.workspace` has a state for each workspace.
    Backends of the types `s3`, `gcs` and `azurerm` are looked at. A DynamoDB table that `backend-dynamodb-table` does
    away with is left to that rule, unless this one is asked for by name.

    ## Fix safety
    Unsafe: from now on the place is an argument of `terraform init`, for which the finding has the values:
    `-backend-config="bucket=acme-state"` and so on, or a file of them.

    ## References
    Terraform documentation, "Backend block configuration overview", partial configuration.
    """

    name = "hardcoded-backend"
    subject = "Settings, providers and state"
    target = m.Terraform()
    severity = Severity.INFO

    def check(self, element: TerraformBlock, ctx: RuleContext) -> None:
        """Look at the backend of one `terraform` block."""
        if ctx.profile is Profile.DEFAULT and not ctx.is_named:
            return
        if _reads_workspace(ctx.module):
            return  # each workspace has a state of its own
        for backend in element.blocks("backend"):
            type_ = "".join(backend.label_values)
            named = _named(backend, _PLACES.get(type_, ()))
            if not ctx.is_named and is_table_deprecated(ctx.module):
                named = [one for one in named if one.name != "dynamodb_table"]  # `backend-dynamodb-table` replaces it
            if not named or named[0].name != _PLACES[type_][0]:
                continue
            names = listed(one.name for one in named)
            fix = Fix(f"Leave {names} to terraform init", Level.UNSAFE)
            for attribute in named:
                fix.remove(attribute)
            values = ", ".join(f'"{one.name}={string_value(one.expr)}"' for one in named)
            ctx.report(
                backend,
                f"The {type_} backend names the place of the state in the code.",
                fix,
                detail=f"With a partial configuration, terraform init -backend-config has {values}.",
            )


def _named(backend: Block, names: tuple[str, ...]) -> list[Attribute]:
    """The attributes of those names with literal values, in that order."""
    found = (backend.body.get(name) for name in names)
    return [one for one in found if one is not None and string_value(one.expr) is not None]


def _reads_workspace(module: Module) -> bool:
    return any(
        isinstance(node, n.Traversal) and node.names[:2] == ("terraform", "workspace")
        for attribute in module.attributes_mentioning("workspace")
        for node in attribute.expr.walk()
    )
