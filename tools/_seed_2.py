"""The findings about the third seed answer: test data made from production, which breaks off."""

from __future__ import annotations

from _seed_checks import alarms
from _seed_findings import Check, Finding, Kind, Verdict
from _seed_reading import View, same
from _seed_run import Case

from tffix.syntax import nodes as n
from tffix.terraform.configuration import Configuration
from tffix.terraform.elements import Resource

TASK = "Pr5071"
SETTINGS = {
    "required-resources": {
        "types": {
            "aws_cloudwatch_event_rule": "2",
            "aws_cloudwatch_dashboard": "1",
            "aws_cloudwatch_log_metric_filter": "1",
        }
    },
    "baseline-alarms": {"lambda": ["Errors", "Throttles"]},
    "lambda-log-group": {"retention_in_days": 7},
    "missing-ssm-parameter": {"values": {"/fintech-test/masking/rules": "base64encode(jsonencode(var.masking_rules))"}},
    "outputs": {"required": ["aws_vpc.id", "aws_subnet.id", "aws_security_group.id", "aws_s3_bucket.id"]},
    "dynamodb-autoscaling": {"minimum": 5, "maximum": 100, "target": 70},
}
_LOST = "data.archive_file.aurora_refresh_handler"
_MISSING = ("aurora_refresh_handler", "s3_sync_handler", "integration_tests_handler", "parity_validation_handler")


def _drafted(case: Case) -> View:
    return View({file.path: file.text for file in case.draft.drafted.files})


def _only_code(case: Case) -> str:
    document = case.draft.document
    if sum(line.startswith("```") for line in document.splitlines()) != 2:
        return "the draft is not one block"
    if "### Answer" in document:
        return "the draft still has the heading of the answer"
    return "" if _drafted(case).has("aws_lambda_function.masking_handler") else "the draft has lost the code"


def _cut(case: Case) -> str:
    told = [one for one in case.document if one.rule == "response-truncated-block"]
    if not any("aurora_refresh_handler" in one.message and 1894 <= one.line <= 2017 for one in told):
        return "what was cut is not told"
    files = {file.path: file.text for file in case.draft.drafted.files}
    if any(file.error is not None for file in Configuration(files).files.values()):
        return "the draft does not parse"
    view = View(files)
    return f"{_LOST} is in the draft" if view.has(_LOST) or view.module.references_to(_LOST) else ""


def _log_groups(view: View, _: View) -> str:
    for function in view.all("aws_lambda_function"):
        groups = [one for one in view.all("aws_cloudwatch_log_group") if _is_of(view, one, function)]
        if len(groups) != 1:
            return f"{function.address} has {len(groups)} log groups"
        if groups[0]["retention_in_days"] is None:
            return f"{groups[0].address} keeps everything"
    return ""


def _is_of(view: View, group: Resource, function: Resource) -> bool:
    """Whether a log group has the name that a function writes to."""
    name, called = group["name"], function["function_name"]
    parts = name.parts if isinstance(name, n.Template) else ()
    if len(parts) != 2 or parts[0].text != "/aws/lambda/" or not isinstance(parts[1], n.Interpolation):
        return False
    inner = parts[1].expression
    if same(inner, called) or f"{function.address}.function_name" in view.refs(inner):
        return True
    each = group.for_each
    return inner.text == "each.value.name" and view.addresses(each) == view.addresses(called)


def _parameter(view: View, _: View) -> str:
    for one in view.all("aws_ssm_parameter"):
        if one.constant("name") == "/fintech-test/masking/rules":
            if one.constant("type") != "SecureString" or "var.masking_rules" not in view.reach(one["value"]):
                return f"{one.address} does not hold the rules"
            return "" if view.calls(one["value"], "base64encode") else "the value holds {{, which SSM refuses"
    return "no parameter is called /fintech-test/masking/rules"


def _outputs(view: View, _: View) -> str:
    read = view.addresses(*view.module.outputs)
    if lost := [address for address in read if "." in address and not view.has(address)]:
        return f"an output reads {lost[0]}, which does not exist"
    for type_ in ("aws_vpc", "aws_subnet", "aws_security_group", "aws_s3_bucket"):
        for one in view.all(type_):
            if one.address not in read:
                return f"{one.address} is in no output"
    return ""


def _autoscaling(view: View, _: View) -> str:
    for type_ in ("aws_appautoscaling_target", "aws_appautoscaling_policy"):
        of_table = [one for one in view.all(type_) if "aws_dynamodb_table.main" in _scaled(view, one)]
        if len(of_table) < 2:
            return f"{len(of_table)} of {type_} for reading and writing"
    for one in view.all("aws_appautoscaling_target"):
        if "PROVISIONED" not in [node.text.strip('"') for node in view.nodes(one.for_each)]:
            return f"{one.address} is for tables on demand, too"
    return ""


def _scaled(view: View, one: Resource) -> frozenset[str]:
    """What a target or policy reaches, a policy by way of its target."""
    targets = (view.get(address) for address in view.reach(one) if address.startswith("aws_appautoscaling_target."))
    return view.reach(one, *targets)


