variable "role_arn" {
  type = string
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = var.role_arn
  filename      = "orders.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
}

data "archive_file" "orders" {
  type        = "zip"
  source_file = "${path.module}/orders/index.py"
  output_path = "${path.module}/other.zip"
}
