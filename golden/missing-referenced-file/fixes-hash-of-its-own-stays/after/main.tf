variable "role_arn" {
  type = string
}

variable "revision" {
  type = string
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = var.role_arn
  filename      = data.archive_file.orders.output_path
  source_code_hash = var.revision
  handler       = "index.handler"
  runtime       = "python3.12"
}

data "archive_file" "orders" {
  type        = "zip"
  source_file = "${path.module}/orders/index.py"
  output_path = "${path.module}/orders.zip"
}
