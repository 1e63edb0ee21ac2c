variable "role_arn" {
  type = string
}

resource "aws_lambda_function" "orders" {
  function_name    = "orders"
  role             = var.role_arn
  filename         = "function.zip"
  source_code_hash = filebase64sha256("function.zip")
  handler          = "index.handler"
  runtime          = "python3.12"
}
