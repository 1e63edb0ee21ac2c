variable "role_arn" {
  type = string
}

variable "image" {
  type = string
}

variable "warm" {
  type    = bool
  default = false
}

resource "aws_lambda_function" "api" {
  count = 2

  function_name = "api-${count.index}"
  role          = var.role_arn
  package_type  = "Image"
  image_uri     = var.image
  publish       = true
}

resource "aws_lambda_alias" "api" {
  count = 2

  name             = "live"
  function_name    = aws_lambda_function.api[count.index].function_name
  function_version = aws_lambda_function.api[count.index].version
}

resource "aws_lambda_provisioned_concurrency_config" "first" {
  count = var.warm ? 1 : 0

  function_name                     = aws_lambda_function.api[0].function_name
  qualifier                         = aws_lambda_alias.api[0].name
  provisioned_concurrent_executions = 5
}
