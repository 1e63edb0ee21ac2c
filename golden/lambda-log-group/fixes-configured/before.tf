resource "aws_lambda_function" "api" {
  function_name = var.name
  role          = var.role_arn
  filename      = "api.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
}

variable "name" {
  type = string
}

variable "role_arn" {
  type = string
}
