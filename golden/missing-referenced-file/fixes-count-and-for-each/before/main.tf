variable "role_arn" {
  type = string
}

resource "aws_lambda_function" "orders" {
  count = 2

  function_name = "orders-${count.index}"
  role          = var.role_arn
  filename      = "orders.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
}

resource "aws_lambda_function" "refunds" {
  for_each = toset(["a", "b"])

  function_name    = "refunds-${each.key}"
  role             = var.role_arn
  filename         = "refunds.zip"
  source_code_hash = filebase64sha256("refunds.zip")
  handler          = "index.handler"
  runtime          = "python3.12"
}
