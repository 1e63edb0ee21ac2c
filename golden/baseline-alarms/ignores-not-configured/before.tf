variable "role_arn" {
  type = string
}

variable "package" {
  type = string
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = var.role_arn
  filename      = var.package
  handler       = "index.handler"
  runtime       = "python3.12"
}
