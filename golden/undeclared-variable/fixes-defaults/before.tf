provider "aws" {
  region = var.aws_region
}

resource "aws_sqs_queue" "orders" {
  visibility_timeout_seconds = var.timeout
  name                       = "orders-${var.revision}"
}
