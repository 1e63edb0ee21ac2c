terraform {
  required_providers {
    aws = "~> 5.0"
  }
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "random_id" "suffix" {
  byte_length = 4
}
