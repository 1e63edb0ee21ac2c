provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "frankfurt"
  region = "eu-central-1"
}

data "aws_region" "current" {}

data "aws_caller_identity" "current" {}

data "aws_region" "current_frankfurt" {
  provider = aws.frankfurt
}

data "aws_caller_identity" "current_frankfurt" {
  provider = aws.frankfurt
}

resource "aws_kms_key" "logs" {
  provider = aws.frankfurt
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" }
      Action    = "kms:*"
      Resource  = "*"
      }, {
      Effect = "Allow"
      Principal = {
        Service = "logs.${data.aws_region.current_frankfurt.id}.amazonaws.com"
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
          "kms:EncryptionContext:aws:logs:arn" = "arn:aws:logs:${data.aws_region.current_frankfurt.id}:${data.aws_caller_identity.current_frankfurt.account_id}:*"
        }
      }
    }]
  })
}

resource "aws_cloudwatch_log_group" "app" {
  provider   = aws.frankfurt
  name       = "/app"
  kms_key_id = aws_kms_key.logs.arn
}
