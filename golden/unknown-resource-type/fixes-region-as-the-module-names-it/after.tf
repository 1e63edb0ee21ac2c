terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

variable "place" {
  type = string
}

provider "aws" {
  region = var.place
}

data "aws_caller_identity" "current" {}

output "endpoint" {
  value = ["arn:aws:sagemaker:${var.place}:${data.aws_caller_identity.current.account_id}:endpoint/model", "arn:aws:sagemaker:${var.place}:${data.aws_caller_identity.current.account_id}:endpoint/model"]
}
