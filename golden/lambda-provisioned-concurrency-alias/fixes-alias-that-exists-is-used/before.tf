variable "role_arn" {
  type = string
}

variable "image" {
  type = string
}

resource "aws_lambda_function" "api" {
  function_name = "api"
  role          = var.role_arn
  package_type  = "Image"
  image_uri     = var.image
  publish       = false
}

resource "aws_lambda_alias" "stable" {
  name             = "live"
  function_name    = aws_lambda_function.api.function_name
  function_version = aws_lambda_function.api.version
}

resource "aws_lambda_provisioned_concurrency_config" "api" {
  function_name                     = aws_lambda_function.api.function_name
  qualifier                         = aws_lambda_function.api.version
  provisioned_concurrent_executions = 5
}
