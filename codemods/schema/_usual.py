"""What a required argument or block nearly always says, or has to say by what stands beside it."""

from __future__ import annotations

from collections.abc import Mapping

from tffix import templates as t
from tffix.rules import Fix, Level
from tffix.syntax.literals import string_value
from tffix.terraform import UNKNOWN, Module, Resource
from tffix.words import listed

from ._walk import Place

_SERIALIZED = t.block("deserializer", items=(t.block("open_x_json_ser_de"),))
_UNRESTRICTED = t.block("geo_restriction", restriction_type='"none"')
_NO_COOKIES = t.block("cookies", forward='"none"')
_HEADERS = (
    "content_security_policy",
    "content_type_options",
    "frame_options",
    "referrer_policy",
    "strict_transport_security",
    "xss_protection",
)

_WITH_IDENTITY = (
    "azurerm_app_configuration",
    "azurerm_container_app",
    "azurerm_data_factory",
    "azurerm_kubernetes_cluster",
    "azurerm_linux_function_app",
    "azurerm_linux_virtual_machine",
    "azurerm_linux_web_app",
    "azurerm_storage_account",
    "azurerm_windows_function_app",
    "azurerm_windows_web_app",
)

# Providers' resource pages, and the API's own defaults: type and innermost block, then the argument or block, with
# an expression or the text of the block.
_USUAL: Mapping[tuple[str, str], Mapping[str, str]] = {
    # RDS Proxy user guide: the only target group a proxy has.
    ("aws_db_proxy_target", ""): {"target_group_name": '"default"'},
    # DynamoDB, secondary indexes: the projection without further questions.
    ("aws_dynamodb_table", "global_secondary_index"): {"projection_type": '"ALL"'},
    ("aws_dynamodb_table", "local_secondary_index"): {"projection_type": '"ALL"'},
    # CloudFront: a header that is configured is sent, whatever the origin says.
    **{("aws_cloudfront_response_headers_policy", block): {"override": "true"} for block in _HEADERS},
    ("aws_cloudfront_response_headers_policy", "cors_config"): {"origin_override": "true"},
    ("aws_cloudfront_response_headers_policy", "items"): {"override": "true"},
    ("aws_cloudfront_distribution", ""): {
        "restrictions": t.block("restrictions", items=(_UNRESTRICTED,)),
        "viewer_certificate": t.block("viewer_certificate", cloudfront_default_certificate="true"),
    },
    ("aws_cloudfront_distribution", "restrictions"): {"geo_restriction": _UNRESTRICTED},
    ("aws_cloudfront_distribution", "geo_restriction"): {"restriction_type": '"none"'},
    ("aws_cloudfront_distribution", "forwarded_values"): {"query_string": "false", "cookies": _NO_COOKIES},
    ("aws_cloudfront_distribution", "cookies"): {"forward": '"none"'},
    # CloudFront developer guide, custom origins: the ports of the protocols; TLS 1.2 is the newest that is spoken.
    ("aws_cloudfront_distribution", "custom_origin_config"): {
        "http_port": "80",
        "https_port": "443",
        "origin_protocol_policy": '"https-only"',
        "origin_ssl_protocols": '["TLSv1.2"]',
    },
    ("aws_cloudfront_distribution", "default_cache_behavior"): {
        "allowed_methods": '["GET", "HEAD"]',
        "cached_methods": '["GET", "HEAD"]',
        "viewer_protocol_policy": '"redirect-to-https"',
    },
    ("aws_cloudfront_distribution", "ordered_cache_behavior"): {
        "allowed_methods": '["GET", "HEAD"]',
        "cached_methods": '["GET", "HEAD"]',
        "viewer_protocol_policy": '"redirect-to-https"',
    },
    # Firehose, record format conversion: JSON comes in; the OpenX deserializer is the one that the console takes.
    ("aws_kinesis_firehose_delivery_stream", "data_format_conversion_configuration"): {
        "input_format_configuration": t.block("input_format_configuration", items=(_SERIALIZED,)),
    },
    ("aws_lambda_permission", ""): {"action": '"lambda:InvokeFunction"'},
    ("aws_flow_log", ""): {"traffic_type": '"ALL"'},
    ("aws_s3_bucket_versioning", "versioning_configuration"): {"status": '"Enabled"'},
    ("aws_s3_bucket_lifecycle_configuration", "rule"): {"status": '"Enabled"'},
    ("aws_s3_bucket_replication_configuration", "rule"): {"status": '"Enabled"'},
    ("aws_cloudfront_origin_access_control", ""): {
        "origin_access_control_origin_type": '"s3"',
        "signing_behavior": '"always"',
        "signing_protocol": '"sigv4"',
    },
    ("aws_codebuild_project", ""): {"artifacts": t.block("artifacts", type='"NO_ARTIFACTS"')},
    # CodeBuild user guide, build environment: what a Linux build of the smallest size has.
    ("aws_codebuild_project", "environment"): {
        "compute_type": '"BUILD_GENERAL1_SMALL"',
        "type": '"LINUX_CONTAINER"',
    },
    # CodePipeline user guide, action structure: every action of AWS has the version 1.
    ("aws_codepipeline", "action"): {"version": '"1"'},
    # Route 53 developer guide: an alias of a distribution or a website cannot be asked how it is.
    ("aws_route53_record", "alias"): {"evaluate_target_health": "false"},
    # AppSync developer guide: who is signed in may call what no directive says otherwise of.
    ("aws_appsync_graphql_api", "user_pool_config"): {"default_action": '"ALLOW"'},
    ("aws_wafv2_web_acl", ""): {"default_action": t.block("default_action", items=(t.block("allow"),))},
    # EventBridge Scheduler user guide: off unless one asks for a window.
    ("aws_scheduler_schedule", ""): {"flexible_time_window": t.block("flexible_time_window", mode='"OFF"')},
    ("aws_scheduler_schedule", "flexible_time_window"): {"mode": '"OFF"'},
    ("aws_budgets_budget", ""): {"time_unit": '"MONTHLY"'},
    # Network Firewall developer guide: the stateful rules decide.
    ("aws_networkfirewall_firewall_policy", "firewall_policy"): {
        "stateless_default_actions": '["aws:forward_to_sfe"]',
        "stateless_fragment_default_actions": '["aws:forward_to_sfe"]',
    },
    # azurerm provider, resource pages: an identity that lives and dies with its resource.
    **{(type_, "identity"): {"type": '"SystemAssigned"'} for type_ in _WITH_IDENTITY},
    ("azurerm_storage_account", ""): {"account_tier": '"Standard"', "account_replication_type": '"LRS"'},
}


