locals {
  tags = {
    Team = "orders"
  }
}

resource "aws_lambda_function" "api" {
  for_each = toset(["get", "put"])

  function_name = "orders-${each.key}"
  role          = var.role_arn
  filename      = "api.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
  tags          = local.tags
}

resource "aws_cloudwatch_log_group" "api" {
  name              = "/orders"
  retention_in_days = 90
}

variable "role_arn" {
  type = string
}
