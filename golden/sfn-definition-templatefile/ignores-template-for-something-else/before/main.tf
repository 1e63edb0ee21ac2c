locals {
  user_data = templatefile("${path.module}/user_data.sh", {})
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
