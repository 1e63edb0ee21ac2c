"""Resource types that models write and the AWS provider does not have, with what is meant.

The new names are in the index of the provider's documentation; the old ones are names of CloudFormation resources,
of services as AWS writes them, or of the nested block that the type took the place of.
"""

from __future__ import annotations

TYPES = {
    "aws_s3_bucket_encryption": "aws_s3_bucket_server_side_encryption_configuration",
    "aws_s3_bucket_encryption_configuration": "aws_s3_bucket_server_side_encryption_configuration",
    "aws_s3_bucket_default_encryption": "aws_s3_bucket_server_side_encryption_configuration",
    "aws_s3_bucket_server_side_encryption": "aws_s3_bucket_server_side_encryption_configuration",
    "aws_s3_bucket_sse_configuration": "aws_s3_bucket_server_side_encryption_configuration",
    "aws_s3_bucket_lifecycle": "aws_s3_bucket_lifecycle_configuration",
    "aws_s3_bucket_lifecycle_rule": "aws_s3_bucket_lifecycle_configuration",
    "aws_s3_bucket_website": "aws_s3_bucket_website_configuration",
    "aws_s3_bucket_cors": "aws_s3_bucket_cors_configuration",
    "aws_s3_bucket_cors_rule": "aws_s3_bucket_cors_configuration",
    "aws_s3_bucket_replication": "aws_s3_bucket_replication_configuration",
    "aws_s3_bucket_accelerate": "aws_s3_bucket_accelerate_configuration",
    "aws_s3_bucket_intelligent_tiering": "aws_s3_bucket_intelligent_tiering_configuration",
    "aws_s3_public_access_block": "aws_s3_bucket_public_access_block",
    "aws_cloudwatch_metric_filter": "aws_cloudwatch_log_metric_filter",
    "aws_cloudwatch_log_group_metric_filter": "aws_cloudwatch_log_metric_filter",
    "aws_cloudwatch_logs_metric_filter": "aws_cloudwatch_log_metric_filter",
    "aws_cloudwatch_logs_group": "aws_cloudwatch_log_group",
    "aws_cloudwatch_subscription_filter": "aws_cloudwatch_log_subscription_filter",
    "aws_cloudwatch_alarm": "aws_cloudwatch_metric_alarm",
    "aws_cloudwatch_anomaly_alarm": "aws_cloudwatch_metric_alarm",
    "aws_secretsmanager_resource_policy": "aws_secretsmanager_secret_policy",
    "aws_lambda_event_invoke_config": "aws_lambda_function_event_invoke_config",
    "aws_lambda_function_permission": "aws_lambda_permission",
    "aws_lambda_layer": "aws_lambda_layer_version",
    "aws_lambda_url": "aws_lambda_function_url",
    "aws_lambda_function_alias": "aws_lambda_alias",
    "aws_rds_instance": "aws_db_instance",
    "aws_rds_subnet_group": "aws_db_subnet_group",
    "aws_rds_parameter_group": "aws_db_parameter_group",
    "aws_rds_proxy": "aws_db_proxy",
    "aws_rds_snapshot": "aws_db_snapshot",
    "aws_config_rule": "aws_config_config_rule",
    "aws_config_recorder": "aws_config_configuration_recorder",
    "aws_config_recorder_status": "aws_config_configuration_recorder_status",
    "aws_elastic_ip": "aws_eip",
    "aws_ec2_instance": "aws_instance",
    "aws_vpc_flow_log": "aws_flow_log",
    "aws_kms_key_alias": "aws_kms_alias",
    "aws_sns_subscription": "aws_sns_topic_subscription",
    "aws_route53_hosted_zone": "aws_route53_zone",
    "aws_route53_record_set": "aws_route53_record",
    "aws_application_load_balancer": "aws_lb",
    "aws_autoscaling_scaling_policy": "aws_autoscaling_policy",
    "aws_lb_target_group_association": "aws_lb_target_group_attachment",
    "aws_stepfunctions_state_machine": "aws_sfn_state_machine",
    "aws_step_function_state_machine": "aws_sfn_state_machine",
    "aws_eventbridge_bus": "aws_cloudwatch_event_bus",
    "aws_eventbridge_event_bus": "aws_cloudwatch_event_bus",
}

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
