terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
    random = {
      source  = "hashicorp/random"
      version = "~> 3.0"
    }
  }
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs-${random_id.suffix.hex}"
}

resource "random_id" "suffix" {
  byte_length = 4
}
