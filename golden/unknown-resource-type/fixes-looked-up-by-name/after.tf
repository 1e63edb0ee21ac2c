terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

variable "model" {
  type = string
}

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

output "endpoint" {
  value = [var.model, "arn:aws:sagemaker:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:endpoint/${var.model}"]
}
