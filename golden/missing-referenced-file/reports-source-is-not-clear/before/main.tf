variable "role_arn" {
  type = string
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = var.role_arn
  filename      = "a.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
}

resource "aws_lambda_function" "refunds" {
  function_name = "refunds"
  role          = var.role_arn
  filename      = "b.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
}

resource "aws_lambda_function" "mail" {
  function_name = "mail"
  role          = var.role_arn
  filename      = "mail.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
}
