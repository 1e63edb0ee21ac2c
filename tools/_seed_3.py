"""The findings about the fourth seed answer: events behind an API, in eleven files."""

from __future__ import annotations

from _seed_checks import acyclic, declared_once, packaged
from _seed_findings import Check, Finding, Kind, Verdict
from _seed_reading import View, member, same
from _seed_run import Case

TASK = "Pr5285"
SETTINGS = {
    "naming": {"suffix_variable": "environment_suffix", "suffix_default": "dev"},
    "lambda-reserved-concurrency": {"account_concurrency": 200},
    "lambda-timeout-range": {"min": 30, "max": 300},
    "outputs": {"flat": True},
}
_STAGE, _SETTINGS = "aws_api_gateway_stage.main", "aws_api_gateway_method_settings.main"
_FUNCTIONS = tuple(
    f"aws_lambda_function.{name}" for name in ("authorizer", "event_ingestion", "event_processing", "event_storage")
)
_LAYER = "aws_lambda_layer_version.common_dependencies"
_NAMED = (
    ("aws_lambda_function", "function_name"),
    ("aws_lambda_layer_version", "layer_name"),
    ("aws_dynamodb_table", "name"),
    ("aws_sqs_queue", "name"),
    ("aws_cloudwatch_event_bus", "name"),
    ("aws_cloudwatch_event_rule", "name"),
    ("aws_cloudwatch_dashboard", "dashboard_name"),
    ("aws_cloudwatch_metric_alarm", "alarm_name"),
    ("aws_iam_role", "name"),
)


def _own_account(address: str, *, anybody: bool = False) -> Check:
    def check(view: View, _: View) -> str:
        read = view.refs(view.at(address, "principal"))
        own = any(r.startswith("data.aws_caller_identity.") and r.endswith(".account_id") for r in read)
        if not own and not (anybody and view.value(address, "principal") == "*"):
            return "the principal is not the account"
        number = len(view.module.data_of("aws_caller_identity"))
        return "" if number == 1 else f"{number} data sources aws_caller_identity"

    return check


def _suffixed(view: View, before: View) -> str:
    for type_, attribute in _NAMED:
        for one in view.all(type_):
            if attribute in one and "var.environment_suffix" not in view.reach(one[attribute]):
                return f"the name of {one.address} is the same in every environment"
    for rule in before.all("aws_cloudwatch_event_rule"):
        if not same(rule["event_pattern"], view.at(rule.address, "event_pattern")):
            return f"{rule.address} matches other events"
    return ""


def _reserved(view: View, _: View) -> str:
    reserved = {
        one.address: one.constant("reserved_concurrent_executions", 0) for one in view.all("aws_lambda_function")
    }
    if sum(reserved.values()) > 100:
        return f"{sum(reserved.values())} are reserved"
    for mapping in view.all("aws_lambda_event_source_mapping"):
        most = view.value(mapping.address, "scaling_config", "maximum_concurrency")
        for address in view.addresses(mapping["function_name"]) & reserved.keys():
            if isinstance(most, int) and most > reserved[address] > 0:
                return f"{mapping.address} asks for more than is reserved"
    return ""


def _throttling(view: View, _: View) -> str:
    stage = view.get(_STAGE)
    if stage is None or stage.blocks("throttle_settings"):
        return "the stage still has throttle_settings"
    for name in ("throttling_rate_limit", "throttling_burst_limit"):
        if view.at(_SETTINGS, "settings", name) is None:
            return f"{name} is lost"
    return ""


def _settings(view: View, _: View) -> str:
    settings = view.get(_SETTINGS)
    return "" if settings is not None and settings.blocks("settings") and "settings" not in settings else "no block"


def _token(view: View, _: View) -> str:
    value = view.at("aws_ssm_parameter.auth_token", "value")
    for read in view.refs(value):
        if read.startswith("random_password.") and read.endswith(".result"):
            return ""
        if read.startswith("var.") and view.value(read, "sensitive") is True:
            return ""
    return "the value is written down"


def _ordered(view: View, _: View) -> str:
    if cycle := acyclic(view):
        return cycle
    response = "aws_api_gateway_integration_response.post_event"
    if "aws_api_gateway_integration.post_event" not in view.addresses(view.get(response)):
        return f"{response} may come before its integration"
    for address in _FUNCTIONS:
        function = view.get(address)
        after = view.reach(function)
        groups = [a for a in after if a.startswith("aws_cloudwatch_log_group.")]
        if not groups:
            return f"{address} may come before its log group"
        for role in view.addresses(view.at(address, "role")):
            attached = [
                one.address
                for one in view.all("aws_iam_role_policy", "aws_iam_role_policy_attachment")
                if role in view.named(one, "role")
            ]
            if not set(attached) <= after:
                return f"{address} may come before what its role is allowed"
    return ""


