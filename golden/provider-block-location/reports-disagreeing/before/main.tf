terraform {
  required_version = "~> 1.9.0"
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}
