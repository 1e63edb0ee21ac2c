"""What the managed policies of AWS allow that roles of services usually have."""

from __future__ import annotations

from ._policies import action_matches

_LOGS = ("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents")
_ENI = (
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:DeleteNetworkInterface",
    "ec2:AssignPrivateIpAddresses",
    "ec2:UnassignPrivateIpAddresses",
)
_XRAY = ("xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSampling*")

# Name -> actions, all of them on any resource. Source: AWS managed policy reference guide, the page of each policy.
_ALLOWED: dict[str, tuple[str, ...]] = {
    "AWSLambdaBasicExecutionRole": _LOGS,
    "AWSLambdaDynamoDBExecutionRole": (
        *_LOGS,
        "dynamodb:DescribeStream",
        "dynamodb:GetRecords",
        "dynamodb:GetShardIterator",
        "dynamodb:ListStreams",
    ),
    "AWSLambdaENIManagementAccess": _ENI,
    "AWSLambdaKinesisExecutionRole": (
        *_LOGS,
        "kinesis:DescribeStream",
        "kinesis:DescribeStreamSummary",
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
        "kinesis:ListShards",
        "kinesis:ListStreams",
        "kinesis:SubscribeToShard",
    ),
    "AWSLambdaSQSQueueExecutionRole": (
        *_LOGS,
        "sqs:ReceiveMessage",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
    ),
    "AWSLambdaVPCAccessExecutionRole": (*_LOGS, *_ENI),
    "AWSXRayDaemonWriteAccess": _XRAY,
    "AWSXrayWriteOnlyAccess": _XRAY,
    "AmazonAPIGatewayPushToCloudWatchLogs": ("logs:*",),
    "AmazonECSTaskExecutionRolePolicy": ("ecr:*", "logs:CreateLogStream", "logs:PutLogEvents"),
    "AmazonEC2ContainerRegistryReadOnly": ("ecr:*",),
    "AmazonRDSEnhancedMonitoringRole": ("logs:*",),
    "AmazonSSMManagedInstanceCore": ("ssm:*", "ssmmessages:*", "ec2messages:*"),
    "CloudWatchAgentServerPolicy": ("cloudwatch:PutMetricData", "ec2:Describe*", "logs:*", "ssm:*", "xray:*"),
    "CloudWatchLambdaInsightsExecutionRolePolicy": _LOGS,
}


def managed_allows(name: str, action: str) -> bool | None:
    """Whether a managed policy allows an action; None for a policy that is not known."""
    allowed = _ALLOWED.get(name)
    if allowed is None:
        return None
    return any(action_matches(pattern, action) for pattern in allowed)
