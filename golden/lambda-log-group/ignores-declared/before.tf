resource "aws_lambda_function" "api" {
  function_name = "${var.prefix}-api"
  role          = var.role_arn
  filename      = "api.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
}

resource "aws_cloudwatch_log_group" "api" {
  name = "/aws/lambda/${var.prefix}-api"
}

resource "aws_lambda_function" "jobs" {
  function_name = "jobs"
  role          = var.role_arn
  filename      = "jobs.zip"
  handler       = "index.handler"
  runtime       = "python3.12"

  logging_config {
    log_format = "JSON"
    log_group  = "/jobs"
  }
}

variable "prefix" {
  type = string
}

variable "role_arn" {
  type = string
}

resource "aws_lambda_function" "reports" {
  function_name = "reports"
  role          = var.role_arn
  filename      = "reports.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
}

# May be the group of any function.
resource "aws_cloudwatch_log_group" "chosen" {
  name = var.prefix == "" ? "/aws/lambda/reports" : "/${var.prefix}/reports"
}
