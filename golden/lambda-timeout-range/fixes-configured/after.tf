resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = var.role_arn
  filename      = "orders.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
  timeout       = 30 # short
}

resource "aws_lambda_function" "users" {
  function_name = "users"
  role          = var.role_arn
  filename      = "users.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
  timeout       = 30
}

resource "aws_lambda_function" "jobs" {
  function_name = "jobs"
  role          = var.role_arn
  filename      = "jobs.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
  timeout       = var.timeout
}

resource "aws_lambda_function" "other" {
  function_name = "other"
  role          = var.role_arn
  filename      = "other.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
  timeout       = var.shared
}

resource "aws_lambda_function" "more" {
  function_name = "more"
  role          = var.role_arn
  filename      = "more.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
  timeout       = var.shared
}

variable "role_arn" {
  type = string
}

variable "timeout" {
  type    = number
  default = 300
}

variable "shared" {
  type    = number
  default = 10
}
