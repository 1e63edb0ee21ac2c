variable "role_arn" {
  type = string
}

resource "aws_lambda_function" "orders" {
  function_name    = "orders"
  role             = var.role_arn
  filename         = data.archive_file.lambda_python.output_path
  source_code_hash = data.archive_file.lambda_python.output_base64sha256
  handler          = "orders.run"
  runtime          = "python3.12"
}

data "archive_file" "lambda_python" {
  type        = "zip"
  source_file = "${path.module}/src/orders.py"
  output_path = "${path.module}/lambda_python.zip"
}

resource "aws_lambda_function" "refunds" {
  function_name    = "refunds"
  role             = var.role_arn
  filename         = data.archive_file.lambda_nodejs.output_path
  source_code_hash = data.archive_file.lambda_nodejs.output_base64sha256
  handler          = "refunds.run"
  runtime          = "nodejs20.x"
}

data "archive_file" "lambda_nodejs" {
  type        = "zip"
  source_file = "${path.module}/src/refunds.js"
  output_path = "${path.module}/lambda_nodejs.zip"
}
