terraform {
  cloud {
    organization = "acme"

    workspaces {
      name = "orders"
    }
  }
}

resource "aws_sqs_queue" "orders" {}
