variable "aws_region" {
  type = string
}

data "aws_caller_identity" "current" {}

resource "aws_kms_key" "volumes" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Effect = "Allow"
        Principal = {
          Service = "logs.${var.aws_region}.amazonaws.com"
        }
        Action = [
          "kms:Encrypt*",
          "kms:Decrypt*",
          "kms:ReEncrypt*",
          "kms:GenerateDataKey*",
          "kms:Describe*"
        ]
        Resource = "*"
        Condition = {
          ArnLike = {
            "kms:EncryptionContext:aws:logs:arn" = "arn:aws:logs:${var.aws_region}:${data.aws_caller_identity.current.account_id}:*"
          }
        }
      },
      {
        Effect = "Allow"
        Principal = {
          AWS = "*"
        }
        Action = [
          "kms:Encrypt",
          "kms:Decrypt",
          "kms:ReEncrypt*",
          "kms:GenerateDataKey*",
          "kms:CreateGrant",
          "kms:DescribeKey"
        ]
        Resource = "*"
        Condition = {
          StringEquals = {
            "kms:CallerAccount" = data.aws_caller_identity.current.account_id
            "kms:ViaService"    = "ec2.${var.aws_region}.amazonaws.com"
          }
        }
      }
    ]
  })
}

resource "aws_launch_template" "web" {
  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      encrypted  = true
      kms_key_id = aws_kms_key.volumes.arn
    }
  }
}

resource "aws_autoscaling_group" "web" {
  min_size = 1
  max_size = 2

  launch_template {
    id = aws_launch_template.web.id
  }
}

resource "aws_cloudwatch_log_group" "web" {
  name       = "web"
  kms_key_id = aws_kms_key.volumes.arn
}

resource "aws_kms_key" "linked" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling" }
        Action    = "kms:*"
        Resource  = "*"
      }
    ]
  })
}

resource "aws_launch_template" "linked" {
  block_device_mappings {
    ebs {
      kms_key_id = aws_kms_key.linked.arn
    }
  }
}

resource "aws_autoscaling_group" "linked" {
  min_size = 1
  max_size = 2

  launch_template {
    id = aws_launch_template.linked.id
  }
}
