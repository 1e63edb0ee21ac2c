locals {
  definitions = {
    orders = jsonencode({
      # nothing to do
      StartAt = "Done"
      States = {
        Done = { Type = "Succeed" }
      }
    })
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
