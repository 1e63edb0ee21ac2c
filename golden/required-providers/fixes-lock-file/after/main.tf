terraform {
  required_providers {
    random = "~> 3.0"
    aws    = { source = "hashicorp/aws", version = ">= 5.0" }
    null   = { source = "hashicorp/null", version = "~> 3.0" }
  }
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "null_resource" "done" {}
