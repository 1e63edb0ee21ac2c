terraform {
  backend "s3" {}
}

resource "aws_sqs_queue" "orders" {}
