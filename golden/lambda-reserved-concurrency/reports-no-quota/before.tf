resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = var.role_arn
  filename      = "orders.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
  reserved_concurrent_executions = 150
}

variable "role_arn" {
  type = string
}
