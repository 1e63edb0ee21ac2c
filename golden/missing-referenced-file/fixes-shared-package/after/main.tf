variable "role_arn" {
  type = string
}

resource "aws_lambda_function" "east" {
  function_name    = "east"
  role             = var.role_arn
  filename         = data.archive_file.orders.output_path
  source_code_hash = data.archive_file.orders.output_base64sha256
  handler          = "orders.run"
  runtime          = "python3.12"
}

data "archive_file" "orders" {
  type        = "zip"
  source_dir  = "${path.module}/lambda"
  output_path = "${path.module}/orders.zip"
}

resource "aws_lambda_function" "west" {
  function_name    = "west"
  role             = var.role_arn
  filename         = data.archive_file.orders.output_path
  source_code_hash = data.archive_file.orders.output_base64sha256
  handler          = "orders.run"
  runtime          = "python3.12"
}
