locals {
  orders_definition = templatefile("${path.module}/orders.json.tpl", {
    charge_arn = aws_lambda_function.charge.arn
  })
}
