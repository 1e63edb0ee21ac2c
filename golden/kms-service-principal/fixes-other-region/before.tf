provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "frankfurt"
  region = "eu-central-1"
}

data "aws_region" "current" {}

data "aws_caller_identity" "current" {}

resource "aws_kms_key" "logs" {
  provider = aws.frankfurt
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = {
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" }
      Action    = "kms:*"
      Resource  = "*"
    }
  })
}

resource "aws_cloudwatch_log_group" "app" {
  provider   = aws.frankfurt
  name       = "/app"
  kms_key_id = aws_kms_key.logs.arn
}
