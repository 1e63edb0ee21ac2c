locals {
  # nothing to do
  definitions = {
    orders = templatefile("${path.module}/orders.json.tpl", {})
  }
}

resource "aws_sfn_state_machine" "orders" {
  name     = "orders"
  role_arn = "arn:aws:iam::123456789012:role/orders"

  definition = local.definitions.orders
}

resource "aws_sfn_state_machine" "refunds" {
  name     = "refunds"
  role_arn = "arn:aws:iam::123456789012:role/refunds"

  definition = local.definitions["orders"]
}
