"""The findings about the fifth seed answer: models behind an API. It breaks off, and a draft stands in front of it."""

from __future__ import annotations

from _seed_checks import concurrency_behind_alias, declared_once, logs_of_own_account
from _seed_findings import Finding, Kind, Verdict
from _seed_reading import View
from _seed_run import Case

from tffix.syntax import nodes as n
from tffix.terraform.configuration import Configuration

TASK = "Pr4510"
#: The lines in front of the answer, with the draft.
DRAFT_LINES = 1227
SETTINGS = {
    "required-resources": {"types": {"aws_ssm_parameter": "1"}},
    "contract": {"outputs": ["deployment_info"], "text-outside": False},
    "lambda-reserved-concurrency": {"account_concurrency": 1000, "reserve": 100},
    "acm-dns-validation": {"zone_id": "var.hosted_zone_id"},
    "placeholder-to-variable": {"email": "alarm_email"},
}
_FUNCTION = "aws_lambda_function.model_inference"
_LOST = "aws_api_gateway_resource.predict_resource"
_CONFIG = "aws_lambda_provisioned_concurrency_config.model_concurrency"
_WAF = "aws_wafv2_web_acl_association.api_waf_association"
_PLAN = "aws_api_gateway_usage_plan.api_usage_plan"
_API = "aws_apigatewayv2_api.ml_api"


def _cut(case: Case) -> str:
    told = [one for one in case.document if one.rule == "response-truncated-block"]
    if not any("predict_resource" in one.message and 1844 <= one.line <= 1845 for one in told):
        return "what was cut is not told"
    files = {file.path: file.text for file in case.draft.drafted.files}
    if any(file.error is not None for file in Configuration(files).files.values()):
        return "the draft does not parse"
    return f"{_LOST} is in the draft" if View(files).has(_LOST) else ""


def _only_code(case: Case) -> str:
    if not any(one.rule == "response-draft-in-answer" and one.line == 65 for one in case.document):
        return "the reasoning is not reported"
    kept = set(case.configured_draft.document.splitlines())
    lines = dict(enumerate(case.source.text.splitlines(), 1))
    left = [i for i in (*range(1, 65), *range(1184, 1228)) if lines[i].strip() and lines[i] in kept]
    return f"the draft still has line {left[0]}" if left else ""


def _reserved(view: View, _: View) -> str:
    value = view.value(_FUNCTION, "reserved_concurrent_executions")
    most = view.value("aws_appautoscaling_target.lambda_target", "max_capacity")
    if not isinstance(value, int):
        return "nothing is reserved"
    return "" if not isinstance(most, int) or value >= most else f"{value} are reserved, and up to {most} provisioned"


def _validated(view: View, _: View) -> str:
    validations = view.all("aws_acm_certificate_validation")
    if not validations:
        return "the certificate is never validated"
    used = view.refs(view.get("aws_apigatewayv2_domain_name.api_domain"))
    return "" if f"{validations[0].address}.certificate_arn" in used else "the certificate is used before it is valid"


def _email(view: View, _: View) -> str:
    endpoint = view.at("aws_sns_topic_subscription.alarm_email", "endpoint")
    return "" if any(a.startswith("var.") for a in view.addresses(endpoint)) else "the address is written down"


def _dashboard(view: View, _: View) -> str:
    body = view.at("aws_cloudwatch_dashboard.ml_dashboard", "dashboard_body")
    for node in view.nodes(body):
        if isinstance(node, n.Traversal) and any(key.text in ('"v1"', '"v2"') for key in node.keys):
            return f"{node.text} is one of the models"
    return ""


def _no_registry(case: Case) -> str:
    after = case.plain.after
    for role in after.addresses(after.at(_FUNCTION, "role")):
        for grant in after.grants(role):
            if any(action.startswith("ecr:") for action in grant.actions):
                return f"{role} is allowed {grant.actions[0]}, which it does not need"
    return ""


def _subnets(case: Case) -> str:
    found = case.plain.by(("lambda-in-public-subnet",))
    told = {name for one in found for name in ("ml_subnet_a", "ml_subnet_b") if name in one.message + one.address}
    places = (_FUNCTION, "aws_subnet.ml_subnet_a", "aws_subnet.ml_subnet_b")
    if len(told) < 2 or not all(one.address in places for one in found):
        return "the two subnets are not named"
    return ""


