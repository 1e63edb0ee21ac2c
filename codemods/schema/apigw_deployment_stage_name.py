"""Rule `apigw-deployment-stage-name`."""

from __future__ import annotations

from typing import cast

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.terraform import Module, Reference, Resource
from tffix.terraform.requirements import schema_for

from ._blocks import NotEvidentError, text_of
from ._stages import DEPLOYMENT, OF_STAGE, STAGE, stages_of


class ApigwDeploymentStageName(Rule):
    """A deployment of an API Gateway REST API that makes its own stage, by `stage_name`.

    ## Why is this bad?
    Version 6 of the AWS provider refuses the argument, version 5 deprecates it. A stage that belongs to a deployment is
    destroyed with it, and takes neither logs, tracing nor a firewall.

    ## Example
    ```hcl
    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "~> 5.0"
        }
      }
    }

    resource "aws_api_gateway_deployment" "api" {
      rest_api_id = "a1b2c3"
      stage_name  = "live"
    }

    output "url" {
      value = aws_api_gateway_deployment.api.invoke_url
    }
    ```
    Use instead:
    ```hcl
    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "~> 5.0"
        }
      }
    }

    resource "aws_api_gateway_deployment" "api" {
      rest_api_id = "a1b2c3"
    }

    resource "aws_api_gateway_stage" "api" {
      rest_api_id   = "a1b2c3"
      deployment_id = aws_api_gateway_deployment.api.id
      stage_name    = "live"
    }

    output "url" {
      value = aws_api_gateway_stage.api.invoke_url
    }
    ```

    Where the deployment has a stage of that name already, the argument is removed. What reads the stage's URL, ARN or
    name from the deployment reads it from the stage.

    ## Fix safety
    Safe where the provider refuses the argument. Unsafe where it still takes it: the next apply makes the stage anew.

    ## References
    AWS provider, version 6 upgrade guide; resource `aws_api_gateway_stage`.
    """

    name = "apigw-deployment-stage-name"
    subject = "API Gateway"
    target = m.Resource(DEPLOYMENT)

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at the stage arguments of one deployment."""
        name = element.attribute("stage_name") or element.attribute("stage_description")
        schema = schema_for(ctx.module, element)
        if name is None or schema is None or element.is_overridden:
            return
        is_refused = name.name not in schema.block.attributes
        if not is_refused and not schema.block.attributes[name.name].deprecated:
            return
        fix = _fix(element, Level.SAFE if is_refused else Level.UNSAFE, ctx.module)
        verb = "has no argument" if is_refused else "deprecates the argument"
        message = f"aws_api_gateway_deployment {verb} {name.name}: a stage is a resource of its own."
        ctx.report(name, message, fix, severity=Severity.ERROR if is_refused else Severity.WARNING)


def _fix(deployment: Resource, level: Level, module: Module) -> Fix | None:
    name, description = deployment.attribute("stage_name"), deployment.attribute("stage_description")
    stages = stages_of(deployment, module)
    reads = [one for one in module.references_to(deployment.address) if set(one.attribute_path[:1]) & set(OF_STAGE)]
    if name is None:
        lonely = Fix("Remove stage_description, which no stage has", level)
        lonely.remove(cast(Attribute, description))
        return lonely if not stages else None
    same = [one for one in stages if _names_stage(one, deployment, name.expr)]
    if stages and len(same) != 1:
        return None
    try:
        fix = _joined(same[0], name, reads, level) if same else _added(deployment, name, description, level, module)
    except NotEvidentError:
        return None
    if fix is None or not all(isinstance(one.node, n.Traversal) for one in reads):
        return None
    stage = same[0] if same else None
    for reference in reads:
        if stage is not None and reference.container == stage:
            continue
        steps = cast(n.Traversal, reference.node).steps
        fix.rename(cast(n.TraverseRoot, steps[0]), STAGE)
        if stage is not None and stage.label != deployment.label:
            fix.rename(cast(n.TraverseAttr, steps[1]), stage.label)
    for attribute in (name, description, None if same else deployment.attribute("tags")):
        if attribute is not None:
            fix.remove(attribute)
    return fix


def _joined(stage: Resource, name: Attribute, reads: list[Reference], level: Level) -> Fix:
    """The fix that leaves the stage to the resource that is there."""
    fix = Fix(f"Leave the stage to {stage.address}", level)
    for reference in reads:
        if reference.container == stage:
            fix.replace(reference.expression, text_of(name.expr))
    return fix


def _added(
    deployment: Resource, name: Attribute, description: Attribute | None, level: Level, module: Module
) -> Fix | None:
    """The fix that makes the stage a resource beside the deployment."""
    api = deployment["rest_api_id"]
    if api is None or module.declares(f"{STAGE}.{deployment.label}"):
        return None
    meta = {key: text_of(value) for key in ("provider", "count", "for_each") if (value := deployment[key]) is not None}
    index = "[count.index]" if "count" in meta else "[each.key]" if "for_each" in meta else ""
    rows = {
        "rest_api_id": text_of(api),
        "deployment_id": f"{deployment.address}{index}.id",
        "stage_name": text_of(name.expr),
        **({"description": text_of(description.expr)} if description is not None else {}),
    }
    items = (*(t.attribute(*one) for one in meta.items()), *(("",) if meta else ()))
    # Deployments have no tags: what is tagged there is the stage.
    tags = deployment["tags"]
    rest = () if tags is None else ("", t.attribute("tags", text_of(tags)))
    stage = t.resource(STAGE, deployment.label, items=(*items, *(t.attribute(*one) for one in rows.items()), *rest))
    fix = Fix(f"Make the stage a resource, {stage.address}", level)
    fix.insert_after(deployment, stage)
    return fix


def _names_stage(stage: Resource, deployment: Resource, name: n.Expression) -> bool:
    """Whether the name of a stage is that of the deployment, written alike or read from it."""
    value = stage["stage_name"]
    if value is None:
        return False
    return value.text == name.text or value.text.startswith(f"{deployment.address}.stage_name")
