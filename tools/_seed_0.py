"""The findings about the first seed answer: consistency checks between a table, a cache and a graph."""

from __future__ import annotations

import json
import re
from typing import Any

from _seed_checks import (
    alarms,
    concurrency_behind_alias,
    endpoints,
    every_exported,
    providers_required,
)
from _seed_findings import Finding, Kind, Verdict
from _seed_reading import View

from tffix.terraform.unknown import UNKNOWN

MACHINE = "aws_sfn_state_machine.consistency_workflow"
TASK = "Pr5474"
SETTINGS = {
    "sfn": {"definition": "templatefile"},
    "vpc-interface-endpoints": {"services": ["kinesis-streams", "sns"]},
    "baseline-alarms": {"lambda": ["Throttles"], "elasticache": ["DatabaseMemoryUsagePercentage"]},
}
_FUNCTIONS = tuple(f"aws_lambda_function.{name}" for name in ("validator", "processor", "consistency_checker"))


def _definition(view: View, before: View) -> str:
    if "local.sfn_definition" not in view.addresses(view.at(MACHINE, "definition")):
        return "the state machine does not take local.sfn_definition"
    if view.has("local.sfn_definition_json"):
        return "the other definition is still there"
    calls = view.calls(view.module.get("local.sfn_definition"), "templatefile")
    path = view.module.literal_path(calls[0].arguments[0]) if calls else UNKNOWN
    if not isinstance(path, str) or path not in view.files:
        return "the template does not exist"
    template = json.loads(re.sub(r"\$\{jsonencode\((\w+)\)\}", '"<\\1>"', view.files[path]))
    meant = before.module.get("local.sfn_definition_json")
    wanted = before.constant(before.calls(meant, "jsonencode")[0].arguments[0])
    return "" if _alike(template, wanted) else "the template is another definition"


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_alike(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_alike, one, other))
    return bool(re.fullmatch(r"<\w+>", str(one))) if other is UNKNOWN else bool(one == other)


def _capacity(view: View, _: View) -> str:
    pairs = [("aws_kinesis_stream", "shard_count", "kinesis_shards_by_env", "kinesis_shard_count")]
    pairs.append(("aws_lambda_function", "memory_size", "lambda_memory_by_env", "lambda_memory_mb"))
    for type_, attribute, table, variable in pairs:
        for resource in view.all(type_):
            if not {f"local.{table}", f"var.{variable}", "var.env"} <= view.reach(resource[attribute]):
                return f"{resource.address} does not look its {attribute} up"
        if view.value(f"var.{variable}", "default") is not None:
            return f"var.{variable} still has a default"
    return ""


def _neptune(view: View, _: View) -> str:
    role = next(a for a in view.addresses(view.at("aws_lambda_function.reconciliation", "role")))
    for grant in view.grants(role):
        own = "aws_neptune_cluster.main.cluster_resource_id" in view.refs(grant.resources)
        if own and any(action.startswith("neptune-db:") for action in grant.actions):
            counted = grant.policy is not None and "var.enable_neptune" in view.reach(grant.policy.count)
            return "" if counted else "the policy is there without the cluster"
    return f"{role} may not connect to the cluster"


def _keepers(view: View, _: View) -> str:
    for resource in view.all("random_password", "random_string", "random_id"):
        if not {"var.env", "var.project_name"} <= view.reach(resource["keepers"]):
            return f"{resource.address} has no keepers"
    return ""


def _stream_age(view: View, _: View) -> str:
    alarm = "aws_cloudwatch_metric_alarm.ddb_stream_age"
    read = [view.value(alarm, name) for name in ("namespace", "metric_name", "statistic")]
    return "" if read == ["AWS/Lambda", "IteratorAge", "Maximum"] else f"the alarm is on {read}"


def _no_unused_local(view: View, _: View) -> str:
    unused = [one.address for one in view.module.locals if not view.module.references_to(one.address)]
    return f"not used: {', '.join(unused)}" if unused else ""


def _publish(view: View, _: View) -> str:
    grants = view.grants("aws_iam_role.sfn_execution")
    for action, target in (("sns:Publish", "aws_sns_topic.conflict_events"), ("kms:Generate", "aws_kms_key.master")):
        if not any(
            target in view.addresses(grant.resources) and any(a.startswith(action) for a in grant.actions)
            for grant in grants
        ):
            return f"the role is not allowed {action} on {target}"
    return ""


T, P = Verdict.TRUE, Verdict.PARTLY
FINDINGS = (
    Finding("S0-01", T, Kind.UNSAFE, ("sfn-definition-templatefile",), MACHINE, 1815, _definition),
    Finding("S0-02", P, Kind.SAFE, ("required-providers",), "random_password.redis_auth", 1307, providers_required),
    Finding(
        "S0-03",
        T,
        Kind.UNSAFE,
        ("use-env-capacity-map",),
        "local.kinesis_shards_by_env",
        337,
        _capacity,
    ),
    Finding(
        "S0-04",
        T,
        Kind.UNSAFE,
        ("lambda-provisioned-concurrency-alias",),
        "aws_lambda_provisioned_concurrency_config.validator",
        975,
        concurrency_behind_alias(
            "aws_lambda_provisioned_concurrency_config.validator", "aws_lambda_function.validator"
        ),
    ),
    Finding("S0-05", T, Kind.UNSAFE, ("iam-missing-permission",), "aws_lambda_function.reconciliation", 1146, _neptune),
    Finding(
        "S0-06",
        P,
        Kind.UNSAFE,
        ("vpc-interface-endpoints",),
        "aws_vpc.main",
        393,
        endpoints("kinesis-streams", "sns"),
        blind=True,
    ),
    Finding("S0-07", P, Kind.UNSAFE, ("random-keepers",), "random_password.redis_auth", 1307, _keepers),
    Finding(
        "S0-08",
        T,
        Kind.UNSAFE,
        ("cloudwatch-alarm-metric",),
        "aws_cloudwatch_metric_alarm.ddb_stream_age",
        1845,
        _stream_age,
    ),
    Finding(
        "S0-09",
        T,
        Kind.INPUT,
        ("baseline-alarms",),
        "aws_elasticache_replication_group.redis",
        1275,
        alarms(
            *((address, ("Throttles",)) for address in _FUNCTIONS),
            ("aws_elasticache_replication_group.redis", ("DatabaseMemoryUsagePercentage", "FreeableMemory")),
        ),
        blind=True,
    ),
    Finding(
        "S0-10",
        T,
        Kind.SAFE,
        ("unused-local", "sfn-definition-templatefile"),
        "local.sfn_definition",
        353,
        _no_unused_local,
        places=((MACHINE, 1811, 1815),),
    ),
    Finding(
        "S0-11",
        T,
        Kind.SAFE,
        ("complete-outputs",),
        "aws_security_group.redis",
        546,
        every_exported("aws_security_group", "id"),
    ),
    Finding(
        "S0-12",
        T,
        Kind.SAFE,
        ("complete-outputs",),
        "aws_iam_role.sfn_execution",
        1702,
        every_exported("aws_iam_role", "arn"),
    ),
    Finding("S0-13", T, Kind.UNSAFE, ("iam-missing-permission",), MACHINE, 1811, _publish),
)
