"""Rule `unsupported-attribute`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.terraform import DataSource, Module, Reference, Resource
from tffix.terraform.requirements import provider_schema_for
from tffix.terraform.schema_types import BlockSchema

from ..terraform._undeclared import mentioned, near_miss, takes_values
from ._reads import READS
from ._stages import DEPLOYMENT, OF_STAGE, stages_of


class UnsupportedAttribute(Rule):
    """An attribute read from a resource or data source that has none of that name.

    ## Why is this bad?
    Terraform refuses the whole configuration: `Unsupported attribute`. Nothing is planned until the name is one that
    the provider exports.

    ## Example
    ```hcl
    resource "aws_sqs_queue" "jobs" {
      name = "jobs"
    }

    output "url" {
      value = aws_sqs_queue.jobs.queue_url
    }
    ```
    Use instead:
    ```hcl
    resource "aws_sqs_queue" "jobs" {
      name = "jobs"
    }

    output "url" {
      value = aws_sqs_queue.jobs.url
    }
    ```

    ## Fix safety
    Safe, where one attribute is evidently meant: what version 6 of the AWS provider has of an API stage instead of its
    deployment, another name that a table knows, the name with words of the type in
    front or without them (`queue_url` for `url`, `name` for `function_name`), a slip of one letter, or the attribute of
    the one nested block that has it. Everything else is reported.

    ## References
    `terraform providers schema -json` of the provider version that the module's constraint admits; attribute references
    of the providers' resource pages.
    """

    name = "unsupported-attribute"
    target = m.OneOf(m.Resource(), m.Data())
    severity = Severity.ERROR

    def check(self, element: Resource | DataSource, ctx: RuleContext) -> None:
        """Look at every reference to an element."""
        provider = provider_schema_for(ctx.module, element)
        schema = provider.get(element.kind, element.type) if provider is not None else None
        if provider is None or schema is None or not provider.is_exact or element.is_overridden:
            return
        if element.kind == "resource" and not _may_read(element, schema.block, ctx.module):
            return
        for reference in ctx.module.references_to(element.address):
            name = _read(reference, element)
            if name is None or name in schema.block.attributes or name in schema.block.blocks:
                continue
            wanted = _meant(element.type, name, schema.block) or _nested(element, name, schema.block)
            step = _step(reference, name)
            fix = _of_stage(reference, element, name, ctx.module) if element.type == DEPLOYMENT else None
            if wanted is not None and step is not None:
                fix = Fix(f"Read {wanted} instead of {name}", Level.SAFE, needs_whole_module=False)
                fix.replace(step, _spelled(step, wanted))
            message = f"{element.type} has no attribute {name}."
            ctx.report(reference.expression, message, fix, address=element.address)


def _may_read(element: Resource | DataSource, schema: BlockSchema, module: Module) -> bool:
    """Whether the text of the module may read something of a resource that its schema does not have."""
    read = module.memo(_read_of, element.type, element.label)
    return any(name not in schema.attributes and name not in schema.blocks for name in read)


def _read_of(module: Module, type_: str, label: str) -> frozenset[str]:
    return module.memo(_read_names).get((type_, label), frozenset())


def _read_names(module: Module) -> dict[tuple[str, str], frozenset[str]]:
    """What follows each pair of names in the text of a module, empty where that is no name."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for first, second, third in mentioned(module):
        found[first, second] = found.get((first, second), frozenset()) | {third}
    return found


def _read(reference: Reference, element: Resource | DataSource) -> str | None:
    """The attribute that a reference reads; None where it reads none, or that cannot be told."""
    node, path = reference.node, reference.attribute_path
    if not path or not isinstance(node, n.Traversal) or not takes_values(reference):
        return None
    last = node.steps[1 if element.kind == "resource" else 2]
    follows = node.source.text[last.end : reference.expression.end].lstrip()
    # Without a key, the name may be meant as one: that is for `missing-index`.
    repeats = element.repeats
    return path[0] if repeats is follows.startswith(("[", ".*")) else None


def _of_stage(reference: Reference, deployment: Resource | DataSource, name: str, module: Module) -> Fix | None:
    """What a deployment told of its stage before version 6 of the AWS provider, from the one stage that it has."""
    stages = stages_of(deployment, module)
    if name not in OF_STAGE or len(stages) != 1 or not isinstance(reference.node, n.Traversal):
        return None
    root, label = reference.node.steps[:2]
    if not isinstance(root, n.TraverseRoot) or not isinstance(label, n.TraverseAttr):
        return None
    stage = stages[0]
    if (stage.count is None, stage.for_each is None) != (deployment.count is None, deployment.for_each is None):
        return None
    fix = Fix(f"Read it from {stage.address}", Level.SAFE)
    fix.rename(root, stage.type)
    if stage.label != deployment.label:
        fix.rename(label, stage.label)
    return fix


def _meant(type_: str, name: str, schema: BlockSchema) -> str | None:
    """The attribute that is evidently meant."""
    known = {*schema.attributes, *schema.blocks}
    listed = READS.get(type_, {}).get(name)
    if listed is not None:
        return listed if listed.partition("[")[0] in known else None
    words = [word.removesuffix("s") for word in type_.split("_")[1:]]
    parts = name.split("_")
    for i in range(1, len(parts)):
        if "_".join(parts[i:]) in known and {part.removesuffix("s") for part in parts[:i]} <= set(words):
            return "_".join(parts[i:])
    if name in ("name", "arn"):
        tails = ["_".join((*type_.split("_")[i:], name)) for i in range(1, len(parts) + len(words))]
        found = [one for one in dict.fromkeys(tails) if one in known]
        return found[0] if len(found) == 1 else None
    return near_miss(name, known)


def _nested(element: Resource | DataSource, name: str, schema: BlockSchema) -> str | None:
    """The attribute of the one nested block that has it, where the element has that block."""
    found = [block for block, nested in schema.blocks.items() if name in nested.block.attributes]
    if "_" not in name or len(found) != 1 or not schema.blocks[found[0]].is_single:
        return None
    is_there = len(element.body.blocks_of(found[0])) == 1 and schema.blocks[found[0]].nesting == "list"
    return f"{found[0]}[0].{name}" if is_there else None


def _step(reference: Reference, name: str) -> n.TraverseAttr | n.Identifier | None:
    """The place of the attribute's name behind the address."""
    assert isinstance(reference.node, n.Traversal)
    start = reference.node.steps[1].end
    steps: list[n.TraverseAttr | n.Identifier] = []
    steps += (one for one in reference.node.steps if isinstance(one, n.TraverseAttr) and one.start >= start)
    gets = (one for one in reference.expression.walk() if isinstance(one, n.GetAttr))
    steps += sorted((one.name for one in gets), key=lambda one: one.start)
    named = [one for one in steps if one.name == name]
    return named[0] if named else None


def _spelled(step: n.TraverseAttr | n.Identifier, wanted: str) -> str:
    """The new name as it stands in the place of the step, with the dot that belongs to one."""
    return f".{wanted}" if step.text.startswith(".") else wanted
