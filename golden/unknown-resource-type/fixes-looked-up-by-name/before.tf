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

data "aws_sagemaker_endpoint" "model" {
  name = var.model
}

data "aws_sagemaker_endpoint" "unread" {
  name = "other"
}

output "endpoint" {
  value = [data.aws_sagemaker_endpoint.model.name, data.aws_sagemaker_endpoint.model.arn]
}
