"""Renames of arguments: APIs, content delivery, names, firewalls.

Sources: the resource pages of the AWS provider, its upgrade guides for versions 3 to 6, and the names that
CloudFormation and the service's API have for the same thing.
"""

from __future__ import annotations

from ._facts import Renames

_BEHAVIOR = {
    "origin_id": "target_origin_id",
    "cached_method": "cached_methods",
    "allowed_method": "allowed_methods",
    "response_headers_policy": "response_headers_policy_id",
    "cache_policy": "cache_policy_id",
    "origin_request_policy": "origin_request_policy_id",
    "lambda_function_associations": "lambda_function_association",
    "function_associations": "function_association",
    "forwarded_value": "forwarded_values",
}
APIS: Renames = {
    "aws_api_gateway_rest_api": {"api_name": "name"},
    "aws_api_gateway_method": {
        "authorization_type": "authorization",
        "auth_type": "authorization",
        "method": "http_method",
        "api_id": "rest_api_id",
        "request_validator": "request_validator_id",
    },
    "aws_api_gateway_integration": {
        "integration_method": "integration_http_method",
        "timeout": "timeout_milliseconds",
        "timeout_in_millis": "timeout_milliseconds",
        "timeout_ms": "timeout_milliseconds",
        "integration_type": "type",
        "integration_uri": "uri",
        "credentials_arn": "credentials",
        "role_arn": "credentials",
    },
    "aws_api_gateway_integration_response": {"response_template": "response_templates"},
    "aws_api_gateway_stage": {
        "api_id": "rest_api_id",
        "xray_tracing": "xray_tracing_enabled",
        "tracing_enabled": "xray_tracing_enabled",
        "access_log_setting": "access_log_settings",
        "access_logs": "access_log_settings",
        "stage_variables": "variables",
        "cache_enabled": "cache_cluster_enabled",
    },
    "aws_api_gateway_stage.access_log_settings": {"log_format": "format", "log_group_arn": "destination_arn"},
    "aws_api_gateway_method_settings": {"setting": "settings", "stage": "stage_name"},
    "aws_api_gateway_authorizer": {
        "authorizer_type": "type",
        "role_arn": "authorizer_credentials",
        "api_id": "rest_api_id",
    },
    "aws_api_gateway_domain_name": {"acm_certificate_arn": "certificate_arn"},
    "aws_api_gateway_base_path_mapping": {"rest_api_id": "api_id", "stage": "stage_name"},
    "aws_api_gateway_usage_plan": {
        "throttle": "throttle_settings",
        "quota": "quota_settings",
        "api_stage": "api_stages",
    },
    "aws_api_gateway_usage_plan.throttle_settings": {
        "throttling_rate_limit": "rate_limit",
        "throttling_burst_limit": "burst_limit",
    },
    "aws_api_gateway_usage_plan.api_stages": {"rest_api_id": "api_id", "stage_name": "stage"},
    "aws_api_gateway_usage_plan_key": {"api_key_id": "key_id"},
    "aws_api_gateway_resource": {"path": "path_part", "parent": "parent_id"},
    "aws_apigatewayv2_route": {
        "authorization": "authorization_type",
    },
    **{
        f"{type_}.{path}": {
            **{f"throttle_{what}_limit": f"throttling_{what}_limit" for what in ("rate", "burst")},
            **{f"{what}_limit": f"throttling_{what}_limit" for what in ("rate", "burst")},
            "throttle_burst": "throttling_burst_limit",
            "throttle_rate": "throttling_rate_limit",
            "data_trace": "data_trace_enabled",
        }
        for type_, path in (
            ("aws_apigatewayv2_stage", "default_route_settings"),
            ("aws_apigatewayv2_stage", "route_settings"),
            ("aws_api_gateway_method_settings", "settings"),
        )
    },
    "aws_apigatewayv2_stage": {
        "stage_name": "name",
        "default_route_setting": "default_route_settings",
        "access_log_setting": "access_log_settings",
    },
    "aws_apigatewayv2_stage.access_log_settings": {"log_group_arn": "destination_arn", "log_format": "format"},
    "aws_apigatewayv2_api": {"cors": "cors_configuration", "api_name": "name", "protocol": "protocol_type"},
    "aws_apigatewayv2_integration": {
        "type": "integration_type",
        "uri": "integration_uri",
        "timeout": "timeout_milliseconds",
    },
    "aws_apigatewayv2_authorizer": {
        "type": "authorizer_type",
        "jwt": "jwt_configuration",
        "identity_source": "identity_sources",
        "payload_format_version": "authorizer_payload_format_version",
    },
    "aws_cloudfront_distribution": {
        "certificate_arn": "viewer_certificate.acm_certificate_arn",
        "origins": "origin",
        "cache_behavior": "ordered_cache_behavior",
        "cache_behaviors": "ordered_cache_behavior",
        "ordered_cache_behaviors": "ordered_cache_behavior",
        "custom_error_responses": "custom_error_response",
        "logging": "logging_config",
        "waf_web_acl_id": "web_acl_id",
        "web_acl_arn": "web_acl_id",
        "root_object": "default_root_object",
        "ipv6_enabled": "is_ipv6_enabled",
    },
    **{
        f"aws_cloudfront_distribution.{path}": _BEHAVIOR
        for path in ("default_cache_behavior", "ordered_cache_behavior")
    },
    "aws_cloudfront_distribution.origin": {
        "origin_domain_name": "domain_name",
        "id": "origin_id",
        "origin_access_control": "origin_access_control_id",
        "custom_headers": "custom_header",
    },
    "aws_cloudfront_distribution.custom_origin_config": {
        "origin_protocol": "origin_protocol_policy",
        "origin_ssl_protocol": "origin_ssl_protocols",
    },
    "aws_cloudfront_distribution.viewer_certificate": {
        "certificate_arn": "acm_certificate_arn",
        "ssl_minimum_protocol_version": "minimum_protocol_version",
        "min_protocol_version": "minimum_protocol_version",
        "default_certificate": "cloudfront_default_certificate",
    },
    "aws_cloudfront_distribution.logging_config": {"bucket_name": "bucket", "log_bucket": "bucket"},
    "aws_cloudfront_origin_access_control": {
        "origin_type": "origin_access_control_origin_type",
        "signing_type": "signing_behavior",
    },
    "aws_cloudfront_response_headers_policy": {
        "cors_configuration": "cors_config",
        "security_headers": "security_headers_config",
    },
    "aws_cloudfront_response_headers_policy.strict_transport_security": {
        "max_age": "access_control_max_age_sec",
        "max_age_seconds": "access_control_max_age_sec",
        "max_age_sec": "access_control_max_age_sec",
        "access_control_max_age": "access_control_max_age_sec",
    },
    "aws_cloudfront_response_headers_policy.frame_options": {"frame_options": "frame_option"},
    "aws_route53_record": {
        "hosted_zone_id": "zone_id",
        "route53_zone_id": "zone_id",
        "aliases": "alias",
        "alias_target": "alias",
        "values": "records",
        "record": "records",
        "failover_policy": "failover_routing_policy",
        "failover_routing": "failover_routing_policy",
        "weighted_routing": "weighted_routing_policy",
        "latency_policy": "latency_routing_policy",
        "geolocation_policy": "geolocation_routing_policy",
    },
    "aws_route53_record.alias": {"dns_name": "name", "hosted_zone_id": "zone_id"},
    "aws_route53_health_check": {
        "domain_name": "fqdn",
        "path": "resource_path",
        "interval": "request_interval",
        "protocol": "type",
        "health_check_type": "type",
        "threshold": "failure_threshold",
    },
    "aws_route53_zone": {"zone_name": "name", "domain_name": "name", "vpcs": "vpc"},
    "aws_acm_certificate": {"alternative_names": "subject_alternative_names", "san": "subject_alternative_names"},
    "aws_wafv2_web_acl": {"rules": "rule"},
    "aws_wafv2_web_acl_association": {
        "web_acl_id": "web_acl_arn",
        "load_balancer_arn": "resource_arn",
        "acl_arn": "web_acl_arn",
    },
    "aws_wafv2_web_acl_logging_configuration": {
        "log_destination_arns": "log_destination_configs",
        "log_destinations": "log_destination_configs",
        "log_destination_config": "log_destination_configs",
        "web_acl_arn": "resource_arn",
    },
    **{
        f"aws_wafv2_{type_}.{path}": {
            "cloudwatch_metrics": "cloudwatch_metrics_enabled",
            "sampled_requests": "sampled_requests_enabled",
            "cloud_watch_metrics_enabled": "cloudwatch_metrics_enabled",
        }
        for type_ in ("web_acl", "rule_group")
        for path in ("visibility_config",)
    },
    # AWS provider 5.0 upgrade guide: excluded_rule became rule_action_override (another shape, so not here).
    "aws_wafv2_web_acl.managed_rule_group_statement": {
        "vendor": "vendor_name",
        "rule_action_overrides": "rule_action_override",
    },
    "aws_wafv2_web_acl.rate_based_statement": {"rate_limit": "limit", "aggregate_key": "aggregate_key_type"},
    "aws_wafv2_ip_set": {"ip_addresses": "addresses", "address_version": "ip_address_version"},
    "aws_networkfirewall_firewall": {"policy_arn": "firewall_policy_arn", "subnet_mappings": "subnet_mapping"},
    "aws_globalaccelerator_endpoint_group": {"endpoint_configurations": "endpoint_configuration"},
    "aws_globalaccelerator_listener": {"port_ranges": "port_range"},
    "aws_service_discovery_private_dns_namespace": {"vpc_id": "vpc"},
    "aws_appsync_graphql_api": {"auth_type": "authentication_type"},
    "aws_appsync_datasource": {"data_source_type": "type", "role_arn": "service_role_arn"},
    "aws_appsync_resolver": {
        "type_name": "type",
        "field_name": "field",
        "data_source_name": "data_source",
        # What CloudFormation and aws_appsync_function call them.
        "request_mapping_template": "request_template",
        "response_mapping_template": "response_template",
    },
    "aws_appsync_function": {
        "request_template": "request_mapping_template",
        "response_template": "response_mapping_template",
        "data_source_name": "data_source",
    },
}