def _database_group(view: View, _: View) -> str:
    admitted = view.addresses(*(_blocks(view, "aws_security_group.aurora", "ingress")))
    for rule in view.all("aws_vpc_security_group_ingress_rule", "aws_security_group_rule"):
        if "aws_security_group.aurora" in view.addresses(rule["security_group_id"]):
            admitted |= view.addresses(rule["referenced_security_group_id"], rule["source_security_group_id"])
    return "" if "aws_security_group.lambda" in admitted else "the functions do not reach the database"


def _blocks(view: View, address: str, type_: str) -> tuple[n.Expression, ...]:
    element = view.get(address)
    blocks = () if element is None else element.blocks(type_)
    return tuple(attribute.expr for block in blocks for attribute in block.body.all_attributes())


def _in_network(view: View, _: View) -> str:
    for function in view.all("aws_lambda_function"):
        named = view.addresses(*_blocks(view, function.address, "vpc_config"))
        if not {"aws_subnet.private", "aws_security_group.lambda"} <= named:
            return f"{function.address} is not in the network"
        for role in view.addresses(function["role"]) & {"aws_iam_role.lambda"}:
            allowed = {action for grant in view.grants(role) for action in grant.actions} | view.managed(role)
            if not allowed & {"AWSLambdaVPCAccessExecutionRole", "ec2:CreateNetworkInterface"}:
                return f"{role} may not make network interfaces"
    return ""


_ALARMS: Check = alarms(
    *(
        (f"aws_lambda_function.{name}", (metric,))
        for name in ("masking_handler", "dynamodb_refresh_handler")
        for metric in ("Errors", "Throttles")
    )
)
T, P, F = Verdict.TRUE, Verdict.PARTLY, Verdict.FALSE
_ROLE = ("orphan-service-role",)
_REQUIRED = ("required-resources",)
_WHOLE = (("", 0, 100_000),)
FINDINGS = (
    Finding("S2-01", T, Kind.DOC, ("response-text-outside-fence",), "", 1, whole=_only_code),
    Finding("S2-02", T, Kind.DOC, ("response-truncated-block",), _LOST, 1894, whole=_cut),
    Finding("S2-03", P, Kind.REPORT, _ROLE, "aws_iam_role.lambda", 938, says=_MISSING),
    Finding("S2-04", T, Kind.REPORT, (*_ROLE, *_REQUIRED), "aws_iam_role.sfn", 1352),
    Finding("S2-05", T, Kind.REPORT, _REQUIRED, "", 0, says=("aws_cloudwatch_event_rule",), blind=True, places=_WHOLE),
    Finding("S2-06", T, Kind.REPORT, (*_ROLE, *_REQUIRED), "aws_iam_role.ssm_automation", 1384),
    Finding("S2-07", T, Kind.REPORT, _REQUIRED, "", 0, says=("aws_cloudwatch_dashboard",), blind=True, places=_WHOLE),
    Finding(
        "S2-08", T, Kind.INPUT, ("baseline-alarms",), "aws_lambda_function.masking_handler", 1679, _ALARMS, blind=True
    ),
    Finding(
        "S2-09", T, Kind.REPORT, _REQUIRED, "", 0, says=("aws_cloudwatch_log_metric_filter",), blind=True, places=_WHOLE
    ),
    Finding("S2-10", T, Kind.INPUT, ("lambda-log-group",), "aws_lambda_function.masking_handler", 1679, _log_groups),
    Finding("S2-11", T, Kind.REPORT, _ROLE, "aws_iam_role.lambda", 938, says=("parity_validation_handler",)),
    Finding(
        "S2-12",
        T,
        Kind.INPUT,
        ("missing-ssm-parameter",),
        "data.archive_file.masking_handler",
        1551,
        _parameter,
        places=(
            ("data.archive_file.masking_handler", 1530, 1551),
            ("aws_lambda_function.masking_handler", 1551, 1679),
        ),
    ),
    Finding("S2-13", T, Kind.SAFE, ("missing-outputs", "complete-outputs"), "aws_vpc.main", 304, _outputs, blind=True),
    Finding("S2-14", F, Kind.UNSAFE, ("dynamodb-item-null-range-key",), "aws_dynamodb_table_item.sample", 849),
    Finding(
        "S2-15", T, Kind.INPUT, ("dynamodb-autoscaling",), "aws_dynamodb_table.main", 819, _autoscaling, blind=True
    ),
    Finding("S2-16", P, Kind.REPORT, ("cross-account-trust",), "aws_iam_role.prod_read", 1464),
    Finding(
        "S2-17", T, Kind.UNSAFE, ("sg-db-ingress-from-compute",), "aws_security_group.aurora", 410, _database_group
    ),
    Finding("S2-18", P, Kind.UNSAFE, ("lambda-vpc-config",), "aws_lambda_function.masking_handler", 1679, _in_network),
    Finding("S2-19", F, Kind.REPORT, ("lambda-missing-dependency",), "aws_lambda_function.masking_handler", 1679),
)
