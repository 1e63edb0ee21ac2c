variable "role_arn" {
  type = string
}

variable "zip" {
  type = string
}

resource "aws_lambda_function" "a" {
  function_name    = "a"
  role             = var.role_arn
  filename         = "${var.zip}.zip"
  source_code_hash = filebase64sha256("${var.zip}.zip")
  handler          = "index.handler"
  runtime          = "python3.12"
}

resource "aws_lambda_function" "b" {
  function_name = "b"
  role          = var.role_arn
  filename      = var.zip
  handler       = "index.handler"
  runtime       = "python3.12"
}

resource "aws_lambda_function" "c" {
  function_name    = "c"
  role             = var.role_arn
  filename         = "${each.key}.zip"
  source_code_hash = filebase64sha256("${each.key}.zip")
  handler          = "index.handler"
  runtime          = "python3.12"
  for_each = toset(["c"])
}
