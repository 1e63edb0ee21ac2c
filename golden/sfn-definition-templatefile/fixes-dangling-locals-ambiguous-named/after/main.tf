locals {
  definition_a = templatefile("${path.module}/a.json.tpl", {})
  definition_b = templatefile("${path.module}/orders.json.tpl", {})
  definition_c = templatefile("${path.module}/orders.json", {})
}

resource "aws_sfn_state_machine" "orders" {
  name     = "orders"
  role_arn = "arn:aws:iam::123456789012:role/orders"

  definition = templatefile("${path.module}/orders_2.json.tpl", {})
}
