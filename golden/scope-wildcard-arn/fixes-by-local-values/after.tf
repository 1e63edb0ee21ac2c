data "aws_region" "current" {}

data "aws_caller_identity" "current" {}

locals {
  home    = data.aws_region.current.name
  account = data.aws_caller_identity.current.account_id
}

resource "aws_iam_role_policy" "logs" {
  name = "logs"
  role = "orders"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:aws:logs:${local.home}:${local.account}:*"
      }
    ]
  })
}
