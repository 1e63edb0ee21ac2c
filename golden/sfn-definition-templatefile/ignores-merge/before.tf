variable "states" {
  type = any
}

resource "aws_sfn_state_machine" "orders" {
  name     = "orders"
  role_arn = "arn:aws:iam::123456789012:role/orders"

  definition = jsonencode(merge({ StartAt = "Done" }, var.states))
}
