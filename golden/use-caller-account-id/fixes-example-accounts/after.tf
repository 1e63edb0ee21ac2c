data "aws_caller_identity" "current" {}

resource "aws_sns_topic_policy" "orders" {
  arn = "arn:aws:sns:eu-west-1:${data.aws_caller_identity.current.account_id}:orders"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" } # the account
        Action    = "sns:Publish"
        Resource  = "*"
      }
    ]
  })
}

resource "aws_lambda_layer_version_permission" "shared" {
  layer_name     = "shared"
  version_number = 1
  action         = "lambda:GetLayerVersion"
  statement_id   = "account"
  principal      = data.aws_caller_identity.current.account_id
}
