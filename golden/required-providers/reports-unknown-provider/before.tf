terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

resource "acme_order" "anvil" {
  name = "anvil"
}

resource "aws_sqs_queue" "jobs" {
  provider = amazon.west
  name     = "jobs"
}
