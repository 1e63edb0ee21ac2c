"""The services that use keys in their own name, and what each asks of a key."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Service:
    """A service principal: `name` up to the first dot, `is_regional` where the region follows (`logs.<region>`)."""

    name: str
    sid: str
    actions: tuple[str, ...]
    is_regional: bool = False
    context: str = ""
    """The encryption context by which it says what it encrypts, and of which service that is an ARN."""
    via: str = ""
    """The service through which it uses the key, for what acts in the account as a service-linked role."""

    @property
    def title(self) -> str:
        """How a message names it."""
        return f"{self.name}.{'<region>.' if self.is_regional else ''}amazonaws.com"


# What each asks of the key. Sources: CloudWatch Logs user guide, "Encrypt log data in CloudWatch Logs using AWS KMS";
# CloudTrail user guide, "Configure AWS KMS key policies for CloudTrail"; SNS developer guide, "Enable compatibility
# between event sources from AWS services and encrypted topics"; SQS developer guide, "Configuring KMS permissions for
# AWS services"; VPC user guide, "Required key policy for use with SSE-KMS"; GuardDuty user guide, "Exporting findings".
_ENVELOPE = ("kms:Decrypt", "kms:GenerateDataKey*")
LOGS = Service(
    "logs",
    "AllowCloudWatchLogs",
    ("kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"),
    is_regional=True,
    context="logs",
)
TRAIL = Service("cloudtrail", "AllowCloudTrail", ("kms:GenerateDataKey*", "kms:DescribeKey"))
ALARMS = Service("cloudwatch", "AllowCloudWatchAlarms", _ENVELOPE)
EVENTS = Service("events", "AllowEventBridge", _ENVELOPE)
S3 = Service("s3", "AllowS3Notifications", _ENVELOPE)
SNS = Service("sns", "AllowSNS", _ENVELOPE)
BUDGETS = Service("budgets", "AllowBudgets", _ENVELOPE)
RDS_EVENTS = Service("events.rds", "AllowRDSEvents", _ENVELOPE)
DELIVERY = Service(
    "delivery.logs",
    "AllowLogDelivery",
    ("kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"),
)
# The statement is that of AWS' own key for volumes (EBS user guide, "Amazon EBS encryption"); a statement that names
# the service-linked role (Auto Scaling user guide, "Required AWS KMS key policy for use with encrypted volumes") is
# refused as long as the account has no such role.
SCALING = Service(
    "autoscaling",
    "AllowVolumesOfTheAccount",
    ("kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:CreateGrant", "kms:DescribeKey"),
    via="ec2",
)
GUARDDUTY = Service("guardduty", "AllowGuardDuty", ("kms:GenerateDataKey",))
