variable "services" {
  type = list(string)
}

variable "policy" {
  type = string
}

data "aws_region" "current" {}

resource "aws_kms_key" "named" {
  policy = jsonencode({
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "logs.${data.aws_region.current.id}.amazonaws.com" }
        Action    = "kms:*"
        Resource  = "*"
      }
    ]
  })
}

resource "aws_kms_key" "computed" {
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = { Service = var.services }, Action = "kms:*", Resource = "*" }]
  })
}

resource "aws_kms_key" "anybody" {
  policy = jsonencode({
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = "*" }
        Action    = "kms:*"
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } }
      }
    ]
  })
}

resource "aws_kms_key" "elsewhere" {
  policy = var.policy
}

resource "aws_kms_key" "unused" {
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = { AWS = "111122223333" }, Action = "kms:*", Resource = "*" }]
  })
}

resource "aws_cloudwatch_log_group" "named" {
  name       = "named"
  kms_key_id = aws_kms_key.named.arn
}

resource "aws_cloudwatch_log_group" "computed" {
  name       = "computed"
  kms_key_id = aws_kms_key.computed.arn
}

resource "aws_cloudwatch_log_group" "anybody" {
  name       = "anybody"
  kms_key_id = aws_kms_key.anybody.arn
}

resource "aws_cloudwatch_log_group" "elsewhere" {
  name       = "elsewhere"
  kms_key_id = aws_kms_key.elsewhere.arn
}
