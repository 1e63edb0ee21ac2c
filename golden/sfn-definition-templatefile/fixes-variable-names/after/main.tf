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

  definition = templatefile("${path.module}/orders.json.tpl", {
    name                       = var.name
    name_2                     = local.name
    path_module                = path.module
    terraform_workspace        = terraform.workspace
    value_null                 = var.null
    caller_identity_account_id = data.aws_caller_identity.current.account_id
    sqs_queue_0_url            = aws_sqs_queue.this[0].url
    sqs_queue_url              = aws_sqs_queue.this[*].url
    value_9_to_5_arn           = aws_sns_topic._9-to-5.arn
    done_topic_arn             = upper("x")
    done_twice                 = uuid()
    done_twice_2               = uuid()
  })
}
