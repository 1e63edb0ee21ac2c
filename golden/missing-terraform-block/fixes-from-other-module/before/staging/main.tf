terraform {
  required_version = ">= 1.9"
}

resource "aws_sqs_queue" "orders" {}
