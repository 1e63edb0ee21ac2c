terraform {
  required_providers {
    aws = {
      source = "example/aws"
    }
    other = {
      source = "hashicorp/other"
    }
  }
}

resource "aws_sqs_queue" "another_provider" {
  colour = "blue"
}

resource "other_thing" "unknown_provider" {
  colour = "blue"
}

resource "random_unheard_of" "type" {
  colour = "blue"
}
