"""How an alarm comes to watch a metric that exists."""

from __future__ import annotations

import re

from tffix.rules import Fix, Level
from tffix.syntax import nodes as n
from tffix.syntax.literals import string_value
from tffix.terraform import Reference, Resource, evaluate
from tffix.terraform.values import is_number

from ._cloudwatch import ALARM, Measure, catalogue, closest
from ._metric_tables import MEANT

_LAMBDA = "AWS/Lambda"
_AGE = re.compile(r"(?<![a-z])(iterator|age|lag|behind|delay)(?![a-z])")
_STREAM = re.compile(r"(?<![a-z])streams?(?![a-z])")
_COUNT = re.compile(r"error|fail|throttl|invocation")
_STREAMS = ("aws_dynamodb_table", "aws_kinesis_stream", "aws_kinesis_stream_consumer")
# What the age of a record may be before somebody is told, in milliseconds: a threshold below a second counted errors.
_MINUTE, _SECOND = "60000", 1000
_BETTER = "AWS Lambda measures in milliseconds how old the last record of a batch is; the threshold is a minute."


def stream_age(measure: Measure) -> tuple[Fix, str] | None:
    """The fix for an alarm that is meant for the age of what a function reads from a stream, with what to add."""
    alarm = measure.alarm
    if measure.namespace != _LAMBDA or not measure.is_whole or "extended_statistic" in alarm:
        return None
    told = _told(alarm)
    is_age = _AGE.search(told) or (_STREAM.search(told) and not _COUNT.search(told))
    if not is_age or not _reads_stream(measure):
        return None
    fix = Fix("Watch the age of the records that the function reads", Level.UNSAFE)
    fix.set_attribute(alarm, "metric_name", '"IteratorAge"')
    fix.set_attribute(alarm, "statistic", '"Maximum"', after="period")
    if isinstance(threshold := alarm["threshold"], n.Expression):
        value = evaluate(threshold, alarm.module)
        number = value if is_number(value) else _number(value)
        if number is None:
            return fix, "AWS Lambda measures in milliseconds how old the last record of a batch is."
        if number < _SECOND:
            quote = '"' if isinstance(threshold, n.Template) else ""
            fix.set_attribute(alarm, "threshold", f"{quote}{_MINUTE}{quote}")
    if string_value(alarm["alarm_description"]) is not None:
        fix.set_attribute(alarm, "alarm_description", '"Age of the last record read from the stream"')
    if "treat_missing_data" not in alarm:
        fix.set_attribute(alarm, "treat_missing_data", '"notBreaching"', after=("alarm_actions", "alarm_description"))
    return fix, _BETTER


