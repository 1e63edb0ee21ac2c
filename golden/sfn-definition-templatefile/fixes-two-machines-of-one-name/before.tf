resource "aws_sfn_state_machine" "this" {
  name     = "this"
  role_arn = "arn:aws:iam::123456789012:role/this"

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

locals {
  this = jsonencode({
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

resource "aws_sfn_state_machine" "other" {
  name     = "other"
  role_arn = "arn:aws:iam::123456789012:role/other"

  definition = local.this
}
