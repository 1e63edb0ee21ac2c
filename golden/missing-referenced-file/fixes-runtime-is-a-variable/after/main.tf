variable "role_arn" {
  type = string
}

variable "runtime" {
  type    = string
  default = "python3.12"
}

resource "aws_lambda_function" "orders" {
  function_name    = "orders"
  role             = var.role_arn
  filename         = data.archive_file.orders.output_path
  source_code_hash = data.archive_file.orders.output_base64sha256
  handler          = "index.handler"
  runtime          = var.runtime
}

data "archive_file" "orders" {
  type        = "zip"
  source_file = "${path.module}/orders/index.py"
  output_path = "${path.module}/orders.zip"
}
