variable "role_arn" {
  type = string
}

variable "revision" {
  type = string
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = var.role_arn
  filename      = "orders.zip"
  source_code_hash = var.revision
  handler       = "index.handler"
  runtime       = "python3.12"
}
