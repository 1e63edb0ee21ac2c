"""Rule `sensitive-output`."""

from __future__ import annotations

from collections.abc import Iterator

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.terraform import DataSource, Local, ModuleCall, Output, Reference, Resource, Variable
from tffix.terraform.requirements import schema_for

# Terraform, "Built-in Functions": what they return is not sensitive, whatever they were given.
_OPENING = frozenset({"issensitive", "nonsensitive"})
_MOST_STEPS = 20
_KUBE = ("kube_admin_config", "kube_admin_config_raw", "kube_config", "kube_config_raw")
_KEYS = tuple(
    f"{which}_{what}"
    for which in ("primary", "secondary")
    for what in ("access_key", "blob_connection_string", "connection_string", "key")
)
# Resource pages of the providers whose schemas here do not tell what is sensitive.
_SECRETS = {
    "azurerm_application_insights": ("connection_string", "instrumentation_key"),
    "azurerm_container_registry": ("admin_password",),
    "azurerm_cosmosdb_account": _KEYS,
    "azurerm_eventhub_authorization_rule": _KEYS,
    "azurerm_kubernetes_cluster": _KUBE,
    "azurerm_log_analytics_workspace": ("primary_shared_key", "secondary_shared_key"),
    "azurerm_redis_cache": ("primary_access_key", "primary_connection_string", "secondary_access_key"),
    "azurerm_servicebus_namespace": ("default_primary_connection_string", "default_primary_key"),
    "azurerm_storage_account": _KEYS,
    "google_secret_manager_secret_version": ("secret_data",),
    "google_service_account_key": ("private_key",),
    "google_sql_user": ("password",),
}


class SensitiveOutput(Rule):
    """Output of a sensitive value that does not say so.

    ## Why is this bad?
    Terraform refuses to export from the root module what a variable, a provider or another module declares as
    sensitive, unless the output is sensitive as well: `Output refers to sensitive values`.

    ## Example
    ```hcl
    variable "db_password" {
      type      = string
      sensitive = true
    }

    output "db_password" {
      value = var.db_password
    }
    ```
    Use instead:
    ```hcl
    variable "db_password" {
      type      = string
      sensitive = true
    }

    output "db_password" {
      value     = var.db_password
      sensitive = true
    }
    ```
    Outputs of modules that are called pass on that a value is sensitive by themselves, and are left alone.

    ## Fix safety
    Safe: Terraform refuses the output as it is, and nothing else makes it accept the value.

    ## References
    Terraform, "Output Values", `sensitive`; the flags of `terraform providers schema -json`.
    """

    name = "sensitive-output"
    subject = "Variables, outputs and modules"
    target = m.Output()
    severity = Severity.ERROR

    def check(self, element: Output, ctx: RuleContext) -> None:
        """Look for something sensitive in the value of an output of a root module."""
        value = element["value"]
        if value is None or element.is_overridden or ctx.module.configuration.callers(ctx.module):
            return
        if element.constant("sensitive", default=False) is not False:
            return
        found = next(_sensitive(value, element), None)
        if found is None:
            return
        fix = Fix("Say that the output is sensitive", Level.SAFE, needs_whole_module=False)
        fix.set_attribute(element, "sensitive", "true")
        ctx.report(element, f"This output exports {found}, which is sensitive, and does not say so.", fix)


def _sensitive(value: n.Expression, where: Output | Local, steps: int = 0) -> Iterator[str]:
    """What a value has that is declared as sensitive, by its address."""
    opened = [
        (node.start, node.end) for node in value.walk() if isinstance(node, n.FunctionCall) and node.name in _OPENING
    ]
    for reference in where.module.references_in(value):
        start = reference.node.start
        if steps < _MOST_STEPS and not any(first <= start < last for first, last in opened):
            yield from _of_reference(reference, where, steps)


def _of_reference(reference: Reference, where: Output | Local, steps: int) -> Iterator[str]:
    element, path = where.module.get(reference.address), reference.attribute_path
    if isinstance(element, Variable):
        if not element.is_overridden and element.constant("sensitive", default=False) is True:
            yield element.address
    elif isinstance(element, Local):
        if element.expr is not None and not element.is_overridden:
            yield from _sensitive(element.expr, element, steps + 1)
    elif isinstance(element, ModuleCall) and path:
        called = element.module.configuration.called(element)
        output = called.get(f"output.{path[0]}") if called is not None else None
        if isinstance(output, Output) and output.constant("sensitive", default=False) is True:
            yield f"{element.address}.{path[0]}"
    elif isinstance(element, Resource | DataSource) and path and not element.is_overridden:
        schema = schema_for(element.module, element)
        attribute = schema.block.attributes.get(path[0]) if schema is not None else None
        if attribute is not None and (attribute.sensitive or path[0] in _SECRETS.get(element.type, ())):
            yield f"{element.address}.{path[0]}"
