"""The type that another name of a resource type stands for."""

from __future__ import annotations

from ._type_table import TYPES

# Services by another name: every type that is there under the other prefix.
PREFIXES = {
    "aws_applicationautoscaling_": "aws_appautoscaling_",
    "aws_application_autoscaling_": "aws_appautoscaling_",
    "aws_api_gateway_v2_": "aws_apigatewayv2_",
    "aws_eventbridge_": "aws_cloudwatch_event_",
    "aws_event_bridge_": "aws_cloudwatch_event_",
    "aws_step_functions_": "aws_sfn_",
    "aws_firehose_": "aws_kinesis_firehose_",
    "aws_stepfunctions_": "aws_sfn_",
}


def renamed(type_: str, known: frozenset[str]) -> str | None:
    """The type that another name stands for, None where the tables do not tell or the provider has none."""
    found = TYPES.get(type_)
    if found is not None:
        return found if found in known else None
    for old, new in PREFIXES.items():
        if type_.startswith(old) and new + type_.removeprefix(old) in known:
            return new + type_.removeprefix(old)
    plain = type_.replace("_", "").lower()
    same = [one for one in known if one.replace("_", "") == plain]
    return same[0] if len(same) == 1 else None
