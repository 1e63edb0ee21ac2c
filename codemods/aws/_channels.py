"""Queues, topics, streams and event buses: who may send to one of them and who may receive, by policies and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tffix.syntax import nodes as n
from tffix.terraform import Module, Resource

from ._arns import covers
from ._identity_policies import identity_documents
from ._managed_policies import managed_allows
from ._policies import Document, Statement, Value, allows_action
from ._policy_reading import data_document, read_document
from ._policy_text import addresses_in
from ._role_policies import policies_of


@dataclass(frozen=True, slots=True)
class Channel:
    """A type of channel: the actions that send to it and that receive from it, and how a person says it.

    `policies` are the type of resource that sets its policy, and the argument that names the channel there. `word` is
    what is written near its name where code is told of it. What somebody outside writes to as a rule `is_entry`.
    Without `receiving`, who receives is part of the channel, or a person.
    """

    sends: tuple[str, ...]
    receives: tuple[str, ...]
    sending: str
    receiving: str = ""
    name: str = "name"
    policies: tuple[str, str] = ("", "")
    word: str = ""
    is_entry: bool = False


# Sources: service authorization reference, "Actions defined by ..." of each service; documentation of the AWS provider
# (5.100) for the arguments. Rules receive from a bus, which takes no permission.
CHANNELS = {
    "aws_cloudwatch_event_bus": Channel(
        ("events:PutEvents",),
        (),
        "puts events on",
        "looks for events on",
        policies=("aws_cloudwatch_event_bus_policy", "event_bus_name"),
        word="event|bus",
        is_entry=True,
    ),
    "aws_kinesis_firehose_delivery_stream": Channel(
        ("firehose:PutRecord", "firehose:PutRecordBatch"),
        (),
        "puts records into",
        word="firehose|delivery",
        is_entry=True,
    ),
    "aws_kinesis_stream": Channel(
        ("kinesis:PutRecord", "kinesis:PutRecords"),
        ("kinesis:GetRecords", "kinesis:SubscribeToShard"),
        "puts records into",
        "reads records from",
        policies=("aws_kinesis_resource_policy", "resource_arn"),
        word="kinesis|stream",
        is_entry=True,
    ),
    "aws_sns_topic": Channel(
        ("sns:Publish",),
        ("sns:Subscribe",),
        "publishes to",
        "is subscribed to",
        policies=("aws_sns_topic_policy", "arn"),
        word="sns|topic",
    ),
    "aws_sqs_queue": Channel(
        ("sqs:SendMessage",),
        ("sqs:ReceiveMessage",),
        "sends messages to",
        "receives messages from",
        policies=("aws_sqs_queue_policy", "queue_url"),
        word="sqs|queue",
    ),
    "aws_timestreamwrite_table": Channel(
        ("timestream:WriteRecords",), (), "writes records to", name="table_name", word="timestream|table"
    ),
}
# Comments, and the first lines of blocks, which have names of their own.
_SAYS_NOTHING = re.compile(r'\s*+(?:#|//|\w+ (?:"[^"]*+" ?)*+{)')
# Timestream developer guide, "The endpoint discovery pattern": every write begins with it. Service authorization
# reference, Timestream: it knows no resources, so a statement for an ARN does not allow it.
_DISCOVERY = "timestream:DescribeEndpoints"
# What a policy of AWS that is not known may be about.
_WIDE = re.compile("(?i)admin|poweruser|fullaccess")


def is_readable(module: Module) -> bool:
    """Whether all that the module's policies allow is in its text."""
    roles = module.resources_of("aws_iam_role")
    documents = module.memo(_documents)
    return all(document.is_whole for document in documents) and all(policies_of(r).is_whole for r in roles)


def _documents(module: Module) -> tuple[Document, ...]:
    made = (data_document(data) for data in module.data_of("aws_iam_policy_document"))
    return (*identity_documents(module), *made)


def allowing(channel: Resource, actions: Iterable[str]) -> Iterator[tuple[Statement, Document]]:
    """The statements of identity policies that may allow one of some actions on a channel."""
    for document in channel.module.memo(_documents):
        for statement in document.allows:
            if statement.principals or "Principal" in statement.negated:
                continue
            if all(allows_action(statement, action) is False for action in actions):
                continue
            if "Resource" in statement.negated or any(_reaches(value, channel) for value in statement.resources):
                yield statement, document


