"""Rule `fargate-task-settings`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax.literals import quote
from tffix.terraform import UNKNOWN, Resource

# CPU units, the memory in MiB from and to, in steps of. Source: Amazon ECS developer guide, "Task definition parameters
# for Fargate", task size.
_SIZES = {
    256: (512, 2048, 512),
    512: (1024, 4096, 1024),
    1024: (2048, 8192, 1024),
    2048: (4096, 16384, 1024),
    4096: (8192, 30720, 1024),
    8192: (16384, 61440, 4096),
    16384: (32768, 122880, 8192),
}
# A quarter of a CPU has no 1536 MiB.
_HOLES = {(256, 1536)}


class FargateTaskSettings(Rule):
    """Task definition for Fargate that Fargate cannot run: its size, or its network mode.

    ## Why is this bad?
    ECS refuses the definition when it is made (`No Fargate configuration exists for given values`, `Fargate only
    supports network mode awsvpc`). The plan does not tell.

    ## Example
    ```hcl
    resource "aws_ecs_task_definition" "api" {
      family                   = "api"
      requires_compatibilities = ["FARGATE"]
      cpu                      = 1024
      memory                   = 1024
      container_definitions    = jsonencode([{ name = "api", image = var.image }])
    }
    ```
    Use instead:
    ```hcl
    resource "aws_ecs_task_definition" "api" {
      family                   = "api"
      requires_compatibilities = ["FARGATE"]
      network_mode             = "awsvpc"
      cpu                      = 1024
      memory                   = 2048
      container_definitions    = jsonencode([{ name = "api", image = var.image }])
    }
    ```
    Memory that is too little, or lies between two steps, becomes the next that the CPU units can have; too much is
    reported only, as it is yours to choose what gives way. Values that are computed are left alone.

    ## Fix safety
    Unsafe: the size decides what the task costs, and another network mode needs subnets and security groups.

    ## References
    Amazon ECS developer guide, "Task definition parameters for Fargate"
    """

    name = "fargate-task-settings"
    subject = "Containers"
    target = m.Resource("aws_ecs_task_definition")
    severity = Severity.ERROR

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at one task definition."""
        wanted = element.constant("requires_compatibilities", [])
        if wanted is UNKNOWN or not isinstance(wanted, list) or "FARGATE" not in wanted:
            return
        _check_mode(element, ctx)
        _check_size(element, ctx)


def _check_mode(element: Resource, ctx: RuleContext) -> None:
    mode = element.constant("network_mode", "")
    if not isinstance(mode, str) or mode == "awsvpc":
        return
    fix = Fix("Use the network mode awsvpc", Level.UNSAFE, needs_whole_module=False)
    fix.set_attribute(element, "network_mode", quote("awsvpc"), after="requires_compatibilities")
    attribute = element.attribute("network_mode")
    message = f"Fargate runs {element.address} in the network mode awsvpc only."
    ctx.report(element if attribute is None else attribute, message, fix, address=element.address)


def _check_size(element: Resource, ctx: RuleContext) -> None:
    cpu, memory = _number(element, "cpu"), _number(element, "memory")
    attribute = element.attribute("memory")
    if cpu is None or memory is None or attribute is None:
        return
    if cpu not in _SIZES:
        units = ", ".join(map(str, _SIZES))
        where = element.attribute("cpu") or element
        message = f"Fargate has no {cpu} CPU units for {element.address}."
        ctx.report(where, message, detail=f"It has {units}.", address=element.address)
        return
    least, most, step = _SIZES[cpu]
    sizes = [size for size in range(least, most + 1, step) if (cpu, size) not in _HOLES]
    if memory in sizes:
        return
    fix = None
    right = next((size for size in sizes if size >= memory), None)
    is_quoted = attribute.expr_text.startswith('"')
    if right is not None and attribute.expr_text.strip('"').isdecimal():
        fix = Fix(f"Give it {right} MiB", Level.UNSAFE, needs_whole_module=False)
        fix.replace(attribute.expr, quote(str(right)) if is_quoted else str(right))
    message = f"Fargate has no {memory} MiB for {cpu} CPU units, which is what {element.address} asks for."
    ctx.report(attribute, message, fix, detail=f"It has {least} to {most}.", address=element.address)


def _number(element: Resource, name: str) -> int | None:
    """CPU units or MiB as a number; None where it is not known, or written with a unit."""
    value = element.constant(name)
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
