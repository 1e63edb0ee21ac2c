resource "aws_lambda_function" "orders" {
  function_name = "orders-${count.index}"
  role          = var.role_arn
  filename      = "orders.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
  count = 2

  reserved_concurrent_executions = 100
}

resource "aws_lambda_function" "users" {
  function_name = "users"
  role          = var.role_arn
  filename      = "users.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
  reserved_concurrent_executions = 1 # one at a time
}

resource "aws_lambda_function" "jobs" {
  function_name = "jobs"
  role          = var.role_arn
  filename      = "jobs.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
}

resource "aws_lambda_provisioned_concurrency_config" "jobs" {
  function_name                     = aws_lambda_function.jobs.function_name
  qualifier                         = "live"
  provisioned_concurrent_executions = 20
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = var.queue_arn
  function_name    = aws_lambda_function.orders[0].arn

  scaling_config {
    maximum_concurrency = 90
  }
}

variable "queue_arn" {
  type = string
}

variable "role_arn" {
  type = string
}
