"""Rule `unknown-resource-type`."""

from __future__ import annotations

from typing import cast

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.terraform import BlockElement, DataSource
from tffix.terraform.addresses import format_address
from tffix.terraform.requirements import provider_schema_for
from tffix.terraform.schema import ProviderSchema, default_store
from tffix.terraform.schema_words import did_you_mean

from ._lookups import by_name
from ._types import renamed

_NOUNS = {"resource": "resource type", "data": "data source", "ephemeral": "ephemeral resource type"}


class UnknownResourceType(Rule):
    """A resource type or data source that the provider does not have.

    ## Why is this bad?
    Terraform refuses the whole configuration once `terraform init` has fetched the provider: `Invalid resource type`,
    or `Invalid data source`. Whatever refers to the resource or data source fails with it.

    ## Example
    ```hcl
    resource "aws_cloudwatch_metric_filter" "errors" {
      name           = "errors"
      log_group_name = "/app/api"
      pattern        = "ERROR"
    }

    output "filter" {
      value = aws_cloudwatch_metric_filter.errors.id
    }
    ```
    Use instead:
    ```hcl
    resource "aws_cloudwatch_log_metric_filter" "errors" {
      name           = "errors"
      log_group_name = "/app/api"
      pattern        = "ERROR"
    }

    output "filter" {
      value = aws_cloudwatch_log_metric_filter.errors.id
    }
    ```

    ## Fix safety
    Safe, where one type is evidently meant: another name of the service or of the resource that a table knows, or a
    misspelt name that is near to exactly one type. All references of the module follow. Nothing of a type that no
    provider has can be in a state, so no address moves. Arguments that the type has under other names are for other
    rules. Unsafe where a data source is left out: one that nothing reads, or from which only the name of its object and
    the ARN made of that are read. Not fixed where the address is taken, or where the provider may be newer than the
    schemas that tffix has.

    ## References
    `terraform providers schema -json` of the provider version that the module's constraint admits; index of the AWS
    provider's documentation.
    """

    name = "unknown-resource-type"
    target = m.OneOf(m.Resource(), m.Data(), m.Ephemeral())
    severity = Severity.ERROR

    def check(self, element: BlockElement, ctx: RuleContext) -> None:
        """Look up the type of an element."""
        if len(element.labels) != 2:
            return
        provider = provider_schema_for(ctx.module, element)
        type_ = element.labels[0]
        known = provider.types(element.kind) if provider is not None else frozenset[str]()
        if provider is None or not known or type_ in known:
            return
        wanted = renamed(type_, known)
        if wanted is None:
            near = did_you_mean(type_, known)
            wanted = near if near is not None and provider.is_exact and _is_slip(provider, type_, near) else None
        fix = _renamed(element, wanted, ctx) if wanted is not None else None
        if wanted is None and isinstance(element, DataSource):
            fix = by_name(element, ctx.module) or _unread(element, provider, ctx)
        message = f"The provider {provider.source} has no {_NOUNS[element.kind]} {type_}."
        proven = wanted is not None or (provider.is_exact and not provider.is_stale)
        severity = Severity.ERROR if proven else Severity.WARNING
        ctx.report(element, message, fix, detail=_detail(provider, element, wanted), severity=severity)


def _unread(element: DataSource, provider: ProviderSchema, ctx: RuleContext) -> Fix | None:
    """A data source that nothing reads looks up nothing, whatever it is."""
    is_known = provider.is_exact and not provider.admits_newer
    if not is_known or element.is_overridden or ctx.module.is_mentioned(element.address):
        return None
    fix = Fix(f"Remove {element.address}, which nothing reads", Level.UNSAFE)
    fix.remove(element)
    return fix


def _is_slip(provider: ProviderSchema, type_: str, near: str) -> bool:
    """Whether a name near to a type is a slip, and not the singular or plural that a newer provider may have."""
    return not provider.admits_newer or type_.rstrip("s") != near.rstrip("s")


def _renamed(element: BlockElement, wanted: str, ctx: RuleContext) -> Fix | None:
    type_, name = element.labels
    if ctx.module.declares(format_address(element.kind, name, wanted)):
        return None
    fix = Fix(f"Write {wanted} for {type_}", Level.SAFE)
    fix.rename(element.block.labels[0], wanted)
    for reference in ctx.module.references_to(element.address):
        node = reference.node
        if isinstance(node, n.Traversal):
            step = node.steps[0 if element.kind == "resource" else 1]
            fix.rename(cast(n.TraverseRoot | n.TraverseAttr, step), wanted)
        else:
            fix.replace(node, node.text.replace(type_, wanted, 1))
    return fix


def _detail(provider: ProviderSchema, element: BlockElement, wanted: str | None) -> str:
    type_ = element.labels[0]
    if wanted is not None:
        return f"Did you mean {wanted}?"
    other = "resource" if isinstance(element, DataSource) else "data"
    if type_ in provider.types(other):
        return "There is a resource of that type only." if other == "resource" else "There is a data source of it only."
    store = default_store()
    for version in store.versions(provider.source):
        one = store.select(provider.source, f"= {version}")
        if one is not None and type_ in one.types(element.kind):
            return f"Version {version} of the provider has it, version {provider.version} does not."
    if not provider.is_exact:
        return f"Looked up in version {provider.version} of the provider; another one may have it."
    if provider.admits_newer:
        return "A version of the provider that is newer than the schemas here may have it."
    return ""
