"""What the tasks of state machines call: integrations of Step Functions, and the resources they name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name, string_value, unescape_heredoc
from tffix.terraform import Module, Resource
from tffix.terraform.references import find_references
from tffix.terraform.resolve import unwrap

from ._permission_needs import SEND, Need
from ._policy_statements import whole_local

_INTEGRATION = re.compile(r"arn:[^:]*:states:::(?P<call>[\w-]+:[\w-]+)(?:\.[\w:.]+)?")
_MAX_DEPTH = 60

# Integration -> what it asks, and the parameter that names the resource. Source: Step Functions developer guide,
# "Integrating optimized services" and the IAM policies on the page of each service.
_CALLS: dict[str, tuple[Need, tuple[str, ...]]] = {
    "dynamodb:deleteItem": (Need(("dynamodb:DeleteItem",)), ("TableName",)),
    "dynamodb:getItem": (Need(("dynamodb:GetItem",)), ("TableName",)),
    "dynamodb:putItem": (Need(("dynamodb:PutItem",)), ("TableName",)),
    "dynamodb:updateItem": (Need(("dynamodb:UpdateItem",)), ("TableName",)),
    "events:putEvents": (SEND["aws_cloudwatch_event_bus"], ("EventBusName",)),
    "glue:startJobRun": (Need(("glue:StartJobRun",)), ("JobName",)),
    "lambda:invoke": (SEND["aws_lambda_function"], ("FunctionName",)),
    "sns:publish": (SEND["aws_sns_topic"], ("TopicArn",)),
    "sqs:sendMessage": (SEND["aws_sqs_queue"], ("QueueUrl",)),
    "states:startExecution": (SEND["aws_sfn_state_machine"], ("StateMachineArn",)),
}


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """A call of a state machine: the resource of the module that it uses, and what that asks."""

    target: Resource
    need: Need


def tasks_of(machine: Resource) -> tuple[Task, ...]:
    """The calls in the definition of a state machine, as far as it is in the text of the module."""
    module = machine.module
    tree = _tree(machine["definition"], module, 0)
    return tuple(_tasks(tree, module))


def _tree(expression: n.Expression | None, module: Module, depth: int) -> Any:
    """The definition as dictionaries, lists and what stands at their leaves: strings and expressions."""
    if expression is None or depth > _MAX_DEPTH:
        return None
    expression = unwrap(expression)
    local = whole_local(expression, module)
    if local is not None:
        return _tree(local.expr, module, depth + 1)
    if isinstance(expression, n.FunctionCall) and expression.name in ("jsonencode", "merge", "concat"):
        found = [_tree(argument, module, depth + 1) for argument in expression.arguments]
        return found[0] if len(found) == 1 else found
    if isinstance(expression, n.ObjectCons):
        return {key_name(item.key) or "": _tree(item.value, module, depth + 1) for item in expression.items}
    if isinstance(expression, n.TupleCons):
        return [_tree(item, module, depth + 1) for item in expression.items]
    if isinstance(expression, n.ForTuple):
        return [_tree(expression.value, module, depth + 1)]
    if isinstance(expression, n.Heredoc):
        return _json(expression)
    value = string_value(expression)
    return expression if value is None else value


def _json(heredoc: n.Heredoc) -> Any:
    """A definition that is written as JSON; an interpolation that is a whole string stays an expression."""
    expressions: list[n.Expression] = []
    pieces: list[str] = []
    for part in heredoc.parts:
        if isinstance(part, n.TemplateLiteral):
            pieces.append(unescape_heredoc(part.text))
        elif isinstance(part, n.Interpolation):
            expressions.append(part.expression)
            pieces.append(f"\ue000{len(expressions) - 1}\ue001")
        else:
            return None
    try:
        return _put_back(json.loads("".join(pieces)), expressions)
    except ValueError:
        return None


def _put_back(value: Any, expressions: list[n.Expression]) -> Any:
    if isinstance(value, dict):
        return {key: _put_back(inner, expressions) for key, inner in value.items()}
    if isinstance(value, list):
        return [_put_back(inner, expressions) for inner in value]
    found = re.fullmatch("\ue000(\\d+)\ue001", value) if isinstance(value, str) else None
    return expressions[int(found[1])] if found else value


def _tasks(tree: Any, module: Module) -> Iterator[Task]:
    todo = [tree]
    while todo:
        one = todo.pop(0)
        if isinstance(one, list):
            todo += one
        if not isinstance(one, dict):
            continue
        todo += one.values()
        if one.get("Type", "Task") == "Task" and "Resource" in one:
            yield from _task(one, module)


def _task(state: dict[str, Any], module: Module) -> Iterator[Task]:
    resource = state["Resource"]
    if isinstance(resource, n.Expression):
        target = _resource(resource, module)
        if target is not None and target.type == "aws_lambda_function":
            yield Task(target, SEND["aws_lambda_function"])
        return
    found = _INTEGRATION.fullmatch(resource) if isinstance(resource, str) else None
    known = _CALLS.get(found["call"]) if found else None
    if known is None:
        return
    need, names = known
    for value in _named(state.get("Parameters", state.get("Arguments")), names):
        target = _resource(value, module) if isinstance(value, n.Expression) else None
        if target is not None:
            yield Task(target, need)


def _named(parameters: Any, names: tuple[str, ...]) -> Iterator[Any]:
    """The values of parameters, at any depth (`Entries[].EventBusName`)."""
    todo = [parameters]
    while todo:
        one = todo.pop(0)
        if isinstance(one, list):
            todo += one
        elif isinstance(one, dict):
            for key, value in one.items():
                if key in names:
                    yield value
                elif isinstance(value, dict | list):
                    todo.append(value)


def _resource(expression: n.Expression, module: Module) -> Resource | None:
    """The resource whose own attribute an expression is (not an alias, not a version of it)."""
    element = module.resolve(expression)
    if not isinstance(element, Resource) or element.type == "aws_lambda_alias":
        return None
    references = list(find_references(unwrap(expression)))
    path = references[0].attribute_path if len(references) == 1 else ()
    return None if path and path[0] in ("qualified_arn", "version") else element
