variable "role_arn" {
  type = string
}

variable "image" {
  type = string
}

resource "aws_lambda_function" "api" {
  for_each = toset(["a", "b"])

  function_name = "api-${each.key}"
  role          = var.role_arn
  package_type  = "Image"
  image_uri     = var.image
}

resource "aws_lambda_provisioned_concurrency_config" "api" {
  for_each = toset(["a", "b"])

  function_name                     = aws_lambda_function.api[each.key].function_name
  qualifier                         = aws_lambda_function.api[each.key].version
  provisioned_concurrent_executions = 5
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = "arn:aws:sqs:eu-west-1:111122223333:orders"
  function_name    = aws_lambda_function.api["a"].arn
}
