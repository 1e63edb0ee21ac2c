variable "role_arn" {
  type = string
}

variable "package" {
  type = string
}

locals {
  tags = { Team = "orders" }
}

resource "aws_sns_topic" "ops" {
  name = "ops"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = var.role_arn
  filename      = var.package
  handler       = "index.handler"
  runtime       = "python3.12"
}

resource "aws_lambda_function" "payments" {
  function_name = "payments"
  role          = var.role_arn
  filename      = var.package
  handler       = "index.handler"
  runtime       = "python3.12"
}

resource "aws_lambda_function" "refunds" {
  function_name = "refunds"
  role          = var.role_arn
  filename      = var.package
  handler       = "index.handler"
  runtime       = "python3.12"
}

resource "aws_lambda_function" "workers" {
  for_each = toset(["a", "b"])

  function_name = "worker-${each.key}"
  role          = var.role_arn
  filename      = var.package
  handler       = "index.handler"
  runtime       = "python3.12"
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  for_each = {
    orders   = aws_lambda_function.orders.function_name
    payments = aws_lambda_function.payments.function_name
  }

  alarm_name          = "errors"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  period              = 60
  evaluation_periods  = 1
  alarm_actions       = [aws_sns_topic.ops.arn]

  dimensions = {
    FunctionName = each.value
  }

  tags = local.tags
}
