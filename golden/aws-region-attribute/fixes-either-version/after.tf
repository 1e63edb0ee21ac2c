terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

data "aws_region" "current" {}

data "aws_region" "each" {
  count = 2
}

locals {
  arn = "arn:aws:sqs:${data.aws_region.current.id}:123456789012:jobs" # ours
}

output "all" {
  value = [data.aws_region.each[0].id, data.aws_region.current.description, data.aws_region.current.id]
}
