variable "region" {
  type = string
}

locals {
  account_id = data.aws_caller_identity.current.account_id
}

provider "aws" {
  region = var.region
}

data "aws_caller_identity" "current" {}

resource "aws_iam_role_policy" "app" {
  role = "app"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Action = ["logs:PutLogEvents"]
        Resource = [
          "arn:aws:logs:${var.region}:${local.account_id}:log-group:/aws/lambda/app:*", # functions
          "arn:aws:logs:${var.region}:${local.account_id}:*",
        ]
      },
    ]
  })
}

data "aws_iam_policy_document" "parameters" {
  statement {
    actions   = ["ssm:GetParameter"]
    resources = ["arn:aws:ssm:*:${local.account_id}:parameter/app/*"]
  }
}

resource "aws_iam_policy" "parameters" {
  policy = data.aws_iam_policy_document.parameters.json
}
