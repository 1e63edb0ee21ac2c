"""Who uses what in the name of a role: functions, event source mappings, rules, schedules, state machines, tasks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tffix.syntax import Attribute, Block
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name
from tffix.terraform import Module, Resource
from tffix.terraform.resolve import unwrap

from ._kms_uses import key_of
from ._permission_needs import (
    CONTAINER_SECRETS,
    ENCRYPTED,
    EVENT_SOURCES,
    FUNCTION_LOGS,
    MACHINE_LOGS,
    MONITORING,
    NEPTUNE,
    NETWORK,
    SEND,
    TRACING,
    USE,
    WRITE_LOGS,
    Need,
)
from ._role_policies import role_of
from ._sfn_tasks import tasks_of

_FUNCTION = "aws_lambda_function"


@dataclass(frozen=True, slots=True, eq=False)
class Edge:
    """`user` uses `target` (nothing in particular for None) in the name of `role`; `how` is the rest of a sentence.

    `encrypted` is what a key is needed for, where the target is one.
    """

    role: Resource
    user: Resource
    target: Resource | None
    need: Need
    how: str
    encrypted: Resource | None = None


def edges_of(module: Module) -> list[Edge]:
    """Everything that roles of the module are used for, as far as the text tells, each once."""
    found: dict[tuple[str, str, str, tuple[str, ...]], Edge] = {}
    for edge in _all(module):
        if edge.user.is_overridden or (edge.target is not None and edge.target.is_overridden):
            continue
        for one in (edge, *_of_key(edge)):
            target = "" if one.target is None else one.target.address
            found.setdefault((one.role.address, one.user.address, target, one.need.actions), one)
    return list(found.values())


def _all(module: Module) -> Iterator[Edge]:
    for function in module.resources_of(_FUNCTION):
        role = role_of(function["role"], module)
        if role is not None:
            yield from _function(function, role)
    for mapping in module.resources_of("aws_lambda_event_source_mapping"):
        yield from _mapping(mapping)
    for config in module.resources_of("aws_lambda_function_event_invoke_config"):
        yield from _destinations(config, "destination_config", ("on_failure", "on_success"))
    for machine in module.resources_of("aws_sfn_state_machine"):
        yield from _machine(machine)
    for target in module.resources_of("aws_cloudwatch_event_target"):
        yield from _sends(target, target.block)
    for schedule in module.resources_of("aws_scheduler_schedule"):
        for block in schedule.blocks("target"):
            yield from _sends(schedule, block)
    for flow in module.resources_of("aws_flow_log"):
        yield from _writes_logs(flow, "iam_role_arn", "log_destination")
    for trail in module.resources_of("aws_cloudtrail"):
        yield from _writes_logs(trail, "cloud_watch_logs_role_arn", "cloud_watch_logs_group_arn")
    for type_ in ("aws_db_instance", "aws_rds_cluster_instance"):
        for instance in module.resources_of(type_):
            role = role_of(instance["monitoring_role_arn"], module)
            if role is not None:
                yield Edge(role, instance, None, MONITORING, "sends enhanced monitoring to CloudWatch Logs")
    for task in module.resources_of("aws_ecs_task_definition"):
        yield from _containers(task)


def _of_key(edge: Edge) -> Iterator[Edge]:
    """What a key asks that encrypts the target."""
    target = edge.target
    known = None if target is None else ENCRYPTED.get(target.type)
    if target is None or known is None or edge.need.any_of:
        return
    argument, needs = known
    key = key_of(target[argument], target.module)
    need = next((needs[action] for action in edge.need.actions if action in needs), None)
    if key is not None and need is not None:
        yield Edge(edge.role, edge.user, key, need, edge.how, target)


def _resource(expression: n.Expression | None, module: Module) -> Resource | None:
    element = module.resolve(expression)
    return element if isinstance(element, Resource) else None


def _named(block: Block, name: str) -> n.Expression | None:
    attribute = block.body.get(name)
    return None if attribute is None else attribute.expr


def _function(function: Resource, role: Resource) -> Iterator[Edge]:
    module = function.module
    in_network = [block for block in function.blocks("vpc_config") if not _is_empty(block, "subnet_ids")]
    if in_network:
        yield Edge(role, function, None, NETWORK, "runs in a VPC")
    else:
        yield Edge(role, function, None, FUNCTION_LOGS, "writes its log")
    for block in function.blocks("tracing_config"):
        mode = block.body.get("mode")
        if mode is not None and mode.expr_text == '"Active"':
            yield Edge(role, function, None, TRACING, "is traced")
    for block in function.blocks("dead_letter_config"):
        target = _resource(_named(block, "target_arn"), module)
        if target is not None and target.type in ("aws_sqs_queue", "aws_sns_topic"):
            need = SEND[target.type]
            yield Edge(role, function, target, Need(need.actions, fails_apply=True), "sends what fails to {}")
    for block in function.blocks("environment"):
        yield from _environment(function, role, block)


def _is_empty(block: Block, name: str) -> bool:
    value = _named(block, name)
    return value is None or (isinstance(value, n.TupleCons) and not value.items)


def _environment(function: Resource, role: Resource, block: Block) -> Iterator[Edge]:
    """What the environment of a function names, it uses; for its own queue of events it has `_mapping`."""
    module = function.module
    for reference in module.references_in(block):
        target = module.get(reference.address)
        if not isinstance(target, Resource) or target == function:
            continue
        if target.type == "aws_neptune_cluster":
            if target.constant("iam_database_authentication_enabled", False) is True:
                yield Edge(role, function, target, NEPTUNE, "has {} in its environment")
        elif target.type in USE and reference.attribute_path[:1] in _names(target):
            yield Edge(role, function, target, USE[target.type], "has {} in its environment")


def _names(target: Resource) -> tuple[tuple[str], ...]:
    """The attributes by which code finds a resource. The name of a function may be there for its metrics as well."""
    if target.type == _FUNCTION:
        return (("arn",),)
    return ("arn",), ("id",), ("name",), ("url",), ("bucket",)


def _mapping(mapping: Resource) -> Iterator[Edge]:
    module = mapping.module
    function = _function_of(mapping)
    role = None if function is None else role_of(function["role"], module)
    source = _resource(mapping["event_source_arn"], module)
    if role is None or function is None:
        return
    if source is not None and source.type in EVENT_SOURCES:
        yield Edge(role, mapping, source, EVENT_SOURCES[source.type], "reads {}")
    yield from _destinations(mapping, "destination_config", ("on_failure",))


def _function_of(user: Resource) -> Resource | None:
    """The function that `function_name` names, by an alias of it too."""
    module = user.module
    function = _resource(user["function_name"], module)
    if function is not None and function.type == "aws_lambda_alias":
        function = _resource(function["function_name"], module)
    return function if function is not None and function.type == _FUNCTION else None


def _destinations(user: Resource, name: str, kinds: tuple[str, ...]) -> Iterator[Edge]:
    module = user.module
    function = _function_of(user)
    role = None if function is None else role_of(function["role"], module)
    for block in user.blocks(name) if role is not None else ():
        for kind in kinds:
            for inner in block.body.blocks_of(kind):
                target = _resource(_named(inner, "destination_arn") or _named(inner, "destination"), module)
                if role is not None and target is not None and target.type in SEND:
                    need = Need(SEND[target.type].actions, SEND[target.type].essential, fails_apply=True)
                    yield Edge(role, user, target, need, "sends to {}")


def _machine(machine: Resource) -> Iterator[Edge]:
    role = role_of(machine["role_arn"], machine.module)
    if role is None:
        return
    for task in tasks_of(machine):
        yield Edge(role, machine, task.target, task.need, "calls {}")
    for block in machine.blocks("logging_configuration"):
        level = block.body.get("level")
        if level is not None and level.expr_text in ('"ALL"', '"ERROR"', '"FATAL"'):
            yield Edge(role, machine, None, MACHINE_LOGS, "logs its executions")
    for block in machine.blocks("tracing_configuration"):
        enabled = block.body.get("enabled")
        if enabled is not None and enabled.expr_text == "true":
            yield Edge(role, machine, None, Need(TRACING.actions, managed=TRACING.managed), "is traced")


def _sends(user: Resource, block: Block) -> Iterator[Edge]:
    """An `arn` that is called in the name of `role_arn`."""
    module = user.module
    role = role_of(_named(block, "role_arn"), module)
    target = _resource(_named(block, "arn"), module)
    if role is not None and target is not None and target.type in SEND:
        yield Edge(role, user, target, SEND[target.type], "sends to {}")


def _writes_logs(user: Resource, role_name: str, group_name: str) -> Iterator[Edge]:
    module = user.module
    role = role_of(user[role_name], module)
    expression = user[group_name]
    if role is None or expression is None:
        return
    groups = [
        target
        for reference in module.references_in(expression)
        if isinstance(target := module.get(reference.address), Resource)
    ]
    if len(groups) == 1 and groups[0].type == "aws_cloudwatch_log_group":
        need = Need(WRITE_LOGS.actions, below=":*", fails_apply=user.type == "aws_cloudtrail")
        yield Edge(role, user, groups[0], need, "writes to {}")


def _containers(task: Resource) -> Iterator[Edge]:
    """Secrets that the agent reads for the containers of a task."""
    module = task.module
    role = role_of(task["execution_role_arn"], module)
    definitions = task.attribute("container_definitions")
    if role is None or definitions is None:
        return
    for expression in _values_from(definitions):
        for reference in module.references_in(expression):
            target = module.get(reference.address)
            if isinstance(target, Resource) and target.type in CONTAINER_SECRETS:
                yield Edge(role, task, target, CONTAINER_SECRETS[target.type], "gives its containers {}")


def _values_from(attribute: Attribute) -> Iterator[n.Expression]:
    for node in unwrap(attribute.expr).walk():
        if isinstance(node, n.ObjectItem) and key_name(node.key) == "valueFrom":
            yield node.value
