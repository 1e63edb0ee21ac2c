variable "role_arn" {
  type = string
}

resource "aws_lambda_function" "orders" {
  function_name    = "orders"
  role             = var.role_arn
  filename         = data.archive_file.orders.output_path
  source_code_hash = data.archive_file.orders.output_base64sha256
  handler          = "pkg.api.run"
  runtime          = "python3.12"
}

data "archive_file" "orders" {
  type        = "zip"
  source_dir  = "${path.module}/orders"
  output_path = "${path.module}/orders.zip"
}
