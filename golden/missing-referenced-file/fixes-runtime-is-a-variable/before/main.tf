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
  filename         = "orders.zip"
  source_code_hash = filebase64sha256("orders.zip")
  handler          = "index.handler"
  runtime          = var.runtime
}
