"""The findings about the second seed answer: states of players, streamed into a cache and a graph."""

from __future__ import annotations

from _seed_checks import concurrency_behind_alias, endpoints, logs_of_own_account, packaged, providers_required
from _seed_findings import Finding, Kind, Verdict
from _seed_reading import View, template_text
from _seed_run import Case

from tffix.syntax import nodes as n

TASK = "Pr5103"
SETTINGS = {
    "sg-explicit-egress": {"egress": "none"},
    "vpc-interface-endpoints": {"services": ["logs", "kinesis-streams", "sqs", "sns", "kms"]},
    "dynamodb-replica-kms": {"key_variable": "replica_kms_key_arns"},
}
_FUNCTIONS = ("kinesis_processor", "ddb_to_redis", "sqs_to_neptune", "crdt_resolver", "consistency_checker")


def _only_code(case: Case) -> str:
    document = case.draft.document
    if not document.startswith("```hcl\n// tap_stack.tf\n") or not document.endswith("```\n"):
        return "the draft does not begin and end with the block"
    fences = sum(line.startswith("```") for line in document.splitlines())
    return "" if fences == 2 else f"{fences} lines of fences"


def _route_tables(view: View, _: View) -> str:
    for one in view.all("aws_vpc_endpoint"):
        if one.constant("vpc_endpoint_type", "Gateway") != "Gateway":
            continue
        inline = any(a.startswith("aws_route_table.") for a in view.addresses(one["route_table_ids"]))
        users = [a for a in view.users(one.address) if a.startswith("aws_vpc_endpoint_route_table_association.")]
        if inline == bool(users):
            return f"{one.address} has {'both kinds of' if inline else 'no'} route tables"
    return ""


def _egress(view: View, _: View) -> str:
    group = view.get("aws_security_group.neptune")
    assert group is not None
    standalone = [
        rule.address
        for rule in view.all("aws_vpc_security_group_egress_rule", "aws_security_group_rule")
        if group.address in view.addresses(rule["security_group_id"]) and rule.constant("type", "egress") == "egress"
    ]
    inline = "egress" in group or bool(group.blocks("egress"))
    if inline == bool(standalone):
        return "egress is said twice" if inline else "egress is not said"
    return ""


def _replica(view: View, _: View) -> str:
    table = view.get("aws_dynamodb_table.player_state")
    assert table is not None
    keys = [a.expr for a in table.body.all_attributes() if a.name == "kms_key_arn"]
    own = view.addresses(view.at(table.address, "server_side_encryption", "kms_key_arn"))
    if len(keys) < 2:
        return "replicas of a table with a key of its own need one"
    return "a replica has the key of the home region" if any(own & view.addresses(key) for key in keys[1:]) else ""


def _key_policy(view: View, _: View) -> str:
    key = "aws_kms_key.main"
    policies = [view.at(key, "policy")]
    policies += [one["policy"] for one in view.all("aws_kms_key_policy") if key in view.addresses(one["key_id"])]
    strings = [
        template_text(node)
        for policy in policies
        for place in (policy, *(view.get(a) for a in view.reach(policy) if a.startswith("data.aws_iam_policy")))
        for node in view.nodes(place)
        if isinstance(node, n.Template)
    ]
    if not any(text.endswith(":root") for text in strings):
        return "the account itself may not use the key"
    return "" if any(text.startswith("logs.") for text in strings) else "CloudWatch Logs may not use the key"


T, P = Verdict.TRUE, Verdict.PARTLY
_PACKAGES = packaged(*(f"aws_lambda_function.{name}" for name in _FUNCTIONS))
_CHANNEL = ("orphan-message-channel",)
_ARCHIVE = ("missing-referenced-file",)
FINDINGS = (
    Finding("S1-01", T, Kind.DOC, ("response-text-outside-fence",), "", 1, whole=_only_code),
    Finding("S1-02", P, Kind.SAFE, ("required-providers",), "random_password.redis_auth", 639, providers_required),
    Finding(
        "S1-03",
        P,
        Kind.UNSAFE,
        ("lambda-provisioned-concurrency-alias",),
        "aws_lambda_provisioned_concurrency_config.kinesis_processor",
        460,
        concurrency_behind_alias(
            "aws_lambda_provisioned_concurrency_config.kinesis_processor", "aws_lambda_function.kinesis_processor"
        ),
    ),
    Finding(
        "S1-04",
        T,
        Kind.UNSAFE,
        ("gateway-endpoint-route-tables",),
        "aws_vpc_endpoint.dynamodb",
        285,
        _route_tables,
    ),
    Finding("S1-05", P, Kind.INPUT, ("sg-explicit-egress",), "aws_security_group.neptune", 268, _egress),
    Finding(
        "S1-06",
        T,
        Kind.INPUT,
        ("dynamodb-replica-kms",),
        "aws_dynamodb_table.player_state",
        353,
        _replica,
        places=(("aws_dynamodb_table.player_state", 320, 353),),
    ),
    Finding("S1-07", T, Kind.REPORT, _CHANNEL, "aws_sns_topic.player_updates", 652),
    Finding("S1-08", T, Kind.REPORT, _CHANNEL, "aws_sqs_queue.crdt_resolver", 864),
    Finding("S1-09", T, Kind.UNSAFE, _ARCHIVE, "aws_lambda_function.kinesis_processor", 455, _PACKAGES),
    Finding("S1-10", T, Kind.REPORT, ("unused-variable",), "var.consumer_groups", 89),
    Finding(
        "S1-11",
        P,
        Kind.SAFE,
        ("scope-wildcard-arn",),
        "aws_iam_role_policy.kinesis_lambda",
        419,
        logs_of_own_account,
    ),
    Finding("S1-12", P, Kind.UNSAFE, ("kms-key-policy",), "aws_kms_key.main", 119, _key_policy),
    Finding(
        "S1-13",
        T,
        Kind.UNSAFE,
        ("vpc-interface-endpoints",),
        "aws_vpc.main",
        130,
        endpoints("logs", "kinesis-streams", "sqs", "sns", "kms"),
        blind=True,
    ),
    Finding(
        "S1-14",
        P,
        Kind.REPORT,
        _CHANNEL,
        "aws_timestreamwrite_table.state_transitions",
        984,
        places=(
            ("aws_timestreamwrite_database.audit", 976, 976),
            ("aws_timestreamwrite_table.state_transitions", 984, 984),
            ("aws_iam_role_policy.consistency_lambda", 1131, 1141),
        ),
    ),
)
