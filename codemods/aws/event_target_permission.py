"""Rule `event-target-permission`."""

from __future__ import annotations

from collections.abc import Sequence

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.terraform import Module, Resource

from ._arns import arn_of
from ._depends_on import wait_for
from ._event_senders import ACTIONS, POLICIES, Sending, is_refused, policy_of, sendings
from ._instances import own_key, provider_argument, repetition
from ._kms_uses import senders_to
from ._policy_writing import NewStatement, add_statement, new_document

# S3 tries the destination when the notification is made: the permission has to be there.
_ASKS_AT_ONCE = "aws_s3_bucket_notification"


class EventTargetPermission(Rule):
    """Function, queue or topic that does not let in the service which is to send events to it.

    ## Why is this bad?
    EventBridge, S3 and SNS call functions and send to queues and topics in their own name. Without a permission on
    the function, or a statement in the policy of the queue or topic, rules and subscriptions lose every event without
    an error, and S3 refuses the notification ("Unable to validate the following destination configurations").

    ## Example
    ```hcl
    resource "aws_cloudwatch_event_rule" "orders" {
      event_pattern = jsonencode({ source = ["orders"] })
    }

    resource "aws_cloudwatch_event_target" "orders" {
      rule = aws_cloudwatch_event_rule.orders.name
      arn  = aws_lambda_function.orders.arn
    }

    resource "aws_lambda_function" "orders" {
      function_name = "orders"
      role          = "arn:aws:iam::111122223333:role/orders"
      image_uri     = "orders:1"
      package_type  = "Image"
    }
    ```
    Use instead:
    ```hcl
    resource "aws_cloudwatch_event_rule" "orders" {
      event_pattern = jsonencode({ source = ["orders"] })
    }

    resource "aws_cloudwatch_event_target" "orders" {
      rule = aws_cloudwatch_event_rule.orders.name
      arn  = aws_lambda_function.orders.arn
    }

    resource "aws_lambda_permission" "orders" {
      statement_id  = "AllowExecutionFromEventBridgeOrders"
      action        = "lambda:InvokeFunction"
      function_name = aws_lambda_function.orders.function_name
      principal     = "events.amazonaws.com"
      source_arn    = aws_cloudwatch_event_rule.orders.arn
    }

    resource "aws_lambda_function" "orders" {
      function_name = "orders"
      role          = "arn:aws:iam::111122223333:role/orders"
      image_uri     = "orders:1"
      package_type  = "Image"
    }
    ```
    A queue or topic without a policy gets one, a policy that exists gets a statement. A topic that gets its first
    policy loses the default one; what alarms of the module need is written into it.

    Nothing is said where a permission or a policy may be meant for the source: one without a source, one with
    `for_each`, one whose text does not tell. A target that is reached with a role is up to the role's policies.

    ## Fix safety
    Unsafe: the target receives events. Only the one rule, bucket or topic may send them.

    ## References
    EventBridge user guide, "Using resource-based policies for Amazon EventBridge"; S3 user guide, "Granting
    permissions to publish event notification messages to a destination"; SNS developer guide, "Subscribing an Amazon
    SQS queue to an Amazon SNS topic"
    """

    name = "event-target-permission"
    subject = "Messages and workflows"
    target = m.Module()
    severity = Severity.WARNING

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at everything that services are told to send."""
        refused: dict[tuple[str, str, str], Sending] = {}
        for sending in sendings(element):
            key = (sending.principal, sending.source.address, sending.target.address)
            if key not in refused and is_refused(sending):
                refused[key] = sending
        for sending in refused.values():
            # A new policy is for all of them: a queue or topic has one.
            alike = [one for one in refused.values() if one.target == sending.target]
            target, source = sending.target.address, sending.source.address
            ctx.report(
                sending.user,
                f"{target} does not let {sending.principal} send to it what happens at {source}.",
                _fix(sending, alike),
                severity=Severity.ERROR if sending.user.type == _ASKS_AT_ONCE else Severity.WARNING,
            )


def _fix(sending: Sending, alike: Sequence[Sending]) -> Fix | None:
    target = sending.target
    fix = Fix(f"Let {sending.principal} send to {target.address}", Level.UNSAFE)
    if target.type == "aws_lambda_function":
        return fix if _permit(fix, sending) else None
    if target.repeats or sending.source.repeats:
        return None
    found = policy_of(target)
    if found is not None:
        return fix if add_statement(fix, found[1], _statement(sending)) else None
    type_, argument = POLICIES[target.type]
    code = t.resource(
        type_,
        target.label,
        items=(
            *provider_argument(target),
            f"{argument} = {target.address}.{'arn' if argument == 'arn' else 'id'}",
            "",
            f"policy = {new_document(_statements(target, alike))}",
        ),
    )
    if sending.user.module.declares(code.address):
        return None
    fix.insert_after(target, code)
    if sending.user.type == _ASKS_AT_ONCE:
        wait_for(fix, sending.user, [code.address])
    return fix


def _statements(target: Resource, sendings_: Sequence[Sending]) -> tuple[NewStatement, ...]:
    """What the first policy of a queue or topic says. That of a topic takes the place of one for the account."""
    statements = [_statement(one) for one in sendings_ if not one.source.repeats]
    if target.type == "aws_sns_topic":
        named = {one.principal for one in sendings_}
        statements += [
            NewStatement(
                f"Allow{_words(name.removesuffix('.amazonaws.com'))}",
                ("sns:Publish",),
                (arn_of(target),),
                _service(name),
            )
            for name in senders_to(target)
            if name not in named
        ]
    return tuple(statements)


def _permit(fix: Fix, sending: Sending) -> bool:
    """A permission on the function."""
    user, function = sending.user, sending.target
    if function.repeats or (sending.alias is not None and sending.alias.repeats):
        return False
    repeats = repetition(user) if sending.source.repeats else {}
    if sending.source.repeats and repeats != repetition(sending.source):
        return False
    key = own_key(sending.source) if repeats else ""
    # A notification names several functions.
    name = user.label if user.type != _ASKS_AT_ONCE else f"{user.label}_{function.label}"
    label, number = name, 1
    while user.module.declares(f"aws_lambda_permission.{label}"):
        number += 1
        label = f"{name}_invoke" if number == 2 else f"{name}_invoke_{number - 1}"
    services = {"events": "EventBridge", "s3": "S3", "sns": "SNS"}
    service = services[sending.principal.partition(".")[0]]
    items = [*provider_argument(function), *(f"{name} = {value}" for name, value in repeats.items())]
    if items:
        items.append("")
    if not repeats:
        items.append(f'statement_id = "AllowExecutionFrom{service}{_words(label)}"')
    items += ['action = "lambda:InvokeFunction"', f"function_name = {function.address}.function_name"]
    if sending.alias is not None:
        items.append(f"qualifier = {sending.alias.address}.name")
    items += [f'principal = "{sending.principal}"', f"source_arn = {sending.source.address}{key}.arn"]
    code = t.resource("aws_lambda_permission", label, items=tuple(items))
    if user.type == _ASKS_AT_ONCE:
        wait_for(fix, user, [code.address])
        fix.insert_before(user, code)
    else:
        fix.insert_after(user, code)
    return True


def _statement(sending: Sending) -> NewStatement:
    return NewStatement(
        f"AllowFrom{_words(sending.source.label)}",
        (ACTIONS[sending.target.type],),
        (arn_of(sending.target),),
        _service(sending.principal),
        {("ArnEquals", "aws:SourceArn"): (arn_of(sending.source),)},
    )


def _service(principal: str) -> dict[str, tuple[str, ...]]:
    return {"Service": (f'"{principal}"',)}


def _words(label: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in label.replace("-", "_").replace(".", "_").split("_"))
