variable "aws_region" {
  type = string
}

data "aws_caller_identity" "current" {}

resource "aws_iam_service_linked_role" "scaling" {
  aws_service_name = "autoscaling.amazonaws.com"
}

resource "aws_kms_key" "volumes" {
  description = "Volumes"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "EnableRootPermissions"
        Effect = "Allow"
        Principal = {
          AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root"
        }
        Action   = "kms:*"
        Resource = "*"
      },
      {
        Sid    = "AllowVolumesOfTheAccount"
        Effect = "Allow"
        Principal = {
          AWS = aws_iam_service_linked_role.scaling.arn
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
            "kms:ViaService" = "ec2.${var.aws_region}.amazonaws.com"
          }
        }
      }
    ]
  })
}

resource "aws_launch_template" "web" {
  block_device_mappings {
    ebs {
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
