"""What the roles of services have to be allowed: actions by the resource that is used, and by how it is used."""

from __future__ import annotations

from dataclasses import dataclass

from ._arns import STREAM


@dataclass(frozen=True, slots=True)
class Need:
    """What a use of a resource asks of a role.

    A role that lacks one of `essential` lacks the permission, and gets `actions`. With `any_of`, one of the service's
    actions is enough: how the resource is used is not in the text. `below` is what of the resource is meant
    (see `covers`). `managed` is the policy of AWS that is attached for it, where the actions take no resource.
    `is_open` says that the actions are a guess, which a person has to decide on. `fails_apply` says that AWS refuses
    to create the user.
    """

    actions: tuple[str, ...]
    essential: tuple[str, ...] = ()
    below: str = ""
    any_of: bool = False
    managed: str = ""
    is_open: bool = False
    fails_apply: bool = False

    @property
    def required(self) -> tuple[str, ...]:
        """The actions that tell whether the permission is there."""
        return self.essential or self.actions

    @property
    def service(self) -> str:
        """The service of the actions."""
        return self.actions[0].partition(":")[0]


# Sending to a resource, by its type. Sources: service authorization reference, "Actions defined by ..." of each
# service; Lambda developer guide, "Retaining records of asynchronous invocations"; EventBridge user guide, "Using IAM
# roles to access targets" and "Managing permissions" of the scheduler; Step Functions developer guide, the pages of
# the optimized integrations.
SEND: dict[str, Need] = {
    "aws_batch_job_queue": Need(("batch:SubmitJob",)),
    "aws_cloudwatch_event_api_destination": Need(("events:InvokeApiDestination",)),
    "aws_cloudwatch_event_bus": Need(("events:PutEvents",)),
    "aws_codebuild_project": Need(("codebuild:StartBuild",)),
    "aws_codepipeline": Need(("codepipeline:StartPipelineExecution",)),
    "aws_kinesis_firehose_delivery_stream": Need(
        ("firehose:PutRecord", "firehose:PutRecordBatch"), ("firehose:PutRecord",)
    ),
    "aws_kinesis_stream": Need(("kinesis:PutRecord", "kinesis:PutRecords"), ("kinesis:PutRecord",)),
    "aws_lambda_function": Need(("lambda:InvokeFunction",)),
    "aws_sfn_state_machine": Need(("states:StartExecution",)),
    "aws_sns_topic": Need(("sns:Publish",)),
    "aws_sqs_queue": Need(("sqs:SendMessage",)),
}

# What a function may do with a resource that its environment names. Source: the service authorization reference.
USE: dict[str, Need] = {
    **{
        type_: Need(SEND[type_].actions, any_of=True)
        for type_ in (
            "aws_cloudwatch_event_bus",
            "aws_kinesis_firehose_delivery_stream",
            "aws_kinesis_stream",
            "aws_lambda_function",
            "aws_sfn_state_machine",
            "aws_sns_topic",
            "aws_sqs_queue",
        )
    },
    "aws_dynamodb_table": Need(
        ("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:Query"), any_of=True, is_open=True
    ),
    "aws_s3_bucket": Need(("s3:GetObject", "s3:PutObject"), below="/*", any_of=True, is_open=True),
    "aws_secretsmanager_secret": Need(("secretsmanager:GetSecretValue",), any_of=True),
    "aws_ssm_parameter": Need(("ssm:GetParameter",), any_of=True),
}

# Reading an event source. Source: Lambda developer guide, "Creating and configuring an Amazon SQS event source
# mapping", "Process Amazon Kinesis Data Streams records", "Process DynamoDB records" (required permissions of each).
EVENT_SOURCES: dict[str, Need] = {
    "aws_sqs_queue": Need(("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"), fails_apply=True),
    "aws_kinesis_stream": Need(
        (
            "kinesis:DescribeStream",
            "kinesis:DescribeStreamSummary",
            "kinesis:GetRecords",
            "kinesis:GetShardIterator",
            "kinesis:ListShards",
        ),
        ("kinesis:GetRecords", "kinesis:GetShardIterator"),
        fails_apply=True,
    ),
    "aws_dynamodb_table": Need(
        (
            "dynamodb:DescribeStream",
            "dynamodb:GetRecords",
            "dynamodb:GetShardIterator",
            "dynamodb:ListStreams",
        ),
        ("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"),
        below=STREAM,
        fails_apply=True,
    ),
}

