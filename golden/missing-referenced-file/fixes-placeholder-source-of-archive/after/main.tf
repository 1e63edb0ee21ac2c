variable "role_arn" {
  type = string
}

data "archive_file" "orders" {
  type        = "zip"
  source_file = "${path.module}/lambda/orders.py"
  output_path = "${path.module}/orders.zip"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = var.role_arn
  filename      = data.archive_file.orders.output_path
  handler       = "orders.run"
  runtime       = "python3.12"
}

data "archive_file" "refunds" {
  type        = "zip"
  source_dir  = "${path.module}/lambda/refunds"
  output_path = "${path.module}/refunds.zip"
}

resource "aws_lambda_function" "refunds" {
  function_name = "refunds"
  role          = var.role_arn
  filename      = data.archive_file.refunds.output_path
  handler       = "index.handler"
  runtime       = "python3.12"
}

data "archive_file" "mail" {
  type        = "zip"
  output_path = "${path.module}/mail.zip"

  source {
    content  = file("${path.module}/lambda/mail.py")
    filename = "index.py"
  }
}

resource "aws_lambda_function" "mail" {
  function_name = "mail"
  role          = var.role_arn
  filename      = data.archive_file.mail.output_path
  handler       = "index.handler"
  runtime       = "python3.12"
}
