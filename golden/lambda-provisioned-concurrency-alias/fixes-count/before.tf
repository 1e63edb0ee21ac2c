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
}

resource "aws_lambda_provisioned_concurrency_config" "first" {
  count = var.warm ? 1 : 0

  function_name                     = aws_lambda_function.api[0].function_name
  qualifier                         = aws_lambda_function.api[0].version
  provisioned_concurrent_executions = 5
}
