variable "role_arn" {
  type = string
}

resource "aws_lambda_function" "east" {
  function_name    = "east"
  role             = var.role_arn
  filename         = "orders.zip"
  source_code_hash = filebase64sha256("orders.zip")
  handler          = "orders.run"
  runtime          = "python3.12"
}

resource "aws_lambda_function" "west" {
  function_name    = "west"
  role             = var.role_arn
  filename         = "${path.module}/orders.zip"
  source_code_hash = filebase64sha256("${path.module}/orders.zip")
  handler          = "orders.run"
  runtime          = "python3.12"
}
