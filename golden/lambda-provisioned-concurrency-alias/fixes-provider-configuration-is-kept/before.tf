variable "role_arn" {
  type = string
}

variable "image" {
  type = string
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

resource "aws_lambda_function" "api" {
  provider = aws.west

  function_name = "api"
  role          = var.role_arn
  package_type  = "Image"
  image_uri     = var.image
}

resource "aws_lambda_provisioned_concurrency_config" "api" {
  provider = aws.west

  function_name                     = aws_lambda_function.api.function_name
  qualifier                         = aws_lambda_function.api.version
  provisioned_concurrent_executions = 5
}
