locals {
  orders_definition  = templatefile("${path.module}/orders.json.tpl", {})
  refunds_definition = templatefile("${path.module}/refunds.json.tpl", {})
}

resource "aws_sfn_state_machine" "orders" {
  name     = "orders"
  role_arn = "arn:aws:iam::123456789012:role/orders"

  definition = jsonencode({
    StartAt = "Charge"
    States = {
      Charge = {
        Type     = "Task"
        Resource = "arn:aws:states:::sqs:sendMessage"
        End      = true
      }
    }
  })
}

resource "aws_sfn_state_machine" "refunds" {
  name     = "refunds"
  role_arn = "arn:aws:iam::123456789012:role/refunds"

  definition = jsonencode({
    StartAt = "Refund"
    States = {
      Refund = {
        Type     = "Task"
        Resource = "arn:aws:states:::sqs:sendMessage"
        End      = true
      }
    }
  })
}
