terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs-${random_id.suffix.hex}"
}

resource "random_id" "suffix" {
  byte_length = 4
}
