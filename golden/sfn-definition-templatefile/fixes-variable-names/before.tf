variable "name" {
  type = string
}

variable "null" {
  type = string
}

locals {
  name = "local"
}

data "aws_caller_identity" "current" {}

resource "aws_sqs_queue" "this" {
  count = 2
}

resource "aws_sns_topic" "_9-to-5" {}

resource "aws_sfn_state_machine" "orders" {
  name     = "orders"
  role_arn = "arn:aws:iam::123456789012:role/orders"

  definition = jsonencode({
    StartAt = "Done"
    States = {
      Done = {
        Type         = "Pass"
        First        = var.name
        Second       = local.name
        Third        = [var.name, path.module, terraform.workspace]
        Fourth       = var.null
        Account      = data.aws_caller_identity.current.account_id
        Queue        = aws_sqs_queue.this[0].url
        Queues       = aws_sqs_queue.this[*].url
        Topic        = aws_sns_topic._9-to-5.arn
        "TopicArn.$" = upper("x")
        Twice        = [uuid(), uuid()]
        End          = true
      }
    }
  })
}
