"""ARNs of a module's resources, and whether what a policy writes as a resource covers one of them."""

from __future__ import annotations

import re

from tffix.syntax import nodes as n
from tffix.terraform import Resource
from tffix.terraform.addresses import parse_address

from ._policies import Value
from ._policy_text import CLOSE, OPEN, addresses_in, holes, text_of

# Resource type -> service and resource part of its ARN; `{x}` is the text of its argument `x`. Source: AWS service
# authorization reference, "Resource types defined by ..." of each service.
ARNS: dict[str, tuple[str, str]] = {
    "aws_batch_job_queue": ("batch", "job-queue/{name}"),
    "aws_cloudwatch_event_bus": ("events", "event-bus/{name}"),
    "aws_cloudwatch_log_group": ("logs", "log-group:{name}"),
    "aws_codebuild_project": ("codebuild", "project/{name}"),
    "aws_dynamodb_table": ("dynamodb", "table/{name}"),
    "aws_ecr_repository": ("ecr", "repository/{name}"),
    "aws_ecs_cluster": ("ecs", "cluster/{name}"),
    "aws_glue_job": ("glue", "job/{name}"),
    "aws_kinesis_firehose_delivery_stream": ("firehose", "deliverystream/{name}"),
    "aws_kinesis_stream": ("kinesis", "stream/{name}"),
    "aws_lambda_function": ("lambda", "function:{function_name}"),
    "aws_s3_bucket": ("s3", "{bucket}"),
    "aws_secretsmanager_secret": ("secretsmanager", "secret:{name}-??????"),
    "aws_sfn_state_machine": ("states", "stateMachine:{name}"),
    "aws_sns_topic": ("sns", "{name}"),
    "aws_sqs_queue": ("sqs", "{name}"),
    "aws_ssm_parameter": ("ssm", "parameter{name}"),
}
# What is below a table that has a stream; `stream_arn` is the ARN of it.
STREAM = "/stream/*"
# Resource types whose `id` is the ARN, beside `arn`. Provider documentation, "Attribute Reference".
_ID_IS_ARN = frozenset({"aws_sns_topic", "aws_sfn_state_machine", "aws_secretsmanager_secret", "aws_glue_registry"})
# Types that stand for another resource: their ARN may cover it.
_STANDS_FOR = frozenset({"aws_lambda_alias", "aws_dynamodb_table_replica", "aws_s3_access_point"})
_FIRST_HOLE = "\ue100"
# What `*` in the wanted resource (`/*`) stands for: anything that no pattern names.
_ANYTHING = "\ue0ff"
_UNKNOWN_NAME = "\ueffe"


def arn_of(resource: Resource) -> str:
    """The expression of a resource's ARN, without an instance key."""
    return f"{resource.address}.arn"


def covers(value: Value, target: Resource, below: str = "") -> bool | None:
    """Whether a resource of a statement covers `target`; None where the text does not tell.

    `below` is what is wanted of it: `/*` for the objects of a bucket, `:*` for the streams of a log group. A pattern
    that covers some of that counts: it was written for this resource.
    """
    text = value.text
    if text in ("*", "arn:*"):
        return True
    if below == STREAM and text.startswith(f"{OPEN}{target.address}.stream_arn{CLOSE}"):
        return True
    own = next((one for one in _own_holes(target) if text.startswith(one)), None)
    if own is not None:
        rest = text[len(own) :]
        return bool(rest) if below else rest in ("", "*")
    if text.startswith("arn:"):
        return _covers_arn(text, target, below)
    return _covers_computed(value, target)


def _own_holes(target: Resource) -> list[str]:
    names = ["arn", *(["id"] if target.type in _ID_IS_ARN else [])]
    return [f"{OPEN}{target.address}.{name}{CLOSE}" for name in names]


def _covers_computed(value: Value, target: Resource) -> bool | None:
    """An ARN that is somewhere else: other resources have other ARNs."""
    module = target.module
    first = holes(value.text)[:1]
    if value.node is None or isinstance(value.node, n.Traversal):
        mentioned = [_address(one) for one in first]
    else:
        mentioned = list(dict.fromkeys(addresses_in(value.node, module)))
    if target.address in mentioned:
        return True
    for address in mentioned:
        element = module.get(address)
        if not isinstance(element, Resource) or element.type in _STANDS_FOR:
            return None
    return False if mentioned else None


def _address(text: str) -> str:
    found = re.match(r"(?:data\.)?\w+\.[\w-]+", text)
    address = found[0] if found else ""
    return address if address and parse_address(address) is not None else ""


def _covers_arn(text: str, target: Resource, below: str) -> bool | None:
    known = ARNS.get(target.type)
    if known is None:
        return None
    service, part = known
    numbered: dict[str, str] = {}
    fields = _numbered(text, numbered).split(":", 5)
    if len(fields) < 6:
        return None if holes(text) or "*" in text else False
    if not _glob(fields[2], service):
        return None if any(one in fields[2] for one in numbered.values()) else False
    argument = re.search(r"{(\w+)}", part)
    assert argument is not None
    name = target[argument[1]]
    written = _UNKNOWN_NAME if name is None else _numbered(text_of(name, target.module), numbered)
    if target.type == "aws_ssm_parameter" and not written.startswith("/"):
        written = f"/{written}"
    wanted = part.replace(argument[0], written).replace("?", _ANYTHING) + below.replace("*", _ANYTHING)
    pattern = fields[5]
    if _glob(pattern, wanted) or (below and pattern.startswith(wanted.removesuffix(_ANYTHING))):
        return True
    if _differ(pattern, wanted):
        return False
    return False if _open(pattern) == _open(wanted) else None


def _open(text: str) -> set[str]:
    return {character for character in text if _FIRST_HOLE <= character <= _UNKNOWN_NAME}


def _numbered(text: str, numbers: dict[str, str]) -> str:
    """The text with one character for each hole, the same for the same hole."""

    def one(found: re.Match[str]) -> str:
        return numbers.setdefault(found[0], chr(ord(_FIRST_HOLE) + len(numbers)))

    return re.sub(f"{OPEN}[^{CLOSE}]*{CLOSE}", one, text)


def _glob(pattern: str, text: str) -> bool:
    parts = re.split(r"([*?])", pattern)
    made = "".join(".*" if one == "*" else "." if one == "?" else re.escape(one) for one in parts)
    return re.fullmatch(made, text, re.DOTALL) is not None


def _differ(pattern: str, wanted: str) -> bool:
    """Whether the literal text before the first wildcard or hole of one is not that of the other."""
    for left, right in zip(pattern, wanted, strict=False):
        if left in "*?" or max(left, right) >= _ANYTHING:
            return False
        if left != right:
            return True
    return False
