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
}

resource "aws_lambda_provisioned_concurrency_config" "api" {
  function_name                     = aws_lambda_function.api.function_name
  qualifier                         = aws_lambda_function.api.version
  provisioned_concurrent_executions = 5
}

resource "aws_sfn_state_machine" "flow" {
  name     = "flow"
  role_arn = var.role_arn

  definition = jsonencode({
    StartAt = "Call"
    States  = { Call = { Type = "Task", Resource = aws_lambda_function.api.arn, End = true } }
  })
}
