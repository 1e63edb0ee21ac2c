# main.tf

resource "aws_sqs_queue" "orders" {}
