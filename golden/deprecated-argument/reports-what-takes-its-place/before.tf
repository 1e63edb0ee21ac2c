terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

variable "vpc" {
  type = bool
}

resource "aws_eip" "computed" {
  vpc = var.vpc
}

resource "aws_s3_bucket" "logs" {
  bucket = "logs"

  versioning {
    enabled = true
  }
}
