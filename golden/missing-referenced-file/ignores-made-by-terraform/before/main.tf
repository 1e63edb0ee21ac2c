variable "role_arn" {
  type = string
}

data "archive_file" "orders" {
  type        = "zip"
  source_dir  = "${path.module}/code"
  output_path = "./build/orders.zip"
}

resource "local_file" "code" {
  filename = "${path.module}/code/index.py"
  content  = "pass"
}

data "archive_file" "each" {
  for_each = toset(["refunds"])

  type        = "zip"
  source_dir  = "${path.module}/code"
  output_path = "${path.module}/${each.key}.zip"
}

resource "terraform_data" "mail" {
  provisioner "local-exec" {
    command = "cd mail && zip ../mail.zip *"
  }
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = var.role_arn
  filename      = "${path.module}/build/orders.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
}

resource "aws_lambda_function" "refunds" {
  function_name    = "refunds"
  role             = var.role_arn
  filename         = "refunds.zip"
  source_code_hash = filebase64sha256("refunds.zip")
  handler          = "index.handler"
  runtime          = "python3.12"
}

resource "aws_lambda_function" "mail" {
  function_name = "mail"
  role          = var.role_arn
  filename      = "mail.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
}
