locals {
  tags = {
    At = timestamp()
  }
}

resource "aws_ssm_parameter" "at" {
  name  = "at"
  type  = "String"
  value = timestamp()
}

resource "aws_sqs_queue" "orders" {
  name = "orders"

  # Read by its key.
  tags = { At = local.tags.At }
}