def usual(place: Place, names: list[str], module: Module) -> Fix | None:
    """The fix that sets those of the missing arguments and blocks that nearly everybody would set alike."""
    known = _USUAL.get((place.type, place.inner), {})
    values = {name: value for name in names if (value := known.get(name) or _by_context(place, name, module))}
    level = Level.UNSAFE
    if not values and place.type == "aws_api_gateway_method" and names == ["authorization"]:
        # Who may call a method is for the author to say.
        values, level = {"authorization": '"NONE"'}, Level.MANUAL
    if not values:
        return None
    fix = Fix(f"Set {listed(values)}", level, needs_whole_module=False)
    for name, value in values.items():
        if name in place.schema.blocks:
            fix.append(place.body, value)
        else:
            fix.set_attribute(place.body, name, value)
    return fix


def _by_context(place: Place, name: str, module: Module) -> str | None:
    """What an argument has to say by what stands beside it."""
    body = place.body
    if place.type == "aws_rds_cluster_instance" and name == "engine":
        cluster = module.resolve(body["cluster_identifier"].expr) if "cluster_identifier" in body else None
        return f"{cluster.address}.engine" if isinstance(cluster, Resource) and _is_one(cluster) else None
    if place.type == "aws_elasticache_replication_group" and name == "description" and not place.path:
        own = body.get("replication_group_id")
        return own.expr_text if own is not None and "\n" not in own.expr_text else None
    if place.type in _TARGET_GROUPS and place.inner == "stickiness" and name == "type":
        protocol = place.element.constant("protocol", default=None) if isinstance(place.element, Resource) else UNKNOWN
        return _STICKINESS.get(protocol) if isinstance(protocol, str) else None
    if place.type in _FIREWALLS and name == "visibility_config":
        own = body.get("name")
        return _visibility(own.expr_text) if own is not None and "\n" not in own.expr_text else None
    if place.type == "aws_cloudfront_distribution" and name == "target_origin_id":
        return _only_origin(place)
    if place.type == "aws_kinesis_firehose_delivery_stream" and name == "destination" and not place.path:
        found = [one for one in _DESTINATIONS if f"{one}_configuration" in place.block_types()]
        return f'"{found[0]}"' if len(found) == 1 else None
    if place.type == "aws_route53_record" and name == "type":
        return '"A"' if "alias" in place.block_types() else None
    if place.type == "aws_config_config_rule" and place.inner == "source" and name == "owner":
        identifier = body.get("source_identifier")
        text = string_value(identifier.expr) if identifier is not None else None
        return '"AWS"' if text is not None and text.isupper() else None
    if place.type == "aws_api_gateway_method" and name == "authorization":
        return _authorization(place, module)
    return None


_TARGET_GROUPS = ("aws_lb_target_group", "aws_alb_target_group")
# Elastic Load Balancing user guides: what keeps a client with its target, by the protocol of the group.
_STICKINESS = {
    "HTTP": '"lb_cookie"',
    "HTTPS": '"lb_cookie"',
    "TCP": '"source_ip"',
    "UDP": '"source_ip"',
    "TCP_UDP": '"source_ip"',
}
_FIREWALLS = ("aws_wafv2_web_acl", "aws_wafv2_rule_group")
_DESTINATIONS = ("extended_s3", "http_endpoint", "opensearch", "redshift", "splunk", "snowflake", "elasticsearch")


def _visibility(name: str) -> str:
    """What is counted of a rule or of the whole list, under its own name."""
    return t.block(
        "visibility_config", cloudwatch_metrics_enabled="true", metric_name=name, sampled_requests_enabled="true"
    )


def _only_origin(place: Place) -> str | None:
    """The id of the one origin that a distribution has."""
    origins = place.element.body.blocks_of("origin")
    own = origins[0].body.get("origin_id") if len(origins) == 1 else None
    return own.expr_text if own is not None and "dynamic" not in place.block_types() else None


def _authorization(place: Place, module: Module) -> str | None:
    method, authorizer = place.body.get("http_method"), place.body.get("authorizer_id")
    if authorizer is not None:
        found = module.resolve(authorizer.expr)
        kind = found.constant("type", default="TOKEN") if isinstance(found, Resource) else None
        if kind == "COGNITO_USER_POOLS":
            return '"COGNITO_USER_POOLS"'
        return '"CUSTOM"' if kind in ("TOKEN", "REQUEST") else None
    # A browser sends no credentials with the question whether it may ask.
    return '"NONE"' if method is not None and string_value(method.expr) == "OPTIONS" else None


def _is_one(resource: Resource) -> bool:
    return not resource.repeats
