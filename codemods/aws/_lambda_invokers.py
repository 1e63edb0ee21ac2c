"""Who calls a Lambda function: the arguments that say so, and the principals that need a permission for it.

Sources: the pages of these resources in the documentation of the AWS provider; AWS Lambda developer guide,
"Lambda function aliases" (an event source that should use an alias names the alias' ARN; its permission is given on
the alias, by `qualifier`) and "How Lambda processes records from stream and queue-based event sources" (the poller
uses the function's own role and needs no permission).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Invoker:
    """An argument that names the function to call.

    `argument` is the attribute's name, in whatever nested block it stands. `principal` is the service that calls,
    which a permission names, empty where no permission is needed.
    """

    type: str
    argument: str
    principal: str


INVOKERS = (
    Invoker("aws_api_gateway_authorizer", "authorizer_uri", "apigateway.amazonaws.com"),
    Invoker("aws_api_gateway_integration", "uri", "apigateway.amazonaws.com"),
    Invoker("aws_apigatewayv2_authorizer", "authorizer_uri", "apigateway.amazonaws.com"),
    Invoker("aws_apigatewayv2_integration", "integration_uri", "apigateway.amazonaws.com"),
    Invoker("aws_cloudwatch_event_target", "arn", "events.amazonaws.com"),
    Invoker("aws_cloudwatch_log_subscription_filter", "destination_arn", "logs.amazonaws.com"),
    Invoker("aws_lambda_event_source_mapping", "function_name", ""),
    Invoker("aws_lb_target_group_attachment", "target_id", "elasticloadbalancing.amazonaws.com"),
    Invoker("aws_s3_bucket_notification", "lambda_function_arn", "s3.amazonaws.com"),
    Invoker("aws_sns_topic_subscription", "endpoint", "sns.amazonaws.com"),
)

BY_ARGUMENT = {(invoker.type, invoker.argument): invoker for invoker in INVOKERS}

# What an alias has in the place of an attribute of the function; an event source mapping also takes a name.
ALIAS_ATTRIBUTES = {"arn": "arn", "invoke_arn": "invoke_arn", "function_name": "arn"}
