resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = var.role_arn
  filename      = "orders.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
  timeout       = 60
}

resource "aws_lambda_function" "users" {
  function_name = "users"
  role          = var.role_arn
  filename      = "users.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
  timeout       = var.timeout
}

variable "role_arn" {
  type = string
}

variable "timeout" {
  type = number
}
