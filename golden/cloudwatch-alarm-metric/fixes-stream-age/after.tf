variable "role_arn" {
  type = string
}

variable "package" {
  type = string
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = var.role_arn
  filename      = var.package
  handler       = "index.handler"
  runtime       = "python3.12"
  publish       = true
}

resource "aws_lambda_alias" "orders" {
  name             = "live"
  function_name    = aws_lambda_function.orders.function_name
  function_version = aws_lambda_function.orders.version
}

resource "aws_kinesis_stream" "orders" {
  name        = "orders"
  shard_count = 1
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn  = aws_kinesis_stream.orders.arn
  function_name     = aws_lambda_alias.orders.arn
  starting_position = "LATEST"
}

resource "aws_cloudwatch_metric_alarm" "orders_lag" {
  alarm_name          = "orders-lag"
  namespace           = "AWS/Lambda"
  metric_name         = "IteratorAge"
  statistic           = "Maximum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = "60000"
  period              = 60
  evaluation_periods  = 2
  alarm_description   = "Age of the last record read from the stream"
  alarm_actions       = [] # nobody yet
  treat_missing_data  = "notBreaching"

  dimensions = {
    FunctionName = aws_lambda_function.orders.function_name
  }
}

resource "aws_cloudwatch_metric_alarm" "records_behind" {
  alarm_name          = "records-behind"
  namespace           = "AWS/Lambda"
  metric_name         = "IteratorAge"
  statistic           = "Maximum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 90000
  period              = 60
  evaluation_periods  = 2
  treat_missing_data  = "ignore"

  dimensions = {
    FunctionName = aws_lambda_function.orders.function_name
  }
}