def _number(value: object) -> float | None:
    try:
        return float(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _told(alarm: Resource) -> str:
    """What the alarm says of itself, in words."""
    texts = [alarm.label, *(one.text for name in ("alarm_name", "alarm_description") if (one := alarm[name]))]
    return " ".join(texts).replace("_", " ").lower()


def _reads_stream(measure: Measure) -> bool:
    """Whether the one function that the alarm is about reads from a stream of the module."""
    module = measure.alarm.module
    item = (measure.dimensions or {}).get("FunctionName")
    function = None if item is None else module.resolve(item.value)
    if not isinstance(function, Resource) or function.type != "aws_lambda_function":
        return False
    for mapping in module.resources_of("aws_lambda_event_source_mapping"):
        called = module.resolve(mapping["function_name"])
        if isinstance(called, Resource) and called.type == "aws_lambda_alias":
            called = module.resolve(called["function_name"])
        source = module.resolve(mapping["event_source_arn"])
        if called == function and isinstance(source, Resource) and source.type in _STREAMS:
            return True
    return False


def better_name(measure: Measure) -> Fix | None:
    """The fix for a metric by another name: as it is meant, as it is spelt, or where it is published."""
    meant = MEANT.get((measure.namespace, measure.metric))
    meant = meant or closest(measure.metric, catalogue()[measure.namespace].metrics)
    if meant is not None:
        fix = Fix(f"Watch {meant}", Level.UNSAFE, needs_whole_module=False)
        fix.set_attribute(measure.holder, "metric_name", f'"{meant}"')
        return fix
    dimensions = measure.dimensions
    if not dimensions:
        return None
    places = [
        name
        for name, one in catalogue().items()
        if measure.metric in one.metrics and frozenset(dimensions) in (one.sets_of(measure.metric) or one.dimensions)
    ]
    if len(places) != 1:
        return None
    fix = Fix(f"Watch {measure.metric} of {places[0]}", Level.UNSAFE, needs_whole_module=False)
    fix.set_attribute(measure.holder, "namespace", f'"{places[0]}"')
    return fix


def throttle_events(measure: Measure) -> tuple[Fix, str] | None:
    """The fix for an alarm on throttled requests to a table, which DynamoDB counts as events of two metrics."""
    alarm = measure.alarm
    name, metric = alarm["alarm_name"], alarm["metric_name"]
    if measure.namespace != "AWS/DynamoDB" or not measure.is_whole or set(measure.dimensions or ()) != {"TableName"}:
        return None
    if measure.metric != "ThrottledRequests" and "throttl" not in _told(alarm):
        return None
    label = f"{alarm.label}_reads"
    if alarm.module.declares(f"{ALARM}.{label}") or not isinstance(name, n.Template) or metric is None:
        return None
    fix = Fix("Watch throttled writes, and throttled reads by another alarm", Level.UNSAFE)
    fix.replace(metric, '"WriteThrottleEvents"')
    changes = [
        (alarm.block.labels[-1], f'"{label}"'),
        (name, f'{name.text[:-1]}-reads"'),
        (metric, '"ReadThrottleEvents"'),
    ]
    text, at = "", alarm.start
    for node, new in sorted(changes, key=lambda one: one[0].start):
        text += alarm.source.text[at : node.start] + new
        at = node.end
    fix.insert_after(alarm, text + alarm.source.text[at : alarm.end])
    return fix, "DynamoDB counts what it throttles by table as ReadThrottleEvents and WriteThrottleEvents."


def better_dimensions(measure: Measure, dimensions: dict[str, n.ObjectItem]) -> Fix | None:
    """The fix for dimensions that a metric does not have: the missing one, or the one that is misspelt."""
    allowed = catalogue()[measure.namespace].sets_of(measure.metric) or frozenset()
    attribute = measure.attribute("dimensions")
    written = attribute.expr if attribute is not None else None
    if not isinstance(written, n.ObjectCons):
        return None
    for name in dimensions:
        others = frozenset(dimensions) - {name}
        candidates = [next(iter(one - others)) for one in allowed if others < one and len(one) == len(dimensions)]
        spelt = closest(name, candidates)
        key = dimensions[name].key
        if spelt is not None:
            fix = Fix(f"Name the dimension {spelt}", Level.UNSAFE, needs_whole_module=False)
            fix.replace(key, f'"{spelt}"' if isinstance(key, n.Template) else spelt)
            return fix
    for name, value in _known_values(measure, dimensions):
        if frozenset((*dimensions, name)) in allowed:
            fix = Fix(f"Add the dimension {name}", Level.UNSAFE)
            fix.set_item(written, name, value)
            return fix
    return None


def _known_values(measure: Measure, dimensions: dict[str, n.ObjectItem]) -> list[tuple[str, str]]:
    """Dimensions that have one value here, as far as the module tells."""
    module = measure.alarm.module
    found = [("Region", '"Global"')] if measure.namespace == "AWS/CloudFront" else []
    if measure.metric == "NumberOfObjects":
        # S3 user guide, "Amazon S3 CloudWatch dimensions": the only storage type that objects are counted by.
        found.append(("StorageType", '"AllStorageTypes"'))
    groups = [one for type_ in ("aws_lb_target_group", "aws_alb_target_group") for one in module.resources_of(type_)]
    if len(groups) == 1 and not groups[0].repeats:
        found.append(("TargetGroup", f"{groups[0].address}.arn_suffix"))
    bucket = dimensions.get("BucketName")
    if bucket is not None and isinstance(of := module.resolve(bucket.value), Resource):
        filters = [one for one in module.resources_of("aws_s3_bucket_metric") if module.resolve(one["bucket"]) == of]
        if len(filters) == 1 and not filters[0].repeats:
            found.append(("FilterId", f"{filters[0].address}.name"))
    return found


def watch_nodes(measure: Measure, item: n.ObjectItem, reference: Reference, group: Resource) -> Fix | None:
    """The fix for an alarm about a replication group where only the nodes of one are measured."""
    alarm = measure.alarm
    written = reference.expression.text
    prefix = written.removesuffix(f".{reference.attribute_path[-1]}")
    name = alarm["alarm_name"]
    if prefix == written or not measure.is_whole or not isinstance(name, n.Template):
        return None
    if alarm.repeats or alarm.module.is_mentioned(alarm.address):
        return None
    members = f"tolist({prefix}.member_clusters)"
    nodes = nodes_of(group, prefix)
    if nodes is None:
        return None
    if nodes == "1":
        fix = Fix("Watch the node of the replication group", Level.UNSAFE)
        fix.replace(item.value, f"{members}[0]")
        return fix
    fix = Fix("Watch each node of the replication group", Level.UNSAFE)
    fix.insert_before(alarm.body.items[0], f"count = {nodes}\n")
    fix.replace(name, f'{name.text[:-1]}-${{count.index + 1}}"')
    fix.replace(item.value, f"{members}[count.index]")
    return fix


def nodes_of(group: Resource, prefix: str) -> str | None:
    """How many nodes a replication group has, as an expression that is known when the plan is made.

    `prefix` is what refers to the group.
    """
    if group.is_overridden:
        return None
    if "num_cache_clusters" in group:
        return "1" if group.constant("num_cache_clusters") == 1 else f"{prefix}.num_cache_clusters"
    if "num_node_groups" in group and "replicas_per_node_group" in group:
        return f"{prefix}.num_node_groups * ({prefix}.replicas_per_node_group + 1)"
    return None
