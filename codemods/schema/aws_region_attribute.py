"""Rule `aws-region-attribute`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext
from tffix.syntax import nodes as n
from tffix.terraform import DataSource, Module, Reference
from tffix.terraform.requirements import provider_schema_for, requirement_for
from tffix.terraform.schema import default_store

_OLD = frozenset({"name", "id"})
# AWS provider 6.0 upgrade guide: `region` took the place of `name` in the data source aws_region.
_BEFORE = "< 6.0.0"


class AwsRegionAttribute(Rule):
    """The name of a region read from `data.aws_region` by an attribute that version 6 of the AWS provider deprecates.

    ## Why is this bad?
    `name` works with a warning until the provider removes it. `region`, which takes its place, does not exist in
    version 5; `id` is the same string in both.

    ## Example
    ```hcl
    data "aws_region" "current" {}

    output "region" {
      value = data.aws_region.current.name
    }
    ```
    Use instead:
    ```hcl
    data "aws_region" "current" {}

    output "region" {
      value = data.aws_region.current.id
    }
    ```

    ## Fix safety
    Unsafe, though all three are the same string in AWS: a plan in which the data source is made up cannot show that
    nothing changes. `id` is written where the module's constraint, or none, admits versions
    before 6, `region` where it admits none of them. A module that version 5 runs for certain is left alone.

    ## References
    AWS provider, version 6 upgrade guide and data source `aws_region`.
    """

    name = "aws-region-attribute"
    target = m.Data("aws_region")

    def check(self, element: DataSource, ctx: RuleContext) -> None:
        """Look at every reference to a region."""
        wanted = _wanted(element, ctx.module)
        if wanted is None:
            return
        for reference in ctx.module.references_to(element.address):
            read = reference.attribute_path[:1]
            if not read or read[0] not in _OLD or read[0] == wanted:
                continue
            fix = Fix(f"Read {wanted} instead of {read[0]}", Level.UNSAFE, needs_whole_module=False)
            step = _step(reference)
            if step is not None:
                fix.rename(step, wanted)
            message = f"Version 6 of the AWS provider deprecates the attribute {read[0]} of aws_region."
            ctx.report(reference.expression, message, fix if step is not None else None, address=element.address)


def _wanted(element: DataSource, module: Module) -> str | None:
    """The attribute that every version which may run the module has; None where `name` is right or nothing is known."""
    provider = provider_schema_for(module, element)
    schema = provider.data_source(element.type) if provider is not None else None
    if schema is None or "region" not in schema.block.attributes:
        return None
    requirement = requirement_for(module, element.provider_name)
    if requirement.locked is not None or requirement.source is None:
        return "region"
    older = default_store().select(requirement.source, ", ".join((*requirement.constraints, _BEFORE)))
    return "id" if older is not None and older.is_exact else "region"


def _step(reference: Reference) -> n.TraverseAttr | None:
    """The step of a reference that names the attribute; None where instances are computed."""
    if not isinstance(reference.node, n.Traversal):
        return None
    steps = [step for step in reference.node.steps[3:] if isinstance(step, n.TraverseAttr)]
    return steps[0] if steps and steps[0].name in _OLD else None
