terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

resource "aws_s3_bucket_object" "readme" {
  bucket  = var.bucket
  key     = "readme"
  content = "Hello"
}

variable "bucket" {
  type = string
}
