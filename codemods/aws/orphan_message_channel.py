"""Rule `orphan-message-channel`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.config import Option
from tffix.rules import Rule, RuleContext
from tffix.terraform import Element, Resource

from ._channel_uses import Use, is_reusable, uses
from ._channels import (
    CHANNELS,
    Channel,
    allowing,
    is_managed,
    is_named_elsewhere,
    is_readable,
    lets_others,
    without_endpoint,
)

_TABLE = "aws_timestreamwrite_table"


class OrphanMessageChannel(Rule):
    """Queue, topic, stream or event bus that nothing sends to, or that nothing receives from.

    ## Why is this bad?
    What waits for its messages waits for ever, or they pile up until they expire. One of the two ends was forgotten: a
    permission and an environment variable of the function that should send, a subscription, an event source mapping.

    ## Example
    ```hcl
    resource "aws_sqs_queue" "orders" {
      name = "orders"
    }

    resource "aws_lambda_event_source_mapping" "orders" {
      event_source_arn = aws_sqs_queue.orders.arn
      function_name    = "orders"
    }
    ```
    Topics, queues, Kinesis and Firehose streams, event buses and Timestream tables are looked at. Of a Timestream table
    it is told, too, that everybody who may write to it lacks `timestream:DescribeEndpoints` on `*`, without which no
    write finds its endpoint. Dead-letter queues need no receiver.

    Nothing is said where somebody may use the channel who is not in the text: where code is told of it (an environment
    variable, a parameter, a template), where a module or its caller is given it, where a policy allows the action on it
    (on everything, by a managed policy, by a policy that cannot be read) or lets others in, where its name stands
    somewhere else.

    ## Fix safety
    Nothing is written: who should send or receive is not in the text.

    ## Options
    In the section `[orphan-message-channel]`: `outputs_are_uses`, whether an output of a root module hands the channel
    to somebody who sends; true, but in the profile `answer`, where outputs are there to be looked at. Who receives from
    what is put out, and who writes to a stream or an event bus, is taken to be outside in any case.

    ## References
    SNS developer guide, "Event destinations"; Lambda developer guide, "Event source mappings"; Timestream developer
    guide, "The endpoint discovery pattern"
    """

    name = "orphan-message-channel"
    subject = "Messages and workflows"
    target = m.Resource(*CHANNELS)
    options = (
        Option(
            "outputs_are_uses", bool, True, "whether an output hands a channel to who sends to it", in_answers=False
        ),
    )

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look for both ends of one channel."""
        module, known = ctx.module, CHANNELS[element.type]
        if element.is_overridden or module.json_addresses:
            return
        found: dict[Use, list[Element]] = {}
        outputs = False
        for use, user in uses(element):
            if user.kind == "output":
                outputs = True
            else:
                found.setdefault(use, []).append(user)
        if outputs and (is_reusable(module) or ctx.options.get("outputs_are_uses", True)):
            return
        if element.type == _TABLE and Use.SEND not in found and (policies := without_endpoint(element)):
            if _is_certain(element):
                message = (
                    f"Nothing can write to {element.address}: no role is allowed timestream:DescribeEndpoints on *."
                )
                ctx.report(element, message, detail=f"That takes no ARN. Who may write: {', '.join(policies)}.")
            return
        ends = (
            found.keys() | ({Use.RECEIVE} if outputs else set()) | ({Use.SEND} if outputs and known.is_entry else set())
        )
        is_sent = bool(ends & {Use.SEND, Use.SEND_FAILURES}) or _is_allowed(element, known.sends)
        # Dead letters are for people.
        is_received = not known.receiving or bool(ends & {Use.RECEIVE, Use.SEND_FAILURES})
        is_received = is_received or _is_allowed(element, known.receives)
        if Use.EITHER in ends or (is_sent and is_received) or not _is_certain(element):
            return
        there = found.get(Use.RECEIVE if is_received else Use.SEND, ())
        addresses = ", ".join(dict.fromkeys(one.address for one in there))
        detail = f"{'Waiting for it' if is_received else 'Sending to it'}: {addresses}." if addresses else ""
        ctx.report(element, _message(element, known, is_sent, is_received), detail=detail)


def _is_allowed(channel: Resource, actions: tuple[str, ...]) -> bool:
    """Whether anybody may be allowed one of the actions, by a role's policies or by those of the channel."""
    return any(allowing(channel, actions)) or is_managed(channel, actions) or lets_others(channel, actions)


def _is_certain(channel: Resource) -> bool:
    """Whether all is in the text that may be about a channel."""
    module = channel.module
    return is_readable(module) and not is_named_elsewhere(channel) and module.is_complete


def _message(channel: Resource, known: Channel, is_sent: bool, is_received: bool) -> str:
    if is_received:
        return f"Nothing {known.sending} {channel.address}."
    if is_sent:
        return f"Nothing {known.receiving} {channel.address}."
    return f"Nothing {known.sending} {channel.address}, and nothing {known.receiving} it."
