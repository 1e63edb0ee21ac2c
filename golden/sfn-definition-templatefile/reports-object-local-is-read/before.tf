locals {
  states = {
    StartAt = "Done"
    States  = { Done = { Type = "Succeed" } }
  }
}

resource "aws_sfn_state_machine" "orders" {
  name     = "orders"
  role_arn = "arn:aws:iam::123456789012:role/orders"

  definition = jsonencode(local.states)
}

output "first" {
  value = local.states.StartAt
}
