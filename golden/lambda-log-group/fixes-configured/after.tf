resource "aws_cloudwatch_log_group" "api" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = 7
}

resource "aws_lambda_function" "api" {
  function_name = var.name
  role          = var.role_arn
  filename      = "api.zip"
  handler       = "index.handler"
  runtime       = "python3.12"

  depends_on = [aws_cloudwatch_log_group.api]
}

variable "name" {
  type = string
}

variable "role_arn" {
  type = string
}
