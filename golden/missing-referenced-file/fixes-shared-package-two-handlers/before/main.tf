variable "role_arn" {
  type = string
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = var.role_arn
  filename      = "api.zip"
  handler       = "orders.run"
  runtime       = "python3.12"
}

resource "aws_lambda_function" "refunds" {
  function_name = "refunds"
  role          = var.role_arn
  filename      = "api.zip"
  handler       = "refunds.run"
  runtime       = "python3.12"
}
