locals {
  orders_definition = templatefile("${path.module}/orders.json.tpl", {
    charge_arn = aws_lambda_function.charge.arn
  })
}

resource "aws_sfn_state_machine" "orders" {
  name     = "orders"
  role_arn = "arn:aws:iam::123456789012:role/orders"

  definition = local.orders_definition
}

resource "aws_lambda_function" "charge" {
  function_name = "charge"
  role          = "arn:aws:iam::123456789012:role/charge"
  handler       = "index.handler"
  runtime       = "python3.12"
  filename      = "charge.zip"
}
