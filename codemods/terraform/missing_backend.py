"""Rule `missing-backend`."""

from __future__ import annotations

from tffix import matchers as m
from tffix import templates as t
from tffix.config import Option
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.terraform import Module

from ._backends import is_root, json_words, state_blocks
from ._provider_home import add_block
from ._provider_uses import first_uses
from ._settings_home import settings_place

# The backend of each platform. Source: Terraform documentation, "Backend block configuration overview".
_TYPES = {"aws": "s3", "google": "gcs", "google-beta": "gcs", "azurerm": "azurerm", "alicloud": "oss"}


class MissingBackend(Rule):
    """A configuration without a backend: its state stays on the machine that runs it.

    ## Why is this bad?
    Nobody else can change what was made, two runs at once do not see each other, and with the machine the state is
    lost.

    ## Example
    ```hcl
    terraform {
      required_version = ">= 1.10.0"
    }

    resource "aws_sqs_queue" "orders" {
      name = "orders"
    }
    ```
    Which backend it is, nobody but you knows. With

    ```toml
    [missing-backend]
    type = "s3"
    ```

    the configuration gets an empty block, `backend "s3" {}`; the place is given to `terraform init -backend-config`.
    Modules that others call, and those in a directory `modules`, have no state of their own. Of code that may be
    deployed, a module that shows in no way that it is run by itself (values of variables, a lock file) may be there for
    others: it is left alone, unless the rule is asked for by name.

    ## Fix safety
    Unsafe: a state that exists has to be moved, with `terraform init -migrate-state`. Without the option the fix is
    manual, with the backend of the platform in use.

    ## Options
    * `type`: the type of the backend, such as `s3`, `gcs` or `azurerm`.

    ## References
    Terraform documentation, "Backend block configuration overview", partial configuration.
    """

    name = "missing-backend"
    subject = "Settings, providers and state"
    target = m.Module()
    severity = Severity.INFO
    options = (Option("type", str, None, "type of the backend of a configuration without one"),)

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look for a backend in a module that is run by itself."""
        if state_blocks(element) or element.has_structure_errors or not is_root(element, ctx):
            return
        words = json_words(element)
        if '"backend"' in words or '"cloud"' in words:
            return
        configured = ctx.options.get("type")
        used = sorted({_TYPES[use.name] for use in first_uses(element) if use.name in _TYPES})
        type_ = configured if isinstance(configured, str) else used[0] if len(used) == 1 else None
        fix = None
        if type_ is not None:
            level = Level.UNSAFE if configured else Level.MANUAL
            fix = Fix(f"Keep the state in a backend of type {type_}", level)
            _add(fix, element, t.block("backend", type_))
        ctx.report(settings_place(element), "The configuration has no backend.", fix)


def _add(fix: Fix, module: Module, code: str) -> None:
    if module.terraform_blocks:
        fix.append(module.terraform_blocks[0], code)
    else:
        add_block(fix, module, code)
