terraform {
  required_version = ">= 1.10.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

# The queue of the orders.
resource "aws_sqs_queue" "orders" {
  name = "orders"
}