# Source: Lambda developer guide, "Giving Lambda functions access to resources in an Amazon VPC".
NETWORK = Need(
    ("ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DeleteNetworkInterface"),
    managed="service-role/AWSLambdaVPCAccessExecutionRole",
    fails_apply=True,
)
# Source: Lambda developer guide, "Visualize Lambda function invocations using AWS X-Ray".
TRACING = Need(
    ("xray:PutTraceSegments", "xray:PutTelemetryRecords"), managed="AWSXRayDaemonWriteAccess", fails_apply=True
)
# Source: Lambda developer guide, "Sending Lambda function logs to CloudWatch Logs".
FUNCTION_LOGS = Need(
    ("logs:CreateLogStream", "logs:PutLogEvents"), managed="service-role/AWSLambdaBasicExecutionRole", any_of=True
)
# Source: RDS user guide, "Setting up and enabling Enhanced Monitoring".
MONITORING = Need(("logs:PutLogEvents",), managed="service-role/AmazonRDSEnhancedMonitoringRole", fails_apply=True)
# Source: Step Functions developer guide, "Using CloudWatch Logs to log execution history".
MACHINE_LOGS = Need(
    (
        "logs:CreateLogDelivery",
        "logs:CreateLogStream",
        "logs:GetLogDelivery",
        "logs:UpdateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutLogEvents",
        "logs:PutResourcePolicy",
        "logs:DescribeResourcePolicies",
        "logs:DescribeLogGroups",
    ),
    ("logs:CreateLogDelivery",),
    fails_apply=True,
)
# Sources: VPC user guide, "IAM role for publishing flow logs to CloudWatch Logs"; CloudTrail user guide, "Role policy
# document for CloudTrail to use CloudWatch Logs for monitoring".
WRITE_LOGS = Need(("logs:CreateLogStream", "logs:PutLogEvents"), below=":*")
# Source: ECS developer guide, "Amazon ECS task execution IAM role", secrets of containers.
CONTAINER_SECRETS: dict[str, Need] = {
    "aws_secretsmanager_secret": Need(("secretsmanager:GetSecretValue",)),
    "aws_ssm_parameter": Need(("ssm:GetParameters",)),
}
# Source: Neptune user guide, "Creating custom IAM policy statements to access data in Neptune".
NEPTUNE = Need(("neptune-db:connect", "neptune-db:ReadDataViaQuery", "neptune-db:WriteDataViaQuery"), any_of=True)

# Using what a key of one's own encrypts: the argument that names the key, what writing and what reading asks.
# Sources: SNS developer guide, "Configuring AWS KMS permissions"; SQS developer guide, "Key management"; Kinesis
# developer guide, "Permissions to use user-generated KMS keys"; Secrets Manager user guide, "Permissions for the KMS
# key".
_WRITE = Need(("kms:Decrypt", "kms:GenerateDataKey*"), ("kms:Decrypt", "kms:GenerateDataKey"))
_READ = Need(("kms:Decrypt",))
ENCRYPTED: dict[str, tuple[str, dict[str, Need]]] = {
    "aws_sns_topic": ("kms_master_key_id", {"sns:Publish": _WRITE}),
    "aws_sqs_queue": ("kms_master_key_id", {"sqs:SendMessage": _WRITE, "sqs:ReceiveMessage": _READ}),
    "aws_kinesis_stream": (
        "kms_key_id",
        {"kinesis:PutRecord": Need(("kms:GenerateDataKey",)), "kinesis:GetRecords": _READ},
    ),
    "aws_secretsmanager_secret": ("kms_key_id", {"secretsmanager:GetSecretValue": _READ}),
}
