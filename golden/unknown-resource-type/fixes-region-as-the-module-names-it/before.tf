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

data "aws_sagemaker_endpoint" "model" {
  name = "model"
}

output "endpoint" {
  value = [data.aws_sagemaker_endpoint.model.arn, data.aws_sagemaker_endpoint.model.arn]
}
