variable "role_arn" {
  type = string
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = var.role_arn
  filename      = "${path.module}/build/orders.zip"
  handler       = "index.handler"
  runtime       = "python3.12"

  # a comment stays
  timeout = 30 # seconds
}
