"""What the description of a new object says: no more than its name does."""

from __future__ import annotations

# How words are written that are not simply lower case. Source: the names AWS and Terraform use for themselves.
_WRITTEN = (
    "ACL ACM ALB AMI API ARN ASG AWS AZ CDN CIDR CIDRs CLI CPU DB DLQ DNS DR EBS EC2 ECR ECS EFS EKS ELB ENI GB HTTP "
    "HTTPS IAM ID IDs IP IPs IPv4 IPv6 JSON JWT KMS MB MFA ML NAT NLB PITR RDS RPO RTO S3 SES SFN SLA SNS SQL SQS SSH "
    "SSL SSM SSO TLS TTL URI URL VPC VPCs VPN WAF ARNs AZs AMIs CloudFront CloudTrail CloudWatch DynamoDB GitHub "
    "Lambda"
)
_SPELLINGS = {word.lower(): word for word in _WRITTEN.split()}


def describe(name: str) -> str:
    """A name as words: `aws_region` is `AWS region`."""
    words = [_SPELLINGS.get(word.lower(), word.lower()) for word in name.replace("-", "_").split("_") if word]
    text = " ".join(words)
    return text[:1].upper() + text[1:] if words and words[0].islower() else text
