variable "role_arn" {
  type = string
}

resource "aws_lambda_function" "orders" {
  function_name    = "orders"
  role             = var.role_arn
  filename         = "lambda.zip"
  source_code_hash = filebase64sha256("lambda.zip")
  handler          = "index.handler"
  runtime          = "python3.12"
}

resource "aws_lambda_function" "refunds" {
  function_name = "refunds"
  role          = var.role_arn
  filename      = "lambda.zip"
  handler       = "index.handler"
  runtime       = "nodejs20.x"
}

resource "aws_lambda_function" "totals" {
  function_name = "totals"
  role          = var.role_arn
  filename      = "lambda.zip"
  handler       = "index.totals"
  runtime       = "python3.12"
}

resource "aws_lambda_function" "mail" {
  function_name = "mail"
  role          = var.role_arn
  filename      = "mail.zip"
  handler       = "pkg/send.run"
  runtime       = "python3.12"
}
