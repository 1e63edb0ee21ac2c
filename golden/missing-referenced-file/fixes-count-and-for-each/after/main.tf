variable "role_arn" {
  type = string
}

resource "aws_lambda_function" "orders" {
  count = 2

  function_name    = "orders-${count.index}"
  role             = var.role_arn
  filename         = data.archive_file.orders.output_path
  source_code_hash = data.archive_file.orders.output_base64sha256
  handler          = "index.handler"
  runtime          = "python3.12"
}

data "archive_file" "orders" {
  type        = "zip"
  source_file = "${path.module}/orders/index.py"
  output_path = "${path.module}/orders.zip"
}

resource "aws_lambda_function" "refunds" {
  for_each = toset(["a", "b"])

  function_name    = "refunds-${each.key}"
  role             = var.role_arn
  filename         = data.archive_file.refunds.output_path
  source_code_hash = data.archive_file.refunds.output_base64sha256
  handler          = "index.handler"
  runtime          = "python3.12"
}

data "archive_file" "refunds" {
  type        = "zip"
  source_file = "${path.module}/refunds/index.py"
  output_path = "${path.module}/refunds.zip"
}