def _account_role(view: View, _: View) -> str:
    for account in view.all("aws_api_gateway_account"):
        for role in view.addresses(account["cloudwatch_role_arn"]):
            trusted = [node.text for node in view.nodes(view.at(role, "assume_role_policy"))]
            if "AmazonAPIGatewayPushToCloudWatchLogs" not in view.managed(role):
                return f"{role} may not write"
            return "" if '"apigateway.amazonaws.com"' in trusted else f"{role} is not for API Gateway"
    return "no aws_api_gateway_account"


def _encrypted(view: View, _: View) -> str:
    for queue in view.all("aws_sqs_queue"):
        if (queue.constant("sqs_managed_sse_enabled") is True) == ("kms_master_key_id" in queue):
            return f"{queue.address} says nothing of encryption, or both"
    return ""


def _archive_not_missed(case: Case) -> str:
    found = [one for one in case.plain.seen if one.rule == "required-providers"]
    return "".join(one.message for one in found if '"random"' in one.message or '"archive"' in one.message)


def _data_not_missed(case: Case) -> str:
    found = [one for one in case.plain.seen if one.rule == "undeclared-reference"]
    return "".join(one.message for one in found if one.address.startswith("data.") or "data." in one.message)


def _timeouts(view: View, _: View) -> str:
    for function in view.all("aws_lambda_function"):
        timeout = view.value(function.address, "timeout") if "timeout" in function else 3
        if not isinstance(timeout, int) or not 30 <= timeout <= 300:
            return f"the timeout of {function.address} is {timeout}"
    return ""


def _flat(view: View, _: View) -> str:
    nested = view.at("output.integration_test_config", "value")
    for name in ("event_post_url", "region", "x_ray_enabled"):
        if not same(member(nested, name), view.at(f"output.{name}", "value")):
            return f"{name} is no output of its own"
    return "" if view.has("output.api_endpoint") else "the output api_endpoint is lost"


T, P, F = Verdict.TRUE, Verdict.PARTLY, Verdict.FALSE
_ARCHIVE = ("missing-referenced-file",)
_TOKEN = "aws_ssm_parameter.auth_token"
_BUS = "aws_cloudwatch_event_permission.organization_access"
_SHARED = "aws_lambda_layer_version_permission.common_dependencies"
FINDINGS = (
    Finding("S3-01", T, Kind.SAFE, ("undeclared-variable",), "var.aws_region", 64, declared_once("aws_region")),
    Finding("S3-02", T, Kind.UNSAFE, _ARCHIVE, _FUNCTIONS[0], 293, packaged(*_FUNCTIONS)),
    Finding("S3-03", T, Kind.UNSAFE, ("use-caller-account-id",), _SHARED, 499, _own_account(_SHARED)),
    Finding("S3-04", T, Kind.INPUT, ("name-environment-suffix",), _FUNCTIONS[0], 290, _suffixed, blind=True),
    Finding("S3-05", P, Kind.INPUT, ("lambda-reserved-concurrency",), _FUNCTIONS[1], 326, _reserved, blind=True),
    Finding("S3-06", T, Kind.SAFE, ("unsupported-block",), _STAGE, 258, _throttling),
    Finding("S3-07", T, Kind.UNSAFE, ("placeholder-secret",), _TOKEN, 797, _token),
    Finding(
        "S3-08",
        P,
        Kind.SAFE,
        ("explicit-depends-on", "lambda-log-group"),
        "aws_api_gateway_integration_response.post_event",
        215,
        _ordered,
    ),
    Finding("S3-09", T, Kind.UNSAFE, ("api-gateway-account-role",), _SETTINGS, 269, _account_role),
    Finding("S3-10", T, Kind.UNSAFE, ("event-permission-principal",), _BUS, 782, _own_account(_BUS, anybody=True)),
    Finding("S3-11", P, Kind.SAFE, ("sqs-encryption",), "aws_sqs_queue.event_queue", 628, _encrypted),
    Finding("S3-12", F, Kind.REPORT, ("required-resources",), "", 0),
    Finding("S3-13", F, Kind.REPORT, ("undeclared-reference",), "", 0, whole=_data_not_missed),
    Finding("S3-14", T, Kind.SAFE, ("block-as-attribute",), _SETTINGS, 274, _settings),
    Finding("S3-15", F, Kind.SAFE, ("aws-region-attribute",), "", 0),
    Finding("S3-16", T, Kind.UNSAFE, _ARCHIVE, _LAYER, 487, packaged(_LAYER)),
    Finding("S3-17", F, Kind.SAFE, ("required-providers",), "", 0, whole=_archive_not_missed),
    Finding("S3-18", T, Kind.INPUT, ("lambda-timeout-range",), _FUNCTIONS[0], 295, _timeouts, blind=True),
    Finding("S3-19", F, Kind.REPORT, ("name-environment-suffix",), "", 0),
    Finding("S3-20", P, Kind.SAFE, ("flatten-outputs",), "output.integration_test_config", 1442, _flat, blind=True),
)