def _scoped(view: View, before: View) -> str:
    if why := logs_of_own_account(view, before):
        return why
    needs_all = ("ec2:", "xray:", "logs:")
    for role in view.all("aws_iam_role"):
        for grant in view.grants(role.address):
            scoped = "*" not in view.strings(grant.resources)
            if not scoped and not all(action.startswith((*needs_all, "lambda:")) for action in grant.actions):
                return f"{role.address} is allowed {grant.actions[0]} on everything"
    return ""


def _waf(view: View, _: View) -> str:
    element = view.get(_WAF)
    assert element is not None
    return "the association that cannot exist is repeated" if element.for_each is not None else ""


T, P, F = Verdict.TRUE, Verdict.PARTLY, Verdict.FALSE
_MIX = ("api-gateway-version-mix",)
FINDINGS = (
    Finding("S4-01", T, Kind.DOC, ("response-truncated-block",), _LOST, 1844, whole=_cut),
    Finding("S4-02", P, Kind.SAFE, ("undeclared-variable",), "var.aws_region", 1320, declared_once("aws_region")),
    Finding("S4-03", P, Kind.REPORT, _MIX, _API, 657, places=((_API, 657, 657), (_PLAN, 852, 859)), draft=True),
    Finding("S4-04", P, Kind.REPORT, _MIX, _PLAN, 857, places=((_PLAN, 852, 859),), draft=True),
    Finding("S4-05", T, Kind.INPUT, ("lambda-reserved-concurrency",), _FUNCTION, 1730, _reserved, blind=True),
    Finding(
        "S4-06",
        T,
        Kind.REPORT,
        ("required-resources",),
        "",
        0,
        says=("aws_ssm_parameter",),
        blind=True,
        places=(("", 0, 100_000),),
    ),
    Finding(
        "S4-07",
        P,
        Kind.UNSAFE,
        (*_MIX, "literal-instance-key"),
        _WAF,
        836,
        places=((_WAF, 835, 838),),
        draft=True,
        keeps=_waf,
    ),
    Finding(
        "S4-08",
        T,
        Kind.INPUT,
        ("acm-dns-validation",),
        "aws_acm_certificate.api_cert",
        746,
        _validated,
        places=(("aws_acm_certificate.api_cert", 746, 748),),
        draft=True,
    ),
    Finding(
        "S4-09",
        T,
        Kind.UNSAFE,
        ("literal-instance-key",),
        "aws_cloudwatch_dashboard.ml_dashboard",
        982,
        _dashboard,
        draft=True,
    ),
    Finding(
        "S4-10",
        T,
        Kind.INPUT,
        ("placeholder-to-variable",),
        "aws_sns_topic_subscription.alarm_email",
        1098,
        _email,
        places=(("aws_sns_topic_subscription.alarm_email", 1095, 1098),),
        draft=True,
    ),
    Finding(
        "S4-11",
        P,
        Kind.UNSAFE,
        ("lambda-provisioned-concurrency-alias",),
        _CONFIG,
        1784,
        concurrency_behind_alias(_CONFIG, _FUNCTION),
    ),
    Finding("S4-12", F, Kind.UNSAFE, ("iam-missing-permission",), _FUNCTION, 1730, whole=_no_registry),
    Finding("S4-13", P, Kind.REPORT, ("lambda-in-public-subnet",), _FUNCTION, 1730, whole=_subnets),
    Finding("S4-14", T, Kind.SAFE, ("scope-wildcard-arn",), "aws_iam_policy.lambda_policy", 1619, _scoped),
    Finding("S4-15", P, Kind.REPORT, ("api-gateway-incomplete",), "aws_api_gateway_rest_api.ml_api", 1825),
    Finding(
        "S4-16",
        T,
        Kind.REPORT,
        ("hardcoded-az",),
        "aws_subnet.ml_subnet_a",
        1438,
        places=(("aws_subnet.ml_subnet_a", 1435, 1438), ("aws_efs_mount_target.model_storage_mount_a", 1548, 1552)),
    ),
    Finding(
        "S4-17",
        T,
        Kind.REPORT,
        ("required-resources", "response-missing-requirement"),
        "",
        1,
        says=("deployment_info",),
        blind=True,
    ),
    Finding(
        "S4-18",
        T,
        Kind.DOC,
        ("response-text-outside-fence", "response-draft-in-answer"),
        "",
        65,
        whole=_only_code,
        blind=True,
    ),
)