def _reaches(value: Value, channel: Resource) -> bool:
    """Whether a resource of a statement may be a channel, or what it is in (the database of a table)."""
    if covers(value, channel) is not False:
        return True
    outer = channel["database_name"]
    if outer is None or value.node is None:
        return False
    module = channel.module
    return bool(set(addresses_in(value.node, module)) & {channel.address, *addresses_in(outer, module)})


def without_endpoint(table: Resource) -> list[str]:
    """Who may write to a table and find its endpoint not, if that is everybody who may: the policies' addresses."""
    writers = list(allowing(table, CHANNELS[table.type].sends))
    for document in table.module.memo(_documents):
        for statement in document.allows:
            if allows_action(statement, _DISCOVERY) is not False and not all(
                _is_arn(value, table.module) for value in statement.resources
            ):
                return []
    if is_managed(table, (_DISCOVERY,)):
        return []
    return sorted({document.owner.address for _, document in writers if document.owner is not None})


def _is_arn(value: Value, module: Module) -> bool:
    """Whether a resource of a statement is certainly not `*`."""
    if value.text.startswith("arn:"):
        return value.text != "arn:*"
    named = [] if value.node is None else list(addresses_in(value.node, module))
    return bool(named) and all(isinstance(module.get(address), Resource) for address in named)


def is_managed(channel: Resource, actions: Iterable[str]) -> bool:
    """Whether a policy of AWS that some role has may allow one of some actions."""
    for role in channel.module.resources_of("aws_iam_role"):
        for name in policies_of(role).managed:
            for action in actions:
                allowed = managed_allows(name, action)
                service = action.partition(":")[0]
                if allowed or (allowed is None and (_WIDE.search(name) or service in name.lower())):
                    return True
    return False


def lets_others(channel: Resource, actions: Iterable[str]) -> bool:
    """Whether the channel's own policy may let somebody in who is not in the module."""
    actions = tuple(actions)
    for document in _own_policies(channel):
        if not document.is_whole:
            return True
        for statement in document.allows:
            if all(allows_action(statement, action) is False for action in actions):
                continue
            if "Principal" in statement.negated or not _is_for_module(statement, channel):
                return True
    return False


def _own_policies(channel: Resource) -> Iterator[Document]:
    if channel["policy"] is not None:
        yield read_document(channel["policy"], channel)
    type_, argument = CHANNELS[channel.type].policies
    module = channel.module
    for policy in module.resources_of(type_) if type_ else ():
        named = module.resolve(policy[argument])
        # A policy that is for a channel nobody can name may be for this one.
        if not isinstance(named, Resource) or named.address == channel.address:
            yield read_document(policy["policy"], policy)


def _is_for_module(statement: Statement, channel: Resource) -> bool:
    """Whether a statement lets a service in for resources of the module alone; what these send is in their text."""
    module = channel.module
    sources = [value for one in statement.conditions if one.key.lower() == "aws:sourcearn" for value in one.values]
    if not sources or any(principal.type != "Service" for principal in statement.principals):
        return False
    return all(
        value.node is not None and any(isinstance(module.get(a), Resource) for a in addresses_in(value.node, module))
        for value in sources
    )


def is_named_elsewhere(channel: Resource) -> bool:
    """Whether the name of a channel stands where code may be told of it, without a reference."""
    known = CHANNELS[channel.type]
    name = channel[known.name]
    if name is None:
        return False
    text = name.text.strip('"')
    is_reference = isinstance(name, n.Traversal)
    if is_reference and text.startswith("each."):
        return True  # the names are in a list, which is for others too
    word = re.compile(f"(?i){known.word}")
    named = re.compile(rf"(?<![\w.]){re.escape(text)}(?![\w-])")
    for path, source in sorted(channel.module.configuration.sources.items()):
        lines = source.splitlines()
        if path == channel.path:
            above = source.count("\n", 0, channel.start)
            lines[above : above + channel.text.count("\n") + 1] = []
        for line in lines:
            found = None if _SAYS_NOTHING.match(line) else named.search(line)
            if found and (is_reference or word.search(line[: found.start()] + line[found.end() :])):
                return True
    return False
