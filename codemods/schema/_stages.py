"""The stages of API Gateway deployments."""

from __future__ import annotations

from tffix.terraform import DataSource, Module, Resource

DEPLOYMENT = "aws_api_gateway_deployment"
STAGE = "aws_api_gateway_stage"

OF_STAGE = ("execution_arn", "invoke_url", "stage_name")
"""What the deployment told of its stage (AWS provider 6.0 upgrade guide); the stage has it under the same name."""


def stages_of(deployment: Resource | DataSource, module: Module) -> list[Resource]:
    """The stages that a module declares for a deployment."""
    return [one for one in module.resources_of(STAGE) if _is_of(one, deployment, module)]


def _is_of(stage: Resource, deployment: Resource | DataSource, module: Module) -> bool:
    value = stage["deployment_id"]
    return value is not None and any(one.address == deployment.address for one in module.references_in(value))
