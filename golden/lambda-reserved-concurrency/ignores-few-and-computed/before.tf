resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = var.role_arn
  filename      = "orders.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
  reserved_concurrent_executions = 20
}

resource "aws_lambda_function" "users" {
  function_name = "users"
  role          = var.role_arn
  filename      = "users.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
  reserved_concurrent_executions = -1
}

resource "aws_lambda_function" "jobs" {
  function_name = "jobs"
  role          = var.role_arn
  filename      = "jobs.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
  reserved_concurrent_executions = var.reserved
}

variable "role_arn" {
  type = string
}

variable "reserved" {
  type = number
}
