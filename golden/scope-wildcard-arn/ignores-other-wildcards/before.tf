data "aws_caller_identity" "current" {}

locals {
  logs = "arn:aws:logs:*:*:*"
}

resource "aws_iam_role_policy" "app" {
  role = "app"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Deny", Action = "logs:Delete*", Resource = "arn:aws:logs:*:*:*" },
      { Effect = "Allow", Action = "sqs:SendMessage", Resource = "arn:aws:sqs:*:*:partner" },
      { Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::*:role/deploy" },
      { Effect = "Allow", Action = "ec2:RunInstances", Resource = "arn:aws:ec2:*:*:snapshot/*" },
      { Effect = "Allow", Action = "logs:*", Resource = local.logs },
      { Effect = "Allow", Action = "logs:*", Resource = "arn:aws:logs:*:${data.aws_caller_identity.current.account_id}:*" },
      { Effect = "Allow", Action = "xray:*", Resource = "*" },
    ]
  })
}

resource "aws_cloudwatch_log_resource_policy" "events" {
  policy_name = "events"
  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "logs:PutLogEvents"
        Resource  = "arn:aws:logs:*:*:log-group:/events/*"
      }
    ]
  })
}
