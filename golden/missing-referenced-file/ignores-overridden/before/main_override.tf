resource "aws_lambda_function" "orders" {
  filename         = var.zip
  source_code_hash = null
}

variable "zip" {
  type = string
}
