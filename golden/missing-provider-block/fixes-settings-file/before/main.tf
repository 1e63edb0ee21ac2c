variable "region" {
  type = string
}

resource "aws_sqs_queue" "orders" {}
